"""Decides who is on call: turns by daily or weekly handover, overrides on top, and when nobody is reachable.

A rotation's plan has no beginning and no end: before its first turn the first coach is on call, so that a
practice that sets a start in the future is not without anyone until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from escalation.localtime import instant, local_date
from escalation.words import Coach, Override, Period, Role, Rotation, Team, Way

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """`coach` is on call for `rotation` in the half-open span [from_at, to_at), aware UTC.

    An empty `coach` means nobody: the rotation is empty, or the turn or override belongs to a name that is
    not in the team.
    """

    coach: str
    rotation: str
    from_at: datetime
    to_at: datetime


def on_call(team: Team, rotation: str | None, at: datetime) -> Shift | None:
    """The whole shift around `at`; None when nobody is on call. Without a name, the first rotation.

    Of overlapping overrides the one listed last wins.
    """
    taken = _rotation(team, rotation)
    if taken is None:
        return None
    duty = _duty(team, taken, at)
    around = _walk(team, taken, duty.from_at, duty.to_at)
    shift = next(shift for shift in around if shift.from_at <= at < shift.to_at)
    return shift if shift.coach else None


def shifts(team: Team, rotation: str | None, from_at: datetime, to_at: datetime) -> tuple[Shift, ...]:
    """The shifts of one rotation that fill [from_at, to_at) without gap or overlap, cut off at both ends.

    Turns stay apart even when the same coach follows; spans without anybody carry an empty coach. Nothing for
    an unknown rotation.
    """
    taken = _rotation(team, rotation)
    return () if taken is None else tuple(_walk(team, taken, from_at, to_at))


def targets(team: Team, target: str, at: datetime) -> tuple[Coach, ...]:
    """The coaches whom a step's target names at `at`; () when that is nobody.

    "oncall", "oncall:ROTATION", "owner" (all of them), "coach:NAME", "everybody" (owners first, assistants
    too).
    """
    kind, _, name = target.partition(":")
    match kind, name:
        case "oncall", _:
            shift = on_call(team, name or None, at)
            return () if shift is None else _known(team, shift.coach)
        case "owner", "":
            return team.owners()
        case "coach", _:
            return _known(team, name)
        case "everybody", "":
            return team.owners() + tuple(coach for coach in team.coaches if coach.role is not Role.OWNER)
        case _:
            return ()


def gaps(team: Team, from_at: datetime, to_at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The spans of [from_at, to_at) in which a rotation has nobody, or somebody whom no way reaches.

    In order, touching ones merged. Without any rotation nobody is ever on call: all of it is one gap.
    """
    if not team.rotations:
        return ((from_at, to_at),) if from_at < to_at else ()
    uncovered = sorted(
        (shift.from_at, shift.to_at)
        for rotation in team.rotations
        for shift in _walk(team, rotation, from_at, to_at)
        if not _reachable(team, shift.coach)
    )
    merged: list[tuple[datetime, datetime]] = []
    for start, end in uncovered:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _Duty:
    """Why somebody is on call: one turn or one override, at its full length."""

    coach: str
    from_at: datetime
    to_at: datetime


def _walk(team: Team, rotation: Rotation, from_at: datetime, to_at: datetime) -> Iterable[Shift]:
    """One shift for each stretch of the same duty."""
    edges = sorted({edge for swap in _overrides(team, rotation) for edge in (swap.from_at, swap.to_at)})
    start, at = from_at, from_at
    while at < to_at:
        duty = _duty(team, rotation, at)
        at = min([duty.to_at, to_at, *(edge for edge in edges if edge > at)])
        if at == to_at or _duty(team, rotation, at) != duty:
            coach = duty.coach if team.named(duty.coach) else ""
            yield Shift(coach, rotation.name, start, at)
            start = at


def _duty(team: Team, rotation: Rotation, at: datetime) -> _Duty:
    for swap in reversed(_overrides(team, rotation)):
        if swap.from_at <= at < swap.to_at:
            return _Duty(swap.coach, swap.from_at, swap.to_at)
    number = _turn_number(rotation, at)
    coach = rotation.coaches[max(number, 0) % len(rotation.coaches)] if rotation.coaches else ""
    return _Duty(coach, _turn_start(rotation, number), _turn_start(rotation, number + 1))


def _overrides(team: Team, rotation: Rotation) -> tuple[Override, ...]:
    return tuple(swap for swap in team.overrides if swap.rotation == rotation.name)


def _turn_number(rotation: Rotation, at: datetime) -> int:
    """The number of the turn under way; the first coach's first turn is 0, what came before counts down."""
    days = (local_date(at, rotation.timezone) - rotation.start).days
    number = days // _length(rotation).days
    while _turn_start(rotation, number) > at:
        number -= 1
    while _turn_start(rotation, number + 1) <= at:
        number += 1
    return number


def _turn_start(rotation: Rotation, number: int) -> datetime:
    """The handover that begins turn `number`.

    In a weekly rotation that starts between two handovers the first turn is counted from the handover before,
    so that the second coach takes over at the next one.
    """
    match rotation.period:
        case Period.DAILY:
            first = rotation.start
        case Period.WEEKLY:
            first = rotation.start - _DAY * ((rotation.start.weekday() - rotation.handover_weekday) % 7)
    return instant(first + _length(rotation) * number, rotation.handover_time, rotation.timezone)


def _length(rotation: Rotation) -> timedelta:
    """The turn's length on the calendar; in hours it is one more or less when the clocks change."""
    match rotation.period:
        case Period.DAILY:
            return _DAY
        case Period.WEEKLY:
            return 7 * _DAY


def _rotation(team: Team, name: str | None) -> Rotation | None:
    return next((taken for taken in team.rotations if name is None or taken.name == name), None)


def _known(team: Team, name: str) -> tuple[Coach, ...]:
    coach = team.named(name)
    return () if coach is None else (coach,)


def _reachable(team: Team, name: str) -> bool:
    return any(coach.reachable_by(way) for coach in _known(team, name) for way in Way)
