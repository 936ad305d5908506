"""Starts practices: an empty one, or one in which Maria and Tom are clients already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.blackbox.practice import TOMS_CONTACT, TOMS_PHONE, Practice, onboard, running

Running = Callable[..., AbstractAsyncContextManager[Practice]]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice with two clients: Maria, and Tom with a phone and an emergency contact.

    Made once, by the same road as any; each test goes on with a copy. Their next check-in is half a day away.
    """
    folder = tmp_path_factory.mktemp("begun")
    later = f"{datetime.now(UTC) + timedelta(hours=12):%H:%M}"

    async def make() -> None:
        async with running(folder) as practice:
            await asyncio.gather(
                onboard(practice, practice.maria, timezone="UTC", time=later),
                onboard(practice, practice.tom, TOMS_PHONE, TOMS_CONTACT, timezone="UTC", time=later),
            )

    asyncio.run(make())
    return folder


@pytest.fixture
def practice(begun: Path, tmp_path: Path) -> Running:
    """`async with practice({"escalation": {...}}) as p:` - Maria and Tom are clients."""

    def start(changes: dict[str, object] | None = None, **more: object) -> AbstractAsyncContextManager[Practice]:
        return running(tmp_path / "practice", changes, begun=begun, **more)  # type: ignore[arg-type]

    return start


@pytest.fixture
def new_practice(tmp_path: Path) -> Running:
    """A practice with nobody in it yet."""

    def start(changes: dict[str, object] | None = None, **more: object) -> AbstractAsyncContextManager[Practice]:
        return running(tmp_path / "practice", changes, **more)  # type: ignore[arg-type]

    return start
