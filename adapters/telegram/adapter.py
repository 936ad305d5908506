"""Telegram as a client's channel: sends what lies in the Outbox, listens for what clients and coaches do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import APIRouter

from adapters.telegram.files import Files
from adapters.telegram.handling import Handling
from adapters.telegram.inbound import CHANNEL
from adapters.telegram.outbound import Request, requests_of
from adapters.telegram.pager import TelegramPager
from adapters.telegram.polling import Poller
from adapters.telegram.settings import MENU, Hook, MenuEntry, TelegramSettings
from adapters.telegram.webhook import Webhook
from adapters.telegram.wire import Wire
from bot.core.errors import RateLimited
from bot.core.outgoing import ToClient
from bot.core.ports import Inbox, Lease

__all__ = ["MENU", "Hook", "MenuEntry", "Telegram", "TelegramPager", "TelegramSettings"]

# A long text is several messages. When Telegram asks for a breath between them, we wait here for up to so
# many seconds: giving the whole text back to the Outbox would say its beginning twice.
PATIENCE = 5.0


class Telegram:
    """A ClientChannel, its Door, and a FileSource. Sending works before, during and after `run`, until `close`.

    Polling goes by the `lease`, so that one process of several polls; a webhook needs none.
    """

    def __init__(self, settings: TelegramSettings, inbox: Inbox, lease: Lease | None = None) -> None:
        self.name = CHANNEL
        self._wire = Wire(settings)
        self._files = Files(self._wire, settings)
        handling = Handling(self._wire, inbox)
        self._door: Poller | Webhook = (
            Poller(self._wire, settings, handling, lease)
            if settings.hook is None
            else Webhook(self._wire, settings, settings.hook, handling)
        )

    async def send(self, what: ToClient) -> str:
        """Send all of it; the number of the last message that it became, "" if none. Raises ChannelError."""
        first, *rest = requests_of(what)
        last = await self._wire.ask(first)
        for request in rest:
            last = await self._continue(request)
        return last

    async def run(self) -> None:
        await self._door.run()

    def healthy(self) -> str:
        return self._door.trouble

    def routers(self, refused: Callable[[str], None]) -> tuple[APIRouter, ...]:
        """What Telegram calls; nothing while we poll. `refused` hears why a call was turned away."""
        return (self._door.router(refused),) if isinstance(self._door, Webhook) else ()

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        """What a client sent as a file (see `SentMedia.file`), at most `limit_bytes`. Raises ChannelError."""
        return await self._files.fetch(file, limit_bytes)

    async def username(self) -> str:
        """The bot's name in t.me links, without @. Raises ChannelError."""
        return (await self._wire.call(self._wire.bot.get_me())).username or ""

    async def close(self) -> None:
        await self._files.close()
        await self._wire.close()

    async def _continue(self, request: Request) -> str:
        try:
            return await self._wire.ask(request)
        except RateLimited as limit:
            if limit.retry_after > PATIENCE:
                raise
            await asyncio.sleep(limit.retry_after)
            return await self._wire.ask(request)
