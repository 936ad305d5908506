"""A chat that gets a new id: who is known there stays known, and a group of strangers is told nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.update import Body, ChatMoved, Update, Wrote
from bot.store import clients
from tests.bot.test_engine import joined, seen
from tests.stories.house import House, practice


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    opened = House(database_url, tmp_path, practice())
    await opened.enter()
    yield opened
    opened.leave()


async def arrives(house: House, chat: str, id_: str, body: Body) -> None:
    now = house.clock.now()
    await house.engine.receive(Update("telegram", id_, chat, chat, now, body, language="en"))


async def test_a_client_is_known_and_answered_at_the_new_address_and_no_longer_at_the_old(
    house: House,
) -> None:
    await joined(house, "mia")
    await arrives(house, "mia", "u1", ChatMoved("mia-2"))
    await arrives(house, "mia-2", "u2", Wrote("/checkin", "m2"))
    await house.settle()
    assert any("How is your energy?" in text for text in seen(house, "Handrail to Mia-2"))
    found = await house.store.read(clients.by_address, "telegram", "mia-2")
    assert found is not None
    assert found.name == "Mia"
    assert await house.store.read(clients.by_address, "telegram", "mia") is None


async def test_red_words_from_the_new_address_hold_the_same_client(house: House) -> None:
    await joined(house, "mia")
    await arrives(house, "mia", "u1", ChatMoved("mia-2"))
    await arrives(house, "mia-2", "u2", Wrote("I want to kill myself", "m2"))
    found = await house.store.read(clients.by_address, "telegram", "mia-2")
    assert found is not None
    assert (found.name, bool(found.held_by)) == ("Mia", True)


async def test_a_group_of_strangers_that_moves_is_told_nothing_and_not_stored(house: House) -> None:
    before = len(house.outside.lines)
    await arrives(house, "-500", "u1", ChatMoved("-1000000000500"))
    await house.settle()
    assert len(house.outside.lines) == before
    for chat in ("-500", "-1000000000500"):
        assert await house.store.read(clients.by_address, "telegram", chat) is None
