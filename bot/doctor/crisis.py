"""Looks at the numbers for a client in danger: are there any for this country, and did somebody check them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.core.checks import Check, failed, ok
from escalation.resources import DEFAULT, CrisisLine, Resources, load

NAME = "crisis"
FRESH = timedelta(days=365)  # numbers change; a year is how long a confirmation is trusted
EARLY = timedelta(days=1)  # somewhere it is tomorrow already


def examine(roots: Sequence[Path], own: str, country: str, today: date) -> list[Check]:
    """`roots` are the folders of prompts, the practice's `own` in front if it has one."""
    if not country:
        return [
            failed(
                NAME,
                "[practice] country is empty: a client in danger is given no number of their own country",
                'write the two letters of the country where clients live, such as country = "GB", under [practice]',
            )
        ]
    try:
        found = load([root / "resources" for root in roots], country)
    except ValueError as error:
        return [failed(NAME, str(error), "mend the file as said; prompts/resources of the program shows how")]
    file = f"resources/{country.lower()}.toml"
    place = f"{own.rstrip('/')}/{file}" if own else f"prompts/{file}"
    folder = "" if own else 'make a folder prompts, write prompts = "prompts" under [practice]; '
    shipped = roots[-1] / "resources"
    if found.country == DEFAULT:
        return [
            failed(
                NAME,
                f"there are no crisis lines for {country}: only the number {', '.join(found.emergency)}",
                f"{folder}copy {shipped / f'{DEFAULT}.toml'} to {place}, write the country's emergency number and "
                f'one [[lines]] for each crisis line (name, phone, languages, kinds, source, verified_on = "{today}"), '
                f"as {shipped / 'gb.toml'} shows",
            )
        ]
    written = place if own and (Path(own) / file).is_file() else ""
    how = written or f"{folder}copy {shipped / f'{country.lower()}.toml'} to {place}"
    if not found.lines:
        mend = f"{how}; write [[lines]] there for each crisis line, as {shipped / 'gb.toml'} shows"
        return [failed(NAME, f"there is no crisis line for {country}, only the number to call", mend)]
    return _confirmed(found, how, today)


def _confirmed(found: Resources, how: str, today: date) -> list[Check]:
    lines = f"{len(found.lines)} crisis lines" if len(found.lines) > 1 else "the crisis line"
    wrong = [f"{line.name}: {why}" for line in found.lines if (why := _unconfirmed(line, today))]
    if not wrong:
        oldest = min(line.verified_on for line in found.lines if line.verified_on is not None)
        return [ok(NAME, f"{lines} for {found.country.upper()} confirmed, the oldest on {oldest}")]
    return [
        failed(
            NAME,
            f"not confirmed for {found.country.upper()}: {'; '.join(wrong)}. Clients are shown confirmed lines only",
            f"{how}; there, for each line: call the number or open its source page, correct what has changed, and "
            f'write the day, verified_on = "{today}"; take out the lines that you cannot confirm',
        )
    ]


def _unconfirmed(line: CrisisLine, today: date) -> str:
    if line.verified_on is None:
        return "never checked"
    if line.verified_on > today + EARLY:
        return f"checked on {line.verified_on}, a day to come"
    if today - line.verified_on > FRESH:
        return f"last checked on {line.verified_on}"
    return ""
