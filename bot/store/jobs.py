"""Jobs: what waits for one of the store's threads, taken in groups, and how each caller gets its answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from bot.store.tx import Lane, Tx

GROUP = 64  # jobs in one commit: beyond 32-64 the gain is gone and the first of them waits longer


class Job:
    __slots__ = ("error", "future", "lanes", "loop", "result", "scrub", "work")

    def __init__(
        self, work: Callable[[Tx], object], loop: asyncio.AbstractEventLoop, future: asyncio.Future[object]
    ) -> None:
        self.work = work
        self.loop = loop
        self.future = future
        self.result: object = None
        self.error: BaseException | None = None
        self.lanes: set[Lane] = set()
        self.scrub = False


def groups(jobs: SimpleQueue[Job | None]) -> Iterator[list[Job]]:
    """What waits in `jobs`, in order, up to GROUP at a time, until the None that ends it."""
    ended = False
    while not ended:
        first = jobs.get()
        if first is None:
            return
        group = [first]
        with contextlib.suppress(Empty):
            while len(group) < GROUP:
                following = jobs.get_nowait()
                if following is None:
                    ended = True
                    break
                group.append(following)
        yield group


def deliver(jobs: list[Job]) -> None:
    """Give each caller its result, with one call into each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, theirs in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop has ended; nobody waits
            loop.call_soon_threadsafe(_resolve, theirs)


def _resolve(jobs: list[Job]) -> None:
    for job in jobs:
        if job.future.done():  # the caller was cancelled
            continue
        if isinstance(job.error, StopIteration):  # which no future takes
            job.future.set_exception(RuntimeError(repr(job.error)))
        elif job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
