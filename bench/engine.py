"""The whole engine beside the raw driver and beside a ConversationHandler: messages a second.

    python -m bench.engine [--quick] [--json]

Check-ins in words from many clients, through triage, decide, seal, audit and Outbox, each committed before it counts:
SQLite with synchronous FULL, Postgres with its default durability, one worker on either.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bench import raw, rival
from bench.command import alone
from bench.databases import Databases, Kind
from bench.practice import WAITING, opened, update
from bench.scale import Crowd, Scale
from bench.script import LINES
from bench.table import Figure, Part, Row, figure

ENOUGH_ON_POSTGRES = 800  # messages a second with one worker
RAW = {
    "SQLite": "raw sqlite3, same rows and group commit",
    "Postgres": "raw psycopg, same rows and group commit",
}


@dataclass(frozen=True, slots=True)
class Run:
    rate: float  # messages a second
    late_ms: float  # the 99th percentile of a message's wait, WAITING of them at a time


async def throughput(url: str, people: int) -> Run:
    """Every one of `people` has the whole conversation, all side by side."""
    engine = await opened(url, people)
    messages = people * len(LINES)
    numbers = iter(range(messages))
    waits: list[float] = []

    async def worker() -> None:
        for number in numbers:
            came = time.perf_counter()
            await engine.receive(update(number, number % people, LINES[number // people]))
            waits.append(time.perf_counter() - came)

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(WAITING)))
    took = time.perf_counter() - begun
    engine.store.close()
    return Run(messages / took, sorted(waits)[len(waits) * 99 // 100] * 1e3)


def measured(databases: Databases, scale: Scale) -> Part:
    rows: list[Row] = []
    more: list[Row] = []
    notes: list[str] = []
    for kind in databases.kinds:
        mine, noise, runs = _beside_raw(databases, kind, scale)
        rows.append(mine)
        notes.append(noise)
        if kind == "SQLite":
            late = figure([run.late_ms for run in runs], "ms")
            for crowd in scale.crowds:
                more += _beside_rival(databases, crowd, scale, mine.ours, late)
    notes += [
        "ConversationHandler: the same conversation through Application.process_update, without network; "
        "its answers are composed and not sent, as ours lie in the Outbox and are not sent.",
        f"Killed while it saves, {_torn(databases)}. Between its saves a crash loses up to 60 s of everybody's "
        "answers, by default; with a save after each update none, but for that file. Its file is not synced to the "
        "disk. Handrail loses nothing that it confirmed.",
    ]
    return Part("Whole engine (triage, decide, seal, audit, Outbox, commit)", (*rows, *more), tuple(notes))


def _run(databases: Databases, kind: Kind, scale: Scale) -> Run:
    url = databases.new(kind)
    try:
        return asyncio.run(throughput(url, scale.people))
    finally:
        databases.drop(url)


def _limit(databases: Databases, kind: Kind, scale: Scale) -> float:
    url = databases.new(kind)
    try:
        return raw.throughput(url, scale.people * len(LINES), scale.people)
    finally:
        databases.drop(url)


def _beside_raw(databases: Databases, kind: Kind, scale: Scale) -> tuple[Row, str, list[Run]]:
    _limit(databases, kind, scale)
    _run(databases, kind, scale)
    # The limit is taken before and after each run: what it moves by is what the machine does to every figure.
    limits = [_limit(databases, kind, scale)]
    runs: list[Run] = []
    for _ in range(scale.times):
        runs.append(_run(databases, kind, scale))
        limits.append(_limit(databases, kind, scale))
    ours = figure([run.rate for run in runs], "messages/s")
    theirs = figure(limits, "messages/s")
    aimed = kind == "Postgres"
    row = Row(
        f"engine on {kind}",
        ours,
        RAW[kind],
        theirs,
        ours.middle / theirs.middle,
        "as fast as",
        f"at least {ENOUGH_ON_POSTGRES} messages/s, indicative" if aimed else "",
        ours.middle >= ENOUGH_ON_POSTGRES if aimed else None,
    )
    moved = max(limits) / min(limits)
    noise = f"noise: {RAW[kind]} moved by {moved:.2f}x (first {limits[0]:,.0f}/s, last {limits[-1]:,.0f}/s)"
    return row, noise, runs


def _beside_rival(databases: Databases, crowd: Crowd, scale: Scale, mine: Figure, late: Figure) -> list[Row]:
    took = rival.runs(databases.folder, crowd, scale.saved_messages)
    users = f"{crowd.users:,} users"
    rows: list[Row] = []
    for how, rates in (
        (f"ConversationHandler between two saves, {users}", [run.rate for run in took]),
        (f"the same, its answers sent, {users}", [run.replying_rate for run in took]),
        (f"ConversationHandler with a save after every update, {users}", [run.saving_rate for run in took]),
    ):
        theirs = figure(rates, "messages/s")
        rows.append(Row("engine on SQLite", mine, how, theirs, mine.middle / theirs.middle, "as fast as"))
    save = figure([run.save_s for run in took], "s")
    beside = f"nobody is answered while it saves what {users} did"
    name = f"p99 of a message's wait, {WAITING} at a time"
    rows.append(Row(name, late, beside, save, save.middle * 1e3 / late.middle, "shorter than"))
    return rows


def _torn(databases: Databases) -> str:
    torn, tries = rival.killed_while_saving(databases.folder)
    return f"{torn} of {tries} times its file would not load again"


if __name__ == "__main__":
    alone(measured, __doc__)
