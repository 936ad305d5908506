"""What Slack's refusals mean for a sender: wait, drop this message, leave this road, or try again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered, Unreachable

WAIT = 30.0  # seconds, where Slack asks to wait and does not say how long

TOO_FAST = frozenset(("ratelimited", "rate_limited", "message_limit_exceeded"))
NOT_NOW = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout"))
WRONG_BLOCKS = frozenset(
    ("invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "too_many_blocks")
)

MEND: dict[str, str] = {
    "channel_not_found": "put the channel's id (C… or G…) into slack.escalation_channel and invite the app",
    "not_in_channel": "invite the app into the escalation channel",
    "is_archived": "unarchive the escalation channel, or name another in slack.escalation_channel",
    "restricted_action": "allow the app to post in the escalation channel",
    "restricted_action_read_only_channel": "allow the app to post in the escalation channel",
    "restricted_action_thread_only_channel": "allow the app to post in the escalation channel",
    "invalid_auth": "put the app's present tokens into slack.bot_token and slack.app_token",
    "not_authed": "put the app's tokens into slack.bot_token and slack.app_token",
    "account_inactive": "install the app again, then put the new slack.bot_token",
    "token_revoked": "install the app again, then put the new slack.bot_token",
    "token_expired": "install the app again, then put the new slack.bot_token",
    "not_allowed_token_type": "slack.bot_token begins with xoxb-, slack.app_token with xapp-",
    "missing_scope": "add the missing scope to the app and install it again",
    "no_permission": "add the missing scope to the app and install it again",
    "access_denied": "let the app into this workspace again",
    "team_access_not_granted": "let the app into this workspace again",
    "ekm_access_denied": "ask the workspace's administrators: its keys are withdrawn",
    "org_login_required": "the workspace is being moved; ask its administrators",
    "user_not_found": "put the coach's member id into slack_user",
    "user_not_in_channel": "invite the coach into the escalation channel",
}


class WrongBlocks(Rejected):
    """Slack does not take this layout; the same words as plain text may still go."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back instead of ok. `word` is Slack's name for the error; a proxy's error page has none."""

    status: int
    word: str
    retry_after: float | None = None


def answer_of(error: SlackApiError) -> Answer:
    """A proxy's error page has no JSON, and the library then leaves the body empty."""
    response = error.response
    if isinstance(response, aiohttp.ClientResponse):
        return Answer(response.status, "", _seconds(response.headers))
    data = response.data if isinstance(response.data, Mapping) else {}
    word = data.get("error")
    said = word if isinstance(word, str) else ""
    return Answer(int(response.status_code), said, _seconds(response.headers))


def channel_error(answer: Answer, doing: str) -> ChannelError:
    """The one of our errors that tells a sender what to do next. `doing` is the method that was called."""
    said = f"{doing}: {answer.word or 'no words of Slack'} ({answer.status})"
    if answer.status == 429 or answer.word in TOO_FAST:
        return RateLimited(f"{said}; wait", WAIT if answer.retry_after is None else answer.retry_after)
    if answer.word in MEND:
        return Unreachable(f"{said}; {MEND[answer.word]}")
    if answer.status >= 500 or not answer.word or answer.word in NOT_NOW:
        return Unanswered(f"{said}; it may or may not have arrived")
    refused = WrongBlocks if answer.word in WRONG_BLOCKS else Rejected
    return refused(f"{said}; trying again will not help")


def _seconds(headers: Mapping[str, str]) -> float | None:
    said = headers.get("Retry-After") or headers.get("retry-after")
    with contextlib.suppress(TypeError, ValueError):
        return max(0.0, float(said or ""))
    return None
