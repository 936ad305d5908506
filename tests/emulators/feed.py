"""A list that can be waited on: what a person saw, in order, with a place up to which a test has read."""

import asyncio
import re
from collections.abc import Callable
from time import perf_counter
from typing import Generic, TypeVar

T = TypeVar("T")
Wanted = str | re.Pattern[str]


class Feed(Generic[T]):
    """Grows at its end. `expect` reads on from the last match, so the same line is never matched twice."""

    def __init__(self, owner: str, describe: Callable[[T], str]) -> None:
        self.items: list[T] = []
        self.read_up_to = 0
        self._owner = owner
        self._describe = describe
        self._grown = asyncio.Event()

    def add(self, item: T) -> None:
        self.items.append(item)
        self._grown.set()
        self._grown = asyncio.Event()

    async def wait(self, matches: Callable[[T], bool], timeout: float, since: int) -> int:
        """The index of the first match from `since` on; AssertionError with all seen when none comes."""
        ends_at = perf_counter() + timeout
        position = since
        while True:
            grown = self._grown
            while position < len(self.items):
                if matches(self.items[position]):
                    return position
                position += 1
            remaining = ends_at - perf_counter()
            if remaining <= 0:
                raise AssertionError(self.report(f"nothing that was expected came within {timeout} s", since))
            try:
                await asyncio.wait_for(grown.wait(), remaining)
            except TimeoutError:
                continue

    async def expect(self, matches: Callable[[T], bool], timeout: float) -> T:
        """The next item not yet read that matches; everything before it counts as read."""
        found = await self.wait(matches, timeout, self.read_up_to)
        self.read_up_to = found + 1
        return self.items[found]

    async def silence(self, seconds: float, matches: Callable[[T], bool]) -> None:
        """AssertionError if something that matches comes within so many seconds from now."""
        start = len(self.items)
        try:
            await self.wait(matches, seconds, start)
        except AssertionError:
            return
        raise AssertionError(self.report("silence was expected", start))

    def report(self, complaint: str, since: int) -> str:
        lines = [f"{self._owner}: {complaint}"]
        for index, item in enumerate(self.items):
            lines.append(f"  {'read' if index < since else 'new '} {self._describe(item)}")
        return "\n".join(lines)


def contains(wanted: Wanted, text: str) -> bool:
    return wanted in text if isinstance(wanted, str) else wanted.search(text) is not None
