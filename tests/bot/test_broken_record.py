"""A client's record that does not read: the ladder still climbs, pages are reported, coaches can still act."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.core.acts import Act, Press
from bot.store import escalations
from bot.store.tables import clients
from bot.store.tx import Tx
from escalation.words import Result, State
from tests.bot.test_engine import joined, seen, wrote
from tests.stories.house import House, practice


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    settled = House(database_url, tmp_path, practice())
    await settled.enter()
    await joined(settled, "mia")
    await wrote(settled, "mia", "I don't want to be here anymore", "red")
    await settled.store.run(_broken)
    yield settled
    settled.leave()


def _broken(tx: Tx) -> None:
    tx.conn.execute(update(clients).values(sealed=b"\x01 no longer what was sealed"))


async def test_the_ladder_climbs_and_its_pages_are_reported(house: House) -> None:
    await house.settle()
    house.clock.move(timedelta(minutes=2))
    await house.engine.tick()
    await house.settle()
    assert [text.partition(" by ")[0] for text in seen(house, "page")] == ["Ana", "Ben"]
    (escalation,) = await house.store.read(escalations.open_ones)
    assert [page.result for page in escalation.pages] == [Result.SENT, Result.SENT]


async def test_a_coach_can_acknowledge_and_the_client_hears_of_it(house: House) -> None:
    await house.settle()
    (escalation,) = await house.store.read(escalations.open_ones)
    reply = await house.engine.act(Act("slack", "UANA", Press("page.acknowledge", f"{escalation.id}:0")))
    await house.settle()
    assert reply.text == ""
    (escalation,) = await house.store.read(escalations.open_ones)
    assert escalation.state is State.ACKNOWLEDGED
    assert "Ana has seen your message." in seen(house, "Handrail to Mia")


async def test_handing_back_is_refused_and_says_why(house: House) -> None:
    (escalation,) = await house.store.read(escalations.open_ones)
    value = f"{escalation.id}:"
    await house.engine.act(Act("slack", "UANA", Press("page.resolve", value)))
    reply = await house.engine.act(Act("slack", "UANA", Press("page.hand_back", value)))
    assert "does not read" in reply.text
