"""The story of a red message, with the process ending once at every commit and at every outgoing call.

What must hold whenever it dies: one card, a page, the notice, nothing automated while held, and the story goes on.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from bot.core.acts import Act, Press, ThreadWords
from bot.core.update import Update, Wrote
from bot.desk import Invitation
from bot.store import audit
from bot.store.claiming import LEASE
from bot.store.schema import migrate
from escalation.words import State
from tests.faults.fuse import Crash, Fuse, MortalHouse
from tests.postgres import Postgres, name_of
from tests.stories.house import ZONE, practice

RED = "8k done, but honestly I don't want to be here anymore"
KEYS = tuple(f"hold.{key}" for key in ("stopped", "nobody_yet", "not_reached", "seen", "here_now")) + tuple(
    f"hold.passed_on.{state.value}" for state in State if state is not State.CLOSED
)
BRIDGED = "Hi Mia, it is Ana. Where are you?"
RESTART = LEASE + timedelta(
    seconds=1
)  # by then any other process would have picked up what this one had on the wire


def _fixed(text: str, key: str = "") -> bool:
    """Whether `text` is one of the safety core's own, whatever is filled in; with `key` that very one."""
    texts = practice().texts
    keys = (f"hold.{key}",) if key else KEYS
    anything = {"coach": "*", "called": "*", "practice": "*", "crisis": "*"}
    patterns = (" ".join(texts.say("en", each, **anything).split()) for each in keys)
    return any(re.fullmatch(".*".join(map(re.escape, each.split("*"))), text) for each in patterns)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, and whether the house comes to rest before the next.

    After a crash a coach presses again what did not come through; an Update comes again in any case.
    """

    name: str
    happens: Callable[[MortalHouse], Coroutine[object, object, None]]
    redelivered: bool = False
    settles: bool = True


def _writes(number: int, text: str) -> Callable[[MortalHouse], Coroutine[object, object, None]]:
    async def happens(house: MortalHouse) -> None:
        sent_at = house.clock.now()
        update = Update(
            "telegram", f"u{number}", "mia", "mia", sent_at, Wrote(text, f"m{number}"), language="en"
        )
        await house.engine.receive(update)

    return happens


def _presses(action: str) -> Callable[[MortalHouse], Coroutine[object, object, None]]:
    async def happens(house: MortalHouse) -> None:
        card = house.channel.cards()[-1].card
        assert card is not None
        await house.engine.act(Act("slack", "UANA", Press(action, f"{card.escalation.id}:{card.rev}")))

    return happens


async def _speaks(house: MortalHouse) -> None:
    words = ThreadWords(house.channel.cards()[-1].ref, "t1", BRIDGED)
    await house.engine.act(Act("slack", "UANA", words, id="event-1"))


def _passes(by: timedelta) -> Callable[[MortalHouse], Coroutine[object, object, None]]:
    async def happens(house: MortalHouse) -> None:
        await house.pass_time(by)

    return happens


STORY = (
    Step("a check-in is asked for", _writes(11, "/checkin"), redelivered=True, settles=False),
    Step("red", _writes(12, RED), redelivered=True),
    Step("two minutes", _passes(timedelta(minutes=2))),
    Step("acknowledge", _presses("page.acknowledge")),
    Step("take over", _presses("page.take_over")),
    Step("bridge", _speaks),
    Step("an answer", _writes(13, "at home"), redelivered=True),
    Step("the hour of the check-in", _passes(timedelta(minutes=30))),
    Step("resolve", _presses("page.resolve")),
    Step("hand back", _presses("page.hand_back")),
    Step("another check-in", _writes(14, "/checkin"), redelivered=True),
)
RED_AT, BACK_AT = 1, 9


async def _begin(url: str, folder: Path) -> None:
    """A practice with one client, asked at twenty past ten, just before the story."""
    house = MortalHouse(url, folder, practice(), Fuse())
    await house.enter()
    wish = Invitation("Mia", zone=ZONE, hour=time(10, 20), days=tuple(range(7)), language="en")
    code = (await house.invite(wish)).code
    for number, text in enumerate((f"/start {code}", "I agree", "skip", "skip")):
        await _writes(number, text)(house)
    await house.settle()
    house.leave()


async def _play(house: MortalHouse) -> tuple[int, int]:
    """The story, with a restart wherever the fuse blows; how many lines there were before and after the hold."""
    first = last = 0
    await _enter(house)
    for number, step in enumerate(STORY):
        if number == RED_AT:
            first = len(house.outside.lines)
        if number == BACK_AT:
            last = len(house.outside.lines)
        happened = False
        try:
            await step.happens(house)
            happened = True
            if step.settles:
                await house.beat()
        except Crash:
            await _restart(house)
            if not happened or step.redelivered:
                await step.happens(house)
            if step.settles:
                await house.beat()
    return first, last


async def _restart(house: MortalHouse) -> None:
    house.leave()
    house.clock.move(RESTART)
    await _enter(house)


async def _enter(house: MortalHouse) -> None:
    """A process may die while it starts, too."""
    try:
        await house.enter()
    except Crash:
        await _restart(house)


async def _check(house: MortalHouse, first: int, last: int) -> None:
    lines = house.outside.lines
    cards = house.channel.cards()
    assert len(cards) == 1, f"{len(cards)} cards stand in the channel"
    card = cards[0].card
    assert card is not None
    assert card.escalation.state is State.CLOSED
    pages = [line.text for line in lines if line.where == "page"]
    assert any(text.startswith("Ana by slack: URGENT") for text in pages), "nobody was paged"
    assert any(text.startswith("Ben by slack: URGENT") for text in pages), "the ladder did not climb"
    heard = [line.text for line in lines[first:last] if line.where == "Handrail to Mia"]
    assert any(_fixed(text, "stopped") for text in heard), "the client was not told"
    assert any(_fixed(text, "here_now") for text in heard), "the client was not told who is here"
    automated = [text for text in heard if not _fixed(text)]
    assert not automated, f"while held the client was sent {automated}"
    bridged = [line.text for line in lines if line.where == "Ana to Mia"]
    assert bridged, "the coach's words did not arrive"
    assert set(bridged) == {BRIDGED}
    assert any(line.where == "thread" and '"at home"' in line.text for line in lines), "the answer was lost"
    after = [line.text for line in lines[last:] if line.where == "Handrail to Mia"]
    assert any(_fixed(text, "back_on") for text in after)
    assert any("How is your energy?" in text for text in after), "no check-in after the hand-back"
    client = await house.client("Mia")
    assert client is not None
    assert client.held_by == ""
    assert client.checkin is not None
    escalation = await house.latest_escalation("Mia")
    assert escalation is not None
    assert escalation.bridge == "Ana"
    assert [finding for finding in escalation.findings if finding.quote], "the words that opened it were lost"
    assert await house.store.read(audit.verify, client.id), "the chain of the audit is broken"


async def _once(url: str, folder: Path, fuse: Fuse) -> None:
    house = MortalHouse(url, folder, practice(), fuse)
    try:
        first, last = await _play(house)
        await _check(house, first, last)
    finally:
        house.leave()


async def _everywhere(fresh: Callable[[], str], folder: Path, stride: int) -> None:
    """The story, ending the process at every `stride`-th point; `fresh` gives a database at its beginning."""
    whole = Fuse()
    await _once(fresh(), folder, whole)
    points = [number for number in range(len(whole.names)) if number not in whole.idle]
    assert len(points) > 100, "hardly anything was a point to crash at"
    wrong: list[str] = []
    for number in points[::stride]:
        fuse = Fuse(number)
        try:
            await _once(fresh(), folder, fuse)
        except Exception as error:
            wrong.append(f"{number} {whole.names[number]}: {type(error).__name__}: {error}")
        assert len(fuse.names) > number, f"the process did not get as far as {whole.names[number]}"
    assert not wrong, "\n".join([f"{len(wrong)} of {len(points)} crashes were not survived", *wrong])


async def test_the_story_goes_well_wherever_the_process_ends(tmp_path: Path) -> None:
    beginning = tmp_path / "beginning.db"
    migrate(f"sqlite:///{beginning}")
    await _begin(f"sqlite:///{beginning}", tmp_path)

    def fresh() -> str:
        for old in tmp_path.glob("handrail.db*"):
            old.unlink()
        shutil.copy(beginning, tmp_path / "handrail.db")
        return f"sqlite:///{tmp_path / 'handrail.db'}"

    await _everywhere(fresh, tmp_path, stride=1)


async def test_postgres_survives_the_same_crashes(postgres: Postgres, tmp_path: Path) -> None:
    """Every eleventh point, since a database takes longer to copy there."""
    beginning = postgres.database()
    migrate(beginning)
    await _begin(beginning, tmp_path)
    used: list[str] = []

    def fresh() -> str:
        while used:
            postgres.drop(used.pop())
        used.append(postgres.database(name_of(beginning)))
        return used[-1]

    await _everywhere(fresh, tmp_path, stride=11)
