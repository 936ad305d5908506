"""What the doctor concludes from what it has seen: plain rules, without a channel or a database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.commands.doctor import report
from bot.core.checks import Check, Status, failed, note, ok
from bot.doctor import clock, crisis, database, people, process
from escalation.words import Coach, Override, Period, Policy, Role, Rotation, Step, Team, Way

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KNOWN = frozenset(("0001_the_beginning", "0002_more"))

ANA = Coach("Ana", Role.OWNER, slack_user="U1", telegram_user_id="1")
BEN = Coach("Ben", slack_user="U2")
WEEK = Rotation("week", ("Ana", "Ben"), Period.WEEKLY, 0, time(9), date(2026, 1, 5), "UTC")
STEPS = (Step("oncall", MINUTE), Step("owner", MINUTE), Step("everybody", MINUTE))


def team(*coaches: Coach, rotations: tuple[Rotation, ...] = (WEEK,), **more: object) -> Team:
    return Team(coaches or (ANA, BEN), rotations, **more)  # type: ignore[arg-type]


def policy(*steps: Step) -> Policy:
    return Policy(steps or STEPS, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE)


def failures(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks if check.status is Status.FAILED}


def test_a_practice_with_a_rota_and_addresses_is_well() -> None:
    assert failures(people.examine(team(), policy(), NOW, "UTC")) == {}


def test_without_coaches_that_alone_is_told() -> None:
    (only,) = people.examine(Team(()), policy(), NOW, "UTC")
    assert (only.name, only.status) == ("people.coaches", Status.FAILED)


def test_a_turn_of_somebody_without_an_address_is_a_hole_in_the_rota() -> None:
    told = failures(people.examine(team(ANA, Coach("Ben")), policy(), NOW, "UTC"))
    assert set(told) == {"people.ways", "people.oncall", "people.steps"}
    assert "Mon 11 May 09:00" in told["people.oncall"].found


def test_an_address_by_a_way_that_is_not_set_up_reaches_nobody() -> None:
    lost = team(ANA, BEN, ways=frozenset((Way.TELEGRAM, Way.APPRISE)))
    told = failures(people.examine(lost, policy(), NOW, "UTC"))
    assert "telegram_user_id" in told["people.ways"].mend
    assert "people.oncall" in told


def test_a_rota_is_not_asked_for_where_no_step_calls_it() -> None:
    alone = team(rotations=())
    assert failures(people.examine(alone, policy(Step("everybody", MINUTE)), NOW, "UTC")) == {}
    assert "people.oncall" in failures(people.examine(alone, policy(), NOW, "UTC"))


def test_a_step_fails_when_any_of_those_on_call_cannot_be_reached_by_its_ways() -> None:
    told = failures(people.examine(team(), policy(Step("oncall", MINUTE, (Way.TELEGRAM,))), NOW, "UTC"))
    assert "Ben cannot be reached by telegram" in told["people.steps"].found
    reached_by_one = policy(Step("everybody", MINUTE, (Way.TELEGRAM,)))
    assert failures(people.examine(team(), reached_by_one, NOW, "UTC")) == {}


def test_an_override_by_nobody_known_fails_until_it_is_over() -> None:
    def swap(to: timedelta) -> Override:
        return Override("week", "Zoe", NOW - timedelta(days=9), NOW + to)

    told = people.examine(team(overrides=(swap(timedelta(days=1)),)), policy(), NOW, "UTC")
    assert any("Zoe" in check.found for check in told if check.status is Status.FAILED)
    assert failures(people.examine(team(overrides=(swap(timedelta(days=-1)),)), policy(), NOW, "UTC")) == {}


def test_one_way_for_everybody_is_noted_and_a_second_one_for_anybody_is_enough() -> None:
    def noted(*coaches: Coach) -> bool:
        checks = people.examine(team(*coaches), policy(), NOW, "UTC")
        return any(check.name == "people.second_way" and check.status is Status.NOTE for check in checks)

    assert noted(Coach("Ana", Role.OWNER, slack_user="U1"), BEN)
    assert not noted(ANA, BEN)


@pytest.mark.parametrize(("name", "fails"), [("Ana", False), ("Cleo", True), ("", True)])
def test_every_client_has_a_coach_who_is_there(name: str, fails: bool) -> None:
    assert bool(failures(people.clients(team(), {name: 2}))) is fails


def test_a_client_whose_coach_has_no_address_is_told() -> None:
    told = failures(people.clients(team(ANA, Coach("Ben")), {"Ben": 1}))
    assert 'give [[coaches]] "Ben" an address' in told["people.clients"].mend


@pytest.mark.parametrize(
    ("version", "status", "mend"),
    [
        ("0002_more", Status.OK, ""),
        ("", Status.NOTE, "handrail migrate"),
        ("0001_the_beginning", Status.FAILED, "handrail migrate"),
        ("0009_future", Status.FAILED, "handrail restore"),
    ],
)
def test_a_database_is_of_this_version_or_older_or_newer_or_empty(
    version: str, status: Status, mend: str
) -> None:
    found = database.standing(version, "0002_more", KNOWN)
    assert found.status is status
    assert mend in found.mend


def test_little_free_room_fails() -> None:
    assert database.space(Path("data"), 199 * 1024 * 1024).status is Status.FAILED
    assert database.space(Path("data"), 201 * 1024 * 1024).status is Status.OK


def test_a_backup_is_noted_when_there_is_none_or_an_old_one() -> None:
    assert database.backed_up(None, NOW).status is Status.NOTE
    assert database.backed_up(NOW - timedelta(days=8), NOW).status is Status.NOTE
    assert database.backed_up(NOW - timedelta(days=1), NOW).status is Status.OK


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        ([0, 1, 2], Status.OK),
        ([-11, -12, 4000], Status.NOTE),
        ([300, 301, 0], Status.FAILED),
        ([-61], Status.FAILED),
        ([], Status.NOTE),
    ],
)
def test_the_median_of_other_clocks_is_compared_with_ours(seconds: list[int], status: Status) -> None:
    assert clock.against("clock", "theirs", [timedelta(seconds=each) for each in seconds]).status is status


def lines(tmp_path: Path, verified_on: str) -> list[Path]:
    (tmp_path / "resources").mkdir(exist_ok=True)
    text = (
        'emergency = ["112"]\n[[lines]]\nname = "Listeners"\nphone = "1"\nlanguages = ["en"]\nkinds = ["suicide"]\n'
        f'source = "https://listeners.example"\nverified_on = "{verified_on}"\n'
    )
    (tmp_path / "resources" / "gb.toml").write_text(text, "utf-8")
    return [tmp_path, tmp_path]


@pytest.mark.parametrize(
    ("verified_on", "status"),
    [
        ("2026-05-04", Status.OK),
        ("2025-05-04", Status.OK),
        ("2025-05-03", Status.FAILED),
        ("2026-06-01", Status.FAILED),
        ("", Status.FAILED),
    ],
)
def test_a_crisis_line_is_trusted_for_a_year(tmp_path: Path, verified_on: str, status: Status) -> None:
    (told,) = crisis.examine(lines(tmp_path, verified_on), str(tmp_path), "GB", NOW.date())
    assert told.status is status


def test_a_broken_file_of_crisis_lines_is_told_with_its_name(tmp_path: Path) -> None:
    roots = lines(tmp_path, "soon")
    (told,) = crisis.examine(roots, str(tmp_path), "GB", NOW.date())
    assert told.status is Status.FAILED
    assert "gb.toml" in told.found


def test_a_running_practice_is_believed_when_it_says_what_is_wrong() -> None:
    def said(**checks: str) -> Check:
        return process.judged(
            process.Answer(503, json.dumps({"ready": False, "checks": checks}).encode()), "h", 1
        )

    assert said(clock="", telegram="").status is Status.OK
    told = said(clock="", telegram="another process fetches this bot's messages")
    assert told.status is Status.FAILED
    assert "telegram: another process fetches" in told.found


def test_the_report_counts_what_failed_and_what_is_to_know() -> None:
    assert report([ok("a", "is")]).endswith("All is well.")
    told = report([ok("a", "is"), note("b", "may be", "this"), failed("c", "is not", "that")])
    assert "to know: this" in told
    assert "to mend: that" in told
    assert told.splitlines()[-1] == "1 check has failed: mend from the top, then run doctor again. 1 note."
