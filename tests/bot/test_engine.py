"""The engine as a whole on a real database: faults of ours stay small, two processes are not in each other's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.core.practice import Practice, Texts
from bot.core.update import Update, Wrote
from bot.desk import Invitation
from bot.store import escalations
from tests.stories.house import ZONE, House, practice


@dataclass(frozen=True, slots=True)
class Broken:
    """Texts in which one key cannot be said: a fault of ours in the middle of the routine."""

    whole: Texts
    missing: str

    @property
    def languages(self) -> tuple[str, ...]:
        return self.whole.languages

    def say(self, language: str, key: str, **values: str | int) -> str:
        if key == self.missing:
            raise KeyError(key)
        return self.whole.say(language, key, **values)

    def choose(self, language: str, key: str, turn: int, **values: str | int) -> str:
        return self.whole.choose(language, key, turn, **values)


def without(key: str) -> Practice:
    return replace(practice(), texts=Broken(practice().texts, key))


async def wrote(house: House, who: str, text: str, id_: str) -> None:
    now = house.clock.now()
    await house.engine.receive(Update("telegram", id_, who, who, now, Wrote(text, id_), language="en"))


async def joined(house: House, who: str, hour: str = "18:00") -> None:
    wish = Invitation(
        who.capitalize(), zone=ZONE, hour=time.fromisoformat(hour), days=tuple(range(7)), language="en"
    )
    code = (await house.invite(wish)).code
    for number, text in enumerate((f"/start {code}", "I agree", "skip", "skip")):
        await wrote(house, who, text, f"{who}{number}")
    await house.settle()


def seen(house: House, where: str) -> list[str]:
    return [line.text for line in house.outside.lines if line.where == where]


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    opened = House(database_url, tmp_path, practice())
    await opened.enter()
    yield opened
    opened.leave()


async def test_an_update_we_fail_on_is_put_before_a_coach_and_blocks_nothing(house: House) -> None:
    await joined(house, "mia")
    house.world = replace(house.world, practice=without("help"))
    await house.again()
    await wrote(house, "mia", "/help", "u1")
    await wrote(house, "mia", "/checkin", "u2")
    await house.beat()
    assert any("could not be handled (KeyError)" in text for text in seen(house, "notice"))
    assert any("How is your energy?" in text for text in seen(house, "Handrail to Mia"))


async def test_red_words_are_paged_though_the_routine_is_broken(house: House) -> None:
    await joined(house, "mia")
    house.world = replace(house.world, practice=without("hold.stopped"))
    await house.again()
    await wrote(house, "mia", "I want to kill myself", "u1")
    await house.beat()
    assert house.outside.lines
    assert any("@Ana" in text for text in seen(house, "notice")), "nobody was told"


async def test_a_fault_in_a_check_in_stalls_no_ladder_and_a_coach_is_told(house: House) -> None:
    await joined(house, "mia", hour="10:01")
    await joined(house, "tom", hour="20:00")
    house.world = replace(house.world, practice=without("checkin.hello"))
    await house.again()
    await wrote(house, "tom", "I want to kill myself", "u1")
    await house.pass_time(timedelta(minutes=5))
    assert [text.split(":")[0] for text in seen(house, "page")] == [
        "Ana by slack",
        "Ben by slack",
        "Ana, Ben, Chloe by slack",
    ]
    assert any("failed (KeyError) and is tried again" in text for text in seen(house, "notice"))


async def test_an_update_that_two_processes_take_at_once_is_handled_once(
    house: House, tmp_path: Path
) -> None:
    await joined(house, "mia")
    other = House(house.url, tmp_path, practice())
    await other.enter()
    try:
        await asyncio.gather(*(wrote(each, "mia", "/checkin", "u1") for each in (house, other)))
    finally:
        other.leave()
    await house.beat()
    assert len([text for text in seen(house, "Handrail to Mia") if "How is your energy?" in text]) == 1


async def test_two_red_messages_on_two_processes_open_one_escalation(house: House, tmp_path: Path) -> None:
    await joined(house, "mia")
    other = House(house.url, tmp_path, practice())
    await other.enter()
    try:
        await asyncio.gather(
            *(
                wrote(each, "mia", "I want to kill myself", f"red{number}.{turn}")
                for turn in range(4)
                for number, each in enumerate((house, other))
            )
        )
    finally:
        other.leave()
    await house.beat()
    client = await house.client("mia")
    assert client is not None
    found = await house.store.read(escalations.all_of, client.id)
    assert [each.id for each in found] == [client.held_by]
    assert len(found[0].findings) == 8
    assert len(house.channel.cards()) == 1
    assert len(seen(house, "page")) == 1
