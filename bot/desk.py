"""The desk: what people of the practice ask for and look at - invites, the card, a client's record, who is on call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from secrets import token_hex, token_urlsafe

from cryptography.exceptions import InvalidTag

from bot import acting, settling
from bot.core.acts import Act, Press
from bot.core.client import CheckInRecord, Client, Membership, Profile
from bot.core.errors import ConfigError, NoSuchClient
from bot.core.ports import Review
from bot.core.practice import Practice
from bot.store import audit, checkins, clients, escalations, invites, meta, reviews, transcript
from bot.store.tx import Tx
from bot.world import World, coach_who_acts
from escalation.handoff import Card, Score
from escalation.localtime import is_zone, local
from escalation.oncall import on_call
from escalation.words import Escalation, Party, Policy, State

TELEGRAM_USERNAME = "telegram username"  # in meta: the bot's own name, for links
SLACK_LINK = "slack link"  # in meta: the address that opens a conversation with the app
CONVERSATION = 20  # lines of the recent conversation on a card
HELP = (
    "/handrail invite NAME - an invite for a new client\n"
    "/handrail queue - what waits for a person\n"
    "/handrail oncall - who is on call now\n"
    "/handrail ack ID - acknowledge, if a button fails\n"
    "/handrail release - after a restore: let automation run again\n"
    "/handrail help - this"
)


HOME = "home"  # asked when somebody opens the app's home
HOME_OF_OTHERS = (
    "Hello. I am the automated assistant of {practice}. We talk under Messages; "
    "if you have an invite, write there: start, and the code."
)


# --- invites ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invite settles beforehand; what is given here is not asked in chat."""

    name: str
    program: str = "general"
    coach: str = ""
    zone: str = ""
    hour: time | None = None
    days: tuple[int, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    client: str
    code: str
    link: str  # empty until a bot's name is known
    in_slack: str = ""  # the address of the app there, where `start CODE` is to be written
    namesake: str = ""  # what whoever invites should know of another of this name


def invite(tx: Tx, practice: Practice, wish: Invitation, now: datetime) -> Invited:
    """A new client, or somebody who left, with a fresh code; `ConfigError` says what to write instead."""
    if not wish.name.strip():
        raise ConfigError("the client's name is empty; write --name NAME")
    if wish.coach and practice.team.named(wish.coach) is None:
        names = ", ".join(coach.name for coach in practice.team.coaches)
        raise ConfigError(f"no coach is called {wish.coach!r}; there are {names}")
    if wish.zone and not is_zone(wish.zone):
        raise ConfigError(f"{wish.zone!r} is no time zone; write one like Europe/Lisbon")
    if wish.language and wish.language not in practice.texts.languages:
        raise ConfigError(f"{wish.language!r} is not spoken; there are {', '.join(practice.texts.languages)}")
    profile = Profile(language=wish.language, zone=wish.zone, hour=wish.hour, days=wish.days)
    coach = practice.coach_of(wish.coach)
    client = _returning(tx, wish.name)
    namesake = ""
    if client is None:
        if clients.called(tx, wish.name):
            namesake = (
                f"there is another {wish.name.strip()} already; commands need the id to tell them apart"
            )
        client = Client(
            "c" + token_hex(5), wish.name.strip(), coach.name if coach else "", wish.program, profile=profile
        )
        clients.insert(tx, client, now)
    else:
        namesake = (
            f"{client.name} is on record already ({client.id}), and this is a new code for the same person, with the "
            "settings given now; for somebody else choose another name"
        )
        client = replace(client, profile=profile, coach=coach.name if coach else "", program=wish.program)
        clients.save(tx, client)
    code = token_urlsafe(9).replace("-", "x").replace("_", "y")
    invites.make(tx, client, code, now)
    username = meta.get(tx, TELEGRAM_USERNAME)
    app = meta.get(tx, SLACK_LINK) or ""
    return Invited(
        client.id, code, f"https://t.me/{username}?start={code}" if username else app, app, namesake
    )


def _returning(tx: Tx, name: str) -> Client | None:
    """The one client of this name who has left, or never came: they get a new code, not a second record."""
    try:
        client = clients.find(tx, name.strip())
    except NoSuchClient:
        return None
    away = client.membership in (Membership.LEFT, Membership.VISITOR) and not client.held_by
    return client if away and client.id != name.strip() else None


# --- the card ----------------------------------------------------------------------------------------------


def card(tx: Tx, practice: Practice, id_: str) -> Card | None:
    """What the card of this escalation shows now; stripped of everything personal once the client was erased."""
    escalation = escalations.by_id(tx, id_)
    if escalation is None:
        return _stripped(id_, practice) if escalations.card_ref(tx, id_) else None
    try:
        client = clients.by_id(tx, escalation.party.client)
    except (InvalidTag, ValueError):
        client = None  # the record does not read: the card shows what the escalation itself knows
    lines = transcript.recent(tx, escalation.party.client, CONVERSATION)
    told = tuple(line for line in lines if line.who == "avatar" and line.at >= escalation.opened_at)
    recent = client.recent[-5:] if client else ()
    scores = tuple(Score(each.at, each.energy, each.stress, each.sleep) for each in recent)
    rev = client.rev if client else escalations.rev_of(tx, id_)
    return Card(escalation, rev, scores, lines, told, practice.zone)


def _stripped(id_: str, practice: Practice) -> Card:
    """What is left of a card when its client has been erased: that there was one."""
    nothing = timedelta(0)
    policy = Policy((), nothing, nothing, nothing, nothing, nothing, nothing)
    opened_at = datetime.fromtimestamp(0, UTC)
    erased = Escalation(id_, Party("erased", "erased"), opened_at, policy, State.CLOSED, holder=practice.name)
    return Card(erased, 0, (), (), (), practice.zone)


def review(tx: Tx, practice: Practice, id_: str) -> tuple[Review, str] | None:
    """A review as the channel shows it, and the ref of its post ("" before the first)."""
    stored = reviews.by_id(tx, id_)
    client = clients.by_id(tx, stored.client_id) if stored else None
    if stored is None or client is None:
        return None
    settled = f"{stored.settled_how} by {stored.settled_by}" if stored.settled_by else ""
    shown = Review(
        id_,
        client.name or "an unknown sender",
        practice.coach_of(client.coach),
        stored.words,
        stored.why,
        stored.due_at,
        settled,
        practice.zone,
    )
    return shown, stored.ref


# --- a client's record ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A client as `handrail show` prints it."""

    client: Client
    checkins: tuple[CheckInRecord, ...]
    escalation: Escalation | None


def show(tx: Tx, ref: str, now: datetime) -> Shown:
    """The client's record; `NoSuchClient` when `ref` is neither an id nor a unique name. The look is audited."""
    client = clients.find(tx, ref)
    audit.append(tx, client.id, now, "ClientShown", {"via": "cli"})
    return Shown(client, tuple(checkins.of(tx, client.id)), escalations.open_of(tx, client.id))


# --- /handrail ------------------------------------------------------------------------------------------------


def answered(tx: Tx, world: World, user: str, via: str, words: str, now: datetime) -> str:
    """The answer to a slash command, for the coach who typed it alone."""
    coach = coach_who_acts(world.practice, via, user)
    if words == HOME:
        return home(tx, world.practice, now) if coach else HOME_OF_OTHERS.format(practice=world.practice.name)
    if coach is None:
        return acting.NOT_A_COACH
    command, _, rest = words.strip().partition(" ")
    match command.lower():
        case "invite":
            return _invited(tx, world.practice, rest.strip(), coach.name, now)
        case "queue":
            return queue(tx, world.practice, now)
        case "oncall":
            return on_call_now(world.practice, now)
        case "ack":
            press = Press("page.acknowledge", rest.strip())
            reply = acting.acted(tx, world, Act(via, user, press), now)
            return reply.text or f"Acknowledged: {rest.strip()}."
        case "release":
            return settling.release(tx, world.practice, coach, now) or "Automation is released."
        case "help" | "":
            return HELP
        case _:
            return f"/handrail {command} is not known.\n{HELP}"


def home(tx: Tx, practice: Practice, now: datetime) -> str:
    """What a coach sees on opening the app: who is on call, what waits, how to use it. No client's words."""
    parts = {
        "On call": on_call_now(practice, now),
        "Waiting for a person": queue(tx, practice, now),
        "How to": HELP,
    }
    return "\n\n".join(f"{title}:\n{text}" for title, text in parts.items())


def _invited(tx: Tx, practice: Practice, name: str, coach: str, now: datetime) -> str:
    if not name:
        return "Write the client's name: /handrail invite Mia"
    made = invite(tx, practice, Invitation(name, coach=coach), now)
    note = f"\nNote: {made.namesake}." if made.namesake else ""
    if made.in_slack == made.link and made.in_slack:
        return f"Invite for {name}: open {made.in_slack} and write there: start {made.code}{note}"
    where = made.link or f"the bot in Telegram, with /start {made.code}"
    slack = f"\nOr in Slack: open {made.in_slack} and write there: start {made.code}" if made.in_slack else ""
    return f"Invite for {name}: {where}{slack}{note}"


def queue(tx: Tx, practice: Practice, now: datetime) -> str:
    """Open escalations and reviews, the most urgent first, without a client's words."""
    lines = [
        f"{each.id}: {each.party.name or 'an unknown sender'} - {each.state.value.replace('_', ' ')}"
        + (f", {each.holder}" if each.holder else "")
        for each in escalations.open_ones(tx)
    ]
    for waiting in reviews.queue(tx):
        client = clients.by_id(tx, waiting.client_id)
        due = local(waiting.due_at, practice.zone)
        overdue = " (overdue)" if waiting.due_at < now else ""
        lines.append(f"review for {client.name if client else 'somebody'}, due {due:%a %H:%M}{overdue}")
    return "\n".join(lines) or "Nothing waits for a person."


def on_call_now(practice: Practice, now: datetime) -> str:
    """Who is on call in each rotation, and until when."""
    lines = []
    for rotation in practice.team.rotations:
        shift = on_call(practice.team, rotation.name, now)
        if shift is None or not shift.coach:
            lines.append(f"{rotation.name}: nobody")
        else:
            coach = practice.team.named(shift.coach)
            phone = f", {coach.phone}" if coach and coach.phone else ""
            until = local(shift.to_at, practice.zone)
            lines.append(f"{rotation.name}: {shift.coach}{phone}, until {until:%a %d %b %H:%M}")
    return "\n".join(lines) or "There is no rotation; pages go by the steps of the ladder."
