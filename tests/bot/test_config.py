from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import config
from bot.config_checks import webhook_address
from bot.config_practice import checkin_of, policy_of, retention_of, review_within_of, team_of
from bot.config_problems import keys_of
from bot.core.errors import ConfigError
from escalation.oncall import gaps
from escalation.words import Period, Role, Way

ANA = '[[coaches]]\nname = "Ana"\n'
TWO = ANA + 'role = "owner"\n[[coaches]]\nname = "Ben"\n'
WEEK = '[[rotations]]\nname = "week"\ncoaches = ["Ana", "Ben"]\n'


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("HANDRAIL_")]:
        monkeypatch.delenv(name)


def read(tmp_path: Path, text: str) -> config.Settings:
    file = tmp_path / "handrail.toml"
    file.write_text(text, encoding="utf-8")
    return config.load(file)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    return str(caught.value).replace(f"{tmp_path / 'handrail.toml'}: ", "")


# --- what is written is what is used --------------------------------------------------------------


def test_an_empty_file_is_a_practice_with_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, "")
    assert settings.web.port == 8765
    assert settings.telegram.api_base_url == "https://api.telegram.org"
    assert settings.slack.page_timeout_s == 3
    assert settings.model.provider == "none"
    assert settings.database.url == "sqlite:///data/handrail.db"
    assert [step.target for step in settings.escalation.steps] == ["oncall", "owner", "everybody"]


def test_what_was_played_does_not_get_into_the_practice_that_comes_after_it(tmp_path: Path) -> None:
    assert config.load(None).database.url != read(tmp_path, "").database.url


def test_every_wait_may_be_a_second(tmp_path: Path) -> None:
    waits = "contact_within tell_client_after resolve_within hand_back_within review_within repeat_every repeat_max"
    lines = "\n".join(f"{wait}_s = 1" for wait in waits.split())
    text = f'[escalation]\n{lines}\n[[escalation.steps]]\ntarget = "owner"\nwait_s = 1\n'
    text += "[checkin]\nreminder_after_s = 1\nexpire_after_s = 1\n"
    settings = read(tmp_path, text)
    policy = policy_of(settings)
    second = timedelta(seconds=1)
    assert policy.steps[0].wait == policy.contact_within == policy.tell_client_after == second
    assert (
        policy.resolve_within == policy.hand_back_within == policy.repeat_every == policy.repeat_max == second
    )
    assert review_within_of(settings) == second
    assert checkin_of(settings).reminder_after == checkin_of(settings).expire_after == second


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_WEB__PORT", "9")
    monkeypatch.setenv("HANDRAIL_TELEGRAM__TOKEN", "1:from-outside")
    monkeypatch.setenv("HANDRAIL_COACHES", '[{"name": "Chloe", "telegram_user_id": 77}]')
    monkeypatch.setenv("HANDRAIL_CHECKIN__DAYS", "weekdays")
    settings = read(tmp_path, f'[web]\nport = 1\nhost = "0.0.0.0"\n[telegram]\ntoken = "1:file"\n{ANA}')
    assert (settings.web.port, settings.web.host) == (9, "0.0.0.0")
    assert settings.telegram.token == "1:from-outside"
    assert [(coach.name, coach.telegram_user_id) for coach in settings.coaches] == [("Chloe", "77")]
    assert checkin_of(settings).days == (0, 1, 2, 3, 4)


def test_the_team_has_the_roads_that_are_set_up(tmp_path: Path) -> None:
    assert team_of(read(tmp_path, ANA)).ways == {Way.APPRISE}
    assert team_of(read(tmp_path, '[telegram]\ntoken = "1:a"')).ways == {Way.APPRISE, Way.TELEGRAM}
    assert team_of(read(tmp_path, '[slack]\nbot_token = "xoxb-1"')).ways == {Way.APPRISE}
    slack = '[slack]\nbot_token = "xoxb-1"\nescalation_channel = "C1"'
    assert team_of(read(tmp_path, slack)).ways == {Way.APPRISE, Way.SLACK}


def test_a_rotation_is_understood(tmp_path: Path) -> None:
    text = TWO + WEEK + 'handover = "fri 17:30"\nstart = 2026-02-06\ntimezone = "Europe/Berlin"\n'
    rotation = team_of(read(tmp_path, text)).rotations[0]
    assert (rotation.handover_weekday, rotation.handover_time) == (4, time(17, 30))
    assert (rotation.start, rotation.timezone, rotation.period) == (
        date(2026, 2, 6),
        "Europe/Berlin",
        Period.WEEKLY,
    )


