"""What a ladder must never do: leave a way untried, remind of what has moved on, or end by old words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import case
from bot.core.effects import WithdrawPages
from bot.core.events import BridgeDelivered, PageSent
from bot.core.outgoing import PageCoaches, Send
from escalation import acts, ladder
from escalation.moves import Call, Refused, Stepped
from escalation.words import (
    Coach,
    Escalation,
    Finding,
    Lane,
    Party,
    Policy,
    Result,
    Role,
    State,
    Step,
    Team,
    Way,
)
from tests.stories.house import POLICY, TEAM, practice

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANA = Coach("Ana", Role.OWNER, "UANA", "1001", apprise=("json://ana",))
RED = (Finding("suicide_active", Lane.URGENT, "en.x", "words", 0, 5, "why"),)


def opened(policy: Policy = POLICY, team: Team = TEAM) -> Stepped:
    return ladder.opened("E1", Party("c1", "Mia", "telegram", "mia"), RED, policy, team, NOW)


def after(step: Stepped | Refused) -> Escalation:
    assert isinstance(step, Stepped), step
    return step.escalation


def test_the_last_rung_tries_every_way_whatever_is_configured() -> None:
    policy = replace(POLICY, steps=(Step("everybody", MINUTE, (Way.SLACK,)),))
    team = Team((ANA,))
    stepped = opened(policy, team)
    ways: list[Way] = []
    for _ in range(3):
        pages = [page for order in stepped.orders if isinstance(order, Call) for page in order.pages]
        ways += [page.way for page in pages]
        stepped = ladder.page_failed(stepped.escalation, pages[0].id, "down", team, NOW)
    assert ways == [Way.SLACK, Way.TELEGRAM, Way.APPRISE]


def reminded(state: State) -> Escalation:
    """One whose reminder to resolve is out and not yet delivered, when it moved on to `state`."""
    contacted = after(acts.contacted(opened().escalation, TEAM.coaches[0], NOW))
    waiting = ladder.wake(contacted, TEAM, NOW + POLICY.resolve_within).escalation
    return replace(waiting, state=state, wake_at=NOW + timedelta(days=1), reminders=0)


def test_a_failed_reminder_of_something_that_has_moved_on_reminds_nobody() -> None:
    for state in (State.MONITORING, State.RESOLVED):
        escalation = reminded(state)
        step = Stepped(escalation)
        for _ in range(3):
            page = step.escalation.pages[-1]
            step = ladder.page_failed(step.escalation, page.id, "down", TEAM, NOW + POLICY.resolve_within)
        assert step.escalation.pages[-1].result is Result.FAILED
        assert step.escalation.wake_at == escalation.wake_at


def test_a_failed_reminder_climbs_while_it_still_holds() -> None:
    escalation = reminded(State.CONTACTED)
    step = Stepped(escalation)
    for _ in range(3):
        page = step.escalation.pages[-1]
        step = ladder.page_failed(step.escalation, page.id, "down", TEAM, NOW + POLICY.resolve_within)
    assert step.escalation.pages[-1].result is Result.QUEUED


def reopened() -> Escalation:
    """Resolved by Ana, who holds the bridge; then urgent words come once more, ten minutes on."""
    ana = TEAM.coaches[0]
    taken = after(acts.take_over(opened().escalation, ana, NOW))
    resolved = after(acts.resolve(taken, ana, "", NOW))
    return ladder.found_more(resolved, RED, TEAM, NOW + 10 * MINUTE).escalation


def test_words_written_before_the_newest_urgent_ones_do_not_end_the_ladder() -> None:
    late = BridgeDelivered("Ana", "p1", written_at=NOW + 9 * MINUTE)
    decision = case.decide(reopened(), 4, late, practice(), NOW + 11 * MINUTE)
    assert decision.escalation.state is State.OPEN
    assert decision.escalation.wake_at == reopened().wake_at


def test_words_written_after_them_have_reached_the_client() -> None:
    fresh = BridgeDelivered("Ana", "p1", written_at=NOW + 10 * MINUTE + timedelta(seconds=1))
    decision = case.decide(reopened(), 4, fresh, practice(), NOW + 11 * MINUTE)
    assert decision.escalation.state is State.CONTACTED


def test_a_page_that_arrives_after_the_acknowledgement_is_called_off_and_withdraws_no_newer_call() -> None:
    team = Team((ANA, replace(ANA, name="Ben", role=Role.COACH)), ways=frozenset({Way.TELEGRAM}))
    policy = replace(POLICY, steps=(Step("everybody", MINUTE),))
    seen = after(acts.acknowledge(opened(policy, team).escalation, ANA, NOW))
    more = ladder.found_more(seen, RED, team, NOW).escalation
    bens = next(page for page in more.pages if page.to == "Ben")
    decision = case.decide(more, 2, PageSent((bens.id,)), practice(), NOW)
    told = [effect.what for effect in decision.effects if isinstance(effect, Send)]
    assert [(what.coaches, what.pages) for what in told if isinstance(what, PageCoaches)] == [(("Ben",), ())]
    assert not any(isinstance(effect, WithdrawPages) for effect in decision.effects)
