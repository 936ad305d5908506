"""The settings as they are written: every section and key, with its default.

config.example.toml explains each. Durations are in seconds (`_s`) or days (`_days`); no repr shows a secret.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from datetime import time as TimeOfDay
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.config_words import parse_days, parse_handover, parse_quiet, parse_time
from escalation.localtime import is_zone
from escalation.words import Period, Role, Way

TEN_YEARS_S = 315_360_000

T = TypeVar("T")


def _not_a_switch(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("true and false are not a number")
    return value


def _zone(value: object) -> object:
    if isinstance(value, str) and value and not is_zone(value):
        raise ValueError(f'"{value}" is not a time zone; write an IANA name such as "Europe/Berlin"')
    return value


def _country(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() == "uk":
        raise ValueError('the code of the United Kingdom is "GB"')
    if isinstance(value, str) and value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise ValueError(
            f'no country is known here as "{value}"; write its two letters, such as "US" or "DE"'
        )
    return value.upper() if isinstance(value, str) else value


def _language(value: object) -> object:
    if isinstance(value, str) and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise ValueError(f'no language is known here as "{value}"; write its two letters, such as "en"')
    return value.lower() if isinstance(value, str) else value


def _folder(value: object) -> object:
    if isinstance(value, str) and value and not Path(value).is_dir():
        raise ValueError(f'there is no folder "{value}"')
    return value


def _web_address(value: object) -> object:
    if isinstance(value, str) and value and not value.startswith(("http://", "https://")):
        raise ValueError(f'"{value}" is not a web address; begin it with https:// or http://')
    return value


def _database(value: object) -> object:
    if isinstance(value, str):
        kind, _, rest = value.partition("://")
        if kind == "sqlite" and rest.startswith("/") and rest not in ("/", "/:memory:"):
            return value
        if kind.partition("+")[0] in ("postgresql", "postgres") and rest:
            return value
        raise ValueError('write sqlite:///FILE, such as "sqlite:///data/handrail.db", or postgresql://...')
    return value


def _time(value: object) -> object:
    if isinstance(value, TimeOfDay):  # TOML has times of its own: 08:30:00 without quotes
        return value
    return parse_time(str(value))


def _days(value: object) -> object:
    words = ",".join(map(str, value)) if isinstance(value, list | tuple) else value
    if isinstance(words, str):
        parse_days(words)
    return words


def _quiet(value: object) -> object:
    if isinstance(value, str):
        parse_quiet(value)
    return value


def _handover(value: object) -> object:
    if isinstance(value, str):
        parse_handover(value)
    return value


def _some(value: tuple[T, ...]) -> tuple[T, ...]:
    if not value:
        raise ValueError("is empty; write at least one")
    return value


def _slack_user(value: object) -> object:
    if isinstance(value, str) and (value.startswith(("@", "<", "#")) or " " in value):
        raise ValueError('write the member id from the Slack profile, such as "U012AB3CD"')
    return value


def _telegram_user(value: object) -> object:
    if isinstance(value, str) and value and not (value.isascii() and value.isdigit()):
        raise ValueError('write the numeric id, such as "123456789" (@userinfobot tells it)')
    return value


def _webhook_secret(value: object) -> object:
    if isinstance(value, str) and value and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
        raise ValueError("Telegram takes 1 to 256 characters of A-Z, a-z, 0-9, _ and - alone")
    return value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Zone = Annotated[str, BeforeValidator(_zone)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
Secret = Annotated[str, Field(repr=False)]
Wait = Annotated[float, BeforeValidator(_not_a_switch), Field(ge=1, le=TEN_YEARS_S, allow_inf_nan=False)]
Timeout = Annotated[float, BeforeValidator(_not_a_switch), Field(gt=0, le=3600, allow_inf_nan=False)]
Days = Annotated[int, BeforeValidator(_not_a_switch), Field(ge=1, le=36_500)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, populate_by_name=True)


class PracticeSection(Section):
    name: Name = "Our practice"
    timezone: Annotated[str, BeforeValidator(_zone), Field(min_length=1)] = "UTC"
    country: Annotated[str, BeforeValidator(_country)] = ""
    language: Annotated[str, BeforeValidator(_language)] = "en"
    prompts: Annotated[str, BeforeValidator(_folder)] = ""


class DatabaseSection(Section):
    url: Annotated[str, BeforeValidator(_database), Field(repr=False)] = "sqlite:///data/handrail.db"


class SecuritySection(Section):
    master_key: Secret = ""
    master_key_file: str = ""


class TelegramSection(Section):
    token: Secret = ""
    mode: Literal["polling", "webhook"] = "polling"
    api_base_url: WebAddress = "https://api.telegram.org"
    webhook_url: WebAddress = ""
    webhook_secret: Annotated[Secret, BeforeValidator(_webhook_secret)] = ""
    webhook_check_s: Wait = 20
    connect_timeout_s: Timeout = 5
    read_timeout_s: Timeout = 10
    poll_timeout_s: Annotated[int, BeforeValidator(_not_a_switch), Field(ge=1, le=50)] = 25


class SlackSection(Section):
    bot_token: Secret = ""
    app_token: Secret = ""
    signing_secret: Secret = ""
    mode: Literal["socket", "http"] = "socket"
    api_base_url: WebAddress = "https://slack.com/api/"
    escalation_channel: str = ""
    ping_interval_s: Timeout = 5
    page_timeout_s: Timeout = 3
    request_timeout_s: Timeout = 10


class ModelSection(Section):
    provider: Literal["none", "anthropic"] = "none"
    api_key: Secret = ""
    base_url: WebAddress = "https://api.anthropic.com"
    name: str = ""
    deadline_s: Wait = 8
    monthly_budget_usd: Annotated[float, BeforeValidator(_not_a_switch), Field(ge=0, allow_inf_nan=False)] = (
        20
    )


class WebSection(Section):
    host: Name = "127.0.0.1"
    port: Annotated[int, BeforeValidator(_not_a_switch), Field(ge=0, le=65_535)] = 8765
    public_url: WebAddress = ""


class StepSection(Section):
    target: Name
    wait_s: Wait = 300
    ways: Annotated[tuple[Way, ...], AfterValidator(_some)] = (Way.SLACK, Way.TELEGRAM, Way.APPRISE)


DEFAULT_STEPS = (
    StepSection(target="oncall", wait_s=120),
    StepSection(target="owner", wait_s=120),
    StepSection(target="everybody", wait_s=300),
)


class EscalationSection(Section):
    contact_within_s: Wait = 900
    tell_client_after_s: Wait = 300
    resolve_within_s: Wait = 14_400
    hand_back_within_s: Wait = 14_400
    review_within_s: Wait = 86_400
    repeat_every_s: Wait = 300
    repeat_max_s: Wait = 3_600
    steps: tuple[StepSection, ...] = DEFAULT_STEPS


class CoachSection(Section):
    name: Name
    slack_user: Annotated[str, BeforeValidator(_slack_user)] = ""
    telegram_user_id: Annotated[str, BeforeValidator(_telegram_user)] = ""
    phone: str = ""
    apprise: Annotated[tuple[str, ...], Field(repr=False)] = ()
    role: Role | None = None  # None: owner if this is the only coach, else coach


class RotationSection(Section):
    name: Name
    coaches: Annotated[tuple[str, ...], AfterValidator(_some)]
    period: Period = Period.WEEKLY
    handover: Annotated[str, BeforeValidator(_handover)] = "Mon 09:00"
    start: date = date(2024, 1, 1)  # a Monday
    timezone: Zone = ""  # the practice's


class OverrideSection(Section):
    rotation: Name
    coach: Name
    from_at: Annotated[datetime, Field(alias="from")]
    to_at: Annotated[datetime, Field(alias="to")]


class CheckInSection(Section):
    time: Annotated[TimeOfDay, BeforeValidator(_time)] = TimeOfDay(18, 0)
    days: Annotated[str, BeforeValidator(_days)] = "daily"
    reminder_after_s: Wait = 7_200
    expire_after_s: Wait = 43_200
    quiet_hours: Annotated[str, BeforeValidator(_quiet)] = "22:00-07:00"


class RetentionSection(Section):
    transcript_days: Days = 365
    audit_days: Days = 1_095
