"""Starts practices: an empty one, one's own, or one that several tests share, each with clients of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.blackbox.practice import (
    PAIRS,
    TOMS_CONTACT,
    TOMS_PHONE,
    Practice,
    eventually,
    onboard_from_slack,
    running,
)
from tests.postgres import Postgres

Running = Callable[..., AbstractAsyncContextManager[Practice]]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for all: the shared practice and its emulators live from test to test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice with pairs of clients: a Maria, and a Tom with a phone and an emergency contact.

    Made once a run, by the same road as any; tests go on with copies. The next check-in is half a day away.
    """
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, done, failed = root / "begun", root / "begun.done", root / "begun.failed"
    try:
        folder.mkdir()
    except FileExistsError:
        await eventually(
            lambda: done.exists() or failed.exists(), 240, "the practice that another worker begins"
        )
        assert done.exists(), "another worker could not begin a practice"
        return folder
    try:
        await begin(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder


async def begin(folder: Path) -> None:
    later = f"{datetime.now(UTC) + timedelta(hours=12):%H:%M}"
    async with running(folder) as practice:
        pairs = [practice.with_pair(number) for number in range(1, PAIRS + 1)]
        await asyncio.gather(
            *(onboard_from_slack(practice, pair.maria, later, "", "") for pair in pairs),
            *(onboard_from_slack(practice, pair.tom, later, TOMS_PHONE, TOMS_CONTACT) for pair in pairs),
        )
        # The coaches are told of each; what is still to be told would come in the middle of a test.
        told = practice.slack.escalations
        await eventually(
            lambda: len(told.messages) >= 2 * PAIRS, 4 * PAIRS, "the coaches to be told of everybody"
        )


class Common:
    """The practice that tests share. When its pairs of clients are used up, a fresh copy takes its place."""

    def __init__(self, begun: Path, folders: pytest.TempPathFactory) -> None:
        self._begun = begun
        self._folders = folders
        self._stack = AsyncExitStack()
        self._running: Practice | None = None
        self._used = 0

    async def take(self) -> Practice:
        if self._running is None or self._used == PAIRS:
            await self.close()
            folder = self._folders.mktemp("common") / "practice"
            self._running = await self._stack.enter_async_context(running(folder, begun=self._begun))
            self._used = 0
        self._used += 1
        return self._running.with_pair(self._used)

    async def give_back(self, practice: Practice) -> None:
        """Leave the coaches' screens as a newcomer would find them."""
        practice.tg.faults.clear()
        practice.slack.faults.clear()
        for coach in practice.slack.coaches.values():
            coach.account.ephemerals.read_up_to = len(coach.ephemerals)
            while (view := coach.view) is not None:
                await coach.close_view(view)

    async def close(self) -> None:
        stack, self._stack, self._running = self._stack, AsyncExitStack(), None
        await stack.aclose()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def common(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Common]:
    shared = Common(begun, tmp_path_factory)
    yield shared
    await shared.close()


@pytest.fixture
def practice(common: Common) -> Running:
    """`async with practice() as p:` - p.maria and p.tom are clients, and nobody else's; the process is shared."""

    @asynccontextmanager
    async def share() -> AsyncIterator[Practice]:
        taken = await common.take()
        await taken.answers()
        try:
            yield taken
        finally:
            await common.give_back(taken)

    return share


@pytest.fixture
def own_practice(begun: Path, tmp_path: Path) -> Running:
    """`async with own_practice({"escalation": {...}}) as p:` - for tests that set, break or kill something."""

    def start(changes: Mapping[str, object] | None = None) -> AbstractAsyncContextManager[Practice]:
        return running(tmp_path / "practice", changes, begun=begun)

    return start


@pytest.fixture
def new_practice(tmp_path: Path) -> Running:
    """A practice with nobody in it yet."""

    def start(
        changes: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None
    ) -> AbstractAsyncContextManager[Practice]:
        return running(tmp_path / "practice", changes, environment=environment)

    return start


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The database.url of a new practice, of either kind."""
    if request.param == "sqlite":
        yield "sqlite:///data/handrail.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.database()
    yield url
    server.drop(url)
