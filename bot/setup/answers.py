"""Answers: the settings as somebody gave them, in questions or in a file, without what the environment says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.config import Settings
from bot.config_problems import problems_of, what_is_wrong
from bot.config_sections import Section
from bot.core.errors import ConfigError


class Answers(Settings):
    """What is set here was said; the rest are defaults, which need not be written."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def from_file(path: Path) -> Answers:
    """The answers in a TOML file of the settings' own form; `ConfigError` has a line for each mistake."""
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: cannot be read: {getattr(error, 'strerror', '') or 'not UTF-8'}"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from None
    return _of(written, str(path))


def _of(written: Mapping[str, object], file: str) -> Answers:
    try:
        return Answers(**written)  # type: ignore[arg-type]  # whatever stands in the file; checked here
    except ValidationError as error:
        raise ConfigError(problems_of(error, Settings, file, {})) from None


def problem(section: type[Section], key: str, value: str) -> str:
    """What the settings' own check says about one value; empty when it may stand there."""
    try:
        section.model_validate({key: value})
    except ValidationError as error:
        return what_is_wrong(error, key, section)
    return ""
