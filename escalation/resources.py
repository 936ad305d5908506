"""Crisis lines and emergency numbers per country, read from editable TOML files and checked line by line.

The emergency number is always shown; a line only after the practice's owner has confirmed it (`verified_on`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

DEFAULT = "_default"  # for a country without a file of its own

KINDS: Mapping[str, str] = {
    "suicide": "thoughts of suicide or self-harm",
    "distress": "any emotional crisis",
    "abuse": "violence at home or in a relationship, sexual violence",
    "child": "children and young people, or worry about a child",
    "eating_disorder": "eating disorders",
    "substance": "alcohol, drugs, addiction",
    "poison": "overdose and poisoning",
    "medical": "medical advice that cannot wait",
}


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """Somebody to turn to. At least one of `phone`, `text` and `url` is filled."""

    name: str
    phone: str
    text: str  # number, with the word to send in brackets: "741741 (HOME)"
    url: str
    hours: str  # in the country's own time: "24/7", "Mo-Fr 09:00-17:00"; empty = not stated
    languages: tuple[str, ...]  # ISO 639
    kinds: tuple[str, ...]  # keys of KINDS
    source: str  # the page of the operator or an authority that states it
    verified_on: date | None  # the day on which the practice's owner confirmed it


@dataclass(frozen=True, slots=True)
class Resources:
    country: str  # ISO 3166 in lower case, or DEFAULT
    emergency: tuple[str, ...]  # numbers, the one to name first in front
    lines: tuple[CrisisLine, ...]


def confirmed(resources: Resources) -> Resources:
    """Only the lines that the practice's owner has confirmed; the emergency numbers always stay."""
    return replace(resources, lines=tuple(line for line in resources.lines if line.verified_on is not None))


def load(roots: Sequence[Path], country: str) -> Resources:
    """The resources of `country` from the first root that has its file, else the first default found.

    A practice's own folder stands in front of the shipped one and replaces a country whole. ValueError for a
    broken file, and when no root has even a default.
    """
    wanted = country.strip().lower()
    names = [wanted, DEFAULT] if re.fullmatch("[a-z]{2}", wanted) else [DEFAULT]
    for name in names:
        for path in (root / f"{name}.toml" for root in roots):
            if path.is_file():
                return _read(path, name)
    folders = ", ".join(str(root) for root in roots) or "no folder at all"
    raise ValueError(f"no {DEFAULT}.toml in {folders}: restore the one that is shipped in prompts/resources")


def parse(toml_text: str, country: str) -> Resources:
    """The resources in `toml_text`; ValueError names file, key and what to write."""
    return _parse(toml_text, country, f"{country}.toml")


def _read(path: Path, country: str) -> Resources:
    try:
        text = path.read_text(encoding="utf-8-sig")  # editors on Windows put a mark in front
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise ValueError(f"{path}: cannot be read ({error.strerror}); mend its permissions") from error
    return _parse(text, country, str(path))


def _parse(toml_text: str, country: str, file: str) -> Resources:
    try:
        table = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: is not valid TOML: {error}") from error
    _only(table, ("emergency", "lines"), file, "")
    emergency = _strings(table, "emergency", file, "", 'the numbers to call, such as ["112"]')
    for number in emergency:
        if not re.fullmatch(r"[0-9][0-9 -]*", number):
            raise ValueError(f'{file}: emergency: {number!r} is no number to call; write digits: "112"')
    lines = table.get("lines", [])
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise ValueError(f"{file}: lines: write each line as a table of its own under the heading [[lines]]")
    return Resources(
        country, emergency, tuple(_line(line, file, f"lines[{at}]") for at, line in enumerate(lines, start=1))
    )


_KEYS = ("name", "phone", "text", "url", "hours", "languages", "kinds", "source", "verified_on")


def _line(table: Mapping[str, object], file: str, where: str) -> CrisisLine:
    _only(table, _KEYS, file, where)
    name = _string(table, "name", file, where)
    if not name:
        raise ValueError(f"{file}: {where}.name: is missing; write the name by which the line is known")
    where = f"{where} ({name})"
    phone, text, url = (_string(table, key, file, where) for key in ("phone", "text", "url"))
    if not (phone or text or url):
        raise ValueError(f"{file}: {where}: nobody could be reached; write one of phone, text, url")
    for key, number in (("phone", phone), ("text", text)):
        if number and not re.match(r"\+?[0-9]", number):
            raise ValueError(f"{file}: {where}.{key}: {number!r} must begin with the number")
    source = _string(table, "source", file, where)
    for key, address in (("url", url), ("source", source)):
        if (address or key == "source") and not re.fullmatch(r"https://\S+\.\S+", address):
            raise ValueError(f"{file}: {where}.{key}: {address!r}; write the address of a page: https://...")
    kinds = _strings(table, "kinds", file, where, f"some of {', '.join(KINDS)}")
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"{file}: {where}.kinds: unknown {kind!r}{_nearest(kind, tuple(KINDS))}")
    languages = _strings(table, "languages", file, where, 'the languages spoken, such as ["en"]')
    for language in languages:
        if not re.fullmatch("[a-z]{2,3}", language):
            raise ValueError(f'{file}: {where}.languages: {language!r}; write ISO codes, such as "en"')
    return CrisisLine(
        name=name,
        phone=phone,
        text=text,
        url=url,
        hours=_string(table, "hours", file, where),
        languages=languages,
        kinds=kinds,
        source=source,
        verified_on=_day(table.get("verified_on", ""), file, where),
    )


def _day(value: object, file: str, where: str) -> date | None:
    if value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # no such day: told below
    raise ValueError(
        f"{file}: {where}.verified_on: {value!r} is no day; "
        'write the day you checked it, such as "2026-01-31", or "" until then'
    )


def _string(table: Mapping[str, object], key: str, file: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{file}: {where}.{key}: {value!r} must stand in quotes")
    return value.strip()


def _strings(table: Mapping[str, object], key: str, file: str, where: str, what: str) -> tuple[str, ...]:
    value = table.get(key, [])
    place = f"{where}.{key}" if where else key
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{file}: {place}: write a list in quotes: {what}")
    return tuple(value)


def _only(table: Mapping[str, object], known: tuple[str, ...], file: str, where: str) -> None:
    for key in table:
        if key not in known:
            place = f"{where}.{key}" if where else key
            raise ValueError(f"{file}: {place}: unknown key{_nearest(key, known)}")


def _nearest(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"
