"""The bot's menu of commands, set beside listening: a menu that cannot be set is no reason not to hear anybody."""

from __future__ import annotations

import asyncio
import logging

from telegram import BotCommand

from adapters.telegram.settings import MenuEntry
from adapters.telegram.wire import Wire
from bot.core.errors import ChannelError, RateLimited, Rejected

log = logging.getLogger(__name__)

FIRST_WAIT = 0.2  # seconds after a failure; doubles ...
LONGEST_WAIT = 5.0  # ... up to this


async def show_menu(wire: Wire, menu: tuple[MenuEntry, ...]) -> None:
    """Returns once Telegram shows the menu, or has refused it for good."""
    commands = [BotCommand(entry.command, entry.does) for entry in menu]
    wait = FIRST_WAIT
    while True:
        pause = 0.0
        try:
            await wire.call(wire.bot.set_my_commands(commands))
            return
        except Rejected as error:
            log.warning("telegram: the menu of commands was refused: %s", error)
            return
        except RateLimited as error:
            pause = error.retry_after
        except ChannelError as error:
            log.info("telegram: the menu of commands is not set yet: %s", error)
        await asyncio.sleep(max(wait, pause))
        wait = min(2 * wait, LONGEST_WAIT)
