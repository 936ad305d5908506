"""How long it takes to find, claim and carry out what is due, and how that grows with the clients on record.

    python -m bench.due [--quick] [--json]

Found by the one indexed column and claimed client by client, as a beat of the clock does it (bot/engine.py:tick).
The same number is due each time; only how many are on record differs.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench import crowd
from bench.command import alone
from bench.databases import Databases, Kind
from bench.practice import WallClock, sample_world, store_at
from bench.scale import Scale
from bench.table import Part, Row, figure
from bot.engine import Engine
from bot.store import clients

GROWS_AT_MOST = 2.5  # from the smallest to the largest practice


@dataclass(slots=True)
class Took:
    """Milliseconds of each repetition."""

    find: list[float] = field(default_factory=list)
    claim: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)

    def stages(self, due: int) -> list[tuple[str, list[float]]]:
        return [
            (f"find {due:,} due", self.find),
            (f"find and claim {due:,} due", self.claim),
            (f"wake {due:,} due: find, claim, decide, commit", self.whole),
        ]


def measured(databases: Databases, scale: Scale) -> Part:
    rows: list[Row] = []
    for kind in databases.kinds:
        took = {size: _sweeps(databases, kind, size, scale) for size in scale.populations}
        smallest, *larger = scale.populations
        for size in larger:
            for (name, ours), (_, least) in zip(
                took[size].stages(scale.due), took[smallest].stages(scale.due), strict=True
            ):
                mine, theirs = figure(ours, "ms"), figure(least, "ms")
                ratio = mine.middle / theirs.middle
                bound = size == scale.populations[-1] and ours is not took[size].find
                rows.append(
                    Row(
                        f"{kind}, {size:,} clients: {name}",
                        mine,
                        f"of {smallest:,} clients",
                        theirs,
                        ratio,
                        "the time",
                        f"at most {GROWS_AT_MOST}" if bound else "",
                        ratio <= GROWS_AT_MOST if bound else None,
                    )
                )
    note = "a beat carries out 200 at most; here beat follows beat until nothing is due any more"
    return Part("What is due, by the number of clients on record", tuple(rows), (note,))


def _sweeps(databases: Databases, kind: Kind, size: int, scale: Scale) -> Took:
    url = databases.new(kind)
    try:
        now = datetime.now(UTC)
        ids = crowd.build(databases, kind, url, size, scale.due * (scale.times + 1), now)
        return asyncio.run(_timed(url, ids, scale, now))
    finally:
        databases.drop(url)


async def _timed(url: str, ids: list[str], scale: Scale, due_at: datetime) -> Took:
    """Each repetition has due clients of its own; the first is the warm-up."""
    store = store_at(url)
    store.start()
    engine = Engine(store, sample_world(), WallClock())
    took = Took()
    for repetition in range(scale.times + 1):
        mine = ids[repetition :: scale.times + 1]
        await store.run(crowd.make_due, mine, due_at)
        begun = time.perf_counter()
        now = engine.clock.now()
        found = await store.read(clients.due, now, scale.due)
        claimed = await asyncio.gather(*(store.run(clients.take_due, id_, now) for id_ in found))
        claim = time.perf_counter() - begun
        begun = time.perf_counter()
        await store.read(clients.due, now, scale.due)
        find = time.perf_counter() - begun
        begun = time.perf_counter()
        await engine.catch_up()
        whole = time.perf_counter() - begun
        if sorted(found) != sorted(mine) or not all(claimed):
            raise AssertionError(
                f"{len(found)} found, {sum(claimed)} claimed, not the {len(mine)} that were due"
            )
        if await store.read(clients.due, engine.clock.now(), 1):
            raise AssertionError("somebody is still due")
        if repetition:
            took.find.append(find * 1e3)
            took.claim.append(claim * 1e3)
            took.whole.append(whole * 1e3)
    store.close()
    return took


if __name__ == "__main__":
    alone(measured, __doc__)
