"""Looks at the people: is somebody called at every hour and on every step, and can all of them be reached? Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core.checks import Check, failed, note, ok
from escalation.localtime import local
from escalation.oncall import gaps, shifts, targets
from escalation.words import Coach, Policy, Role, Step, Team, Way

AHEAD = timedelta(days=90)
SHOWN = 3  # gaps that are spelt out

ADDRESS = {
    Way.SLACK: "slack_user",
    Way.TELEGRAM: "telegram_user_id",
    Way.APPRISE: "apprise",
}


def examine(team: Team, policy: Policy, now: datetime, zone: str) -> list[Check]:
    if not team.coaches:
        return [
            failed(
                "people.coaches",
                "there is no coach: nobody can be called",
                'write yourself down: [[coaches]] with name, slack_user, role = "owner"; see config.example.toml',
            )
        ]
    return [
        *_coaches(team),
        *_steps(team, policy, now),
        *_on_call(team, policy, now, zone),
        *_overrides(team, now),
    ]


def clients(team: Team, by_coach: Mapping[str, int]) -> list[Check]:
    """Each client's named owner; `by_coach` counts clients by the name that they were given."""
    checks: list[Check] = []
    for name, count in sorted(by_coach.items()):
        coach = team.named(name)
        if coach is not None and _ways(team, coach):
            continue
        many = "1 client has" if count == 1 else f"{count} clients have"
        if not name:
            checks.append(
                failed("people.clients", f"{many} no coach", f"until then they are the owner's; {_ASSIGN}")
            )
        elif coach is None:
            checks.append(
                failed(
                    "people.clients",
                    f'{many} "{name}" as coach, and there is nobody of that name',
                    f'if the coach is still there, write [[coaches]] with name = "{name}" again; else {_ASSIGN}',
                )
            )
        else:
            checks.append(
                failed(
                    "people.clients",
                    f"{many} {name} as coach, who cannot be reached",
                    _give_address(team, coach),
                )
            )
    total = sum(by_coach.values())
    return checks or [ok("people.clients", f"{total} on record, each with a coach who can be reached")]


_ASSIGN = "write a [[coaches]] entry for whoever answers for them now, under the name that they were given"


def _coaches(team: Team) -> list[Check]:
    checks: list[Check] = []
    for coach in team.coaches:
        if not _ways(team, coach):
            checks.append(
                failed(
                    "people.ways",
                    f"{coach.name} can be reached in no way that is set up",
                    _give_address(team, coach),
                )
            )
    if not team.owners():
        checks.append(
            failed("people.coaches", "nobody is the owner", 'give one of the [[coaches]] role = "owner"')
        )
    else:
        names = ", ".join(_titled(coach) for coach in team.coaches)
        checks.append(ok("people.coaches", names))
    only = [coach.name for coach in team.coaches if _ways(team, coach)]
    if only and not any(len(_ways(team, coach)) > 1 for coach in team.coaches):
        way = ", ".join(dict.fromkeys(way.value for coach in team.coaches for way in _ways(team, coach)))
        checks.append(
            note(
                "people.second_way",
                f"everybody can be reached in one way only ({way}): while that is down nobody is called",
                "give at least one of the [[coaches]] a second address: telegram_user_id or apprise",
            )
        )
    return checks


def _titled(coach: Coach) -> str:
    return coach.name if coach.role is Role.COACH else f"{coach.name} ({coach.role.value})"


def _steps(team: Team, policy: Policy, now: datetime) -> list[Check]:
    checks = [
        check
        for number, step in enumerate(policy.steps, 1)
        if (check := _step(team, step, number, now)) is not None
    ]
    return checks or [
        ok("people.steps", f"each of the {len(policy.rungs())} steps calls somebody who can be reached")
    ]


