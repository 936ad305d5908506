"""Plays a story: each line through the real engine, then whatever was seen against what should have been.

Before every line another process takes over, and every Update is delivered twice: neither may show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.core.acts import Act, ActReply, Monitor, Note, Outcome, Press, ThreadWords
from bot.core.client import Client
from bot.core.practice import Practice
from bot.core.update import (
    Blocked,
    Body,
    Edited,
    SentMedia,
    SharedContact,
    SharedLocation,
    SpokeInGroup,
    Tapped,
    Unblocked,
    Update,
    Wrote,
)
from bot.desk import Invitation
from escalation.words import Escalation, Result, Step, Team, Way
from tests.fakes import Line
from tests.stories.house import START, ZONE, House, practice
from tests.stories.script import Happening, Seen, read

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
COACHES = ("Ana", "Ben", "Chloe", "Mallory")  # Mallory is nobody's coach
CLIENT = "(Mia|Tom|Zoe)"
COACH = f"({'|'.join(COACHES)})"
ALIASES = {"toast": "toast to", "rewritten": "rewritten for", "Handrail": "Handrail to"}


def span(text: str) -> timedelta:
    amounts = re.findall(r"([\d.]+)\s*([smhd])", text)
    assert amounts, f"{text!r} is no span of time"
    return sum((timedelta(**{UNITS[unit]: float(count)}) for count, unit in amounts), timedelta())


async def play(path: Path, url: str, folder: Path) -> None:
    """Raise AssertionError, with the whole difference, where the story does not go as written."""
    story = read(path)
    settled, start = _set_up(story)
    player = Player(path, House(url, folder, settled, start))
    await player.house.enter()
    try:
        for happening in story:
            await player.go(happening)
    finally:
        player.house.leave()


def _set_up(story: tuple[Happening, ...]) -> tuple[Practice, datetime]:
    """The practice and the first moment that the story's `@` lines ask for."""
    settled, start = practice(), START
    for happening in story:
        word, _, rest = happening.text.removeprefix("@ ").partition(" ")
        if not happening.text.startswith("@ "):
            continue
        match word, rest:
            case "start", moment:
                start = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            case "steps", steps:
                written = tuple(_step(each) for each in steps.split(";"))
                settled = replace(settled, policy=replace(settled.policy, steps=written))
            case "nobody", "on call":
                settled = replace(settled, team=replace(settled.team, rotations=()))
            case "only", name:
                coaches = tuple(coach for coach in settled.team.coaches if coach.name == name)
                settled = replace(settled, team=Team(coaches))
            case "no", "ways":
                settled = replace(settled, team=replace(settled.team, ways=frozenset()))
    return settled, start


def _step(text: str) -> Step:
    target, wait, *ways = text.split()
    named = tuple(Way(way) for way in ways[0].split(",")) if ways else tuple(Way)
    return Step(target, span(wait), named)


