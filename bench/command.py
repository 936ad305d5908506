"""One part of the measures by itself: `python -m bench.engine`, `python -m bench.due` and so on."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bench.databases import Databases
from bench.scale import FULL, QUICK, Scale
from bench.table import Part, as_json, printed

Measure = Callable[[Databases, Scale], Part]


@dataclass(frozen=True, slots=True)
class Asked:
    scale: Scale
    json: bool


def asked(doc: str | None) -> Asked:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument(
        "--quick", action="store_true", help="tiny numbers: shows that it runs, measures nothing"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    given = parser.parse_args()
    return Asked(QUICK if given.quick else FULL, given.json)


def silence() -> None:
    """The table is all that is printed."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def alone(measure: Measure, doc: str | None) -> None:
    wanted = asked(doc)
    silence()
    with Databases() as databases:
        part = measure(databases, wanted.scale)
        missing = databases.without_postgres
    if wanted.json:
        print(as_json([part], {"postgres": missing}))
        return
    print(printed(part))
    if missing:
        print(f"NOT MEASURED ON POSTGRES: {missing}")
