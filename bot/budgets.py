"""Budgets: how fast a channel lets us speak. Token buckets over a running clock in seconds."""

from __future__ import annotations

from dataclasses import dataclass, field

# Telegram: "no more than one message per second" in a chat, short bursts allowed; about 30 a second in all.
# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
CHAT_RATE, CHAT_BURST = 1.0, 5
# The channel's 30 less two, which stay for pages by Telegram.
CHANNEL_RATE, CHANNEL_BURST = 28.0, 28
# Slack: about one post a second and channel, short bursts allowed. https://docs.slack.dev/apis/web-api/rate-limits
POST_RATE, POST_BURST = 1.0, 5


@dataclass(slots=True)
class Bucket:
    """Up to `burst` at once, refilled at `rate` a second."""

    rate: float
    burst: float
    tokens: float = field(init=False)
    at: float = 0.0  # the clock when `tokens` was true

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def _fill(self, now: float) -> None:
        self.tokens = min(self.burst, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = now

    def left(self, now: float) -> int:
        """How many may go at `now`."""
        self._fill(now)
        return int(self.tokens)

    def take(self, now: float) -> None:
        """One has gone; it may have been one too many, which later ones then wait for."""
        self._fill(now)
        self.tokens -= 1


class Budgets:
    """The buckets of one lane: one for the channel as a whole, one for each key, and keys told to wait."""

    def __init__(self, whole: Bucket, rate: float, burst: float) -> None:
        self.whole = whole
        self._rate, self._burst = rate, burst
        self._keys: dict[str, Bucket] = {}
        self._waiting: dict[str, float] = {}

    def spend(self, key: str, now: float) -> None:
        self.whole.take(now)
        self._keys.setdefault(key, Bucket(self._rate, self._burst, at=now)).take(now)

    def told_to_wait(self, key: str, until: float) -> None:
        """The channel said so (429): this key alone waits."""
        self._waiting[key] = until

    def spent(self, now: float) -> frozenset[str]:
        """The keys that must not send at `now`; full buckets are forgotten."""
        self._waiting = {key: until for key, until in self._waiting.items() if until > now}
        empty = set(self._waiting)
        for key, bucket in list(self._keys.items()):
            if bucket.left(now) < 1:
                empty.add(key)
            elif bucket.tokens >= bucket.burst:
                del self._keys[key]
        return frozenset(empty)
