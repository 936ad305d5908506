"""An Inbox that remembers what it was handed, and fails or waits on order."""

import asyncio
from collections.abc import Callable

from bot.core.acts import Act, ActReply
from bot.core.update import Update, words_of


class RecordingInbox:
    """`received` holds what was stored, doubles once, in order. `begun` holds every call, in order."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.received: list[Update] = []
        self.acts: list[Act] = []
        self.reply = ActReply()
        self.refuses: Callable[[Update], bool] = lambda update: False
        self.act_error: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    @property
    def words(self) -> list[str]:
        return [words_of(update.body) for update in self.received]

    async def receive(self, update: Update) -> None:
        self.begun.append(update.id)
        await self.gate.wait()
        if self.refuses(update):
            raise OSError("the disk is full")
        if update.id not in [known.id for known in self.received]:
            self.received.append(update)

    async def act(self, act: Act) -> ActReply:
        self.acts.append(act)
        if self.act_error is not None:
            raise self.act_error
        return self.reply

    async def ask(self, user: str, via: str, words: str) -> str:
        raise AssertionError("Telegram has no slash command for coaches")


async def until(holds: Callable[[], object], timeout: float = 5) -> None:
    """Return as soon as `holds` does; AssertionError when it does not in time."""
    for _ in range(int(timeout / 0.01)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about in time")