def _step(team: Team, step: Step, number: int, now: datetime) -> Check | None:
    called = _called(team, step, now)
    if called is None:
        return None  # nobody is on call at all: told by the rota
    place = f"[[escalation.steps]] number {number} ({step.target})"
    dumb = [coach for coach in called if not team.ways_to(coach, step.ways)]
    on_duty = step.target.partition(":")[0] == "oncall"
    if called and not (dumb if on_duty else len(dumb) == len(called)):
        return None
    if not called:
        return failed(
            "people.steps", f"{place} calls nobody", f"name somebody of the [[coaches]] as target in {place}"
        )
    ways = ", ".join(way.value for way in step.ways)
    names = ", ".join(coach.name for coach in dumb)
    mends = []
    if keys := ", ".join(ADDRESS[way] for way in step.ways if way in team.ways):
        mends.append(f"give {names} one of these in [[coaches]]: {keys}")
    if more := ", ".join(way.value for way in Way if way in team.ways and way not in step.ways):
        mends.append(f"add {more} to ways in {place}")
    mend = "; or ".join(mends)
    return failed("people.steps", f"{place}: {names} cannot be reached by {ways}", mend)


def _called(team: Team, step: Step, now: datetime) -> tuple[Coach, ...] | None:
    """Whom the step calls, at whatever hour; None for an on-call step where there is no rota."""
    kind, _, rotation = step.target.partition(":")
    if kind != "oncall":
        return targets(team, step.target, now)
    if not team.rotations:
        return None
    turns = shifts(team, rotation or None, now, now + AHEAD)
    names = dict.fromkeys(turn.coach for turn in turns if turn.coach)
    return tuple(coach for name in names if (coach := team.named(name)) is not None)


def _on_call(team: Team, policy: Policy, now: datetime, zone: str) -> list[Check]:
    name = "people.oncall"
    if not team.rotations:
        if not any(step.target.partition(":")[0] == "oncall" for step in policy.steps):
            return [ok(name, "no rotation, and no step calls one")]
        return [
            failed(
                name,
                "there is no rotation, so nobody is ever on call",
                'write [[rotations]] with name = "week" and coaches = [their names], as config.example.toml shows; or '
                'name "owner" or "coach:NAME" as target in [[escalation.steps]] instead of "oncall"',
            )
        ]
    found = gaps(team, now, now + AHEAD)
    # A way that is not set up reaches nobody: `gaps` asks for an address only.
    dumb = {coach.name for coach in team.coaches if not _ways(team, coach)}
    for rotation in team.rotations:
        found += tuple(
            (turn.from_at, turn.to_at)
            for turn in shifts(team, rotation.name, now, now + AHEAD)
            if turn.coach in dumb and (turn.from_at, turn.to_at) not in found
        )
    if not found:
        return [
            ok(name, f"somebody who can be reached is on call at every hour of the next {AHEAD.days} days")
        ]
    first = sorted(found)[:SHOWN]
    spans = "; ".join(
        f"{local(start, zone):%a %d %b %H:%M} - {local(end, zone):%a %d %b %H:%M}" for start, end in first
    )
    more = f" and {len(found) - len(first)} more" if len(found) > len(first) else ""
    return [
        failed(
            name,
            f"nobody who can be reached is on call: {spans}{more} ({zone})",
            "give whoever has these turns an address (slack_user, telegram_user_id or apprise in [[coaches]]), or let "
            "another stand in with [[overrides]]; `handrail oncall --prove 90d` lists every gap",
        )
    ]


def _overrides(team: Team, now: datetime) -> list[Check]:
    lost = [swap for swap in team.overrides if swap.to_at > now and team.named(swap.coach) is None]
    return [
        failed(
            "people.oncall",
            f'an override names "{swap.coach}", who is not among the [[coaches]]',
            "name one of the [[coaches]] as coach of that [[overrides]]",
        )
        for swap in lost
    ]


def _ways(team: Team, coach: Coach) -> tuple[Way, ...]:
    return team.ways_to(coach, tuple(Way))


def _set_up(team: Team) -> str:
    return ", ".join(way.value for way in Way if way in team.ways)


def _give_address(team: Team, coach: Coach) -> str:
    keys = ", ".join(ADDRESS[way] for way in Way if way in team.ways)
    return f'give [[coaches]] "{coach.name}" an address: {keys}'
