"""The measures run, and every row of the table is there with plausible figures. How fast anything is, is not tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.table import Figure, Part, Row, figure, printed
from tests.postgres import NoPostgres, Postgres

ROOT = Path(__file__).resolve().parents[2]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def postgres_there() -> bool:
    try:
        Postgres().stop()
    except NoPostgres as error:
        if os.environ.get("HANDRAIL_TEST_NO_SKIP") == "1":
            pytest.fail(f"HANDRAIL_TEST_NO_SKIP=1, and there is no Postgres: {error}")
        return False
    return True


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What `python -m bench --quick --json` says, run where nothing may be written."""
    folder = tmp_path_factory.mktemp("here")
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    assert list(folder.iterdir()) == [], "it wrote something beside stdout"
    document: Json = json.loads(ran.stdout)
    return document


def rows_of(told: Json, title: str) -> list[Json]:
    return [row for part in told["parts"] if part["title"].startswith(title) for row in part["rows"]]


def kinds(postgres_there: bool) -> list[str]:
    return ["SQLite", "Postgres"] if postgres_there else ["SQLite"]


def test_the_engine_stands_beside_the_raw_driver_and_the_conversation_handler(
    told: Json, postgres_there: bool
) -> None:
    rows = rows_of(told, "Whole engine")
    for kind in kinds(postgres_there):
        raw = [row for row in rows if row["name"] == f"engine on {kind}" and "raw" in row["beside"]]
        assert len(raw) == 1
        assert 0 < raw[0]["ratio"] < 1, "nothing commits faster than the raw driver"
    beside = " ".join(row["beside"] for row in rows)
    for rival in ("between two saves", "its answers sent", "save after every update", "nobody is answered"):
        assert rival in beside


def test_what_is_due_is_found_claimed_and_woken_on_every_database(told: Json, postgres_there: bool) -> None:
    rows = rows_of(told, "What is due")
    for kind in kinds(postgres_there):
        mine = [row for row in rows if row["name"].startswith(kind)]
        assert [name.split(": ", 1)[1].split(" 20 ")[0] for name in (row["name"] for row in mine)] == [
            "find",
            "find and claim",
            "wake",
        ]
        find, claim, wake = (row["ours"]["middle"] for row in mine)
        assert 0 < find < claim < wake


def test_a_page_is_measured_with_and_without_wake_ups(told: Json, postgres_there: bool) -> None:
    names = [row["name"] for row in rows_of(told, "Red message")]
    senders = ["SQLite, 40 queued"]
    if postgres_there:
        senders += ["Postgres, 40 queued", "Postgres, 40 queued, sent by another process"]
    assert names == [f"{sender}: {which}" for sender in senders for which in ("p50", "p99")]


def test_memory_is_that_of_real_processes(told: Json) -> None:
    rows = rows_of(told, "Resident memory")
    assert [row["name"].split(",")[0] for row in rows] == ["playground", *["Telegram and Slack"] * 3]
    assert all(30 < row["ours"]["middle"] < 2_000 for row in rows)


def test_the_floor_is_measured_over_both_lanes(told: Json, postgres_there: bool) -> None:
    names = [row["name"].split(",")[0] for row in rows_of(told, "The floor")]
    lines = ["floor over a short routine line", "floor over a long routine line", "floor over a red line"]
    assert names == lines * len(kinds(postgres_there))


def test_every_figure_is_one(told: Json) -> None:
    rows = [row for part in told["parts"] for row in part["rows"]]
    for row in rows:
        for given in (row["ours"], row["theirs"]):
            if given is not None:
                assert 0 < given["least"] <= given["middle"] <= given["most"], row["name"]
        assert row["theirs"] is None or row["ratio"] > 0, row["name"]


def test_a_figure_is_the_median_with_its_spread() -> None:
    assert figure([3.0, 1.0, 2.0], "ms") == Figure(2.0, 1.0, 3.0, "ms")
    assert figure([3.0, 1.0, 2.0], "ms").text == "2 ms (1-3)"
    assert figure([12_345.6], "messages/s").text == "12,346 messages/s"


def test_a_bound_that_was_missed_says_so() -> None:
    one = figure([1.0], "ms")
    part = Part("Growth", (Row("large", one, "small", one, 3.0, "the time", "at most 2.5", kept=False),))
    assert "[at most 2.5: MISSED]" in printed(part)