def test_a_daily_rotation_needs_no_weekday_and_lives_in_the_practices_zone(tmp_path: Path) -> None:
    text = '[practice]\ntimezone = "Europe/Rome"\n' + TWO + WEEK + 'period = "daily"\nhandover = "08:00"\n'
    rotation = team_of(read(tmp_path, text)).rotations[0]
    assert (rotation.period, rotation.handover_time, rotation.timezone) == (
        Period.DAILY,
        time(8, 0),
        "Europe/Rome",
    )


def test_an_override_without_an_offset_is_in_the_rotations_time(tmp_path: Path) -> None:
    text = TWO + WEEK + 'timezone = "America/New_York"\n'
    text += '[[overrides]]\nrotation = "week"\ncoach = "Ben"\n'
    text += "from = 2026-07-01T09:00:30\nto = 2026-07-02T09:00:00+02:00\n"
    override = team_of(read(tmp_path, text)).overrides[0]
    assert override.from_at == datetime(2026, 7, 1, 13, 0, 30, tzinfo=UTC)
    assert override.to_at == datetime(2026, 7, 2, 7, 0, tzinfo=UTC)


def test_check_ins_and_retention_are_understood(tmp_path: Path) -> None:
    text = '[checkin]\ntime = 08:30:00\ndays = ["Sunday", "mon"]\nquiet_hours = "23:15-06:00"\n'
    text += "[retention]\ntranscript_days = 7\naudit_days = 30\n"
    settings = read(tmp_path, text)
    rules = checkin_of(settings)
    assert (rules.hour, rules.days, rules.quiet) == (time(8, 30), (0, 6), (time(23, 15), time(6, 0)))
    assert retention_of(settings).transcript == timedelta(days=7)
    assert retention_of(settings).audit == timedelta(days=30)
    assert checkin_of(read(tmp_path, '[checkin]\nquiet_hours = ""')).quiet is None


def test_a_coach_who_is_alone_is_the_owner(tmp_path: Path) -> None:
    assert team_of(read(tmp_path, ANA)).coaches[0].role is Role.OWNER
    assert team_of(read(tmp_path, ANA + 'role = "owner"')).coaches[0].role is Role.OWNER
    assert [coach.role for coach in team_of(read(tmp_path, TWO)).coaches] == [Role.OWNER, Role.COACH]