class Player:
    def __init__(self, path: Path, house: House) -> None:
        self.path = path
        self.house = house
        self.who = "Mia"
        self.code = ""
        self.updates = 0
        self.posts = 0
        self.messages: dict[str, list[str]] = {}  # who -> the ids of their messages

    async def go(self, happening: Happening) -> None:
        if not happening.text.startswith(("@ ", "= ")):
            await self.house.again()
        before = len(self.house.outside.lines)
        try:
            await self._happens(happening.text)
            if not happening.text.startswith("= "):
                await self.house.beat()
        except Exception as error:
            raise AssertionError(
                f"{self.path.name}:{happening.number}: {happening.text}\n{error!r}"
            ) from error
        if happening.text.startswith("@ "):
            return
        seen = self.house.outside.lines[before:]
        wrong = _difference(tuple(self._spelled(each) for each in happening.seen), seen)
        if wrong:
            raise AssertionError(
                f"\n{self.path.name}:{happening.number}  ({self.house.clock.now():%a %H:%M:%S} UTC)\n"
                f"  {happening.text}\n" + "\n".join(wrong)
            )

    def _spelled(self, seen: Seen) -> Seen:
        alias = ALIASES.get(seen.where)
        return replace(seen, where=f"{alias} {self.who}") if alias else seen

    # --- what happens ----------------------------------------------------------------------------------

    async def _happens(self, text: str) -> None:
        for pattern, act in self._happenings():
            found = re.fullmatch(pattern, text, re.DOTALL)
            if found:
                await act(*(group or "" for group in found.groups()))
                return
        raise AssertionError("this is nothing that can happen in a story")

    def _happenings(self) -> tuple[tuple[str, Callable[..., Coroutine[object, object, None]]], ...]:
        return (
            (
                rf"@ {CLIENT} (is a client|is invited|is paused|has left)(?:, asked at (\d\d:\d\d))?",
                self._joins,
            ),
            (r"@ (?:start|steps|nobody|only|no) .*", self._nothing),
            (r"\+ (.+)", self._passes),
            (r"sleep (.+)", self._sleeps),
            (r"(slack|phone|telegram|apprise) is (down|back)", self._breaks),
            (rf"= {CLIENT} is (.+)", self._stands),
            (rf'{CLIENT}: \[([^\]]+)\](?: of "(.+)")?( gone)?', self._taps),
            (rf"{CLIENT}: (.*)", self._writes),
            (rf"{CLIENT} edits (\d+): (.*)", self._edits),
            (rf"{CLIENT} sends (large )?(\w+)(?:: (.*))?", self._sends),
            (rf"{CLIENT} shares location ([-\d.]+), ([-\d.]+)", self._locates),
            (rf"{CLIENT} shares contact (.+)", self._gives_number),
            (rf"{CLIENT} (blocks|unblocks)", self._blocks),
            (rf"invite {CLIENT}", self._invited),
            (rf"{CLIENT} in a group: (.*)", self._in_group),
            (rf"{COACH} presses (\S+)(?: at rev (\d+))?", self._presses),
            (rf"{COACH} in thread: (.*)", self._in_thread),
            (rf"{COACH} watches for (\w+)(?:: (.*))?", self._watches),
            (rf"{COACH} notes: (.*)", self._notes),
            (rf"{COACH} gives the outcome (\w+)(?:: (.*))?", self._ends),
            (rf"{COACH} asks (.*)", self._asks),
            (rf"{COACH} leaves the team", self._resigns),
        )

    async def _nothing(self) -> None:
        pass

    async def _invited(self, who: str) -> None:
        self.code = (await self.house.invite(Invitation(who))).code

    async def _joins(self, who: str, how: str, hour: str) -> None:
        invitation = Invitation(
            who, zone=ZONE, hour=time.fromisoformat(hour or "18:00"), days=tuple(range(7)), language="en"
        )
        self.code = (await self.house.invite(invitation)).code
        if how == "is invited":
            return
        for text in ("/start {code}", "I agree", "skip", "skip"):
            await self._writes(who, text)
        if how == "is paused":
            await self._writes(who, "/pause")
        if how == "has left":
            await self._writes(who, "/stop")
        self.messages.clear()

    async def _passes(self, by: str) -> None:
        await self.house.pass_time(span(by))

    async def _sleeps(self, by: str) -> None:
        await self.house.sleep(span(by))

    async def _breaks(self, road: str, how: str) -> None:
        (self.house.outside.down.add if how == "down" else self.house.outside.down.discard)(road)

    async def _resigns(self, who: str) -> None:
        team = self.house.world.practice.team
        self.house.staff(replace(team, coaches=tuple(coach for coach in team.coaches if coach.name != who)))
        await self.house.again()

    # --- a client --------------------------------------------------------------------------------------

    async def _receive(self, who: str, body: Body, chat: str = "") -> None:
        self.who = who
        self.updates += 1
        update = Update(
            "telegram",
            f"u{self.updates}",
            chat or who.lower(),
            who.lower(),
            self.house.clock.now(),
            body,
            sender_name=who,
            language="en",
        )
        await self.house.engine.receive(update)
        await self.house.engine.receive(update)

    async def _writes(self, who: str, text: str) -> None:
        text = text.replace("{code}", self.code).replace("\\n", "\n")
        mine = self.messages.setdefault(who, [])
        mine.append(f"m{self.updates + 1}")
        await self._receive(who, Wrote(text, mine[-1]))

    async def _taps(self, who: str, label: str, within: str, gone: str) -> None:
        bubble = self.house.phone.button(who.lower(), label, within, gone=bool(gone))
        data = next(data for name, data in bubble.buttons if name == label)
        assert len(data.encode()) <= 64, f"{data} is longer than a channel takes"
        await self._receive(who, Tapped(data, bubble.id, f"t{self.updates}"))

    async def _edits(self, who: str, number: str, text: str) -> None:
        await self._receive(who, Edited(text, self.messages[who][int(number) - 1]))

    async def _sends(self, who: str, size: str, kind: str, caption: str) -> None:
        await self._receive(who, SentMedia(kind, caption, f"m{self.updates + 1}", f"{size}{kind} of {who}"))

    async def _locates(self, who: str, latitude: str, longitude: str) -> None:
        await self._receive(who, SharedLocation(float(latitude), float(longitude), f"m{self.updates + 1}"))

    async def _gives_number(self, who: str, phone: str) -> None:
        await self._receive(who, SharedContact(phone, who, f"m{self.updates + 1}"))

    async def _blocks(self, who: str, how: str) -> None:
        blocked = self.house.outside.blocked
        (blocked.add if how == "blocks" else blocked.discard)(who.lower())
        await self._receive(who, Blocked() if how == "blocks" else Unblocked())

    async def _in_group(self, who: str, text: str) -> None:
        await self._receive(who, SpokeInGroup(text, f"m{self.updates + 1}"), chat="team")

    # --- a coach ---------------------------------------------------------------------------------------

    async def _acts(
        self, who: str, doing: Press | Monitor | Note | Outcome | ThreadWords, id_: str = ""
    ) -> None:
        known = next((coach.slack_user for coach in practice().team.coaches if coach.name == who), "U" + who)
        reply: ActReply = await self.house.engine.act(Act("slack", known, doing, id_))
        if reply.text:
            self.house.outside.shown(f"whisper to {who}", reply.text)
        if reply.modal:
            self.house.outside.shown(f"form for {who}", reply.modal)
        if id_:
            again = await self.house.engine.act(Act("slack", known, doing, id_))
            assert again == ActReply(), "a repeated event was carried out twice"

    def _escalation(self) -> str:
        cards = self.house.channel.cards()
        assert cards, "there is no card in the channel"
        return cards[-1].escalation

    async def _presses(self, who: str, action: str, rev: str) -> None:
        if action.startswith("review."):
            reviews = [post.review for post in self.house.channel.posts if post.review]
            assert reviews, "there is no review in the channel"
            await self._acts(who, Press(action, reviews[-1]))
            return
        card = self.house.channel.cards()[-1].card
        assert card is not None
        await self._acts(who, Press(action, f"{card.escalation.id}:{rev or card.rev}"))

    async def _in_thread(self, who: str, text: str) -> None:
        self.posts += 1
        thread = self.house.channel.cards()[-1].ref
        await self._acts(who, ThreadWords(thread, f"t{self.posts}", text), id_=f"e{self.posts}")

    async def _watches(self, who: str, by: str, note: str) -> None:
        await self._acts(who, Monitor(self._escalation(), self.house.clock.now() + span(by), note))

    async def _notes(self, who: str, text: str) -> None:
        await self._acts(who, Note(self._escalation(), text))

    async def _ends(self, who: str, outcome: str, note: str) -> None:
        await self._acts(who, Outcome(self._escalation(), outcome, note))

    async def _asks(self, who: str, words: str) -> None:
        known = next((coach.slack_user for coach in practice().team.coaches if coach.name == who), "U" + who)
        answer = await self.house.engine.ask(known, "slack", words)
        self.house.outside.shown(f"answer to {who}", answer)

    # --- how things stand ------------------------------------------------------------------------------

    async def _stands(self, who: str, expected: str) -> None:
        client = await self.house.client(who)
        escalation = await self.house.latest_escalation(who)
        standing = _standing(client, escalation, self.house)
        for word in (each.strip() for each in expected.split(",")):
            assert word in standing, f"{who} is not {word!r}; {who} is {', '.join(sorted(standing))}"


