"""Turns, overrides, targets and gaps of the on-call plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from escalation.localtime import instant, local
from escalation.oncall import Shift, gaps, on_call, shifts, targets
from escalation.words import Coach, Override, Period, Role, Rotation, Team

ANA = Coach("Ana", Role.OWNER, slack_user="U1")
BEN = Coach("Ben", telegram_user_id="2")
CLEO = Coach("Cleo", Role.ASSISTANT, apprise=("mailto://cleo",))
MUTE = Coach("Mute", phone="+1 555 0100")  # a telephone is no way that software can page
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)

WEEKLY = Rotation("main", ("Ana", "Ben"), Period.WEEKLY, 0, time(9), date(2026, 1, 5), "Europe/Berlin")
DAILY = replace(WEEKLY, name="nights", coaches=("Ben", "Cleo", "Ana"), period=Period.DAILY)
TEAM = Team((BEN, CLEO, ANA), (WEEKLY, DAILY))


def berlin(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return instant(date(2026, month, day), time(hour, minute), "Europe/Berlin")


def who(team: Team, rotation: str | None, at: datetime) -> str:
    shift = on_call(team, rotation, at)
    return "" if shift is None else shift.coach


def stand_in(coach: str, from_at: datetime, to_at: datetime, rotation: str = "main") -> Override:
    return Override(rotation, coach, from_at, to_at)


def test_coaches_take_weekly_turns_from_handover_to_handover() -> None:
    assert on_call(TEAM, "main", berlin(1, 5)) == Shift("Ana", "main", berlin(1, 5), berlin(1, 12))
    assert who(TEAM, "main", berlin(1, 12, 8, 59)) == "Ana"
    assert who(TEAM, "main", berlin(1, 12)) == "Ben"
    assert who(TEAM, "main", berlin(1, 19)) == "Ana"


def test_coaches_take_daily_turns() -> None:
    assert [who(TEAM, "nights", berlin(1, day)) for day in (5, 6, 7, 8)] == ["Ben", "Cleo", "Ana", "Ben"]
    assert who(TEAM, "nights", berlin(1, 6, 8, 59)) == "Ben"


def test_without_a_name_the_first_rotation_counts() -> None:
    assert on_call(TEAM, None, berlin(1, 13)) == on_call(TEAM, "main", berlin(1, 13))


def test_before_the_start_the_first_coach_is_on_call() -> None:
    assert on_call(TEAM, "main", berlin(1, 5, 8)) == Shift(
        "Ana", "main", instant(date(2025, 12, 29), time(9), "Europe/Berlin"), berlin(1, 5)
    )
    assert who(TEAM, "nights", datetime(2020, 6, 1, tzinfo=UTC)) == "Ben"


def test_a_start_between_two_handovers_makes_a_short_first_turn() -> None:
    team = Team(TEAM.coaches, (replace(WEEKLY, start=date(2026, 1, 8)),))  # a Thursday
    assert who(team, None, berlin(1, 8)) == "Ana"
    assert who(team, None, berlin(1, 12)) == "Ben"
    assert who(team, None, berlin(1, 19)) == "Ana"


def test_a_weekly_shift_through_a_change_of_clocks_has_167_or_169_hours() -> None:
    spring = on_call(TEAM, "main", berlin(3, 25))
    autumn = on_call(TEAM, "main", berlin(10, 21))
    assert spring is not None
    assert autumn is not None
    assert spring.to_at - spring.from_at == 167 * HOUR
    assert autumn.to_at - autumn.from_at == 169 * HOUR


def test_a_handover_inside_a_gap_happens_when_the_gap_ends() -> None:
    team = Team(TEAM.coaches, (replace(DAILY, handover_time=time(2, 30)),))
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert who(team, None, change - timedelta(seconds=1)) != who(team, None, change)


def test_a_day_that_does_not_exist_has_no_shift() -> None:
    apia = replace(DAILY, timezone="Pacific/Apia", start=date(2011, 12, 28), handover_time=time(0))
    found = shifts(
        Team(TEAM.coaches, (apia,)),
        None,
        datetime(2011, 12, 28, 10, tzinfo=UTC),
        datetime(2011, 12, 31, 10, tzinfo=UTC),
    )
    assert [(shift.coach, local(shift.from_at, "Pacific/Apia").day) for shift in found] == [
        ("Ben", 28),
        ("Cleo", 29),
        ("Ben", 31),
    ]


def test_an_override_wins_and_splits_the_turn() -> None:
    team = replace(TEAM, overrides=(stand_in("Cleo", berlin(1, 7), berlin(1, 8)),))
    assert shifts(team, "main", berlin(1, 5), berlin(1, 12)) == (
        Shift("Ana", "main", berlin(1, 5), berlin(1, 7)),
        Shift("Cleo", "main", berlin(1, 7), berlin(1, 8)),
        Shift("Ana", "main", berlin(1, 8), berlin(1, 12)),
    )
    assert on_call(team, "main", berlin(1, 6)) == Shift("Ana", "main", berlin(1, 5), berlin(1, 7))
    assert who(team, "main", berlin(1, 8)) == "Ana"
    assert who(team, "nights", berlin(1, 7)) == "Ana"


def test_an_override_across_a_handover_is_one_shift() -> None:
    team = replace(TEAM, overrides=(stand_in("Cleo", berlin(1, 10), berlin(1, 22)),))
    assert on_call(team, "main", berlin(1, 15)) == Shift("Cleo", "main", berlin(1, 10), berlin(1, 22))


def test_of_overlapping_overrides_the_one_listed_last_wins() -> None:
    long = stand_in("Cleo", berlin(1, 6), berlin(1, 11))
    short = stand_in("Ben", berlin(1, 8), berlin(1, 9))
    assert [
        shift.coach
        for shift in shifts(replace(TEAM, overrides=(long, short)), "main", berlin(1, 5), berlin(1, 12))
    ] == ["Ana", "Cleo", "Ben", "Cleo", "Ana"]
    assert [
        shift.coach
        for shift in shifts(replace(TEAM, overrides=(short, long)), "main", berlin(1, 5), berlin(1, 12))
    ] == ["Ana", "Cleo", "Ana"]


def test_an_override_that_ends_before_it_begins_is_nothing() -> None:
    team = replace(TEAM, overrides=(stand_in("Cleo", berlin(1, 8), berlin(1, 7)),))
    assert {shift.coach for shift in shifts(team, "main", berlin(1, 5), berlin(1, 12))} == {"Ana"}


def test_a_name_outside_the_team_is_nobody() -> None:
    team = Team((ANA,), (WEEKLY,))
    assert on_call(team, "main", berlin(1, 13)) is None
    assert who(team, "main", berlin(1, 6)) == "Ana"
    gone = Team((ANA, BEN), (WEEKLY,), (stand_in("Zoe", berlin(1, 7), berlin(1, 8)),))
    assert on_call(gone, "main", berlin(1, 7)) is None


def test_without_rotation_coach_or_match_nobody_is_on_call() -> None:
    assert on_call(Team((ANA,)), None, berlin(1, 6)) is None
    assert on_call(TEAM, "days", berlin(1, 6)) is None
    assert on_call(Team((ANA,), (replace(WEEKLY, coaches=()),)), None, berlin(1, 6)) is None


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("oncall", ["Ana"]),
        ("oncall:nights", ["Cleo"]),
        ("oncall:days", []),
        ("owner", ["Ana"]),
        ("coach:Ben", ["Ben"]),
        ("coach:Zoe", []),
        ("everybody", ["Ana", "Ben", "Cleo"]),
        ("nobody", []),
        ("owner:Ben", []),
    ],
)
def test_a_target_names_its_coaches(target: str, names: list[str]) -> None:
    assert [coach.name for coach in targets(TEAM, target, berlin(1, 6))] == names


def test_a_target_without_anybody_is_empty() -> None:
    assert targets(Team((BEN,)), "owner", berlin(1, 6)) == ()
    assert targets(Team((BEN,)), "oncall", berlin(1, 6)) == ()
    assert targets(Team(()), "everybody", berlin(1, 6)) == ()


def test_a_covered_practice_has_no_gap() -> None:
    assert gaps(TEAM, berlin(1, 5), berlin(1, 5) + 90 * DAY) == ()


def test_a_turn_of_somebody_whom_no_way_reaches_is_a_gap() -> None:
    team = Team((ANA, MUTE), (replace(WEEKLY, coaches=("Ana", "Mute")),))
    assert gaps(team, berlin(1, 5), berlin(2, 2)) == (
        (berlin(1, 12), berlin(1, 19)),
        (berlin(1, 26), berlin(2, 2)),
    )
    covered = replace(team, overrides=(stand_in("Ana", berlin(1, 12), berlin(1, 19)),))
    assert gaps(covered, berlin(1, 5), berlin(2, 2)) == ((berlin(1, 26), berlin(2, 2)),)


def test_gaps_of_several_rotations_are_merged() -> None:
    team = Team((ANA, CLEO), (WEEKLY, DAILY))  # Ben has left
    assert gaps(team, berlin(1, 5), berlin(1, 20)) == (
        (berlin(1, 5), berlin(1, 6)),
        (berlin(1, 8), berlin(1, 9)),
        (berlin(1, 11), berlin(1, 19)),
    )


def test_a_practice_without_rotation_is_one_gap() -> None:
    assert gaps(Team((ANA,)), berlin(1, 5), berlin(1, 6)) == ((berlin(1, 5), berlin(1, 6)),)
    assert gaps(Team((ANA,)), berlin(1, 6), berlin(1, 6)) == ()


ZONES = ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "America/Nuuk", "UTC"]
moments = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: datetime(2011, 10, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
overrides = st.lists(
    st.builds(Override, st.just("main"), st.sampled_from(["Ana", "Ben", "Cleo", "Zoe"]), moments, moments),
    max_size=5,
).map(tuple)
rotations = st.builds(
    Rotation,
    st.just("main"),
    st.lists(st.sampled_from(["Ana", "Ben", "Cleo", "Zoe"]), max_size=4).map(tuple),
    st.sampled_from(list(Period)),
    st.integers(0, 6),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.dates(date(2011, 9, 1), date(2012, 1, 31)),
    st.sampled_from(ZONES),
)


@settings(max_examples=80, deadline=None)
@given(rotation=rotations, swaps=overrides, from_at=moments, length=st.integers(1, 120 * 24))
@example(
    rotation=replace(DAILY, name="main", timezone="Pacific/Apia", start=date(2011, 12, 1)),
    swaps=(),
    from_at=datetime(2011, 12, 20, tzinfo=UTC),
    length=400,
)
def test_shifts_fill_time_without_gap_or_overlap_and_agree_with_on_call(
    rotation: Rotation, swaps: tuple[Override, ...], from_at: datetime, length: int
) -> None:
    team = Team((ANA, BEN, CLEO), (rotation,), swaps)
    to_at = from_at + length * HOUR
    found = shifts(team, None, from_at, to_at)
    assert found[0].from_at == from_at
    assert found[-1].to_at == to_at
    assert all(before.to_at == after.from_at for before, after in pairwise(found))
    for shift in found:
        assert shift.from_at < shift.to_at
        last = shift.to_at - timedelta(microseconds=1)
        for at in (shift.from_at, shift.from_at + (last - shift.from_at) / 2, last):
            assert who(team, None, at) == shift.coach
            whole = on_call(team, None, at)
            if whole is not None:
                assert max(whole.from_at, from_at) == shift.from_at
                assert min(whole.to_at, to_at) == shift.to_at
            winner = [swap.coach for swap in swaps if swap.from_at <= at < swap.to_at][-1:]
            if winner:
                assert shift.coach == (winner[0] if winner[0] != "Zoe" else "")


@settings(max_examples=80, deadline=None)
@given(rotation=rotations, swaps=overrides, from_at=moments, probe=st.integers(0, 60 * 24))
def test_a_moment_lies_in_a_gap_exactly_when_nobody_reachable_is_on_call(
    rotation: Rotation, swaps: tuple[Override, ...], from_at: datetime, probe: int
) -> None:
    team = Team((replace(ANA, slack_user=""), BEN, CLEO), (rotation,), swaps)
    to_at = from_at + 60 * DAY
    found = gaps(team, from_at, to_at)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    at = from_at + probe * HOUR
    if at < to_at:
        assert any(start <= at < end for start, end in found) == (who(team, None, at) not in ("Ben", "Cleo"))


@settings(max_examples=60, deadline=None)
@given(rotation=rotations.filter(lambda rotation: len(rotation.coaches) > 0), turn=st.integers(1, 40))
def test_turns_follow_the_list_and_change_at_the_local_handover(rotation: Rotation, turn: int) -> None:
    team = Team((ANA, BEN, CLEO, Coach("Zoe")), (replace(rotation, timezone="Europe/Berlin"),))
    at = instant(rotation.start, time(23, 59), "Europe/Berlin") + DAY / 2  # inside the first turn or the next
    shift = on_call(team, None, at)
    for _ in range(turn):
        assert shift is not None
        after = on_call(team, None, shift.to_at)
        assert after is not None
        handover = local(shift.to_at, "Europe/Berlin")
        if rotation.period is Period.WEEKLY:
            assert handover.weekday() == rotation.handover_weekday
        assert instant(handover.date(), rotation.handover_time, "Europe/Berlin") == shift.to_at
        names = rotation.coaches
        assert any(
            names[place] == shift.coach and names[(place + 1) % len(names)] == after.coach
            for place in range(len(names))
        )
        shift = after