# --- what is wrong is said ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[telegram]\ntokn = "1"', '[telegram] tokn: unknown key; did you mean "token"?'),
        ('[telgram]\ntoken = "1"', 'telgram: unknown key; did you mean "telegram"?'),
        ("[web]\nprot = 1", '[web] prot: unknown key; did you mean "port"?'),
        (
            '[telegram]\nescalation_channel = "C1"',
            "[telegram] escalation_channel: unknown key here; did you mean [slack] escalation_channel?",
        ),
        ("[web]\nxyzzy = 1", '[web] xyzzy: unknown key; the nearest is "'),
        (ANA + 'rol = "owner"', '[[coaches]] number 1, rol: unknown key; did you mean "role"?'),
        (
            '[[escalation.steps]]\ntarget = "owner"\nwait = 1',
            '[[escalation.steps]] number 1, wait: unknown key; did you mean "wait_s"?',
        ),
        ('[web]\nport = "eighty"', '[web] port: "eighty" is not a number'),
        ("[web]\nport = 99999", '[web] port: "99999" is too much; write 65535 or less'),
        ("[web]\nport = true", "[web] port: true and false are not a number"),
        ("[escalation]\ncontact_within_s = 0", 'contact_within_s: "0" is too small; write 1 or more'),
        ("[escalation]\nrepeat_max_s = 0.5", 'repeat_max_s: "0.5" is too small; write 1 or more'),
        ("[escalation]\nrepeat_max_s = inf", "repeat_max_s"),
        ('[telegram]\nmode = "pull"', "write 'polling' or 'webhook'"),
        ("[telegram]\ntoken = [1]", "[telegram] token: the value is not a text"),
        ('[practice]\ntimezone = "Berlin"', '"Berlin" is not a time zone; write an IANA name'),
        ('[practice]\ncountry = "Germany"', 'no country is known here as "Germany"; write its two letters'),
        ('[practice]\ncountry = "UK"', 'the code of the United Kingdom is "GB"'),
        ('[practice]\nprompts = "no/such/folder"', 'there is no folder "no/such/folder"'),
        ('[database]\nurl = "mysql://x"', "[database] url: write sqlite:///FILE"),
        ('[database]\nurl = "sqlite://"', "[database] url: write sqlite:///FILE"),
        ('[slack]\napi_base_url = "slack.com/api"', "begin it with https:// or http://"),
        ("[checkin]\ntime = 8", '"8" is not a time of day; write hours and minutes, such as "08:30"'),
        ('[checkin]\ntime = "25:00"', '"25:00" is not a time of day'),
        ('[checkin]\ndays = "always"', '"always" is not a weekday'),
        ("[checkin]\ndays = []", "no day is named"),
        ('[checkin]\nquiet_hours = "late"', '"late" is not a span'),
        ('[checkin]\nquiet_hours = "07:00-07:00"', "begins and ends at the same time"),
        ("[retention]\ntranscript_days = 0", "write 1 or more"),
        (
            '[security]\nmaster_key = "a"\nmaster_key_file = "b"',
            "master_key and master_key_file are both given",
        ),
        ("[[coaches]]\nphone = '1'", "[[coaches]] number 1, name: is missing"),
        (ANA + 'slack_user = "@ana"', "write the member id from the Slack profile"),
        (ANA + 'telegram_user_id = "@ana"', "write the numeric id"),
        (ANA + 'role = "boss"', 'role: "boss" is not one of the words known here'),
        (ANA + ANA.replace("Ana", "ana"), '[[coaches]] name: "ana" stands there twice'),
        (
            ANA + 'role="owner"\nslack_user="U1"\n[[coaches]]\nname="Ben"\nslack_user="U1"',
            '[[coaches]] slack_user: "U1" stands there twice',
        ),
        (
            ANA + '[[coaches]]\nname = "Ben"',
            '[[coaches]] role: nobody is the owner; give one coach role = "owner"',
        ),
        (ANA + 'role = "assistant"', "nobody is the owner"),
        (
            TWO + WEEK.replace('"Ben"', '"Bem"'),
            '[[rotations]] "week", coaches: "Bem" is not among the [[coaches]]; did you mean "Ben"?',
        ),
        (TWO + WEEK.replace('["Ana", "Ben"]', "[]"), "[[rotations]] number 1, coaches: is empty"),
        (TWO + WEEK + WEEK, '[[rotations]] name: "week" stands there twice'),
        (TWO + WEEK + 'handover = "09:00"', 'needs its day; write "Mon 09:00"'),
        (TWO + WEEK + 'handover = "Moon 09:00"', '"Moon" is not a weekday'),
        (TWO + WEEK + 'handover = "Mon"', '"Mon" is not a time of day'),
        (TWO + WEEK + 'timezone = "Mars/Base"', '"Mars/Base" is not a time zone'),
        (
            TWO
            + WEEK
            + '[[overrides]]\nrotation="weak"\ncoach="Ana"\nfrom=2026-01-01T00:00:00\nto=2026-01-02T00:00:00',
            '[[overrides]] number 1, rotation: "weak" is not among the [[rotations]]; did you mean "week"?',
        ),
        (
            TWO
            + WEEK
            + '[[overrides]]\nrotation="week"\ncoach="Zoe"\nfrom=2026-01-01T00:00:00\nto=2026-01-02T00:00:00',
            '[[overrides]] number 1, coach: "Zoe" is not among the [[coaches]]',
        ),
        (
            TWO
            + WEEK
            + '[[overrides]]\nrotation="week"\ncoach="Ana"\nfrom=2026-01-02T00:00:00\nto=2026-01-01T00:00:00',
            "is not after from",
        ),
        (
            '[[escalation.steps]]\ntarget = "nobody"',
            '"nobody" calls nobody; write "oncall", "oncall:ROTATION"',
        ),
        ('[[escalation.steps]]\ntarget = "everybody:now"', "calls nobody"),
        (TWO + '[[escalation.steps]]\ntarget = "coach:Bemn"', 'did you mean "Ben"?'),
        (TWO + WEEK + '[[escalation.steps]]\ntarget = "oncall:weak"', 'did you mean "week"?'),
        (
            '[[escalation.steps]]\ntarget = "owner"\nways = ["smoke"]',
            "write 'slack', 'telegram' or 'apprise'",
        ),
        ('[[escalation.steps]]\ntarget = "owner"\nways = []', "ways: is empty"),
        ("[escalation]\nsteps = 3", "is not a list"),
        ("web = 3", "web: is not a section"),
        ("[web", "is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_every_mistake_has_a_line_of_its_own(tmp_path: Path) -> None:
    assert len(refused(tmp_path, '[web]\nprot = 1\nhots = "x"\n[checkin]\ntime = "x"').splitlines()) == 3


def test_a_secret_is_not_repeated(tmp_path: Path) -> None:
    secret = "xoxb-very-secret"
    assert secret not in refused(tmp_path, f'[slack]\nbot_token = ["{secret}"]')
    settings = read(
        tmp_path, f'[slack]\nbot_token = "{secret}"\n[database]\nurl = "postgresql://u:{secret}@h/d"'
    )
    assert secret not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HANDRAIL_TELEGRAM__TOKN", "x", 'HANDRAIL_TELEGRAM__TOKN: unknown key; did you mean "token"?'),
        ("HANDRAIL_TELGRAM__TOKEN", "x", 'HANDRAIL_TELGRAM__TOKEN: unknown key; did you mean "telegram"?'),
        ("HANDRAIL_WEB__PORT", "x", 'environment variable HANDRAIL_WEB__PORT: "x" is not a number'),
        ("HANDRAIL_COACHES", "Ana", "HANDRAIL_COACHES: is not JSON"),
        ("HANDRAIL_COACHES", '[{"nam": "x"}]', "environment variable HANDRAIL_COACHES: unknown key"),
        ("HANDRAIL_ESCALATION__STEPS", "oncall", "HANDRAIL_ESCALATION__STEPS: is not JSON"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    assert said in refused(tmp_path, "")


def test_variables_that_are_no_settings_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_CONFIG", "somewhere.toml")
    monkeypatch.setenv("HANDRAIL_TEST_NO_SKIP", "1")
    read(tmp_path, "")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file; start from config\.example\.toml"):
        config.load(tmp_path / "missing.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path)
    broken = tmp_path / "latin.toml"
    broken.write_bytes(b'[practice]\nname = "\xe9"')
    with pytest.raises(ConfigError, match="UTF-8"):
        config.load(broken)


# --- Telegram's webhook ---------------------------------------------------------------------------

HOOK = '[telegram]\nmode = "webhook"\n'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('webhook_url = "https://a.example"', "https://a.example/telegram/webhook"),
        ('webhook_url = "https://a.example/"', "https://a.example/telegram/webhook"),
        (
            'webhook_url = "https://a.example:8443/telegram/webhook"',
            "https://a.example:8443/telegram/webhook",
        ),
        ('webhook_url = "https://a.example/bots/7/"', "https://a.example/bots/7/"),
        (
            'webhook_url = "http://127.0.0.1:9"\n[web]\npublic_url = "https://b.example"',
            "http://127.0.0.1:9/telegram/webhook",
        ),
        ('[web]\npublic_url = "https://b.example"', "https://b.example/telegram/webhook"),
        ('[web]\npublic_url = "https://b.example/coach/"', "https://b.example/coach/telegram/webhook"),
    ],
)
def test_the_webhooks_address_is_found_where_it_is_written(tmp_path: Path, text: str, address: str) -> None:
    settings = read(tmp_path, HOOK + text)
    assert webhook_address(settings.telegram, settings.web) == address


@pytest.mark.parametrize("text", ["", 'webhook_url = "https://"', 'webhook_url = "https://[::1"'])
def test_a_webhook_without_an_address_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(
        ConfigError, match=r"\[telegram\] webhook_url: .*needs the public address.*public_url"
    ):
        read(tmp_path, HOOK + text)


@pytest.mark.parametrize("secret", ["with space", "a+b", "ä", "a" * 257, "a.b"])
def test_a_webhook_secret_that_telegram_would_not_take_is_refused_and_not_shown(
    tmp_path: Path, secret: str
) -> None:
    with pytest.raises(ConfigError, match=r"\[telegram\] webhook_secret: .*A-Z, a-z, 0-9, _ and -") as caught:
        read(tmp_path, f'[telegram]\nwebhook_secret = "{secret}"')
    assert secret not in str(caught.value)


def test_a_webhook_secret_of_the_right_characters_is_taken(tmp_path: Path) -> None:
    secret = "Az09_-" * 42 + "abcd"
    settings = read(tmp_path, f'[telegram]\nwebhook_secret = "{secret}"')
    assert settings.telegram.webhook_secret == secret
    assert secret not in repr(settings)


# --- what this version can run --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[slack]\nmode = "http"\nbot_token = "xoxb-1"\n' + ANA, r"\[slack\] signing_secret: mode \"http\""),
        ('[slack]\nbot_token = "xoxb-1"\n' + ANA, r"\[slack\] app_token: mode \"socket\".*connections:write"),
        ("", r"\[\[coaches\]\]: nobody can be called"),
    ],
)
def test_what_this_version_cannot_run_is_accepted_and_then_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    settings = read(tmp_path, text)
    with pytest.raises(ConfigError, match=said):
        config.check_supported(settings)


