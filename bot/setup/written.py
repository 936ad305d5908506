"""Writes answers as a settings file with a comment at each key, readable by its owner alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path

from pydantic import BaseModel

from bot import config
from bot.core.errors import ConfigError
from bot.setup.answers import Answers

HEAD = """\
# Handrail's settings, written by `handrail init`. Change them here as you like, and start Handrail again afterwards.
# This file holds passwords: only its owner may read it. Every key that may stand here is explained in
# config.example.toml; what is left out has its default. After a change: handrail doctor
"""

SECTIONS = {
    "practice": "Who you are.",
    "database": "Where everything is kept.",
    "security": "The key that all of it is sealed with. Whoever loses it loses every client's words.",
    "telegram": "Where clients write.",
    "slack": "Where coaches are called.",
    "web": "Health, acknowledge links, webhooks.",
    "coaches": "Who is called. At least one is an owner.",
    "rotations": "Who is called first.",
    "escalation": "How long to wait, and for whom.",
}
KEYS = {
    "practice.name": "as clients read it",
    "practice.timezone": "the coaches' clock; each client has their own",
    "practice.country": "whose emergency and crisis numbers clients are shown",
    "practice.language": "for whoever has not chosen one",
    "practice.prompts": "your own words and crisis lines: they come before the shipped ones",
    "telegram.token": "from @BotFather; whoever has it speaks as your bot",
    "slack.bot_token": "Install App, Bot User OAuth Token",
    "slack.app_token": "Basic Information, App-Level Tokens, with connections:write",
    "slack.signing_secret": 'Basic Information; for mode = "http"',
    "slack.escalation_channel": "the channel's id; the app must be a member there",
    "coaches.name": "as clients read it, and as commands name them",
    "coaches.slack_user": "the Slack member id: may press buttons and is mentioned",
    "coaches.telegram_user_id": "a second way to call; must have started the bot once",
    "coaches.phone": "shown to the other coaches",
    "coaches.apprise": "SMS, mail or push; never carries a client's words",
    "coaches.role": '"owner", "coach" or "assistant"',
    "rotations.coaches": "in turn",
    "rotations.period": '"weekly" or "daily"',
    "rotations.start": "the first day of the first coach's first turn",
}
LEFT_OUT = {
    "telegram": '# [telegram]\n# token = ""                    # left out: no client can write yet. From @BotFather',
    "slack": (
        '# [slack]\n# bot_token = ""                # left out: coaches are called by their other ways only.\n'
        '# app_token = ""                # The app is made from: handrail init --slack-manifest\n'
        '# escalation_channel = ""'
    ),
}

Scalar = str | int | float | date | time | Enum


def as_toml(answers: Answers) -> str:
    """What was said, section by section; defaults are left out."""
    parts = [HEAD]
    for section in Answers.model_fields:
        value = getattr(answers, section)
        comment = f"# {SECTIONS[section]}\n" if section in SECTIONS else ""
        if isinstance(value, tuple):
            tables = ["\n".join(_table(section, each, f"[[{section}]]")) for each in value]
            parts += [comment + "\n\n".join(tables) + "\n"] if tables else []
        elif value.model_fields_set:
            parts.append(comment + "\n".join(_table(section, value, f"[{section}]")) + "\n")
        elif section in LEFT_OUT:
            parts.append(comment + LEFT_OUT[section] + "\n")
    return "\n".join(parts)


def _table(section: str, model: BaseModel, head: str) -> Iterator[str]:
    yield head
    below: list[str] = []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name not in model.model_fields_set or value is None:
            continue
        key = field.alias or name
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for each in value:
                below += ["", *_table(f"{section}.{key}", each, f"[[{section}.{key}]]")]
            continue
        line = f"{key} = {_value(value)}"
        comment = KEYS.get(f"{section}.{key}", "")
        yield f"{line:<31} # {comment}" if comment else line
    yield from below


def _value(value: object) -> str:
    match value:
        case Enum():
            return _value(value.value)
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case tuple() | list():
            return f"[{', '.join(_value(each) for each in value)}]"
        case Mapping():
            return f"{{{', '.join(f'{key} = {_value(each)}' for key, each in value.items())}}}"
        case _:
            raise TypeError(f"no TOML for {type(value).__name__}")


def save(answers: Answers, path: Path) -> Path | None:
    """Write `path` (0600), once the settings' own checks have passed. Where the file that stood there is now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft-{os.getpid()}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(as_toml(answers))
            file.flush()
            os.fsync(file.fileno())
        try:
            config.check_supported(config.load(draft))
        except ConfigError as error:
            raise ConfigError(str(error).replace(str(draft), str(path))) from None
        former = path.with_name(f"{path.name}.before") if path.exists() else None
        if former is not None:
            path.replace(former)
            former.chmod(0o600)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return former
