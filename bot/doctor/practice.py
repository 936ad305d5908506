"""Looks at what the practice says and hears: its texts, its red flags, its hours, its web address, its model."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from bot import config, opening
from bot.core.checks import Check, failed, note, ok
from bot.core.errors import ConfigError
from bot.texts import load_said
from escalation.redflags import PackError, load_packs

ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def examine(settings: config.Settings) -> list[Check]:
    return [
        *_about(settings),
        _words(settings),
        _flags(opening.PROMPTS / "redflags"),
        *_web(settings),
        *_model(settings),
    ]


def _about(settings: config.Settings) -> list[Check]:
    about = settings.practice
    if about.timezone == "UTC" and about.country:
        return [
            note(
                "practice",
                f'"{about.name}" in {about.country} keeps UTC: coaches read all times in it',
                'if you do not mean UTC, write such as timezone = "Europe/London" under [practice]',
            )
        ]
    return [ok("practice", f'"{about.name}", {about.country or "no country"}, {about.timezone}')]


def _words(settings: config.Settings) -> Check:
    try:
        texts = load_said(opening.prompt_roots(settings))
    except ConfigError as error:
        return failed(
            "practice.words", str(error), "mend that file as said, or take it out of your prompts folder"
        )
    if settings.practice.language not in texts.languages:
        return note(
            "practice.words",
            f"there are no texts in {settings.practice.language}; clients are written to in English",
            f"write one of {', '.join(texts.languages)} as [practice] language, or your own said/"
            f"{settings.practice.language}.toml",
        )
    return ok("practice.words", f"texts in {', '.join(texts.languages)}")


def _flags(folder: Path) -> Check:
    try:
        version = _version(folder)
    except PackError as error:
        return failed(
            "practice.redflags", str(error), f"restore {folder} as it is shipped: install Handrail again"
        )
    return ok("practice.redflags", f"the red flags load (version {version})")


@cache  # shipped files: they do not change while a process lives
def _version(folder: Path) -> str:
    return load_packs(folder).version


def _web(settings: config.Settings) -> list[Check]:
    url = settings.web.public_url
    if not url:
        return [
            note(
                "web.links",
                "[web] public_url is empty: pages carry no link to acknowledge, only the card and /handrail ack do",
                'write the address under which the web page is reached from outside, such as "https://coach.example"',
            )
        ]
    parts = urlsplit(url)
    if parts.hostname in ON_THIS_MACHINE:
        return [note("web.links", f"links in pages lead to {url}: they open on this machine only")]
    if parts.scheme != "https":
        return [note("web.links", f"links in pages lead to {url}, unencrypted", "put https in front of it")]
    return [ok("web.links", f"links in pages lead to {url}")]


def _model(settings: config.Settings) -> list[Check]:
    if settings.model.provider == "none":
        return []
    return [
        note(
            "model", f"[model] {settings.model.provider} is not used by this version; nothing was asked of it"
        )
    ]
