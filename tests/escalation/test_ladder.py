"""Whom the ladder calls when: urgent words, passing time, failing pages, an unreachable client."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from escalation import acts, ladder
from escalation.moves import Call, Note, Order, PostCard, Stepped, Tell, Why
from escalation.words import Coach, Escalation, Page, Policy, Result, Role, State, Step, Team, Way
from tests.escalation.matters import (
    ANA,
    BEN,
    FOUND,
    MINUTE,
    NOW,
    POLICY,
    ROTATION,
    TEAM,
    done,
    in_state,
    only,
    opened,
    without,
)


def called(stepped: Stepped) -> list[tuple[str, Way]]:
    """Who is called by a step, and how."""
    return [
        (page.to, page.way) for order in stepped.orders if isinstance(order, Call) for page in order.pages
    ]


def told(orders: tuple[Order, ...]) -> list[str]:
    return [order.key for order in orders if isinstance(order, Tell)]


def woken(escalation: Escalation, team: Team = TEAM) -> tuple[Stepped, datetime]:
    """The step at the moment that the escalation asked for, and that moment."""
    moments = [at for at in (escalation.wake_at, escalation.tell_client_at) if at is not None]
    at = min(moments)
    return ladder.wake(escalation, team, at), at


def latest(escalation: Escalation) -> Page:
    return escalation.pages[-1]


# --- an urgent verdict ---------------------------------------------------------------------------------


def test_a_new_escalation_posts_its_card_tells_the_client_and_calls_the_first_rung() -> None:
    stepped = opened()
    assert stepped.escalation.state is State.OPEN
    assert isinstance(stepped.orders[0], PostCard)
    assert told(stepped.orders) == ["stopped"]
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert stepped.escalation.wake_at == NOW + 2 * MINUTE
    assert stepped.escalation.tell_client_at == NOW + 6 * MINUTE


def test_the_policy_of_the_day_stays_with_an_escalation() -> None:
    assert opened().escalation.policy == POLICY


def test_a_second_urgent_verdict_leaves_a_running_ladder_untouched() -> None:
    before = opened().escalation
    stepped = ladder.found_more(before, FOUND, TEAM, NOW + MINUTE)
    assert stepped.orders == ()
    assert stepped.escalation.findings == before.findings + FOUND
    after = replace(stepped.escalation, findings=before.findings, timeline=before.timeline)
    assert after == before


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.TAKEN_OVER, State.CONTACTED])
def test_more_urgent_words_page_whoever_has_it_at_once(state: State) -> None:
    before = in_state(state)
    stepped = ladder.found_more(before, FOUND, TEAM, NOW + MINUTE)
    assert stepped.escalation.state is state
    assert stepped.escalation.holder == "Ana"
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert told(stepped.orders) == []
    assert stepped.escalation.wake_at == NOW + MINUTE + POLICY.contact_within


def test_more_urgent_words_page_everybody_when_the_holder_cannot_be_called() -> None:
    team = without(TEAM, "Ana")
    stepped = ladder.found_more(in_state(State.ACKNOWLEDGED), FOUND, team, NOW + MINUTE)
    assert [name for name, _ in called(stepped)] == ["Ben", "Chloe"]


@pytest.mark.parametrize("state", [State.MONITORING, State.RESOLVED])
def test_urgent_words_open_a_watched_or_resolved_matter_again_from_the_first_rung(state: State) -> None:
    stepped = ladder.found_more(in_state(state), FOUND, TEAM, NOW + 30 * MINUTE)
    assert stepped.escalation.state is State.OPEN
    assert stepped.escalation.holder == ""
    assert stepped.escalation.step == 0
    assert told(stepped.orders) == ["stopped"]
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert stepped.escalation.wake_at == NOW + 32 * MINUTE
    assert not any(isinstance(order, PostCard) for order in stepped.orders), "it keeps its card"


def test_the_bridge_stays_with_whoever_built_it_when_a_matter_opens_again() -> None:
    taken = in_state(State.TAKEN_OVER)
    resolved = done(acts.resolve(taken, ANA, "", NOW))
    assert ladder.found_more(resolved, FOUND, TEAM, NOW).escalation.bridge == "Ana"


# --- time ----------------------------------------------------------------------------------------------


def test_the_ladder_climbs_rung_by_rung_and_starts_again_with_a_doubled_wait() -> None:
    policy = replace(POLICY, tell_client_after=timedelta(days=30))
    escalation = opened(policy=policy).escalation
    who: list[list[str]] = []
    waits: list[timedelta] = []
    for _ in range(11):
        before = escalation.wake_at
        stepped, at = woken(escalation)
        assert at == before
        escalation = stepped.escalation
        who.append([name for name, _ in called(stepped)])
        assert escalation.wake_at is not None
        waits.append(escalation.wake_at - at)
    everybody = ["Ana", "Ben", "Chloe"]
    assert who == [["Ben"], everybody, *([["Ana"], ["Ben"], everybody] * 3)]
    after_last = [wait for names, wait in zip(who, waits, strict=True) if names == everybody]
    assert after_last == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 20 * MINUTE]


def test_one_wake_takes_one_step_however_late_it_comes() -> None:
    policy = replace(POLICY, tell_client_after=timedelta(days=30))
    late = NOW + timedelta(hours=9)
    stepped = ladder.wake(opened(policy=policy).escalation, TEAM, late)
    assert called(stepped) == [("Ben", Way.SLACK)]
    assert stepped.escalation.wake_at == late + 3 * MINUTE


def test_a_wake_that_comes_too_early_changes_nothing() -> None:
    before = opened().escalation
    assert ladder.wake(before, TEAM, NOW + MINUTE) == Stepped(before)


def test_the_client_is_told_once_that_nobody_has_seen_it_and_the_ladder_keeps_its_pace() -> None:
    before = replace(opened().escalation, wake_at=NOW + 60 * MINUTE)
    stepped = ladder.wake(before, TEAM, NOW + 6 * MINUTE)
    assert told(stepped.orders) == ["nobody_yet"]
    assert called(stepped) == []
    assert stepped.escalation.wake_at == before.wake_at
    assert stepped.escalation.tell_client_at is None


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.TAKEN_OVER])
def test_a_window_that_passes_without_contact_starts_the_ladder_again_and_tells_the_client(
    state: State,
) -> None:
    stepped, at = woken(in_state(state))
    assert at == NOW + POLICY.contact_within
    assert stepped.escalation.state is State.OPEN
    assert stepped.escalation.holder == ""
    assert told(stepped.orders) == ["not_reached"]
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert stepped.escalation.wake_at == at + 2 * MINUTE


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.TAKEN_OVER])
def test_a_holder_who_is_no_longer_a_coach_has_it_no_longer(state: State) -> None:
    stepped = ladder.wake(in_state(state), without(TEAM, "Ana"), NOW + MINUTE)
    assert stepped.escalation.state is State.OPEN
    assert called(stepped) == [("Ben", Way.SLACK)]


@pytest.mark.parametrize(
    ("state", "window", "why"),
    [
        (State.CONTACTED, POLICY.resolve_within, Why.RESOLVE),
        (State.MONITORING, 60 * MINUTE, Why.MONITOR),
        (State.RESOLVED, POLICY.hand_back_within, Why.HAND_BACK),
    ],
)
def test_what_is_not_finished_reminds_the_holder_and_then_climbs_until_somebody_acts(
    state: State, window: timedelta, why: Why
) -> None:
    escalation = in_state(state)
    who: list[list[str]] = []
    for number in range(6):
        stepped, at = woken(escalation)
        if number == 0:
            assert at == NOW + window
        assert stepped.escalation.state is state
        assert all(order.why is why for order in stepped.orders if isinstance(order, Call))
        who.append([name for name, _ in called(stepped)])
        escalation = stepped.escalation
    everybody = ["Ana", "Ben", "Chloe"]
    assert who == [["Ana"], ["Ana"], ["Ben"], everybody, ["Ana"], ["Ben"]]


def test_a_closed_escalation_wants_no_more_waking() -> None:
    closed = ladder.wake(in_state(State.CLOSED), TEAM, NOW + timedelta(days=1))
    assert closed.orders == ()
    assert closed.escalation.wake_at is None


# --- rungs that reach nobody -----------------------------------------------------------------------------


def test_an_empty_rung_is_not_waited_for() -> None:
    assert called(opened(team=Team((ANA, BEN)))) == [("Ben", Way.SLACK)]  # there is no rotation


def test_a_ladder_that_names_nobody_still_ends_at_everybody() -> None:
    policy = replace(POLICY, steps=(Step("coach:Nobody", MINUTE), Step("oncall:none", MINUTE)))
    assert called(opened(policy=policy)) == [(name, Way.SLACK) for name in ("Ana", "Ben", "Chloe")]


def test_a_policy_without_steps_calls_everybody() -> None:
    assert called(opened(policy=replace(POLICY, steps=()))) == [
        (name, Way.SLACK) for name in ("Ana", "Ben", "Chloe")
    ]


def test_when_nobody_can_be_called_at_all_the_thread_says_so_and_it_is_tried_again() -> None:
    stepped = opened(team=only())
    assert called(stepped) == []
    assert any(isinstance(order, Note) for order in stepped.orders)
    again, at = woken(replace(stepped.escalation, tell_client_at=None), only())
    assert any(isinstance(order, Note) for order in again.orders)
    assert again.escalation.wake_at is not None
    assert again.escalation.wake_at > at


# --- pages that fail ---------------------------------------------------------------------------------------


def test_a_failed_page_takes_the_next_way_at_once() -> None:
    escalation = opened().escalation
    for way in (Way.TELEGRAM, Way.APPRISE):
        stepped = ladder.page_failed(escalation, latest(escalation).id, "down", TEAM, NOW)
        assert called(stepped) == [("Ana", way)]
        escalation = stepped.escalation
        assert escalation.step == 0


def test_when_every_way_to_a_rung_has_failed_the_next_rung_is_called_at_once() -> None:
    stepped = opened(team=only(Way.SLACK))
    failed = ladder.page_failed(
        stepped.escalation, latest(stepped.escalation).id, "down", only(Way.SLACK), NOW + MINUTE
    )
    assert called(failed) == [("Ben", Way.SLACK)]
    assert failed.escalation.step == 1
    assert failed.escalation.wake_at == NOW + 4 * MINUTE


def test_when_everybody_has_failed_the_next_round_waits_its_turn() -> None:
    team = replace(only(Way.SLACK), coaches=(ANA,))
    escalation = opened(team=team).escalation
    for _ in range(10):
        queued = [page for page in escalation.pages if page.result is Result.QUEUED]
        if not queued:
            break
        escalation = ladder.page_failed(escalation, queued[0].id, "down", team, NOW).escalation
    assert escalation.step == 2
    assert escalation.state is State.OPEN
    assert escalation.wake_at == NOW + POLICY.repeat_every


def test_one_page_of_a_call_that_gets_through_is_enough_to_wait() -> None:
    policy = replace(POLICY, steps=(Step("everybody", MINUTE),))
    team = only(Way.SLACK)
    first, second, third = (page.id for page in opened(policy=policy).escalation.pages)
    escalation = ladder.page_sent(opened(team=team, policy=policy).escalation, first).escalation
    for page in (second, third):
        stepped = ladder.page_failed(escalation, page, "down", team, NOW)
        assert stepped.orders == ()
        escalation = stepped.escalation


def test_when_the_holder_cannot_be_told_of_more_urgent_words_everybody_is() -> None:
    found = ladder.found_more(in_state(State.ACKNOWLEDGED), FOUND, TEAM, NOW)
    escalation, stepped = found.escalation, found
    for _ in range(3):  # by Slack, by Telegram, by Apprise
        stepped = ladder.page_failed(escalation, latest(escalation).id, "down", TEAM, NOW)
        escalation = stepped.escalation
    assert [name for name, _ in called(stepped)] == ["Ana", "Ben", "Chloe"]


def test_calling_everybody_in_vain_ends_until_the_next_wake() -> None:
    alone = Team((Coach("Ana", Role.OWNER, "UANA"),), (ROTATION,))
    escalation = ladder.found_more(in_state(State.ACKNOWLEDGED), FOUND, alone, NOW).escalation
    for _ in range(5):
        queued = [page for page in escalation.pages if page.result is Result.QUEUED]
        for page in queued:
            escalation = ladder.page_failed(escalation, page.id, "down", alone, NOW).escalation
    assert not [page for page in escalation.pages if page.result is Result.QUEUED]
    assert escalation.wake_at == NOW + POLICY.contact_within


def test_a_page_that_was_withdrawn_or_failed_before_fails_only_once() -> None:
    acknowledged = in_state(State.ACKNOWLEDGED)
    assert ladder.page_failed(acknowledged, acknowledged.pages[0].id, "down", TEAM, NOW).orders == ()


def test_a_card_that_arrives_late_calls_at_once_when_no_page_has_got_through() -> None:
    team = replace(only(Way.SLACK), coaches=(ANA,))
    escalation = opened(team=team).escalation
    for _ in range(10):
        for page in [page for page in escalation.pages if page.result is Result.QUEUED]:
            escalation = ladder.page_failed(escalation, page.id, "no card", team, NOW).escalation
    stepped = ladder.card_arrived(escalation, team, NOW + MINUTE)
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert stepped.escalation.wake_at == escalation.wake_at


def test_a_card_that_arrives_after_a_page_leaves_the_ladder_its_pace() -> None:
    escalation = opened().escalation
    paged = ladder.page_sent(escalation, latest(escalation).id).escalation
    assert ladder.card_arrived(paged, TEAM, NOW + MINUTE).escalation == paged


def test_a_card_that_arrives_late_calls_whom_nothing_has_reached_though_others_were() -> None:
    team = replace(TEAM, coaches=(ANA, replace(BEN, telegram_user_id="", apprise=())))
    escalation = opened(team, replace(POLICY, steps=())).escalation
    for page in escalation.pages:
        settled = ladder.page_sent(escalation, page.id)
        if page.to == "Ben":
            settled = ladder.page_failed(escalation, page.id, "no card", team, NOW)
        escalation = settled.escalation
    assert called(ladder.card_arrived(escalation, team, NOW + MINUTE)) == [("Ben", Way.SLACK)]


# --- the client ----------------------------------------------------------------------------------------------


def test_words_that_are_not_urgent_get_one_fixed_answer_a_stretch() -> None:
    first = ladder.heard(opened().escalation)
    assert told(first.orders) == ["passed_on.open"]
    second = ladder.heard(first.escalation)
    assert second.orders == ()
    acted = acts.acted(second.escalation, NOW)
    assert told(ladder.heard(acted.escalation).orders) == ["passed_on.open"]


def test_an_unreachable_client_is_put_before_whoever_has_it() -> None:
    before = in_state(State.TAKEN_OVER)
    stepped = ladder.unreachable(before, TEAM, NOW + MINUTE)
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert stepped.escalation.state is State.TAKEN_OVER
    assert stepped.escalation.wake_at == before.wake_at


def test_an_unreachable_client_whom_nobody_has_is_put_before_the_present_rung() -> None:
    stepped = ladder.unreachable(opened().escalation, TEAM, NOW + MINUTE)
    assert called(stepped) == [("Ana", Way.SLACK)]
    assert stepped.escalation.wake_at == NOW + 2 * MINUTE


def test_a_policy_waits_as_its_steps_say_and_doubles_up_to_its_most() -> None:
    policy: Policy = POLICY
    assert [policy.wait_after(rung, 0) for rung in range(3)] == [2 * MINUTE, 3 * MINUTE, 5 * MINUTE]
    assert [policy.wait_after(2, round_) for round_ in (1, 2, 3, 50)] == [
        10 * MINUTE,
        20 * MINUTE,
        20 * MINUTE,
        20 * MINUTE,
    ]
