"""Listens to Telegram by long polls: hands every update over in order and confirms only what was stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from adapters.telegram.handling import LAST_WORDS, NOT_STORED, Handling
from adapters.telegram.inbound import KINDS
from adapters.telegram.menu import show_menu
from adapters.telegram.refusals import diagnosis, says, seconds_of
from adapters.telegram.rescue import Fetched, as_mapping, read
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.turn import Turn
from adapters.telegram.wire import Wire
from bot.core.errors import ChannelError
from bot.core.ports import Lease

log = logging.getLogger(__name__)

FIRST_WAIT = 0.2  # seconds after a failure; doubles ...
LONGEST_WAIT = 5.0  # ... up to this
RIVAL_HOLD = 3  # seconds that a poll must live before we believe that the other poller is gone


class Poller:
    """The one getUpdates loop of a bot. `trouble` says why nothing is heard; empty when all is well.

    With a lease it polls only while no other process of the practice does.
    """

    def __init__(
        self, wire: Wire, settings: TelegramSettings, handling: Handling, lease: Lease | None = None
    ) -> None:
        self.trouble = "not connected to Telegram yet"
        self._wire = wire
        self._settings = settings
        self._handling = handling
        self._turn = None if lease is None else Turn(lease)
        self._offset = 0  # the first update that is not stored; sending it confirms all before

    async def run(self) -> None:
        """Listen until cancelled; then confirm what was stored, so that it does not come again."""
        menu = asyncio.create_task(show_menu(self._wire, self._settings.menu))
        try:
            if self._turn is None:
                await self._listen()
            else:
                await self._listen_in_turn(self._turn)
        finally:
            menu.cancel()
            await self._handling.finish()
            if self._turn is None or self._turn.ours:
                await self._confirm()
            if self._turn is not None:
                await self._turn.let_go()

    async def _listen_in_turn(self, turn: Turn) -> None:
        """Listen while the turn is ours, and stand by while it is another process's, which is no trouble."""
        while True:
            if not await turn.asked():
                self._notice("", "another process of this practice listens; standing by")
                await turn.wait()
                self._offset = 0  # the other has confirmed further
            listening = asyncio.create_task(self._listen())
            lost = asyncio.create_task(turn.lost())
            try:
                await asyncio.wait({listening, lost}, return_when=asyncio.FIRST_COMPLETED)
                if listening.done():
                    listening.result()  # it ends by an error alone
            finally:
                # Cuts the poll off: the other's would end with a 409. What is under way is stored all the same.
                for task in (listening, lost):
                    task.cancel()
                await asyncio.gather(listening, lost, return_exceptions=True)

    async def _listen(self) -> None:
        wait = FIRST_WAIT
        hold = 0  # the first poll after trouble returns at once: it only finds out whether all is well
        while True:
            pause = 0.0
            try:
                if await self._hand_over(await self._fetch(hold)):
                    self._notice("")
                    wait, hold = FIRST_WAIT, self._settings.poll_s
                    continue
                self._notice(NOT_STORED)
            except InvalidToken as error:
                self._notice(diagnosis(error))
                wait = LONGEST_WAIT  # only a person can mend it
            except Conflict as error:
                self._notice(diagnosis(error))
                await self._drop_webhook(error)
                hold = min(RIVAL_HOLD, self._settings.poll_s)
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
                continue
            except RetryAfter as error:
                self._notice(diagnosis(error))
                pause = seconds_of(error)
            except (TelegramError, TimeoutError) as error:
                self._notice(diagnosis(error))
            except Exception as error:  # this loop must outlive every bug: without it nobody is heard
                self._notice(f"listening to Telegram fails ({type(error).__name__})")
            hold = 0
            await asyncio.sleep(max(wait, pause))
            wait = min(2 * wait, LONGEST_WAIT)

    async def _fetch(self, hold: int) -> tuple[Fetched, ...]:
        async with asyncio.timeout(hold + self._settings.call_s):
            try:
                updates = await self._wire.bot.get_updates(self._offset, timeout=hold, allowed_updates=KINDS)
            except TelegramError:
                raise
            except Exception as error:  # one update that the library cannot read spoils its whole batch
                log.warning("telegram: a batch cannot be read (%s): one by one", type(error).__name__)
                return await self._fetch_raw()
        return tuple(Fetched(raw.update_id, raw, {}) for raw in updates)

    async def _fetch_raw(self) -> tuple[Fetched, ...]:
        answer: object = await self._wire.bot.do_api_request(
            "getUpdates", {"offset": self._offset, "timeout": 0, "allowed_updates": KINDS}
        )
        if not isinstance(answer, list):
            raise TelegramError("getUpdates did not answer with a list")
        fetched = (read(as_mapping(wire), self._wire.bot) for wire in answer)
        return tuple(one for one in fetched if one is not None)

    async def _hand_over(self, batch: Sequence[Fetched]) -> bool:
        """Whether the whole batch is stored. The offset then stands behind the stored beginning of it.

        All are begun in order and at once, so that the store can commit them together.
        """
        if not batch:
            return True
        tasks = [asyncio.create_task(self._handling.handle(one)) for one in batch]
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError:
            await asyncio.wait(tasks, timeout=LAST_WORDS)
            raise
        finally:
            stored = self._advance(batch, tasks)
        return stored

    def _advance(self, batch: Sequence[Fetched], tasks: Sequence[asyncio.Task[None]]) -> bool:
        unbroken = True
        for one, task in zip(batch, tasks, strict=True):
            if not task.done():
                task.cancel()
                unbroken = False
            elif task.cancelled():
                unbroken = False
            elif (error := task.exception()) is not None:
                log.error("telegram: update %d was not stored (%s)", one.id, type(error).__name__)
                unbroken = False
            elif unbroken:
                self._offset = one.id + 1
        return unbroken

    async def _drop_webhook(self, conflict: Conflict) -> None:
        """While a webhook is set nothing can be fetched. What waits for it is kept, and comes to us."""
        if not says(conflict, ("webhook",)):
            return
        try:
            await self._wire.call(self._wire.bot.delete_webhook(drop_pending_updates=False))
        except ChannelError as error:
            log.warning("telegram: the webhook was not deleted: %s", error)

    async def _confirm(self) -> None:
        """Say once more what is stored, since no poll follows. Best effort: a double delivery is no harm."""
        if not self._offset:
            return
        try:
            async with asyncio.timeout(LAST_WORDS):
                await self._wire.bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=KINDS)
        except Exception as error:
            log.info("telegram: the last updates were not confirmed (%s)", type(error).__name__)

    def _notice(self, trouble: str, well: str = "listening") -> None:
        if trouble != self.trouble:
            log.log(logging.WARNING if trouble else logging.INFO, "telegram: %s", trouble or well)
        self.trouble = trouble
