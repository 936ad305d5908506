from __future__ import annotations

import io
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import config, opening, receiving
from bot.cli import outcome
from bot.commands.duty import parse_moment, parse_span
from bot.core.errors import ConfigError
from bot.core.update import Update, Wrote
from bot.store import clients
from tests.bot.command_line import Handrail, Ran

SETTINGS = """
[practice]
name = "Quay Coaching"
timezone = "Europe/Berlin"
[database]
url = "sqlite:///quay.db"
[[coaches]]
name = "Ana"
telegram_user_id = 1
role = "owner"
[[coaches]]
name = "Ben"
[[rotations]]
name = "week"
coaches = ["Ana"]
start = 2026-01-05
"""


@pytest.fixture
def handrail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Handrail:
    """The command line, run in a folder with a handrail.toml."""
    for name in [name for name in os.environ if name.upper().startswith("HANDRAIL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "handrail.toml").write_text(SETTINGS, encoding="utf-8")

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = outcome(list(arguments))
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


# --- errors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["fly"], 2, "fly"),
        (["triage", "--loud"], 2, "--loud"),
        (["invite"], 2, "--name"),
        (["show"], 2, "CLIENT"),
        (["ack", "E1"], 2, "--coach"),
        (["show", "Nobody"], 1, "no client has the id or the name Nobody"),
        (["export", "Nobody"], 1, "no client has the id or the name Nobody"),
        (["erase", "Nobody", "--yes"], 1, "no client has the id or the name Nobody"),
        (["show", "x", "--config", "gone.toml"], 2, "gone.toml: there is no such file"),
        (["run", "--config", "gone.toml"], 2, "gone.toml: there is no such file"),
        (["invite", "--name", "Mia", "--time", "8"], 2, '"8" is not a time of day'),
        (["invite", "--name", "Mia", "--days", "maybe"], 2, '"maybe" is not a weekday'),
        (["invite", "--name", "Mia", "--timezone", "Berlin"], 2, "Berlin"),
        (["invite", "--name", "Mia", "--coach", "Zoe"], 2, "Ana, Ben"),
        (["invite", "--name", " "], 2, "name"),
        (["ack", "E1", "--coach", "Zoe"], 2, "Zoe is not among the [[coaches]]; there are Ana, Ben"),
        (["ack", "E1", "--coach", "Ana"], 1, "not on record"),
        (["oncall", "--at", "noon"], 2, "noon"),
        (["oncall", "--prove", "long"], 2, '"long" is not a span'),
    ],
)
def test_an_error_is_one_kind_line(handrail: Handrail, arguments: list[str], code: int, said: str) -> None:
    ran = handrail(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("handrail: ")
    assert said in ran.err


def test_settings_that_this_version_cannot_run_are_refused_before_anything_starts(
    handrail: Handrail, tmp_path: Path
) -> None:
    (tmp_path / "handrail.toml").write_text(SETTINGS + '[telegram]\nmode = "webhook"\n', encoding="utf-8")
    ran = handrail("run")
    assert ran.code == 2
    assert "[telegram] webhook_url" in ran.err
    assert not (tmp_path / "quay.db").exists()


def test_help_lists_the_commands_that_exist(handrail: Handrail) -> None:
    ran = handrail("--help")
    assert ran.code == 0
    listed = ran.out.partition("Commands:")[2].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == [
        "init",
        "run",
        "doctor",
        "migrate",
        "backup",
        "restore",
        "release",
        "invite",
        "show",
        "triage",
        "score",
        "oncall",
        "ack",
        "export",
        "erase",
    ]


# --- which settings ----------------------------------------------------------------------------------


def test_the_settings_are_the_ones_given_else_the_environments(
    handrail: Handrail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SETTINGS.replace("week", "nights"), encoding="utf-8")
    assert "week: Ana" in handrail("oncall").out
    assert "nights: Ana" in handrail("oncall", "--config", str(other)).out
    monkeypatch.setenv("HANDRAIL_CONFIG", str(other))
    assert "nights: Ana" in handrail("oncall").out


def test_without_settings_the_sample_practice_answers(handrail: Handrail, tmp_path: Path) -> None:
    (tmp_path / "handrail.toml").unlink()
    assert handrail("oncall", "--at", "2024-01-01T12:00").out.startswith("week: Ana, until Mon 2024-01-08")


# --- clients -------------------------------------------------------------------------------------------


def test_an_invited_client_can_be_shown_exported_and_erased(handrail: Handrail) -> None:
    invited = handrail("invite", "--name", "Mia", "--json")
    assert invited.json.keys() == {"client", "code", "link"}
    assert len(invited.out.splitlines()) == 1
    client = str(invited.json["client"])

    for ref in ("Mia", client):
        shown = handrail("show", ref, "--json")
        assert shown.json == {
            "client": client,
            "name": "Mia",
            "membership": "visitor",
            "held_by": None,
            "next_checkin_at": None,
            "checkins": [],
            "escalation": None,
        }
    assert "Mia" in str(handrail("export", "Mia", "--json").json)

    erased = handrail("erase", "Mia", "--json")
    assert erased.json == {"client": client, "erased": True}
    assert handrail("show", client).code == 1


def test_a_second_invite_of_the_same_name_says_whose_it_is(handrail: Handrail) -> None:
    first = handrail("invite", "--name", "Mia", "--json")
    assert "Mia is on record" not in first.err
    again = handrail("invite", "--name", "mia", "--json")
    assert again.json["client"] == first.json["client"]
    assert f"Mia is on record already ({first.json['client']})" in again.err


def test_without_a_command_the_commands_are_shown(handrail: Handrail) -> None:
    ran = handrail()
    assert ran.code == 2
    assert "doctor" in ran.out
    assert ran.err == ""


def test_what_an_invite_settles_is_on_record(handrail: Handrail) -> None:
    settled = ["--timezone", "Europe/Rome", "--time", "07:15", "--days", "mon,fri", "--language", "en"]
    handrail("invite", "--name", "Mia", "--coach", "Ben", *settled)
    you = handrail("export", "Mia", "--json").json["you"]
    assert isinstance(you, dict)
    assert you["coach"] == "Ben"
    profile = you["profile"]
    assert (profile["zone"], profile["hour"], profile["days"], profile["language"]) == (
        "Europe/Rome",
        "07:15:00",
        [0, 4],
        "en",
    )


def test_migrating_twice_is_as_good_as_once(handrail: Handrail) -> None:
    assert handrail("migrate", "--json").json == {"migrated": True}
    assert handrail("migrate").code == 0


# --- an escalation, from a terminal ----------------------------------------------------------------------


def urgent_stranger(folder: Path, chat: str) -> str:
    """Somebody unknown writes red words; the client's id."""
    settings = config.load(folder / "handrail.toml")
    world = opening.world_of(settings, config.Source.FILE)
    text = "I want to kill myself tonight"
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    update = Update("telegram", f"u{chat}", chat, chat, at, Wrote(text, "1"))
    store = opening.open_store(settings)
    store.transact(receiving.received, world, update, world.triage(text), at)

    found = store.transact(clients.by_address, "telegram", chat)
    assert found is not None
    return found.id


def test_an_escalation_is_shown_acknowledged_once_and_keeps_its_client(
    handrail: Handrail, tmp_path: Path
) -> None:
    client = urgent_stranger(tmp_path, "55")
    escalation = handrail("show", client, "--json").json["escalation"]
    assert isinstance(escalation, dict)
    assert escalation.keys() == {"id", "state", "rev", "pages"}
    assert escalation["state"] == "open"
    assert [page.keys() for page in escalation["pages"]] == [{"to", "way", "at", "result"}] * len(
        escalation["pages"]
    )

    acknowledged = handrail("ack", escalation["id"], "--coach", "Ben", "--json")
    assert acknowledged.json == {"escalation": escalation["id"], "acknowledged_by": "Ben"}
    late = handrail("ack", escalation["id"], "--coach", "Ana")
    assert (late.code, late.out) == (1, "")
    assert "Ben" in late.err

    shown = handrail("show", client, "--json").json
    assert shown["held_by"] == escalation["id"]
    assert isinstance(shown["escalation"], dict)
    assert shown["escalation"]["state"] == "acknowledged"


def test_erasure_of_a_held_client_waits_for_the_coach(handrail: Handrail, tmp_path: Path) -> None:
    client = urgent_stranger(tmp_path, "56")
    assert handrail("erase", client, "--json").json == {"client": client, "erased": False}
    assert handrail("show", client).code == 0
    assert "handed back" in handrail("erase", client, "--yes").out


# --- on call -------------------------------------------------------------------------------------------------


def test_who_is_on_call_is_told_for_any_moment(handrail: Handrail) -> None:
    ran = handrail("oncall", "--at", "2026-07-01T09:00", "--json")
    assert ran.json == {
        "at": "2026-07-01T07:00:00+00:00",
        "oncall": [
            {
                "rotation": "week",
                "coach": "Ana",
                "from": "2026-06-29T07:00:00+00:00",
                "to": "2026-07-06T07:00:00+00:00",
            }
        ],
    }


def test_uncovered_hours_are_listed_and_fail(handrail: Handrail, tmp_path: Path) -> None:
    proof = handrail("oncall", "--at", "2026-07-01T09:00", "--prove", "90d", "--json")
    assert (proof.code, proof.json["gaps"]) == (0, [])
    gap = '[[overrides]]\nrotation = "week"\ncoach = "Ben"\nfrom = 2026-07-04T08:00:00\nto = 2026-07-04T10:00:00\n'
    (tmp_path / "handrail.toml").write_text(SETTINGS + gap, encoding="utf-8")
    proof = handrail("oncall", "--at", "2026-07-01T09:00", "--prove", "90d", "--json")
    assert proof.code == 1
    assert proof.json["gaps"] == [{"from": "2026-07-04T06:00:00+00:00", "to": "2026-07-04T08:00:00+00:00"}]
    assert "2026-07-04 08:00" in handrail("oncall", "--at", "2026-07-01", "--prove", "1w").out


def test_spans_and_moments_are_read_as_people_write_them() -> None:
    assert parse_span("36h") == timedelta(hours=36)
    assert parse_span("12w") == timedelta(weeks=12)
    for wrong in ("", "d", "0d", "-1d", "1y", "99999d"):
        with pytest.raises(ConfigError):
            parse_span(wrong)
    assert parse_moment("2026-07-01T09:00Z", "Europe/Berlin") == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert parse_moment("2026-07-01 09:00", "Europe/Berlin") == datetime(2026, 7, 1, 7, tzinfo=UTC)


# --- words on stdin --------------------------------------------------------------------------------------------


def test_triage_answers_each_line_with_lane_findings_and_language(handrail: Handrail) -> None:
    lines = (
        b'{"id": "a", "text": "8k done, but I want to kill myself"}\n{oops\n{"id": "b", "text": "8k done"}\n'
    )
    first, bad, second = [json.loads(line) for line in handrail("triage", stdin=lines).out.splitlines()]
    assert first.keys() == {"id", "lane", "findings", "lang"}
    assert (first["id"], first["lane"], first["lang"]) == ("a", "urgent", "en")
    finding = first["findings"][0]
    assert finding.keys() == {"category", "lane", "rule", "quote", "start", "end", "why"}
    assert "8k done, but I want to kill myself"[finding["start"] : finding["end"]] == finding["quote"]
    assert (bad["id"], bad.keys()) == (None, {"id", "error"})
    assert (second["id"], second["lane"]) == ("b", "routine")


def test_triage_explains_itself_to_people(handrail: Handrail) -> None:
    ran = handrail("triage", "--explain", stdin=b"I want to kill myself\n")
    assert ran.out.startswith("urgent")
    assert "suicide_active" in ran.out


def test_score_answers_single_questions_and_all_at_once(handrail: Handrail) -> None:
    lines = (
        b'{"id": 1, "question": "energy", "text": "4"}\n'
        b'{"id": 2, "question": "sleep", "text": "slept like a log"}\n'
        b'{"id": 3, "question": "all", "text": "energy 4, stress 2, sleep 5, win: ran 5k, obstacle: rain"}\n'
        b'{"id": 4, "question": "all", "text": "hello"}\n'
        b'{"id": 5, "question": "mood", "text": "4"}\n'
        b'{"id": 6, "question": "energy"}\n'
    )
    ran = handrail("score", stdin=lines)
    answers = {line["id"]: line for line in map(json.loads, ran.out.splitlines())}
    assert answers[1].keys() == {"id", "score", "confidence", "method"}
    assert (answers[1]["score"], answers[2]["score"]) == (4, 5)
    assert answers[3] == {"id": 3, "energy": 4, "stress": 2, "sleep": 5, "win": "ran 5k", "obstacle": "rain"}
    assert answers[4] == {
        "id": 4,
        "energy": None,
        "stress": None,
        "sleep": None,
        "win": None,
        "obstacle": None,
    }
    assert '"all"' in answers[5]["error"]
    assert '"text" is missing' in answers[6]["error"]


def test_triage_and_score_need_no_settings(handrail: Handrail, tmp_path: Path) -> None:
    (tmp_path / "handrail.toml").write_text("broken", encoding="utf-8")
    assert handrail("triage", "--json", stdin=b'{"id": 1, "text": "hi"}').code == 0
    assert (
        handrail("score", "--config", "gone", stdin=b'{"id": 1, "question": "energy", "text": "4"}').code == 0
    )
