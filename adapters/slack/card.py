"""The card: one escalation on one screen, so that a coach woken at three knows what happened and what to do.

What matters most comes first and is never cut; the middle of the conversation gives way before anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from adapters.slack.blocks import (
    CARD,
    Block,
    Message,
    Press,
    actions,
    context,
    divider,
    header,
    section,
    weight,
)
from adapters.slack.excerpts import by_gravity, found_words, talk
from adapters.slack.words import escape, fit, harmless, one_line, size
from escalation.handoff import ACTIONS, LABELS, PROMISES, Card, Line, Score, next_step
from escalation.localtime import local
from escalation.words import Escalation, Page, Result, State

METADATA = "handrail_escalation"

NAME = 120
FIELD = 220
WHY = 1_500
LIST = 900  # who was paged, what the client was told, the last check-ins: each
TALK = 5_600

_STYLES: dict[str, str] = {
    "page.acknowledge": "primary",
    "page.hand_back": "primary",
    "page.false_alarm": "danger",
}

_HEADLINES: dict[State, str] = {
    State.OPEN: "NOT ACKNOWLEDGED",
    State.ACKNOWLEDGED: "acknowledged",
    State.TAKEN_OVER: "taken over",
    State.CONTACTED: "reached",
    State.MONITORING: "being watched",
    State.RESOLVED: "resolved, automation still off",
    State.CLOSED: "closed",
}

_RESULTS: dict[Result, str] = {
    Result.QUEUED: "on its way",
    Result.SENT: "sent",
    Result.FAILED: "FAILED",
    Result.WITHDRAWN: "withdrawn, no longer needed",
}


def card_message(card: Card, people: Mapping[str, str]) -> Message:
    """The card as Block Kit. `people` maps a coach's name to the Slack user id.

    Only the holder appears by id: a mention in a first post calls somebody, and calling is the ladder's.
    """
    matter = card.escalation
    blocks: list[Block] = [
        header(_title(matter)),
        section(f"*{_promise(card, people)}*"),
        section(_who(matter)),
        section("*What the client wrote*"),
        *(section(part) for part in found_words(card)),
        section(f"*Why*\n{_why(matter)}"),
        section(f"*Recommended next step*\n{escape(next_step(card))}"),
    ]
    if buttons := _buttons(card):
        blocks.append(actions(buttons))
    foot = context(_foot(matter))
    blocks.append(divider())
    for name, lines in _lists(card):
        room = min(LIST, CARD - weight([*blocks, foot]) - 100)
        if room > 100:
            blocks.append(section(f"*{name}*\n{_newest(lines, room)}"))
    room = min(TALK, CARD - weight([*blocks, foot]) - 200)
    if room > 200:
        blocks.append(section("*Recent conversation*"))
        blocks.extend(section(part) for part in talk(card, room))
    blocks.append(foot)
    return Message(
        text=f"{harmless(_title(matter))} ({_categories(matter)})",
        blocks=tuple(blocks),
        metadata={
            "event_type": METADATA,
            "event_payload": {
                "id": matter.id,
                "client": matter.party.client,
                "state": matter.state.value,
                "rev": card.rev,
            },
        },
    )


def plain(card: Card) -> str:
    """The card without blocks, for when Slack refuses them; a typed command stands in for the buttons."""
    matter = card.escalation
    return "\n".join(
        (
            f"*{harmless(_title(matter))}*",
            _promise(card, {}),
            _who(matter),
            *found_words(card)[:1],
            f"*Recommended next step*: {escape(next_step(card))}",
            _foot(matter),
        )
    )


def moment(at: datetime, zone: str) -> str:
    """`at` as the practice's clocks show it, with the zone's abbreviation."""
    return local(at, zone).strftime("%a %d %b %H:%M %Z")


def _title(matter: Escalation) -> str:
    party = matter.party
    name = one_line(party.name) or f"Unknown sender, chat {one_line(party.chat)}"
    return f"{fit(name, NAME - 20, one_line)}: {_HEADLINES[matter.state]}"


def _promise(card: Card, people: Mapping[str, str]) -> str:
    matter = card.escalation
    user = people.get(matter.holder, "")
    holder = f"<@{user}>" if user else fit(matter.holder or "somebody", NAME)
    until = moment(matter.monitor_until, card.zone) if matter.monitor_until else "further notice"
    return PROMISES[matter.state].format(holder=holder, until=until)


def _who(matter: Escalation) -> str:
    party = matter.party
    if not one_line(party.name):
        shown = [("Who", f"unknown sender, chat {party.chat} in {party.channel or 'an unknown channel'}")]
    else:
        shown = [
            ("Who", f"{party.name} (client {party.client})"),
            ("Coach", party.coach or "none"),
            ("Phone", party.phone or "unknown"),
            ("Emergency contact", party.contact or "unknown"),
            ("Membership", party.membership or "unknown"),
        ]
    return "\n".join(f"*{label}*: {fit(one_line(value), FIELD)}" for label, value in shown)


def _categories(matter: Escalation) -> str:
    names = dict.fromkeys(finding.category for finding in by_gravity(matter))
    return fit(", ".join(names) or "no finding", FIELD, escape)


def _why(matter: Escalation) -> str:
    lines = [
        f"• *{fit(finding.category, 80, escape)}* ({finding.lane.word}): {fit(finding.why, 200, escape)} "
        f"“{fit(one_line(finding.quote), 160)}” (rule `{fit(finding.rule, 80, escape)}`)"
        for finding in by_gravity(matter)
    ]
    if not lines:
        return "No rule matched."
    kept, left = _within(lines, WHY)
    return "\n".join([*kept, f"… and {left} more"] if left else kept)


def _buttons(card: Card) -> list[Press]:
    value = f"{card.escalation.id}:{card.rev}"
    return [
        Press(LABELS[action], action, value, _STYLES.get(action, ""))
        for action in ACTIONS[card.escalation.state]
    ]


def _foot(matter: Escalation) -> str:
    name = fit(matter.id, NAME, escape)
    if matter.state is not State.CLOSED:
        return f"If a button does nothing: `/handrail ack {name}`"
    label = " False alarm." if matter.label == "false_alarm" else ""
    return f"Escalation {name}.{label} Outcome: {fit(matter.outcome or 'not given', FIELD)}."


def _lists(card: Card) -> tuple[tuple[str, list[str]], ...]:
    matter, zone = card.escalation, card.zone
    return (
        ("Who was paged", [_paged(page, zone) for page in matter.pages] or ["Nobody yet."]),
        ("What the client was told", [_told(line, zone) for line in card.told] or ["Nothing yet."]),
        ("Last check-ins", [_score(score, zone) for score in card.scores] or ["None yet."]),
    )


def _paged(page: Page, zone: str) -> str:
    error = f" ({fit(one_line(page.error), 120)})" if page.error else ""
    to = fit(page.to, NAME)
    return f"• {moment(page.at, zone)}: {to} by {page.way.value}, {_RESULTS[page.result]}{error}"


def _told(line: Line, zone: str) -> str:
    return f"• {moment(line.at, zone)}: {fit(one_line(line.text), 300)}"


def _score(score: Score, zone: str) -> str:
    def shown(value: int | None) -> str:
        return "–" if value is None else str(value)

    return (
        f"• {moment(score.at, zone)}: energy {shown(score.energy)}, "
        f"stress {shown(score.stress)}, sleep {shown(score.sleep)}"
    )


def _newest(lines: list[str], room: int) -> str:
    kept, left = _within(lines[::-1], room)
    return "\n".join([f"… {left} earlier", *kept[::-1]] if left else kept[::-1])


def _within(lines: list[str], room: int) -> tuple[list[str], int]:
    """The first lines that fit into `room`, and how many do not."""
    room -= 20
    for count, line in enumerate(lines):
        room -= size(line) + 1
        if room < 0:
            return lines[:count], len(lines) - count
    return lines, 0
