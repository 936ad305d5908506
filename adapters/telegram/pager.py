"""Pages a coach in the coach's own Telegram."""

from __future__ import annotations

from adapters.telegram.outbound import page_of
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.wire import Wire
from bot.core.errors import Rejected
from escalation.words import Coach

CONNECTIONS = 4


class TelegramPager:
    """A DirectWay. It has connections of its own: a flood of messages to clients cannot hold up a page."""

    def __init__(self, settings: TelegramSettings) -> None:
        self._wire = Wire(settings, CONNECTIONS)

    async def page(self, coach: Coach, headline: str, link: str, escalation: str, rev: int) -> None:
        """Call one coach; afterwards Telegram has the message. Its button acknowledges, as does the link."""
        if not coach.telegram_user_id:
            raise Rejected(f"{coach.name} has no telegram_user_id")
        await self._wire.ask(page_of(coach.telegram_user_id, headline, link, escalation, rev))

    async def close(self) -> None:
        await self._wire.close()
