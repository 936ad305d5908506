"""What the floor costs: microseconds for a routine line and for a red one, beside the commit of one message.

    python -m bench.floor [--quick] [--json]

Routine lines are the bench's own conversation, red ones those labelled urgent in bench/data/voices-b.jsonl. What the
floor hears, rather than what it costs, is measured by bench.triage.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Sequence
from pathlib import Path

from bench import raw
from bench.command import alone
from bench.databases import Databases
from bench.practice import sample_world
from bench.scale import Scale
from bench.script import LINES, LONG_LINES
from bench.table import Figure, Part, Row, figure

VOICES = Path(__file__).parent / "data" / "voices-b.jsonl"


def measured(databases: Databases, scale: Scale) -> Part:
    rows: list[Row] = []
    for kind in databases.kinds:
        commit = _commit(databases, scale, databases.new(kind))
        for name, lines in (
            ("a short routine line", list(itertools.islice(itertools.cycle(LINES), scale.lines))),
            ("a long routine line", list(itertools.islice(itertools.cycle(LONG_LINES), scale.lines))),
            ("a red line", _labelled_urgent()[: scale.lines]),
        ):
            ours = _read(lines, scale.times)
            length = sum(map(len, lines)) / len(lines)
            beside = f"one message's commit by the raw driver, {kind}"
            ratio = ours.middle / commit.middle
            rows.append(
                Row(f"floor over {name}, {length:.0f} characters", ours, beside, commit, ratio, "the time")
            )
    return Part("The floor", tuple(rows))


def _labelled_urgent() -> list[str]:
    lines = (json.loads(line) for line in VOICES.read_text("utf-8").splitlines() if line.strip())
    return [str(line["text"]) for line in lines if line["lane"] == "urgent"]


def _read(lines: Sequence[str], times: int) -> Figure:
    """The mean over `lines`, repeated."""
    triage = sample_world().triage
    took: list[float] = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        for line in lines:
            triage(line)
        took.append((time.perf_counter() - begun) / len(lines) * 1e6)
    return figure(took[1:], "µs")


def _commit(databases: Databases, scale: Scale, url: str) -> Figure:
    """The median of many commits in a row, repeated."""
    each = raw.alone(url, scale.commits * (scale.times + 1))[scale.commits :]
    databases.drop(url)
    starts = range(0, len(each), scale.commits)
    return figure([figure(each[start : start + scale.commits], "").middle for start in starts], "µs")


if __name__ == "__main__":
    alone(measured, __doc__)
