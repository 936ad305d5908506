"""The bot's own name, for a command that runs without listening."""

from __future__ import annotations

from telegram import User
from telegram.error import InvalidToken

from adapters.telegram.refusals import diagnosis
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.wire import Wire
from bot.core.errors import Rejected


async def username(settings: TelegramSettings) -> str:
    """The bot's name in t.me links, without @. Raises ChannelError: Rejected if the token is none."""
    wire = Wire(settings)
    try:
        return (await wire.call(_me(wire))).username or ""
    finally:
        await wire.close()


async def _me(wire: Wire) -> User:
    try:
        return await wire.bot.get_me()
    except InvalidToken as error:
        raise Rejected(diagnosis(error)) from None
