"""Reads how long a night was, told by its length ("6h30", "five-ish hours") or by its ends ("11 till 7"), and turns
lengths and fractions into scores."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from bot.routines.scoring_counting import (
    AROUND,
    AWAKE,
    BESIDE_HOURS,
    CLOCK,
    HOURS,
    JOINS,
    NOT_SLEPT,
    PERCENT,
    RISES,
    SLEEP_EDGES,
    TILL,
    UNITS,
)
from bot.routines.scoring_tokens import Token


def half_up(value: float) -> int:
    """The nearest whole score from 1 to 5, halves up."""
    return min(5, max(1, floor(value + 0.5)))


def of_hours(hours: float) -> int:
    """The score of a night of so many hours: 8 or more is 5, 7 is 4, 6 is 3, 5 is 2, less is 1."""
    return half_up(hours - 3)


def _clock(tokens: Sequence[Token], at: int) -> tuple[float, bool, int] | None:
    """Hour of the day at token `at`, whether it is surely a clock time, and its last token."""
    token = tokens[at]
    if token.number is None:
        if not token.text[0].isdigit() or ":" not in token.text:
            return None
        hours, _, minutes = token.text.partition(":")
        if int(hours) > 24 or int(minutes[:2]) > 59:
            return None
        hour, sure = int(hours) + int(minutes[:2]) / 60, True
    elif token.number <= 24:
        hour, sure = token.number, False
    else:
        return None
    last = at
    if at + 1 < len(tokens) and tokens[at + 1].text in CLOCK:
        mark = tokens[at + 1].text
        beside = tokens[at + 1].start == token.end
        if mark in {"am", "pm", "uhr", "oclock"} or beside:
            last, sure = at + 1, True
            if mark in {"pm", "p"} and hour < 12:
                hour += 12
            elif mark in {"am", "a"} and hour == 12:
                hour = 0
    return hour, sure, last


def night_between(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Hours of a night told by its two ends ("11 till 7", "bed at 10, up at 6"), and the last token of it."""
    begin = _clock(tokens, at)
    if begin is None:
        return None
    middle = begin[2] + 1
    between: list[str] = []
    while (
        middle < len(tokens)
        and len(between) < 6
        and (tokens[middle].text in TILL or tokens[middle].text in AROUND)
    ):
        between.append(tokens[middle].text)
        middle += 1
    if not between or middle >= len(tokens) or not set(between) & TILL:
        return None
    end = _clock(tokens, middle)
    if end is None:
        return None
    before = {token.text for token in tokens[max(0, at - 4) : at]}
    after = tokens[end[2] + 1].text if end[2] + 1 < len(tokens) else ""
    if after in HOURS or after in UNITS or after in PERCENT or after == "/":
        return None
    edges = bool(before & SLEEP_EDGES) or bool(set(between) & RISES)
    hours = (end[0] - begin[0]) % 24
    if hours > 14:
        hours -= 12
    plausible = begin[1] or end[1] or (edges and max(begin[0], end[0]) > 5) or begin[0] > end[0] + 2
    if not plausible or not 0.5 <= hours <= 14 or (between == [","] and not edges):
        return None
    return hours, end[2]


def hours_told(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Hours slept told as a length ("7 and a half hours", "6-7 hrs", "6h30"), and the last token of it."""
    first = tokens[at].number
    if first is None or first > 24:
        return None
    values = [first]
    here = at + 1
    while here < len(tokens) and here - at < 6 and tokens[here].text not in HOURS:
        number = tokens[here].number
        if number is not None and tokens[here - 1].text in JOINS:
            values.append(number)
        elif tokens[here].text not in BESIDE_HOURS and tokens[here].text not in JOINS:
            return None
        here += 1
    if here >= len(tokens) or tokens[here].text not in HOURS:
        return None
    hours = sum(values) / len(values)
    last = here
    if here + 1 < len(tokens):
        minutes = tokens[here + 1].number
        if (
            minutes is not None
            and 0 < minutes < 60
            and (tokens[here + 1].end - tokens[here + 1].start == 2 or minutes > 9)
        ):
            hours, last = hours + minutes / 60, here + 1
    before = {token.text for token in tokens[max(0, at - 4) : at] if token.clause == tokens[at].clause}
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if (
        (before & AWAKE and "slept" not in before)
        or after in NOT_SLEPT
        or (after == "of" and last + 2 < len(tokens) and tokens[last + 2].text in AWAKE)
    ):
        return None
    return hours, last
