"""Turns: one at a time, the lowest number first, and nobody waits for ever behind one that hangs."""

import asyncio

import pytest

from adapters.telegram.inorder import InOrder

LONG = 60.0


async def taking(order: InOrder, number: int, log: list[str], gate: asyncio.Event | None = None) -> None:
    async with order.turn(number):
        log.append(f"{number} begins")
        if gate is not None:
            await gate.wait()
        log.append(f"{number} ends")


async def test_a_free_turn_is_taken_at_once_and_given_back() -> None:
    order, log = InOrder(LONG), list[str]()
    await taking(order, 2, log)
    await taking(order, 1, log)
    assert log == ["2 begins", "2 ends", "1 begins", "1 ends"]


async def test_those_that_wait_go_by_their_number_and_equals_by_their_arrival() -> None:
    order, log, gate = InOrder(LONG), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(taking(order, number, log, gate)) for number in (5, 9, 7, 7)]
    await asyncio.sleep(0)
    assert log == ["5 begins"]
    gate.set()
    await asyncio.gather(*tasks)
    assert [line for line in log if "begins" in line] == ["5 begins", "7 begins", "7 begins", "9 begins"]


async def test_one_that_hangs_is_overtaken_and_the_others_keep_their_order() -> None:
    order, log, gate = InOrder(0.05), list[str](), asyncio.Event()
    hanging = asyncio.create_task(taking(order, 1, log, gate))
    await asyncio.sleep(0)
    await asyncio.wait_for(asyncio.gather(taking(order, 3, log), taking(order, 2, log)), 1)
    assert log == ["1 begins", "2 begins", "2 ends", "3 begins", "3 ends"]
    gate.set()
    await hanging
    await asyncio.wait_for(taking(order, 4, log), 1)


async def test_one_that_fails_or_gives_up_passes_the_turn_on() -> None:
    order, log, gate = InOrder(LONG), list[str](), asyncio.Event()

    async def fails() -> None:
        async with order.turn(1):
            await gate.wait()
            raise OSError("the disk is full")

    failing = asyncio.create_task(fails())
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(taking(order, number, log)) for number in (2, 3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    gate.set()
    with pytest.raises(OSError, match="disk"):
        await failing
    await asyncio.wait_for(waiting[1], 1)
    assert log == ["3 begins", "3 ends"]
