"""A team, a policy and an escalation in any state, for the tests of the ladder, of the acts and of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from escalation import acts, ladder
from escalation.moves import Refused, Stepped
from escalation.words import (
    Coach,
    Escalation,
    Finding,
    Lane,
    Party,
    Period,
    Policy,
    Role,
    Rotation,
    State,
    Step,
    Team,
    Way,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday in Ana's week
MINUTE = timedelta(minutes=1)

ANA = Coach("Ana", Role.OWNER, "UANA", "1001", "+49 30 1", ("json://ana",))
BEN = Coach("Ben", Role.COACH, "UBEN", "", "+49 30 2", ("json://ben",))
CHLOE = Coach("Chloe", Role.ASSISTANT, "UCHLOE")
ROTATION = Rotation("week", ("Ana", "Ben"), Period.WEEKLY, 0, time(0), date(2026, 3, 2), "UTC")
TEAM = Team((ANA, BEN, CHLOE), (ROTATION,))
POLICY = Policy(
    steps=(Step("oncall", 2 * MINUTE), Step("coach:Ben", 3 * MINUTE), Step("everybody", 5 * MINUTE)),
    contact_within=15 * MINUTE,
    tell_client_after=6 * MINUTE,
    resolve_within=240 * MINUTE,
    hand_back_within=120 * MINUTE,
    repeat_every=5 * MINUTE,
    repeat_max=20 * MINUTE,
)
MIA = Party("c1", "Mia", "telegram", "7", "en", "Ana", "+49 170 1", "Lea +49 170 2", "active")
FOUND = (Finding("suicide_active", Lane.URGENT, "rule", "quote", 0, 5, "why"),)


def opened(team: Team = TEAM, policy: Policy = POLICY) -> Stepped:
    return ladder.opened("E1", MIA, FOUND, policy, team, NOW)


def done(stepped: Stepped | Refused) -> Escalation:
    assert isinstance(stepped, Stepped), stepped
    return stepped.escalation


def in_state(state: State) -> Escalation:
    """An escalation that has come to `state` by the acts of Ana, all within its first minute."""
    open_ = opened().escalation
    match state:
        case State.OPEN:
            return open_
        case State.ACKNOWLEDGED:
            return done(acts.acknowledge(open_, ANA, NOW))
        case State.TAKEN_OVER:
            return done(acts.take_over(open_, ANA, NOW))
        case State.CONTACTED:
            return done(acts.contacted(open_, ANA, NOW))
        case State.MONITORING:
            return done(acts.monitor(open_, ANA, NOW + 60 * MINUTE, NOW))
        case State.RESOLVED:
            return done(acts.resolve(open_, ANA, "", NOW))
        case State.CLOSED:
            return done(acts.hand_back(in_state(State.RESOLVED), ANA, NOW))


def without(team: Team, name: str) -> Team:
    return replace(team, coaches=tuple(coach for coach in team.coaches if coach.name != name))


def only(*ways: Way) -> Team:
    """The team of a practice that has set up these ways and no others."""
    return replace(TEAM, ways=frozenset(ways))
