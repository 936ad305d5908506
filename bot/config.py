"""The settings of a practice: one TOML file, the environment above it, checked as a whole."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot import config_checks as checks
from bot.config_practice import team_of, ways_of
from bot.config_problems import keys_of, problems_of, unknown
from bot.config_sample import SAMPLE
from bot.config_sections import (
    CheckInSection,
    CoachSection,
    DatabaseSection,
    EscalationSection,
    ModelSection,
    OverrideSection,
    PracticeSection,
    RetentionSection,
    RotationSection,
    SecuritySection,
    SlackSection,
    TelegramSection,
    WebSection,
)
from bot.core.errors import ConfigError
from escalation.words import Way

DEFAULT_FILE = "handrail.toml"
PREFIX = "HANDRAIL_"


class Source(Enum):
    """Where the settings come from; only the sample practice has a playground."""

    FILE = "file"
    SAMPLE = "sample"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=PREFIX, env_nested_delimiter="__", validate_default=False
    )

    practice: PracticeSection = PracticeSection()
    database: DatabaseSection = DatabaseSection()
    security: SecuritySection = SecuritySection()
    telegram: TelegramSection = TelegramSection()
    slack: SlackSection = SlackSection()
    model: ModelSection = ModelSection()
    web: WebSection = WebSection()
    escalation: EscalationSection = EscalationSection()
    coaches: tuple[CoachSection, ...] = ()
    rotations: tuple[RotationSection, ...] = ()
    overrides: tuple[OverrideSection, ...] = ()
    checkin: CheckInSection = CheckInSection()
    retention: RetentionSection = RetentionSection()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # What the file says is passed as arguments; the environment stands above it.
        return env_settings, init_settings


def find_file(given: Path | None, environment: Mapping[str, str], folder: Path) -> Path | None:
    """The settings file: the one given, else HANDRAIL_CONFIG, else `folder`/handrail.toml."""
    if given is not None:
        return given
    if named := environment.get("HANDRAIL_CONFIG"):
        return Path(named)
    return folder / DEFAULT_FILE if (folder / DEFAULT_FILE).is_file() else None


def load(path: Path | None) -> Settings:
    """The settings in `path` and the environment; without a file, the sample practice.

    `ConfigError` has a line for each mistake: where it stands, what is wrong, what to write.
    """
    if path is None:
        return sample()
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        how = "start from config.example.toml, or run: handrail init"
        raise ConfigError(f"{path}: there is no such file; {how}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not text in UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        written = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        hint = '; words stand in "quotes"' if "Invalid value" in str(error) else ""
        raise ConfigError(f"{path}: is not valid TOML: {error}{hint}") from None
    return _checked(written, str(path))


def sample() -> Settings:
    """The playground's practice, as the environment changes it."""
    return _checked(SAMPLE, "the sample practice")


def check_supported(settings: Settings) -> None:
    """Raises `ConfigError` for settings that are well-formed but that `run` cannot honour."""
    if problem := checks.slack_door(settings.slack):
        raise ConfigError(problem)
    if not settings.coaches:
        raise ConfigError("[[coaches]]: nobody can be called yet; add yourself, as config.example.toml shows")


def warnings_of(settings: Settings) -> tuple[str, ...]:
    """What works, but probably not as meant; for people."""
    return tuple(_warnings(settings))


def _checked(written: Mapping[str, object], file: str) -> Settings:
    environment = {name: value for name, value in os.environ.items() if name.upper().startswith(PREFIX)}
    if wrong := [line for name, value in environment.items() for line in _wrong_variable(name, value)]:
        raise ConfigError("\n".join(wrong))
    try:
        settings = Settings(**written)  # type: ignore[arg-type]  # whatever stands in the file; checked here
    except ValidationError as error:
        raise ConfigError(problems_of(error, Settings, file, environment)) from None
    if problems := list(_problems(settings)):
        raise ConfigError("\n".join(f"{file}: {problem}" for problem in problems))
    return settings


def _wrong_variable(name: str, value: str) -> Iterator[str]:
    """A variable named after a section, or with `__` in it, is a setting; HANDRAIL_CONFIG, say, is not."""
    section, *keys = name.upper().removeprefix(PREFIX).lower().split("__")
    if section not in Settings.model_fields:
        if keys:
            yield f"environment variable {name}: {unknown(section, (), Settings)}"
    elif keys and keys[0] not in keys_of(Settings, (section,)):
        yield f"environment variable {name}: {unknown(keys[0], (section,), Settings)}"
    elif not keys or keys_of(Settings, (section, *keys)):
        try:
            json.loads(value)
        except ValueError:
            yield f"environment variable {name}: is not JSON, as a whole section or list must be here"


def _problems(settings: Settings) -> Iterator[str]:
    names = tuple(coach.name for coach in settings.coaches)
    zone = settings.practice.timezone
    yield from checks.coaches(settings.coaches)
    yield from checks.rotations(settings.rotations, names)
    yield from checks.overrides(settings.overrides, settings.rotations, names, zone)
    yield from checks.steps(settings.escalation.steps, settings.rotations, names)
    yield from checks.webhook(settings.telegram, settings.web)
    if settings.security.master_key and settings.security.master_key_file:
        yield "[security]: master_key and master_key_file are both given; keep one"


def _warnings(settings: Settings) -> Iterator[str]:
    slack = settings.slack
    if settings.model.provider == "anthropic":
        yield '[model] provider: "anthropic" is not used by this version; the floor stands alone'
    if not settings.practice.country:
        yield "[practice] country: not given; clients in danger are shown no number of their own country"
    if not settings.telegram.token and not slack.bot_token:
        yield "[telegram] token: not given, nor [slack] bot_token; no client can reach this practice"
    if slack.bot_token and not slack.escalation_channel:
        yield "[slack] escalation_channel: not given; Slack is not used for pages"
    if not slack.bot_token:
        yield "[slack] bot_token: not given; pages go by the coaches' other ways only"
    ways = ways_of(settings)
    for coach in team_of(settings).coaches:
        if not any(way in ways and coach.reachable_by(way) for way in Way):
            yield f'[[coaches]] "{coach.name}": can be paged by none of the ways that are set up'
    if settings.coaches and not settings.rotations:
        yield "[[rotations]]: none is given; nobody is on call, and calls go on to the next step at once"
