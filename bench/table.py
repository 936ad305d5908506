"""The table: figures with their spread, the ratio to what stands beside them, and the bound a ratio has to keep."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of several repetitions, with the least and the greatest."""

    middle: float
    least: float
    most: float
    unit: str

    @property
    def text(self) -> str:
        """The median and in brackets the spread, in as many digits as mean something."""
        if self.least == self.most:
            return f"{digits(self.middle)} {self.unit}"
        return f"{digits(self.middle)} {self.unit} ({digits(self.least)}-{digits(self.most)})"


def figure(values: Sequence[float], unit: str) -> Figure:
    return Figure(median(values), min(values), max(values), unit)


def digits(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure. `ratio` is by how much it is better (or, where `reads` says so, dearer) than `beside`."""

    name: str
    ours: Figure
    beside: str = ""  # what the ratio is to
    theirs: Figure | None = None
    ratio: float | None = None
    reads: str = ""  # how to read the ratio: "of it", "times as fast"
    bound: str = ""  # what was set as the aim
    kept: bool | None = None  # whether this run kept the bound


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that belong together. `notes` are what a reader must know to read them rightly."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def printed(part: Part) -> str:
    """The part as text: one line a row, ratio first."""
    lines = [part.title]
    cells = [(_ratio(row), row.name, row.ours.text, _beside(row), _bound(row)) for row in part.rows]
    widths = [max((len(cell[column]) for cell in cells), default=0) for column in range(4)]
    for cell in cells:
        padded = [cell[0].rjust(widths[0]), *(cell[n].ljust(widths[n]) for n in (1, 2, 3)), cell[4]]
        lines.append(("  " + "  ".join(padded)).rstrip())
    lines += [f"  - {note}" for note in part.notes]
    return "\n".join(lines)


def as_json(parts: Sequence[Part], about: dict[str, str]) -> str:
    return json.dumps({"about": about, "parts": [asdict(part) for part in parts]}, indent=1)


def _ratio(row: Row) -> str:
    return "" if row.ratio is None else f"{digits(row.ratio)}x {row.reads}".rstrip()


def _beside(row: Row) -> str:
    if row.theirs is None:
        return row.beside
    return f"{row.beside}: {row.theirs.text}"


def _bound(row: Row) -> str:
    if not row.bound:
        return ""
    return f"[{row.bound}]" if row.kept is None else f"[{row.bound}: {'kept' if row.kept else 'MISSED'}]"
