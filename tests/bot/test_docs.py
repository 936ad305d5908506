"""The documents say what is true: diagrams come from the tables, commands and files that are named exist."""

from __future__ import annotations

import re
from pathlib import Path

from docs.draw import drawn

ROOT = Path(__file__).parents[2]


def test_the_diagrams_are_those_of_the_tables() -> None:
    assert (ROOT / "docs/moves.md").read_text("utf-8") == drawn(), "run: python -m docs.draw > docs/moves.md"


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(
        re.findall(r"`((?:bot|escalation|adapters|prompts|migrations|tests|bench|docs)/[\w/.-]*)", text)
    )
    missing = sorted(name for name in named if not (ROOT / name.rstrip("/")).exists())
    assert len(named) > 20
    assert not missing


def test_every_function_that_a_walk_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = re.findall(r"`((?:bot|escalation|adapters)/[\w/]+\.py):(\w+)`", text)
    assert len(named) >= 10
    for file, function in named:
        assert re.search(rf"\b(?:def|class) {function}\b", (ROOT / file).read_text("utf-8")), (
            f"{file}:{function}"
        )


def test_the_readme_shows_both_commands_and_says_that_this_is_no_emergency_service() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in text
    assert "make test" in text
    assert "not an emergency service" in text
