"""What import directions cannot say: that reading words stays light, and that each module says what it owns."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {
    "sqlalchemy",
    "sqlmodel",
    "fastapi",
    "telegram",
    "slack_sdk",
    "slack_bolt",
    "aiohttp",
    "pydantic_settings",  # typer itself takes pydantic
    "apscheduler",
}


def loaded_after(code: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in ran.stdout.splitlines()[-1].split()}


def test_triage_and_score_load_no_database_no_network_and_no_web() -> None:
    code = (
        "import io, sys\n"
        "from bot.cli import outcome\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b''))\n"
        "outcome(['triage']), outcome(['score'])\n"
        "import bot.routines.scoring, bot.routines.combined"
    )
    assert loaded_after(code) & HEAVY == set()


def test_deciding_loads_no_database_no_network_and_no_web() -> None:
    assert loaded_after("import bot.decide, bot.case") & HEAVY == set()


def test_each_module_opens_by_saying_what_it_owns() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for package in ("bot", "escalation", "adapters", "migrations")
        for path in sorted((ROOT / package).rglob("*.py"))
        if (source := path.read_text(encoding="utf-8")).strip() and not ast.get_docstring(ast.parse(source))
    ]
    assert silent == []
