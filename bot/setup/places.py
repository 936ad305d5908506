"""Countries and their time zones, as the tz database lists them: so that "Germany" is understood."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

OWN_NAMES = {
    "deutschland": "DE",
    "österreich": "AT",
    "oesterreich": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "svizzera": "CH",
    "españa": "ES",
    "espana": "ES",
    "italia": "IT",
    "brasil": "BR",
    "méxico": "MX",
    "belgique": "BE",
    "belgië": "BE",
    "nederland": "NL",
    "the netherlands": "NL",
    "holland": "NL",
}  # as their people write them; the tz database has the English names


def country_of(words: str) -> str:
    """The two letters of the country that `words` name; `words` themselves if none is known by that name."""
    wanted = words.strip().casefold()
    if wanted in ("uk", "united kingdom", "great britain", "britain", "england", "scotland", "wales"):
        return "GB"
    if wanted in ("usa", "united states of america"):
        return "US"
    if wanted in OWN_NAMES:
        return OWN_NAMES[wanted]
    for code, name in _rows("iso3166.tab"):
        if wanted == name.casefold():
            return code
    return words.strip()


def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country, the one that most of its people live in usually first."""
    return tuple(zone for code, _, zone, *_ in _rows("zone.tab") if code == country.upper())


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    text = (files("tzdata") / "zoneinfo" / name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))
