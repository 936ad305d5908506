"""What a coach's acts do, row by row of the table; the loser of a race changes nothing and learns who was first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from escalation import acts, ladder
from escalation.moves import Order, Refused, Release, StandDown, Stepped, Tell
from escalation.words import Coach, Escalation, Result, State, Way
from tests.escalation.matters import ANA, BEN, CHLOE, MINUTE, NOW, POLICY, TEAM, done, in_state, opened

BEFORE_RESOLVED = [State.OPEN, State.ACKNOWLEDGED, State.TAKEN_OVER, State.CONTACTED, State.MONITORING]
LATER = NOW + MINUTE

Act = Callable[[Escalation, Coach, datetime], Stepped | Refused]


def watch(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    return acts.monitor(escalation, coach, now + 60 * MINUTE, now)


def resolve(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    return acts.resolve(escalation, coach, "", now)


def false_alarm(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    return acts.resolve(escalation, coach, "false_alarm", now)


def told(stepped: Stepped | Refused) -> list[tuple[str, str]]:
    assert isinstance(stepped, Stepped), stepped
    return [(order.key, order.coach) for order in stepped.orders if isinstance(order, Tell)]


def test_acknowledging_stops_the_paging_and_tells_the_client_who_has_seen_it() -> None:
    stepped = acts.acknowledge(opened().escalation, BEN, LATER)
    after = done(stepped)
    assert (after.state, after.holder) == (State.ACKNOWLEDGED, "Ben")
    assert after.wake_at == LATER + POLICY.contact_within
    assert after.tell_client_at is None
    assert [page.result for page in after.pages] == [Result.WITHDRAWN]
    assert told(stepped) == [("seen", "Ben")]


def test_whoever_was_paged_outside_the_thread_hears_that_somebody_has_it() -> None:
    escalation = opened().escalation
    by_telegram = ladder.page_failed(escalation, escalation.pages[0].id, "down", TEAM, NOW).escalation
    paged = ladder.page_sent(by_telegram, by_telegram.pages[-1].id).escalation
    for coach, expected in ((BEN, (("Ana", Way.TELEGRAM),)), (ANA, ())):
        stepped = acts.acknowledge(paged, coach, LATER)
        assert isinstance(stepped, Stepped)
        downs = [order for order in stepped.orders if isinstance(order, StandDown)]
        assert downs == [StandDown(coach.name, expected)]


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_only_an_open_matter_can_be_acknowledged(state: State) -> None:
    refused = acts.acknowledge(in_state(state), BEN, LATER)
    assert isinstance(refused, Refused)
    assert "Ana was first" in refused.text


@pytest.mark.parametrize("state", [State.OPEN, State.ACKNOWLEDGED])
def test_taking_over_puts_the_bridge_on(state: State) -> None:
    stepped = acts.take_over(in_state(state), BEN, LATER)
    after = done(stepped)
    assert (after.state, after.holder, after.bridge) == (State.TAKEN_OVER, "Ben", "Ben")
    assert after.wake_at == LATER + POLICY.contact_within
    assert told(stepped)[-1] == ("here_now", "Ben")


@pytest.mark.parametrize("state", [State.TAKEN_OVER, State.CONTACTED, State.MONITORING, State.RESOLVED])
def test_taking_over_from_somebody_moves_the_bridge_and_nothing_else(state: State) -> None:
    before = in_state(state)
    stepped = acts.take_over(before, BEN, LATER)
    after = done(stepped)
    assert (after.state, after.wake_at) == (state, before.wake_at)
    assert (after.holder, after.bridge) == ("Ben", "Ben")
    assert told(stepped) == [("here_instead", "Ben")]


def test_whoever_loses_the_bridge_is_told() -> None:
    stepped = acts.take_over(in_state(State.TAKEN_OVER), BEN, LATER)
    assert isinstance(stepped, Stepped)
    assert [getattr(order, "mention", "") for order in stepped.orders] == ["Ana", ""]


def test_taking_over_twice_is_refused() -> None:
    assert isinstance(acts.take_over(in_state(State.TAKEN_OVER), ANA, LATER), Refused)


@pytest.mark.parametrize("state", [State.OPEN, State.ACKNOWLEDGED, State.TAKEN_OVER])
def test_a_contact_starts_the_window_for_resolving(state: State) -> None:
    after = done(acts.contacted(in_state(state), BEN, LATER))
    assert (after.state, after.holder) == (State.CONTACTED, "Ben")
    assert after.wake_at == LATER + POLICY.resolve_within


@pytest.mark.parametrize("state", BEFORE_RESOLVED)
def test_watching_waits_until_the_named_moment_and_can_be_extended(state: State) -> None:
    after = done(acts.monitor(in_state(state), BEN, LATER + 120 * MINUTE, LATER))
    assert (after.state, after.holder) == (State.MONITORING, "Ben")
    assert after.wake_at == after.monitor_until == LATER + 120 * MINUTE


def test_a_watch_cannot_end_before_it_begins() -> None:
    assert isinstance(acts.monitor(in_state(State.CONTACTED), ANA, NOW, NOW), Refused)


@pytest.mark.parametrize("state", BEFORE_RESOLVED)
@pytest.mark.parametrize(("act", "label"), [(resolve, ""), (false_alarm, "false_alarm")])
def test_resolving_takes_effect_at_once_and_asks_for_the_hand_back(
    state: State, act: Act, label: str
) -> None:
    after = done(act(in_state(state), BEN, LATER))
    assert (after.state, after.holder, after.label) == (State.RESOLVED, "Ben", label)
    assert after.wake_at == LATER + POLICY.hand_back_within
    assert after.closed_at is None


def test_handing_back_closes_and_lifts_the_hold() -> None:
    stepped = acts.hand_back(in_state(State.RESOLVED), BEN, LATER)
    after = done(stepped)
    assert (after.state, after.holder, after.closed_at) == (State.CLOSED, "Ben", LATER)
    assert (after.wake_at, after.tell_client_at) == (None, None)
    assert isinstance(stepped, Stepped)
    assert stepped.orders == (Release(),)


@pytest.mark.parametrize("state", [state for state in State if state is not State.RESOLVED])
def test_only_what_was_resolved_can_be_handed_back(state: State) -> None:
    assert isinstance(acts.hand_back(in_state(state), ANA, LATER), Refused)


@pytest.mark.parametrize("act", [acts.take_over, acts.contacted, watch, resolve, false_alarm])
def test_the_first_act_on_an_open_matter_does_all_that_acknowledging_does(act: Act) -> None:
    stepped = act(opened().escalation, ANA, LATER)
    after = done(stepped)
    assert isinstance(stepped, Stepped)
    seen: tuple[Order, ...] = stepped.orders
    assert any(isinstance(order, StandDown) for order in seen)
    assert ("seen", "Ana") in told(stepped)
    assert not [page for page in after.pages if page.result is Result.QUEUED]
    assert after.tell_client_at is None


@pytest.mark.parametrize("act", [acts.take_over, acts.contacted, watch, resolve, false_alarm, acts.hand_back])
@pytest.mark.parametrize("state", list(State))
def test_an_assistant_acknowledges_and_notes_and_nothing_more(state: State, act: Act) -> None:
    assert isinstance(act(in_state(state), CHLOE, LATER), Refused)


def test_an_assistant_may_acknowledge_and_note() -> None:
    assert done(acts.acknowledge(opened().escalation, CHLOE, LATER)).holder == "Chloe"
    assert done(acts.note(opened().escalation, CHLOE, "lives alone", LATER)).state is State.ACKNOWLEDGED


@pytest.mark.parametrize("state", [state for state in State if state not in (State.OPEN, State.CLOSED)])
def test_a_note_changes_no_state(state: State) -> None:
    before = in_state(state)
    after = done(acts.note(before, BEN, "lives alone", LATER))
    assert (after.state, after.holder, after.wake_at) == (state, before.holder, before.wake_at)


def test_a_closed_matter_takes_no_note() -> None:
    assert isinstance(acts.note(in_state(State.CLOSED), ANA, "late", LATER), Refused)


@pytest.mark.parametrize("state", list(State))
def test_an_outcome_is_kept_and_changes_nothing_else(state: State) -> None:
    before = in_state(state)
    after = done(acts.outcome(before, ANA, "reached", "all well", LATER))
    assert after.outcome == "reached"
    assert replace(after, outcome="", timeline=before.timeline) == before


def test_reminders_start_over_when_a_coach_does_something() -> None:
    reminded = replace(in_state(State.RESOLVED), reminders=4, wake_at=LATER + MINUTE)
    after = acts.acted(reminded, LATER).escalation
    assert (after.reminders, after.wake_at) == (0, LATER + POLICY.hand_back_within)


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.TAKEN_OVER])
def test_writing_inside_the_thread_does_not_buy_time_for_the_contact(state: State) -> None:
    before = in_state(state)
    assert acts.acted(before, LATER).escalation.wake_at == before.wake_at
