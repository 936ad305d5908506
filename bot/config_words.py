"""How people write times, days and handovers, in the settings file and on the command line alike."""

from __future__ import annotations

from datetime import time

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parse_time(text: str) -> time:
    """ "08:30" -> 08:30. ValueError says what to write."""
    hours, colon, minutes = text.strip().partition(":")
    digits = hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not colon or not digits or len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        raise ValueError(f'"{text}" is not a time of day; write hours and minutes, such as "08:30"')
    return time(int(hours), int(minutes))


def parse_weekday(text: str) -> int:
    """ "Mon" or "monday" -> 0. ValueError says what to write."""
    word = text.strip().lower()
    if word in _FULL:
        return _FULL.index(word)
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    raise ValueError(f'"{text}" is not a weekday; write Mon, Tue, Wed, Thu, Fri, Sat or Sun')


def parse_days(text: str) -> tuple[int, ...]:
    """ "daily", "weekdays" or names with commas between -> weekdays in order, 0 = Monday. ValueError."""
    match text.strip().lower():
        case "daily":
            return tuple(range(7))
        case "weekdays":
            return tuple(range(5))
        case "":
            raise ValueError('no day is named; write "daily", "weekdays" or days such as "mon,wed,fri"')
        case named:
            try:
                return tuple(sorted({parse_weekday(day) for day in named.split(",")}))
            except ValueError as error:
                raise ValueError(f'{error}, with commas between; or "daily" or "weekdays"') from None


def parse_handover(text: str) -> tuple[int | None, time]:
    """ "Mon 09:00" -> (0, 09:00); "09:00" -> (None, 09:00). ValueError says what to write."""
    day, space, at = text.strip().rpartition(" ")
    return (parse_weekday(day) if space else None), parse_time(at)


def parse_quiet(text: str) -> tuple[time, time] | None:
    """ "22:00-07:00" -> both times; empty -> None. ValueError says what to write."""
    if not text.strip():
        return None
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f'"{text}" is not a span; write it such as "22:00-07:00", or "" for none')
    span = parse_time(start), parse_time(end)
    if span[0] == span[1]:
        raise ValueError(f'"{text}" begins and ends at the same time; write "" for no quiet hours')
    return span
