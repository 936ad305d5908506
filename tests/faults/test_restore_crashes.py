"""The first minutes after a restore, with the process ending once at every commit and at every outgoing call.

Wherever that is: the one card stays one, the client is held, somebody is paged, and coaches are told.
"""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

from bot import settling
from bot.core.update import Update, Wrote
from bot.desk import Invitation
from bot.restoring import AfterRestore
from bot.store import backup, restored
from bot.store.backup_file import About
from bot.store.claiming import LEASE
from bot.store.restore import restore
from bot.store.restored import Restore
from bot.store.schema import migrate
from bot.store.tx import Tx
from escalation.words import State
from tests.fakes import Post
from tests.faults.fuse import Crash, Fuse, MortalHouse
from tests.stories.house import START, ZONE, practice

RED = "8k done, but honestly I don't want to be here anymore"
RESTARTS = LEASE + timedelta(seconds=1)
HOURS = timedelta(hours=2)


async def _writes(house: MortalHouse, number: int, text: str) -> None:
    now = house.clock.now()
    await house.engine.receive(
        Update("telegram", f"u{number}", "mia", "mia", now, Wrote(text, f"m{number}"), language="en")
    )


async def _went_back(url: str, folder: Path) -> list[Post]:
    """A database just restored, in which nothing is known of Mia's red words; what Slack shows of them."""
    migrate(url)
    house = MortalHouse(url, folder, practice(), Fuse())
    await house.enter()
    wish = Invitation("Mia", zone=ZONE, hour=START.time(), days=tuple(range(7)), language="en")
    code = (await house.invite(wish)).code
    for number, text in enumerate((f"/start {code}", "I agree", "skip", "skip")):
        await _writes(house, number, text)
    await house.settle()
    backup.make(url, folder / "backup", "1", house.clock.now())
    await _writes(house, 9, RED)
    await house.settle()
    house.leave()

    def then(tx: Tx, about: About) -> None:
        settling.settled(tx, practice(), house.ledger, Restore(about.taken_at, START + HOURS))

    restore(url, folder / "backup", house.vault, then, replace=True)
    return house.channel.posts


async def _live(house: MortalHouse) -> None:
    """Start, search, send; again after a crash, until it went through."""
    while True:
        try:
            await house.enter()
            after = AfterRestore(house.store, house.world, house.clock, house.channel)
            await after.prepare()
            house.dispatcher._may_be_there = after.may_be_there
            await after.run()
            await house.beat()
        except Crash:
            house.leave()
            house.clock.move(RESTARTS)
        else:
            return


async def _check(house: MortalHouse) -> None:
    (card,) = house.channel.cards()
    client = await house.client("Mia")
    assert client is not None
    assert client.held_by == card.escalation
    found = await house.latest_escalation("Mia")
    assert found is not None
    assert (found.id, found.state) == (card.escalation, State.OPEN)
    lines = house.outside.lines
    pages = [line.text for line in lines if line.where == "page"]
    assert any(text.startswith("Ana by slack: URGENT") for text in pages), "nobody was paged"
    for words in ("restored from a backup", "has been searched"):
        count = len([line for line in lines if line.where == "notice" and words in line.text])
        assert 1 <= count <= 2, f"{words}: {count} times"
    assert [line for line in lines if line.where == "thread" and "The card before" in line.text]
    assert await house.store.read(restored.held) is not None
    assert await house.store.read(restored.unread) is None


async def test_a_start_after_a_restore_goes_well_wherever_the_process_ends(tmp_path: Path) -> None:
    back = tmp_path / "back.db"
    posts = await _went_back(f"sqlite:///{back}", tmp_path)

    async def once(fuse: Fuse) -> None:
        for old in tmp_path.glob("handrail.db*"):
            old.unlink()
        shutil.copy(back, tmp_path / "handrail.db")
        house = MortalHouse(f"sqlite:///{tmp_path / 'handrail.db'}", tmp_path, practice(), fuse)
        house.clock.move(HOURS)
        house.channel.posts = deepcopy(posts)
        try:
            await _live(house)
            await _check(house)
        finally:
            house.leave()

    whole = Fuse()
    await once(whole)
    points = [number for number in range(len(whole.names)) if number not in whole.idle]
    assert len(points) > 20, "hardly anything was a point to crash at"
    wrong: list[str] = []
    for number in points:
        try:
            await once(Fuse(number))
        except Exception as error:
            wrong.append(f"{number} {whole.names[number]}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)
