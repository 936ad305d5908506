"""All measures in one run, as ratios with the absolute figures beside them.

    python -m bench [--quick] [--json]

Prints to stdout and writes nothing else. docs/bench.md says what each row means.
"""

from __future__ import annotations

import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import version

from bench import due, engine, floor, memory, pages
from bench.command import asked, silence
from bench.databases import Databases
from bench.table import Part, as_json, printed

LIBRARIES = ("sqlalchemy", "psycopg", "python-telegram-bot", "slack-bolt")


def main() -> None:
    wanted = asked(__doc__)
    silence()
    begun = time.perf_counter()
    parts: list[Part] = []
    with Databases() as databases:
        about = _about(databases)
        if not wanted.json:
            print("\n".join(f"{name}: {what}" for name, what in about.items()), flush=True)
        for measure in (engine.measured, due.measured, pages.measured, memory.measured, floor.measured):
            part = measure(databases, wanted.scale)
            parts.append(part)
            if not wanted.json:
                print(f"\n{printed(part)}", flush=True)
    took = f"{time.perf_counter() - begun:.0f} s"
    if wanted.json:
        print(as_json(parts, {**about, "took": took}))
        return
    print(f"\ntook {took}; every figure is the median, in brackets the least and the greatest")
    if databases.without_postgres:
        print(f"NOT MEASURED ON POSTGRES: {databases.without_postgres}")


def _about(databases: Databases) -> dict[str, str]:
    """What was measured, on what."""
    load = f"{os.getloadavg()[0]:.1f} before the start" if hasattr(os, "getloadavg") else "unknown"
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
        "SQLite": databases.versions["SQLite"],
        "Postgres": databases.versions.get("Postgres", "none"),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load}",
    }


if __name__ == "__main__":
    main()
