"""Turns: the Updates of one chat are stored one after the other; what could not be stored is tried again from here.

Slack repeats an event three times within some minutes, and a tap never: an outage of the database may outlast both.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.core.ports import Inbox
from bot.core.update import Update

LOG = logging.getLogger("handrail.slack.turns")

AGAIN_S, LATER_S = 1.0, 5.0  # the pause before another try doubles up to the second
MOST = 2_000  # Updates that are kept; beyond it only Slack's own repeats help


class Turns:
    """Hands Updates to the inbox, in order per chat. `trouble` says what waits; empty when nothing does."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._locks: dict[str, asyncio.Lock] = {}
        self._in_use: dict[str, int] = {}
        self._unstored: dict[str, Update] = {}  # by id, oldest first
        self._retrying: asyncio.Task[None] | None = None

    @property
    def trouble(self) -> str:
        if not self._unstored:
            return ""
        return f"{len(self._unstored)} messages of clients in Slack cannot be stored just now; they are tried again"

    async def hand_over(self, update: Update) -> None:
        """Returns once `update` is stored. Raises when it could not be; it is then tried again behind."""
        async with self._turn(update.chat):
            if self._waiting(update.chat):
                # What came before goes before. All are begun at once: with the store away each takes long to fail,
                # and urgent words must not wait for that to be read.
                self._keep(update)
                failed = await self._try_all(update.chat)
                if update.id in failed:
                    raise failed[update.id]
                return
            try:
                await self._inbox.receive(update)
            except Exception:
                self._keep(update)
                raise

    async def stop(self) -> None:
        """What is not stored by now comes again from Slack."""
        if self._retrying is not None:
            self._retrying.cancel()
            with suppress(asyncio.CancelledError):
                await self._retrying

    def _waiting(self, chat: str) -> list[Update]:
        return [each for each in self._unstored.values() if each.chat == chat]

    async def _try_all(self, chat: str) -> dict[str, Exception]:
        """Try what waits, begun in its order; by id, why some of it waits on."""
        waiting = self._waiting(chat)
        results = await asyncio.gather(
            *(self._inbox.receive(each) for each in waiting), return_exceptions=True
        )
        failed: dict[str, Exception] = {}
        for update, result in zip(waiting, results, strict=True):
            if isinstance(result, Exception):
                failed[update.id] = result
            elif result is None:
                self._unstored.pop(update.id, None)
        return failed

    def _keep(self, update: Update) -> None:
        if len(self._unstored) >= MOST:
            dropped = next(iter(self._unstored))
            LOG.error("update %s is kept no longer: too many wait", dropped)
            del self._unstored[dropped]
        self._unstored.setdefault(update.id, update)
        if self._retrying is None or self._retrying.done():
            self._retrying = asyncio.create_task(self._retry())

    async def _retry(self) -> None:
        pause = AGAIN_S
        while self._unstored:
            await asyncio.sleep(pause)
            pause = min(2 * pause, LATER_S)
            chats = dict.fromkeys(each.chat for each in self._unstored.values())
            await asyncio.gather(*(self._retry_chat(chat) for chat in chats))

    async def _retry_chat(self, chat: str) -> None:
        async with self._turn(chat):
            await self._try_all(chat)

    @asynccontextmanager
    async def _turn(self, chat: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(chat, asyncio.Lock())
        self._in_use[chat] = self._in_use.get(chat, 0) + 1
        try:
            async with lock:  # waiters get it in the order in which they came
                yield
        finally:
            self._in_use[chat] -= 1
            if not self._in_use[chat]:
                del self._in_use[chat], self._locks[chat]
