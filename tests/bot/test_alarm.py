"""While commits fail, urgent words are paged directly; afterwards the same card and one escalation remain."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from bot.alarm import PATIENCE, Alarm
from bot.core.update import Update, Wrote
from tests.stories.house import House, OneByOne, practice

RED = "8k done, but honestly I don't want to be here anymore"


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    settled = House(database_url, tmp_path, practice())
    await settled.enter()
    alarm = Alarm(settled.world, settled.roads, settled.clock)
    settled.engine.alarm = alarm
    settled.dispatcher = OneByOne(settled.store, settled.world, settled.clock, settled.roads, alarm.rang_for)
    yield settled
    settled.leave()


def _break(house: House) -> None:
    def full(name: str) -> None:
        if name == "before_commit":
            raise sqlite3.OperationalError("database or disk is full")

    house.store.hook = full


def _update(house: House, text: str, number: int = 1) -> Update:
    return Update("telegram", str(number), "mia", "mia", house.clock.now(), Wrote(text, "1"))


def _seen(house: House, where: str) -> list[str]:
    return [line.text for line in house.outside.lines if line.where == where]


async def _refused(house: House, update: Update) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await house.engine.receive(update)


async def test_red_words_are_paged_directly_once_commits_have_failed_for_a_while(house: House) -> None:
    _break(house)
    red = _update(house, RED)
    await _refused(house, red)
    assert not house.channel.cards()
    house.clock.move(PATIENCE)
    await _refused(house, red)
    await _refused(house, red)
    assert len(house.channel.cards()) == 1
    assert sorted(text.partition(":")[0] for text in _seen(house, "page")) == [
        "Ana by apprise",
        "Ana by slack",
        "Ana by telegram",
    ]
    assert any("I have stopped" in text for text in _seen(house, "Handrail to Mia"))
    assert RED not in " ".join(line.text for line in house.outside.lines if line.where != "card")


async def test_the_later_handling_recognises_its_own_card(house: House) -> None:
    _break(house)
    red = _update(house, RED)
    await _refused(house, red)
    house.clock.move(PATIENCE)
    await _refused(house, red)
    house.store.hook = None
    await house.engine.receive(red)
    await house.settle()
    assert len(house.channel.cards()) == 1
    escalation = await house.latest_escalation("Mia")
    assert escalation is not None
    assert house.channel.cards()[0].escalation == escalation.id


async def test_routine_words_and_short_failures_ring_no_alarm(house: House) -> None:
    _break(house)
    await _refused(house, _update(house, "4", 1))
    house.clock.move(PATIENCE - timedelta(seconds=1))
    await _refused(house, _update(house, RED, 2))
    house.store.hook = None
    await house.engine.receive(_update(house, "4", 1))
    _break(house)
    house.clock.move(PATIENCE)
    await _refused(house, _update(house, RED, 2))
    assert not house.outside.lines


async def test_a_closed_road_does_not_close_the_others(house: House) -> None:
    house.outside.down.add("slack")
    _break(house)
    red = _update(house, RED)
    await _refused(house, red)
    house.clock.move(PATIENCE)
    await _refused(house, red)
    assert any("by telegram" in text for text in _seen(house, "page"))
    assert not house.channel.cards()


async def test_words_that_no_way_of_storing_takes_are_paged_too(house: House) -> None:
    """Whatever the error is called: a database that turned read-only says something else than one that is gone."""

    def odd(name: str) -> None:
        if name == "before_commit":
            raise RuntimeError("something that nobody has thought of")

    house.store.hook = odd
    red = _update(house, RED)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            await house.engine.receive(red)
        house.clock.move(PATIENCE)
    assert len(house.channel.cards()) == 1


async def test_a_database_that_hangs_is_as_bad_as_one_that_fails(house: House) -> None:
    answers = Event()

    def hang(name: str) -> None:
        answers.wait(5)

    house.store.hook = hang
    house.engine.stored_within_s = 0.2
    red = _update(house, RED)
    try:
        for _ in range(2):
            with pytest.raises(TimeoutError):
                await house.engine.receive(red)
            house.clock.move(PATIENCE)
        assert len(house.channel.cards()) == 1
    finally:
        answers.set()
    await house.engine.receive(red)
    await house.settle()
    assert len(house.channel.cards()) == 1, "stored in the end, once"
