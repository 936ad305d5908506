"""The guides for setting up, operating and coaching name only what exists: commands, files, buttons, complaints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.slack.outbound import review_message
from bot.cli import app
from bot.desk import HELP
from escalation.handoff import LABELS
from tests.packaging.conftest import ROOT

GUIDES = [ROOT / "docs" / name for name in ("setup.md", "operating.md", "coaches.md")]
SOURCES = "\n".join(
    path.read_text("utf-8") for folder in ("adapters", "bot") for path in (ROOT / folder).rglob("*.py")
)
ONE_PAGE = 1_100  # words that fit on a sheet, closely set, on both of its sides


def known_commands() -> set[str]:
    return {str(getattr(each.callback, "__name__", "")) for each in app.registered_commands}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(guide: Path) -> None:
    text = guide.read_text("utf-8")
    at_terminal = set(re.findall(r"(?:`|bin/|run --rm )handrail ([a-z]+)", text))
    in_slack = set(re.findall(r"(?<!\w)/handrail ([a-z]+)", text))
    assert at_terminal <= known_commands(), at_terminal - known_commands()
    assert in_slack <= set(re.findall(r"/handrail ([a-z]+)", HELP)), in_slack


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_that_is_linked_exists(guide: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", guide.read_text("utf-8"))
    assert links or guide.name == "coaches.md"
    assert [link for link in links if not (guide.parent / link).exists()] == []


def test_every_complaint_in_the_table_is_one_that_the_code_makes() -> None:
    rows = re.findall(
        r"^\| (?:clock|telegram|slack): (.*?) \|",
        (ROOT / "docs/operating.md").read_text("utf-8"),
        re.MULTILINE,
    )
    quoted = [quote for row in rows for quote in re.findall(r"\*([^*]+)\*", row)]
    assert len(quoted) >= 8
    for quote in quoted:
        wanted = quote.replace("for N s", "for ").removesuffix(" ...")
        assert wanted in SOURCES, quote


def test_the_buttons_are_called_what_the_card_calls_them() -> None:
    table = re.findall(r"^\| \*\*(.+?)\*\* \|", (ROOT / "docs/coaches.md").read_text("utf-8"), re.MULTILINE)
    assert set(table) == set(LABELS.values())
    source = Path(review_message.__code__.co_filename).read_text("utf-8")
    assert all(f'"{label}"' in source for label in ("Done", "Escalate"))


@pytest.mark.parametrize("name", ["operating.md", "coaches.md"])
def test_a_page_stays_a_page(name: str) -> None:
    assert len((ROOT / "docs" / name).read_text("utf-8").split()) <= ONE_PAGE
