"""What becomes of one update that Telegram has handed over, by whichever door it came."""

from __future__ import annotations

import asyncio
import logging

from adapters.telegram.outbound import AnswerQuery, alert_to, answer_to
from adapters.telegram.rescue import Fetched, translated
from adapters.telegram.wire import Wire
from bot.core.acts import Act
from bot.core.errors import ChannelError, IllegalMove, NoSuchClient
from bot.core.ports import Inbox
from bot.core.update import Update

log = logging.getLogger(__name__)

LAST_WORDS = 2.0  # seconds for finishing what is under way when we are stopped

DONE = "Done."  # told when the engine leaves the telling to the card, which Telegram does not show

NOT_STORED = "what clients write cannot be stored just now; it waits at Telegram and comes again"


class Handling:
    """Translates updates and hands them to the Inbox; answers a coach's tap beside that."""

    def __init__(self, wire: Wire, inbox: Inbox) -> None:
        self._wire = wire
        self._inbox = inbox
        self._answers: set[asyncio.Task[None]] = set()

    async def handle(self, one: Fetched) -> None:
        """Afterwards `one` is stored and may be confirmed; raises when it is not, and must come again."""
        match translated(one):
            case Update() as update:
                await self._inbox.receive(update)
            case Act() as act:
                answer = await self._act(act, one)
                task = asyncio.create_task(self._answer(answer))
                self._answers.add(task)
                task.add_done_callback(self._answers.discard)
            case None:
                log.info("telegram: update %d has nobody to answer", one.id)

    async def finish(self) -> None:
        """Give the answers to coaches that are on the way a moment to arrive."""
        if not self._answers:
            return
        _, late = await asyncio.wait(set(self._answers), timeout=LAST_WORDS)
        for answer in late:
            answer.cancel()

    async def _act(self, act: Act, one: Fetched) -> AnswerQuery:
        tap = one.raw.callback_query.id if one.raw is not None and one.raw.callback_query is not None else ""
        try:
            reply = await self._inbox.act(act)
        except (IllegalMove, NoSuchClient) as error:
            return alert_to(tap, str(error))  # will never succeed: must not come again and hold up the others
        return alert_to(tap, reply.text) if reply.text else answer_to(tap, DONE)

    async def _answer(self, answer: AnswerQuery) -> None:
        try:
            await self._wire.ask(answer)
        except ChannelError as error:
            log.warning("telegram: a coach's tap was not answered: %s", error)
