"""`backup`, `restore` and `release` as typed: one JSON document, an exit code, and words that say what to do."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import outcome
from tests.bot.command_line import Handrail, Ran

SETTINGS = """
[practice]
name = "Quay Coaching"
timezone = "Europe/Berlin"
[database]
url = "sqlite:///data/quay.db"
[[coaches]]
name = "Ana"
role = "owner"
[[coaches]]
name = "Chloe"
role = "assistant"
"""


@pytest.fixture
def handrail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Handrail:
    """The command line in a folder with settings and one client, Mia."""
    for name in [name for name in os.environ if name.upper().startswith("HANDRAIL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    Path("handrail.toml").write_text(SETTINGS, encoding="utf-8")

    def run(*arguments: str) -> Ran:
        code = outcome(list(arguments))
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    assert run("invite", "--name", "Mia").code == 0
    return run


def test_backup_restore_release_say_in_json_what_they_did(handrail: Handrail) -> None:
    began = datetime.now(UTC)
    made = handrail("backup", "monday", "--json")
    assert made.code == 0
    assert made.json.keys() == {"file", "at", "rows", "bytes"}
    assert made.json["bytes"] == Path("monday").stat().st_size
    at = datetime.fromisoformat(str(made.json["at"]))
    assert began <= at <= began + timedelta(minutes=1)
    assert handrail("erase", "Mia", "--json").json["erased"] is True
    assert handrail("invite", "--name", "Tom").code == 0

    restored = handrail("restore", "monday", "--replace", "--json")
    assert restored.code == 0
    assert (restored.json["taken_at"], restored.json["held"], restored.json["open"]) == (
        made.json["at"],
        True,
        [],
    )
    assert restored.json["rows"] == made.json["rows"]
    assert isinstance(restored.json["erased"], list)
    assert len(restored.json["erased"]) == 1, "erased by the ledger beside the database"
    assert handrail("show", "Mia").code == handrail("show", "Tom").code == 1

    assert handrail("release", "--coach", "Ana", "--json").json == {"released_by": "Ana"}
    assert "not held" in handrail("release", "--coach", "Ana").err


def test_a_backup_is_not_written_over_unasked(handrail: Handrail) -> None:
    assert handrail("backup", "monday").code == 0
    before = Path("monday").read_bytes()
    again = handrail("backup", "monday")
    assert (again.code, "--force" in again.err) == (1, True)
    assert Path("monday").read_bytes() == before
    assert handrail("backup", "monday", "--force").code == 0


def test_every_refusal_to_restore_leaves_the_database_as_it_is(handrail: Handrail) -> None:
    handrail("backup", "monday")
    handrail("invite", "--name", "Tom")
    whole = Path("monday").read_bytes()
    Path("half").write_bytes(whole[: len(whole) // 2])
    Path("letter").write_text("Dear Mia")
    for arguments, words in (
        (("tuesday", "--replace"), "there is no file tuesday"),
        (("half", "--replace"), "damaged"),
        (("letter", "--replace"), "is no backup"),
    ):
        refused = handrail("restore", *arguments)
        assert (refused.code, refused.out) == (1, "")
        assert words in refused.err
        assert handrail("show", "Tom").code == 0


def test_without_the_master_key_nothing_is_restored_and_no_new_one_is_made(handrail: Handrail) -> None:
    handrail("backup", "monday")
    key = Path("data/handrail.key")
    key.rename("elsewhere")
    refused = handrail("restore", "monday", "--replace")
    assert (refused.code, "no master key at data/handrail.key" in refused.err) == (2, True)
    assert not key.exists()
    Path("data/quay.db").unlink()
    for left in Path("data").glob("quay.db-*"):
        left.unlink()
    Path("elsewhere").rename(key)
    assert handrail("restore", "monday", "--json").json["kept"] is None, "there was nothing to keep"
    assert handrail("show", "Mia").code == 0


def test_what_a_restore_replaces_can_be_had_back(handrail: Handrail) -> None:
    handrail("backup", "monday")
    handrail("invite", "--name", "Tom")
    kept = str(handrail("restore", "monday", "--json").json["kept"])
    assert Path(kept).parent == Path("data")
    assert handrail("show", "Tom").code == 1
    assert handrail("restore", kept, "--replace").code == 0
    assert handrail("show", "Tom").code == 0
    assert len(list(Path("data").glob("before-restore-*"))) == 1, "--replace keeps no copy"


def test_who_may_release_from_a_terminal(handrail: Handrail) -> None:
    handrail("backup", "monday")
    handrail("restore", "monday", "--replace")
    unknown = handrail("release", "--coach", "Zoe")
    assert (unknown.code, "Ana, Chloe" in unknown.err) == (2, True)
    assistant = handrail("release", "--coach", "Chloe")
    assert (assistant.code, "coach has to release" in assistant.err) == (1, True)
    assert handrail("release", "--coach", "Ana").code == 0


def test_help_says_that_a_backup_moves_between_databases(handrail: Handrail) -> None:
    said = handrail("backup", "--help").out
    assert "Postgres" in said
    assert "master key" in said
