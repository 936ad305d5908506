"""The closing reply: made from facts on record, never praise for nothing, never pretending to be a person."""

from __future__ import annotations

from bot.core.client import CheckInRecord, Client
from bot.core.practice import Practice
from bot.routines.trends import streak, usual
from bot.routines.voice import language_of, words

LONGEST_QUOTE = 160  # characters of a client's own words that a reply repeats


def closing(
    record: CheckInRecord, before: tuple[CheckInRecord, ...], client: Client, practice: Practice
) -> str:
    """What was told, what differs from this client's usual, what happens with it."""
    lines = [_numbers(record, client, practice)]
    lines += _changes(record, before, client, practice)
    if record.win:
        lines.append(_chosen(client, practice, "reply.win", record.day.toordinal(), quote=quoted(record.win)))
    if record.obstacle:
        lines.append(
            _chosen(client, practice, "reply.obstacle", record.day.toordinal(), quote=quoted(record.obstacle))
        )
    days = client.profile.days or practice.checkin.days
    run = streak((*before, record), record.day, days)
    if run >= 3:
        lines.append(words(client, practice, "reply.streak", n=run))
    return "\n".join(line for line in lines if line)


def quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rstrip() + "…"


def _chosen(client: Client, practice: Practice, key: str, turn: int, **values: str | int) -> str:
    coach = practice.coach_of(client.coach)
    return practice.texts.choose(
        language_of(client, practice), key, turn, coach=coach.name if coach else practice.name, **values
    )


def _numbers(record: CheckInRecord, client: Client, practice: Practice) -> str:
    told = [
        f"{words(client, practice, f'q.{key}.short')} {number}"
        for key, number in (("energy", record.energy), ("stress", record.stress), ("sleep", record.sleep))
        if number is not None
    ]
    if not told:
        return words(client, practice, "reply.kept")
    return words(client, practice, "reply.numbers", numbers=", ".join(told))


def _changes(
    record: CheckInRecord, before: tuple[CheckInRecord, ...], client: Client, practice: Practice
) -> list[str]:
    """The one change against the client's own usual that is largest, if it is a whole point or more."""
    largest: tuple[float, str] | None = None
    for key, number in (("stress", record.stress), ("sleep", record.sleep), ("energy", record.energy)):
        base = usual(before, key)
        if number is None or base is None:
            continue
        change = number - base
        if abs(change) >= 1 and (largest is None or abs(change) > abs(largest[0])):
            largest = (change, key)
    if largest is None:
        return []
    change, key = largest
    return [words(client, practice, f"reply.{key}.{'up' if change > 0 else 'down'}")]
