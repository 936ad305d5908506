"""Has slow work done beside everything else, within a deadline, so that a doctor never hangs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from bot.core.checks import Check

T = TypeVar("T")
Checks = Sequence[Check]


async def in_thread(name: str, work: Callable[[], T]) -> T:
    """The result of `work`, done in a thread of its own.

    Not in the loop's pool, which a process waits for at its end: a server that never answers must not keep us.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def report(result: T | None, error: Exception | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # without an error it is a T

    def run() -> None:
        result: T | None = None
        trouble: Exception | None = None
        try:
            result = work()
        except Exception as error:  # raised again where it is waited for
            trouble = error
        with suppress(RuntimeError):  # the loop has closed: nobody waits any more
            loop.call_soon_threadsafe(report, result, trouble)

    threading.Thread(target=run, name=f"doctor-{name}", daemon=True).start()
    return await answer