@pytest.mark.parametrize(
    "slack",
    ['mode = "http"\nsigning_secret = "s"', 'app_token = "xapp-1"', 'mode = "socket"\napp_token = "xapp-1"'],
)
def test_slack_needs_the_one_secret_of_its_mode(tmp_path: Path, slack: str) -> None:
    config.check_supported(read(tmp_path, f'[slack]\nbot_token = "xoxb-1"\n{slack}\n{ANA}'))


def test_a_practice_with_slack_alone_can_be_reached_by_clients(tmp_path: Path) -> None:
    alone = '[slack]\nbot_token = "xoxb-1"\napp_token = "xapp-1"\n' + ANA
    assert not any("no client can reach" in said for said in config.warnings_of(read(tmp_path, alone)))
    assert any("no client can reach" in said for said in config.warnings_of(read(tmp_path, ANA)))


def test_a_model_that_is_not_used_yet_is_a_warning(tmp_path: Path) -> None:
    settings = read(tmp_path, '[model]\nprovider = "anthropic"\n' + ANA)
    config.check_supported(settings)
    assert any("the floor stands alone" in warning for warning in config.warnings_of(settings))


def test_a_coach_whom_no_way_reaches_is_a_warning(tmp_path: Path) -> None:
    text = '[telegram]\ntoken = "1:a"\n' + ANA
    assert any(
        '"Ana": can be paged by none' in warning for warning in config.warnings_of(read(tmp_path, text))
    )
    reached = read(tmp_path, text + "telegram_user_id = 7")
    assert not any("can be paged by none" in warning for warning in config.warnings_of(reached))


