"""The queue of updates: numbered, confirmed by offset, handed to one long poll or pushed to a webhook."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import time

import aiohttp

from tests.emulators.telegram.errors import ApiError
from tests.emulators.wire import Json

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class Pending:
    update: Json
    replays_left: int
    is_replay: bool = False
    delivered: bool = False

    @property
    def update_id(self) -> int:
        return int(self.update["update_id"])


class UpdateQueue:
    """What the bot has not confirmed. With duplicate_updates each comes once more after its confirmation."""

    def __init__(self, first_id: int = 700_000_001) -> None:
        self.duplicate_updates = False
        self.pending: list[Pending] = []
        self.confirmed: list[int] = []
        self.allowed: tuple[str, ...] = ()
        self.webhook: Json = {}
        self.webhook_error: Json = {}
        self._next_id = first_id
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update and return its id; None when the bot has not asked for this kind."""
        if (self.allowed and kind not in self.allowed) or (not self.allowed and kind in NOT_BY_DEFAULT):
            return None
        update_id = self._next_id
        self._next_id += 1
        self.pending.append(Pending({"update_id": update_id, kind: payload}, int(self.duplicate_updates)))
        self._wake()
        return update_id

    def confirm_below(self, offset: int) -> None:
        """Forget what is older than the offset, except what is still owed a second delivery."""
        kept: list[Pending] = []
        for entry in self.pending:
            if entry.update_id >= offset or (entry.is_replay and not entry.delivered):
                kept.append(entry)
            elif entry.replays_left:
                kept.append(Pending(entry.update, entry.replays_left - 1, is_replay=True))
                self.confirmed.append(entry.update_id)
            elif not entry.is_replay:
                self.confirmed.append(entry.update_id)
        self.pending = kept

    async def get(self, offset: int, limit: int, timeout: float, allowed: Sequence[str] | None) -> list[Json]:
        """One long poll. An older poll still waiting is ended with 409, as by the real server."""
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                "the webhook first",
            )
        if allowed is not None:
            self.allowed = tuple(allowed)
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(ApiError(409, CONFLICT))
        mine = self._poller = asyncio.get_running_loop().create_future()
        try:
            if offset < 0:
                newest = self.pending[offset:]
                self.confirm_below(newest[0].update_id if newest else 0)
            else:
                self.confirm_below(offset)
            deadline = asyncio.get_running_loop().time() + timeout
            while not self.pending:
                remaining = deadline - asyncio.get_running_loop().time()
                if remaining <= 0:
                    break
                waiting = asyncio.ensure_future(self._arrived.wait())
                try:
                    await asyncio.wait(
                        {waiting, mine}, timeout=remaining, return_when=asyncio.FIRST_COMPLETED
                    )
                finally:
                    waiting.cancel()
                if mine.done():
                    mine.result()
            batch = self.pending[: max(1, min(limit, 100))]
            for entry in batch:
                entry.delivered = True
            return [entry.update for entry in batch]
        finally:
            if not mine.done():
                mine.set_result(None)

    def set_webhook(self, webhook: Json, allowed: Sequence[str] | None, drop_pending: object) -> None:
        self.webhook = webhook
        self.webhook_error = {}
        if allowed is not None:
            self.allowed = tuple(allowed)
        if drop_pending:
            self.pending.clear()
        self._wake()

    def webhook_info(self) -> Json:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
            **{name: value for name, value in self.webhook.items() if name == "max_connections"},
            **self.webhook_error,
            **({"allowed_updates": list(self.allowed)} if self.allowed else {}),
        }

    async def push_forever(self, retry_after: float = 0.3) -> None:
        """Post updates to the webhook one by one, each until it is answered 2xx."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
            while True:
                if not (self.webhook and self.pending):
                    await self._arrived.wait()
                    continue
                entry = self.pending[0]
                secret = self.webhook.get("secret_token")
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
                try:
                    async with session.post(
                        self.webhook["url"], json=entry.update, headers=headers
                    ) as answer:
                        status = answer.status
                        complaint = f"Wrong response from the webhook: {status} {answer.reason}"
                except (aiohttp.ClientError, TimeoutError, OSError) as error:
                    status, complaint = 0, f"Connection failed: {type(error).__name__}"
                if 200 <= status < 300:
                    entry.delivered = True
                    self.confirm_below(entry.update_id + 1)
                else:
                    self.webhook_error = {"last_error_date": int(time()), "last_error_message": complaint}
                    await asyncio.sleep(retry_after)

    def _wake(self) -> None:
        self._arrived.set()
        self._arrived = asyncio.Event()