def _standing(client: Client | None, escalation: Escalation | None, house: House) -> frozenset[str]:
    """What may stand behind `= Mia is`."""
    if client is None:
        return frozenset({"nobody"})
    found = {client.membership.value, "held" if client.held_by else "free", f"rev {client.rev}"}
    for record in client.recent[-1:]:
        numbers = " ".join(str(score or "-") for score in (record.energy, record.stress, record.sleep))
        found |= {f"checked in {numbers}", "complete" if record.complete else "incomplete"}
        found |= {f"win {record.win}", f"obstacle {record.obstacle}"}
    found.add(f"{len(client.recent)} check-ins")
    found.add("in a check-in" if client.checkin else "in no check-in")
    found |= {f"phone {client.profile.phone}", f"contact {client.profile.contact}", client.profile.zone}
    if client.next_checkin_at:
        found.add(f"asked next at {client.next_checkin_at:%Y-%m-%d %H:%M}")
    if client.unreachable:
        found.add("unreachable")
    if escalation is None:
        return frozenset(found | {"never escalated"})
    found |= {f"escalation {escalation.state.value}", f"{len(escalation.findings)} findings or fewer"}
    found |= {f"holder {escalation.holder or 'nobody'}", f"bridge {escalation.bridge or 'nobody'}"}
    found |= {
        f"round {escalation.round}",
        f"outcome {escalation.outcome}",
        f"label {escalation.label or 'none'}",
    }
    found.add(f"{sum(page.result is Result.SENT for page in escalation.pages)} pages")
    cards = house.channel.cards(escalation.id)
    found.add(f"{len(cards)} cards")
    if cards and cards[-1].card:
        found.add(f"card at rev {cards[-1].card.rev}")
    return frozenset(found)


def _difference(expected: tuple[Seen, ...], seen: list[Line]) -> list[str]:
    """Nothing when every screen shows what it should; else all of it, with what is missing and what is too much."""
    wrong: list[str] = []
    ok = True
    left = list(expected)
    for line in seen:
        first = next((each for each in left if each.where == line.where), None)
        if first is not None and first.matches(line.text, line.buttons):
            left.remove(first)
            wrong.append(f"      {_told(line)}")
        else:
            ok = False
            wrong.append(f"    + {_told(line)}")
    for each in left:
        ok = False
        buttons = "".join(f" [{label}]" for label in each.buttons)
        wrong.append(f"    - {each.where}: {each.text}{buttons}   (line {each.number})")
    return [] if ok else wrong


def _told(line: Line) -> str:
    return f"{line.where}: {line.text}" + "".join(f" [{label}]" for label in line.buttons)
