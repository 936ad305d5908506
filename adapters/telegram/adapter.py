"""Telegram as a client's channel: sends what lies in the Outbox, listens for what clients and coaches do."""

from __future__ import annotations

import asyncio

from adapters.telegram.inbound import CHANNEL
from adapters.telegram.outbound import Request, requests_of
from adapters.telegram.pager import TelegramPager
from adapters.telegram.polling import Poller
from adapters.telegram.settings import MENU, MenuEntry, TelegramSettings
from adapters.telegram.wire import Wire
from bot.core.errors import RateLimited
from bot.core.outgoing import ToClient
from bot.core.ports import Inbox

__all__ = ["MENU", "MenuEntry", "Telegram", "TelegramPager", "TelegramSettings"]

# A long text is several messages. When Telegram asks for a breath between them, we wait here for up to so
# many seconds: giving the whole text back to the Outbox would say its beginning twice.
PATIENCE = 5.0


class Telegram:
    """A ClientChannel and its Door. Sending works before, during and after `run`, until `close`."""

    def __init__(self, settings: TelegramSettings, inbox: Inbox) -> None:
        self.name = CHANNEL
        self._wire = Wire(settings)
        self._poller = Poller(self._wire, settings, inbox)

    async def send(self, what: ToClient) -> str:
        """Send all of it; the number of the last message that it became, "" if none. Raises ChannelError."""
        first, *rest = requests_of(what)
        last = await self._wire.ask(first)
        for request in rest:
            last = await self._continue(request)
        return last

    async def run(self) -> None:
        await self._poller.run()

    def healthy(self) -> str:
        return self._poller.trouble

    async def username(self) -> str:
        """The bot's name in t.me links, without @. Raises ChannelError."""
        return (await self._wire.call(self._wire.bot.get_me())).username or ""

    async def close(self) -> None:
        await self._wire.close()

    async def _continue(self, request: Request) -> str:
        try:
            return await self._wire.ask(request)
        except RateLimited as limit:
            if limit.retry_after > PATIENCE:
                raise
            await asyncio.sleep(limit.retry_after)
            return await self._wire.ask(request)
