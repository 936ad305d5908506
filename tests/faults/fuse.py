"""Ending the process in a test: every commit and every request to a channel is a point at which it may die.

`Crash` is no Exception, so that nothing of ours catches it; what it leaves behind is what a kill would leave.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.core.practice import Practice
from bot.store.database import Store
from bot.store.ledger import Ledger
from bot.store.sealing import Vault
from bot.store.tx import Tx
from tests.stories.house import House

P = ParamSpec("P")
T = TypeVar("T")

IDLE = frozenset({"claim", "chased"})  # ask for work; when there is none their commits change nothing


class Crash(BaseException):
    """The process is gone."""


@dataclass(slots=True)
class Fuse:
    """Counts points and blows at number `at`; never when that is negative."""

    at: int = -1
    names: list[str] = field(default_factory=list)
    idle: set[int] = field(default_factory=set)  # points around a commit that changed nothing

    def point(self, name: str) -> None:
        number = len(self.names)
        self.names.append(name)
        if number == self.at:
            raise Crash(name)


class WatchedStore(Store):
    """A store whose commits are points, named after what they commit."""

    def __init__(self, url: str, vault: Vault, ledger: Ledger, fuse: Fuse) -> None:
        super().__init__(url, vault, ledger)
        self._fuse = fuse
        self._doing = "?"
        self.hook = lambda when: fuse.point(f"{when} of {self._doing}")

    async def run(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        self._doing = getattr(fn, "__name__", "?")
        before = len(self._fuse.names)
        result = await super().run(fn, *args, **kwargs)
        if self._doing in IDLE and not result:
            self._fuse.idle |= set(range(before, len(self._fuse.names)))
        return result


class MortalHouse(House):
    def __init__(self, url: str, folder: Path, settled: Practice, fuse: Fuse) -> None:
        super().__init__(url, folder, settled)
        self.fuse = fuse
        self.outside.interrupt = fuse.point

    def opened(self) -> Store:
        return WatchedStore(self.url, self.vault, self.ledger, self.fuse)
