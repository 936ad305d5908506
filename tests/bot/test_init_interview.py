"""What the set-up asks, what it takes for an answer, and what it writes."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import config
from bot.config_practice import team_of
from bot.core.errors import ConfigError
from bot.setup import places
from bot.setup.answers import Answers, from_file
from bot.setup.interview import interview
from bot.setup.talk import Question, Shown, Talk, agreed, answer
from bot.setup.written import KEYS, SECTIONS, as_toml, save
from escalation.oncall import on_call
from escalation.words import Role

TODAY = date(2026, 3, 5)  # a Thursday
TOKEN = "123456789:AAF-an_example"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("HANDRAIL_")]:
        monkeypatch.delenv(name)


class Script:
    """Somebody at the terminal: answers what is asked by a piece of the question, Enter to everything else."""

    def __init__(self, **lines: str | list[str]) -> None:
        self._lines = {
            key: [given] if isinstance(given, str) else list(given) for key, given in lines.items()
        }
        self.asked: list[Question] = []
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, question: Question) -> str:
        self.asked.append(question)
        assert len(self.asked) < 100, "it asks for ever"
        for key, lines in self._lines.items():
            if key.replace("_", " ") in question.ask and lines:
                return lines.pop(0)
        return ""

    def complaints(self) -> list[str]:
        return [line for line in self.said if "Sorry:" in line]


def interviewed(
    script: Script,
    folder: Path,
    checked: Callable[[Talk, str], str] = lambda talk, token: "",
    database: str = "",
) -> Answers:
    return interview(script, ("en", "de"), lambda talk: "the text above", checked, database, folder, TODAY)


def alone(**lines: str | list[str]) -> Script:
    given: dict[str, str | list[str]] = {
        "practice_called": "Harbour Coaching",
        "Which_country": "Germany",
        "your_first_name": "Ana",
        "coaches_use_Slack": "no",
    }
    return Script(**(given | lines))


def loaded(said: Answers, folder: Path) -> config.Settings:
    file = folder / "handrail.toml"
    assert save(said, file) is None
    return config.load(file)


# --- questions --------------------------------------------------------------------------------------------------


def test_a_coach_who_is_alone_needs_four_answers(tmp_path: Path) -> None:
    script = alone()
    settings = loaded(interviewed(script, tmp_path), tmp_path)
    assert script.complaints() == []
    assert settings.practice.name == "Harbour Coaching"
    assert (settings.practice.country, settings.practice.timezone) == ("DE", "Europe/Berlin")
    assert [(coach.name, coach.role) for coach in settings.coaches] == [("Ana", Role.OWNER)]
    assert settings.database.url == f"sqlite:///{tmp_path / 'data' / 'handrail.db'}"
    assert settings.telegram.token == settings.slack.bot_token == ""


def test_every_question_says_why_or_stands_below_what_does(tmp_path: Path) -> None:
    script = alone(another_coach=["yes", "no"], the_coach="Ben")
    interviewed(script, tmp_path)
    needs_none = ("The bot's token?", "Is there another coach", "In which order", "How long is a turn")
    for question in script.asked:
        assert question.why or question.ask.startswith(needs_none), question.ask


def test_what_is_secret_is_asked_in_secret(tmp_path: Path) -> None:
    script = alone(coaches_use_Slack="yes", bot_token="xoxb-1", app_token="xapp-1", channel="C1")
    interviewed(script, tmp_path)
    hidden = {question.ask for question in script.asked if question.shown is Shown.SECRETLY}
    assert len([ask for ask in hidden if "token" in ask]) == 3
    assert any("addresses" in ask for ask in hidden)
    assert all(question.shown is Shown.OPENLY for question in script.asked if "name" in question.ask)


@pytest.mark.parametrize(
    ("key", "wrong", "right", "said"),
    [
        ("practice_called", "", "Harbour", "this one is needed"),
        ("practice_called", "x" * 81, "Harbour", "80"),
        ("Which_country", "Germny", "DE", "write its two letters"),
        ("Which_time_zone", "Somewhere", "Berlin", "write an IANA name"),
        ("Which_language", "it", "de", "there are en, de"),
        ("own_Telegram_id", "@ana", "123", "write the numeric id"),
        ("phone_number", "none", "+49 30 1", "hardly a digit"),
        ("Other_addresses", "me@example.com", "mailto://a:b@example.com", "begins with its kind and ://"),
        ("Other_addresses", "ntfy://one, mailto://a b", "ntfy://one", "number 2 does not"),
        ("bot's_token", "AAF", TOKEN, "a token is a number, a colon"),
        ("bot's_token", TOKEN[:12] + " " + TOKEN[12:], TOKEN, "without blanks"),
        ("which_folder", "what?", "data", "question mark"),
        ("which_folder", "mysql://x", "postgresql://u:p@h/n", "postgresql://"),
        ("practice_called", "Har\x07bour", "Harbour", "no keyboard shows"),
    ],
)
def test_what_cannot_be_used_is_said_kindly_and_asked_again(
    tmp_path: Path, key: str, wrong: str, right: str, said: str
) -> None:
    script = alone(**{key: [wrong, right]})
    interviewed(script, tmp_path)
    (complaint,) = script.complaints()
    assert complaint.startswith("  Sorry: ")
    assert said in complaint
    assert complaint.endswith("Let us try again.")


def test_a_token_that_telegram_refuses_is_asked_for_again(tmp_path: Path) -> None:
    script = alone(**{"bot's_token": [TOKEN, TOKEN + "2"]})
    said = interviewed(
        script, tmp_path, lambda talk, token: "" if token.endswith("2") else "Telegram does not know it"
    )
    assert script.complaints() == ["  Sorry: Telegram does not know it. Let us try again."]
    assert said.telegram.token == TOKEN + "2"


def test_slack_is_asked_for_with_everybodys_member_id(tmp_path: Path) -> None:
    script = alone(
        **{
            "coaches_use_Slack": "yes",
            "bot_token": ["xapp-wrong-way-round", "xoxb-1"],
            "app_token": ["xoxb-1", "xapp-1"],
            "channel": ["#escalations", "C012"],
            "another_coach": ["yes", "no"],
            "the_coach": "Ben",
            "Ana's_Slack": ["@ana", "U1"],
            "Ben's_Slack": ["U1", "U2"],
        }
    )
    settings = loaded(interviewed(script, tmp_path), tmp_path)
    assert len(script.complaints()) == 5
    assert (settings.slack.bot_token, settings.slack.app_token) == ("xoxb-1", "xapp-1")
    assert settings.slack.escalation_channel == "C012"
    assert [(coach.name, coach.slack_user) for coach in settings.coaches] == [("Ana", "U1"), ("Ben", "U2")]


def test_whoever_is_named_first_is_on_call_today(tmp_path: Path) -> None:
    script = alone(
        another_coach=["yes", "yes", "no"], the_coach=["Ana", "Ben", "Chloe"], Is_Chloe="assistant"
    )
    script._lines |= {"which order": ["Chloe, Ben", "ben, Ana"], "turn end": ["9", "Fri 08:30"]}
    team = team_of(loaded(interviewed(script, tmp_path), tmp_path))
    assert len(script.complaints()) == 3, "Ana twice; an assistant on call; a wrong time"
    (rotation,) = team.rotations
    assert rotation.coaches == ("Ben", "Ana")
    assert rotation.start == date(2026, 2, 27), "the last Friday before today"
    shift = on_call(team, "week", datetime(2026, 3, 5, 12, tzinfo=UTC))
    assert shift is not None
    assert shift.coach == "Ben"


def test_several_addresses_are_told_apart_by_their_beginnings(tmp_path: Path) -> None:
    script = alone(Other_addresses="ntfy://one, mailto://a:b@example.com?to=x@y.z,w@y.z,pover://u@t")
    (ana,) = interviewed(script, tmp_path).coaches
    assert ana.apprise == ("ntfy://one", "mailto://a:b@example.com?to=x@y.z,w@y.z", "pover://u@t")


def test_a_database_that_the_environment_names_is_not_asked_for(tmp_path: Path) -> None:
    script = alone()
    said = interviewed(script, tmp_path, database="postgresql://h/n")
    assert not [question for question in script.asked if "folder" in question.ask]
    assert "[database]" not in as_toml(said)


def test_yes_and_no_are_the_only_answers_to_yes_or_no() -> None:
    script = Script(Ready=["perhaps", "Y"])
    assert agreed(script, Question("Ready?", default="no"))
    assert len(script.complaints()) == 1
    assert not agreed(script, Question("Ready?", default="no"))


def test_yes_and_no_are_understood_as_people_write_them() -> None:
    for said, meant in {
        "Yes!": True,
        "yep": True,
        "Ja": True,
        "sí": True,
        "NO.": False,
        "nein": False,
    }.items():
        script = Script(Ready=said)
        assert agreed(script, Question("Ready?", default="no")) is meant, said
        assert script.complaints() == []


def test_a_token_is_found_in_what_was_pasted(tmp_path: Path) -> None:
    for pasted in (f'"{TOKEN}"', f"Use this token to access the HTTP API: {TOKEN}", f"token={TOKEN}."):
        script = alone(**{"bot's_token": pasted})
        assert interviewed(script, tmp_path).telegram.token == TOKEN
        assert script.complaints() == []


def test_a_language_is_known_by_its_name(tmp_path: Path) -> None:
    assert interviewed(alone(Which_language="Deutsch"), tmp_path).practice.language == "de"


def test_a_reason_is_not_repeated_with_the_question() -> None:
    script = Script(Name=["", "Ana"])
    assert answer(script, Question("Name?", "Because.", "Ana"), lambda typed: "") == "Ana"
    assert [question.why for question in script.asked] == ["Because.", ""]


def test_countries_are_known_by_name_and_by_letters() -> None:
    assert [places.country_of(name) for name in ("Germany", "uk", "USA", "de", "Portugal")] == [
        "DE",
        "GB",
        "US",
        "de",
        "PT",
    ]
    assert places.zones_of("pt")[0] == "Europe/Lisbon"
    assert places.zones_of("ZZ") == ()


# --- the file -----------------------------------------------------------------------------------------------------


def test_the_file_belongs_to_its_owner_alone_and_the_former_one_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "handrail.toml"
    file.write_text("# mine\n")
    said = interviewed(alone(**{"bot's_token": TOKEN}), tmp_path)
    former = save(said, file)
    assert former is not None
    assert former.read_text() == "# mine\n"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (file, former)} == {0o600}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handrail.toml", "handrail.toml.before"]


def test_answers_that_do_not_fit_together_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "handrail.toml"
    file.write_text("# mine\n")
    said = Answers.model_validate({"coaches": [{"name": "Ana", "role": "owner"}, {"name": "ana"}]})
    with pytest.raises(ConfigError) as caught:
        save(said, file)
    assert str(caught.value).startswith(f"{file}: [[coaches]] name")
    assert file.read_text() == "# mine\n"
    assert list(tmp_path.iterdir()) == [file]


def test_every_kind_of_setting_survives_the_writing(tmp_path: Path) -> None:
    """config.example.toml has each key that there is: read, written and read again it is the same."""
    example = from_file(Path(__file__).parents[2] / "config.example.toml")
    example = example.model_copy(
        update={
            "practice": example.practice.model_copy(update={"name": 'A "quoted" \\ name\x7f\n with é and 🎈'})
        }
    )
    file = tmp_path / "answers.toml"
    file.write_text(as_toml(example), "utf-8")
    again = from_file(file)
    assert again == example


def test_the_environment_does_not_get_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_SLACK__BOT_TOKEN", "xoxb-from-outside")
    assert "from-outside" not in as_toml(interviewed(alone(), tmp_path))


def test_what_was_left_out_is_there_as_a_comment(tmp_path: Path) -> None:
    text = as_toml(interviewed(alone(), tmp_path))
    assert "# [telegram]" in text
    assert "# [slack]" in text
    assert set(tomllib.loads(text)) == {"practice", "database", "coaches", "rotations"}


def test_the_comments_belong_to_keys_that_exist() -> None:
    for section in SECTIONS:
        assert section in Answers.model_fields
    for place in KEYS:
        section, _, key = place.partition(".")
        said = Answers.model_fields[section].annotation
        assert key in str(getattr(said, "model_fields", None) or said.__args__[0].model_fields), place  # type: ignore[union-attr]


def test_a_mistake_in_the_answers_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('[telegram]\ntokn = "1"\n')
    with pytest.raises(ConfigError, match=r'\[telegram\] tokn: unknown key; did you mean "token"'):
        from_file(file)
