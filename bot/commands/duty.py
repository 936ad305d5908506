"""`oncall` and `ack`: who is on call, whether every hour is covered, and acknowledging from a terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.asked import ConfigOption, Json, JsonOption, chosen, print_json, print_text
from bot.core.errors import ConfigError, HandrailError

if TYPE_CHECKING:
    from escalation.words import Team

AtOption = Annotated[
    str, typer.Option("--at", metavar="T", help="Such as 2026-05-01T09:00; the practice's time.")
]
ProveOption = Annotated[str, typer.Option("--prove", metavar="90d", help="Prove that no hour is uncovered.")]
CoachOption = Annotated[str, typer.Option("--coach", metavar="NAME", help="Who acknowledges.")]
EscalationArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The escalation, as its card shows it.")
]

UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
LONGEST = timedelta(days=3_660)


def oncall(
    at: AtOption = "", prove: ProveOption = "", config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Who is on call; with --prove, whether somebody always is."""
    span = parse_span(prove) if prove else None
    this = chosen(config)
    from bot import clock
    from bot.config_practice import team_of

    zone = this.settings.practice.timezone
    moment = parse_moment(at, zone) if at else clock.now()
    team = team_of(this.settings)
    if span is None:
        _tell_who(team, moment, zone, json)
    else:
        _tell_gaps(team, moment, moment + span, zone, json)


def ack(
    escalation: EscalationArgument, coach: CoachOption, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Acknowledge an escalation: paging stops."""
    this = chosen(config)
    from bot import acting, clock, opening
    from bot.core.acts import Act, Press

    names = [each.name for each in this.settings.coaches]
    if coach not in names:
        raise ConfigError(
            f"--coach: {coach} is not among the [[coaches]]; there are {', '.join(names) or 'none'}"
        )
    world = opening.world_of(this.settings, this.source)
    act = Act("cli", coach, Press("page.acknowledge", escalation))
    reply = opening.open_store(this.settings).transact(acting.acted, world, act, clock.now())
    if reply.text:
        raise HandrailError(reply.text)  # refused: somebody else has it, or it is not on record
    if json:
        print_json({"escalation": escalation, "acknowledged_by": coach}, None)
    else:
        print_text(f"{escalation} is acknowledged by {coach}. Paging has stopped; the client is told.")


def parse_span(text: str) -> timedelta:
    """ "90d", "36h" or "12w" as a duration; `ConfigError` says what to write."""
    count, unit = text[:-1], text[-1:].lower()
    if unit not in UNITS or not (count.isascii() and count.isdigit()) or len(count) > 6 or not int(count):
        raise ConfigError(f'"{text}" is not a span; write hours, days or weeks, such as 36h, 90d or 12w')
    span = UNITS[unit] * int(count)
    if span > LONGEST:
        raise ConfigError(f'"{text}" is too long; ten years are enough: 3660d')
    return span


def parse_moment(text: str, zone: str) -> datetime:
    """An ISO date and time as aware UTC; without an offset, wall time in `zone`. `ConfigError`."""
    from escalation.localtime import instant

    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else instant(at.date(), at.time(), zone)
    except (ValueError, OverflowError):
        raise ConfigError(f'--at: "{text}" is not a moment; write such as 2026-05-01T09:00') from None


def _tell_who(team: Team, at: datetime, zone: str, json: bool) -> None:
    from escalation.localtime import local
    from escalation.oncall import on_call

    duties: list[Json] = []
    said: list[str] = []
    for rotation in team.rotations:
        shift = on_call(team, rotation.name, at)
        if shift is None:
            duties.append({"rotation": rotation.name, "coach": None, "from": None, "to": None})
            said.append(f"{rotation.name}: nobody")
            continue
        from_at, to_at = shift.from_at.isoformat(), shift.to_at.isoformat()
        duties.append({"rotation": rotation.name, "coach": shift.coach, "from": from_at, "to": to_at})
        said.append(
            f"{rotation.name}: {shift.coach}, until {local(shift.to_at, zone):%a %Y-%m-%d %H:%M} ({zone})"
        )
    if json:
        print_json({"at": at.isoformat(), "oncall": duties}, None)
    else:
        print_text("\n".join(said) or "There is no rotation; calls go by the steps of the ladder.")


def _tell_gaps(team: Team, from_at: datetime, to_at: datetime, zone: str, json: bool) -> None:
    from escalation.localtime import local
    from escalation.oncall import gaps

    found = gaps(team, from_at, to_at)
    if json:
        spans: list[Json] = [{"from": start.isoformat(), "to": end.isoformat()} for start, end in found]
        print_json({"from": from_at.isoformat(), "to": to_at.isoformat(), "gaps": spans}, None)
    elif found:
        said = [
            f"  {local(start, zone):%a %Y-%m-%d %H:%M} - {local(end, zone):%a %Y-%m-%d %H:%M}"
            for start, end in found
        ]
        print_text("\n".join([f"Nobody can be reached ({zone}):", *said]))
    else:
        print_text(f"Somebody is on call at every moment until {local(to_at, zone):%Y-%m-%d %H:%M} ({zone}).")
    if found:
        raise typer.Exit(1)