# --- which file, and none at all ------------------------------------------------------------------


def test_the_file_is_the_one_given_else_the_environments_else_the_folders(tmp_path: Path) -> None:
    given, named = Path("given.toml"), Path("named.toml")
    outside = {"HANDRAIL_CONFIG": str(named)}
    assert config.find_file(given, outside, tmp_path) == given
    assert config.find_file(None, outside, tmp_path) == named
    assert config.find_file(None, {}, tmp_path) is None
    (tmp_path / "handrail.toml").touch()
    assert config.find_file(None, {}, tmp_path) == tmp_path / "handrail.toml"


def test_the_sample_practice_is_whole_and_always_has_somebody_on_call() -> None:
    settings = config.load(None)
    config.check_supported(settings)
    team = team_of(settings)
    assert settings.practice.name == "Harbour Coaching"
    assert [(coach.name, coach.role) for coach in team.coaches] == [
        ("Ana", Role.OWNER),
        ("Ben", Role.COACH),
        ("Chloe", Role.ASSISTANT),
    ]
    assert [(step.target, step.wait_s) for step in settings.escalation.steps] == [
        ("oncall", 120),
        ("owner", 120),
        ("everybody", 300),
    ]
    assert settings.web.host == "127.0.0.1"
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert gaps(team, start, start + timedelta(days=90)) == ()


# --- the example ----------------------------------------------------------------------------------

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
LISTED = {"escalation.steps", "coaches", "rotations", "overrides"}


def _settings_keys() -> list[tuple[str, str]]:
    keys = []
    for section in config.Settings.model_fields:
        keys += [
            (section, key) for key in keys_of(config.Settings, (section,)) if f"{section}.{key}" not in LISTED
        ]
    keys += [("escalation.steps", key) for key in keys_of(config.Settings, ("escalation", "steps"))]
    return keys


def _explained(section: str, key: str) -> bool:
    """Whether the example assigns `key` in a block of `section`."""
    text = EXAMPLE.read_text(encoding="utf-8")
    head = r"\[\[" if section in LISTED else r"\["
    for block in re.findall(rf"(?ms)^{head}{re.escape(section)}\]+\n(.*?)(?=^\[|\Z)", text):
        if re.search(rf"(?m)^{key} = ", block):
            return True
    return False


@pytest.mark.parametrize(("section", "key"), _settings_keys())
def test_every_setting_stands_in_the_example(section: str, key: str) -> None:
    assert _explained(section, key), f"config.example.toml does not show [{section}] {key}"


def test_the_example_loads_and_shows_the_defaults() -> None:
    shown = config.load(EXAMPLE)
    defaults = config.Settings()
    people = {"coaches", "rotations", "overrides"}
    assert shown.model_dump(exclude=people) == defaults.model_dump(exclude=people)
    assert team_of(shown).owners()[0].name == "Ana"
