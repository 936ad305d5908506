"""Decides a client's time zone from what they say: a zone's name, a place, or what their clock shows now."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.routines.words_fold import fold, plain_words
from bot.routines.words_places import LONGEST_PLACE, ONLY_ALONE, POPULOUS_ZONES, ZONE_OF_PLACE

_DAY: Final = timedelta(days=1)
_STEP: Final = timedelta(minutes=15)
_FURTHEST_EAST: Final = timedelta(hours=13, minutes=45)
"""The same clock face is shown at UTC+14 and UTC-10: up to Chatham's summer time the east has more people, beyond
it Hawaii has."""

_LONGEST: Final = 160
_KEY: Final = re.compile(
    r"(?<![\w/])(africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc)/"
    r"([a-z][a-z0-9_+-]{1,30}(?:/[a-z][a-z0-9_+-]{1,30})?)(?![\w/])",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"\b(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?00)?(?![\d:])")
_SMALL_WORDS: Final = frozenset({"of", "es", "au"})
_FILLER: Final = frozenset(
    [
        "i",
        "im",
        "i'm",
        "am",
        "are",
        "we",
        "live",
        "in",
        "living",
        "based",
        "from",
        "near",
        "around",
        "at",
        "the",
        "a",
        "time",
        "zone",
        "timezone",
        "is",
        "my",
        "its",
        "it's",
        "currently",
        "right",
        "now",
        "here",
        "city",
        "area",
        "ok",
        "ich",
        "bin",
        "wohne",
        "lebe",
        "in",
        "vivo",
        "en",
        "estoy",
        "soy",
        "de",
        "j'habite",
        "je",
        "suis",
        "a",
        "habite",
        "vivo",
        "a",
        "sono",
        "abito",
        "moro",
        "no",
        "na",
        "estou",
        "em",
        "ora",
        "time",
        "please",
        "hi",
        "hello",
        "yes",
        "its",
        "in",
        "on",
        "standard",
    ]
)


def utc_offset_from_local(local: time, now_utc: datetime) -> timedelta:
    """The offset from UTC, in steps of 15 minutes, at which a clock shows `local` when it is `now_utc`."""
    shown = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
    utc = timedelta(hours=now_utc.hour, minutes=now_utc.minute, seconds=now_utc.second)
    ahead = round((shown - utc) % _DAY / _STEP) * _STEP
    return ahead if ahead <= _FURTHEST_EAST else ahead - _DAY


def _known(key: str) -> str | None:
    try:
        return ZoneInfo(key).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _proper(part: str) -> str:
    words = re.split(r"([_-])", part.lower())
    return "".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)


def _key_in(text: str) -> str | None:
    found = _KEY.search(text)
    if found is None:
        return None
    area, rest = found[1].capitalize(), found[2]
    return _known(f"{area}/{rest}") or _known(
        f"{area}/" + "/".join(_proper(part) for part in rest.split("/"))
    )


def zone_from(text: str) -> str | None:
    """The IANA zone that the text names by its key, an offset or a well-known place; None for none or several.

    A country of several zones (Canada, Australia, the United States) names none."""
    if len(text) > _LONGEST:
        return None
    key = _key_in(text)
    if key is not None:
        return key
    offset = _OFFSET.search(fold(text))
    if offset is not None:
        hours = int(offset[2])
        sign = "-" if offset[1] == "+" else "+"
        return _known(f"Etc/GMT{sign}{hours}") if hours else "UTC"
    words = plain_words(text).split()
    content = [word for word in words if word not in _FILLER]
    zones: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PLACE, len(words) - at), 0, -1):
            place = " ".join(words[at : at + length])
            zone = ZONE_OF_PLACE.get(place)
            if zone and (place not in ONLY_ALONE or len(content) <= length):
                zones.append(zone)
                at += length - 1
                break
        at += 1
    if len(set(zones)) == 1:
        return zones[0]
    return None if "or" in words else _first_of_place_and_country(zones)


def _first_of_place_and_country(zones: list[str]) -> str | None:
    """ "Vancouver, BC" and "Tenerife, Spain" name one place twice: the city, which comes first, is meant."""
    return (
        zones[0]
        if len(zones) == 2 and zones[0].split("/")[0] in {"Atlantic", zones[1].split("/")[0]}
        else None
    )


def zone_for_offset(offset: timedelta, now_utc: datetime, prefer: str) -> str:
    """A zone whose clocks stand at `offset` from UTC now: `prefer` if so, else a populous one, else the nearest."""
    if now_utc.astimezone(ZoneInfo(prefer)).utcoffset() == offset:
        return prefer

    def distance(key: str) -> timedelta:
        there = now_utc.astimezone(ZoneInfo(key)).utcoffset()
        return abs((there if there is not None else timedelta()) - offset)

    nearest = min(POPULOUS_ZONES, key=distance)
    if distance(nearest) and not offset % timedelta(hours=1):
        hours = offset // timedelta(hours=1)
        return f"Etc/GMT{-hours:+d}"
    return nearest
