"""The bot's own name, for a command that runs without listening."""

from __future__ import annotations

from adapters.telegram.settings import TelegramSettings
from adapters.telegram.wire import Wire


async def username(settings: TelegramSettings) -> str:
    """The bot's name in t.me links, without @. Raises ChannelError."""
    wire = Wire(settings)
    try:
        return (await wire.call(wire.bot.get_me())).username or ""
    finally:
        await wire.close()
