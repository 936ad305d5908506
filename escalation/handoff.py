"""What a coach needs in order to take over: the card's content, before anybody's markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from escalation.words import Escalation, State


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the recent conversation."""

    at: datetime
    who: str  # "client", "avatar", or a coach's name
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """One past check-in, as the card shows it."""

    at: datetime
    energy: int | None
    stress: int | None
    sleep: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on the one message that an escalation has in the escalation channel."""

    escalation: Escalation
    rev: int  # the client's Updates so far; buttons carry it
    scores: tuple[Score, ...]  # oldest first
    conversation: tuple[Line, ...]  # oldest first
    told: tuple[Line, ...]  # the fixed texts that the client has had since it opened
    zone: str  # the practice's, for showing times


# Which buttons make sense in which state. The action ids are public names: tests and users rely on them.
ACTIONS: dict[State, tuple[str, ...]] = {
    State.OPEN: (
        "page.acknowledge",
        "page.take_over",
        "page.contacted",
        "page.monitor",
        "page.resolve",
        "page.false_alarm",
        "page.note",
    ),
    State.ACKNOWLEDGED: (
        "page.take_over",
        "page.contacted",
        "page.monitor",
        "page.resolve",
        "page.false_alarm",
        "page.note",
    ),
    State.TAKEN_OVER: (
        "page.take_over",
        "page.contacted",
        "page.monitor",
        "page.resolve",
        "page.false_alarm",
        "page.note",
    ),
    State.CONTACTED: ("page.take_over", "page.monitor", "page.resolve", "page.false_alarm", "page.note"),
    State.MONITORING: ("page.take_over", "page.monitor", "page.resolve", "page.false_alarm", "page.note"),
    State.RESOLVED: ("page.hand_back", "page.take_over", "page.note"),
    State.CLOSED: (),
}

LABELS: dict[str, str] = {
    "page.acknowledge": "Acknowledge",
    "page.take_over": "Take over",
    "page.contacted": "Contacted",
    "page.monitor": "Monitor",
    "page.resolve": "Resolve",
    "page.false_alarm": "False alarm",
    "page.hand_back": "Hand back",
    "page.note": "Add a note",
}

# What to do next, by the gravest category found. Wording for a coach, not for the client; reviewed by the practice.
NEXT_STEP: dict[str, str] = {
    "suicide_active": "Call now. Ask directly about suicide, plan and means; stay with them;"
    " emergency services if the danger is immediate.",
    "suicide_passive": "Call or write today, before anything else."
    " Ask directly whether they think of ending their life.",
    "self_harm": "Call or write now. Ask whether they are hurt at this moment and whether they are alone.",
    "harm_to_others": "Call now. Ask who is in danger and whether means are at hand; emergency services if someone is.",
    "abuse": "Reach them only where it is safe: ask first whether they can talk alone. Never contact the other person.",
    "medical": "Call now. Symptoms of this kind go to emergency services first; the avatar clears nobody to train.",
    "eating_disorder": "Write or call today. No talk of weight or numbers; suggest a clinician's check.",
    "overdose": "Call now. What, how much, when; emergency services or poison control at once.",
    "unsafe_caregiving": "Call now. Ask whether the person they care for is safe at this moment.",
    "third_party_risk": "Call now. Ask who is in danger, where, and whether emergency services have been called.",
    "acute_mental_state": "Call now. Speak calmly and briefly; ask whether somebody is with them.",
}

PROMISES: dict[State, str] = {
    State.OPEN: "NOT ACKNOWLEDGED until this line changes. The ladder keeps climbing.",
    State.ACKNOWLEDGED: "Acknowledged by {holder}. The client has been told that it was seen.",
    State.TAKEN_OVER: "{holder} has taken over: replies in this thread reach the client.",
    State.CONTACTED: "{holder} has reached the client.",
    State.MONITORING: "{holder} is watching until {until}.",
    State.RESOLVED: "Resolved by {holder}. Automation is still off until somebody hands back.",
    State.CLOSED: "Closed. Handed back by {holder}.",
}


def next_step(card: Card) -> str:
    """The recommended next step for the gravest finding; the order of NEXT_STEP is the order of gravity."""
    found = {finding.category for finding in card.escalation.findings}
    for category, step in NEXT_STEP.items():
        if category in found:
            return step
    return "Read the words and the conversation, then call or write today."
