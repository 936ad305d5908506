"""Checks that need more than one key: names that must be known elsewhere, times that must fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from bot.config_sections import (
    CoachSection,
    OverrideSection,
    RotationSection,
    SlackSection,
    StepSection,
    TelegramSection,
    WebSection,
)
from bot.config_words import parse_handover
from escalation.localtime import instant
from escalation.words import Period, Role

TARGETS = '"oncall", "oncall:ROTATION", "owner", "coach:NAME" or "everybody"'

WEBHOOK_PATH = "/telegram/webhook"  # where the Telegram adapter answers


def coaches(listed: tuple[CoachSection, ...]) -> Iterator[str]:
    names = [coach.name for coach in listed]
    yield from _doubles("[[coaches]] name", [name.casefold() for name in names], names)
    yield from _doubles("[[coaches]] slack_user", [coach.slack_user for coach in listed])
    yield from _doubles("[[coaches]] telegram_user_id", [coach.telegram_user_id for coach in listed])
    if listed and not any(role_of(coach, listed) is Role.OWNER for coach in listed):
        yield '[[coaches]] role: nobody is the owner; give one coach role = "owner"'


def slack_door(slack: SlackSection) -> str:
    """Why this process could not hear Slack; empty when it can, or need not."""
    if not slack.bot_token:
        return ""
    if slack.mode == "http" and not slack.signing_secret:
        return (
            '[slack] signing_secret: mode "http" needs it to tell Slack from others; '
            "copy it from the app's page, Basic Information"
        )
    if slack.mode == "socket" and not slack.app_token:
        return (
            '[slack] app_token: mode "socket" needs one with connections:write (xapp-...); '
            'or set mode = "http" and give the signing_secret'
        )
    return ""


def role_of(coach: CoachSection, listed: tuple[CoachSection, ...]) -> Role:
    """A coach who is alone in the practice and has no role given is its owner."""
    if coach.role is not None:
        return coach.role
    return Role.OWNER if len(listed) == 1 else Role.COACH


def rotations(listed: tuple[RotationSection, ...], names: tuple[str, ...]) -> Iterator[str]:
    yield from _doubles("[[rotations]] name", [rotation.name for rotation in listed])
    for rotation in listed:
        place = f'[[rotations]] "{rotation.name}"'
        for name in rotation.coaches:
            if name not in names:
                yield f"{place}, coaches: {_nobody(name, names)}"
        if rotation.period is Period.WEEKLY and parse_handover(rotation.handover)[0] is None:
            yield f'{place}, handover: weekly needs its day; write "Mon {rotation.handover.strip()}"'


def overrides(
    listed: tuple[OverrideSection, ...],
    known: tuple[RotationSection, ...],
    names: tuple[str, ...],
    practice_zone: str,
) -> Iterator[str]:
    by_name = {rotation.name: rotation for rotation in known}
    for number, override in enumerate(listed, 1):
        place = f"[[overrides]] number {number}"
        if override.coach not in names:
            yield f"{place}, coach: {_nobody(override.coach, names)}"
        if override.rotation not in by_name:
            yield f"{place}, rotation: {_no_rotation(override.rotation, tuple(by_name))}"
            continue
        try:
            from_at, to_at = span_of(override, by_name[override.rotation].timezone or practice_zone)
        except (OverflowError, ValueError):
            yield f"{place}: from and to must be dates that a calendar can show"
            continue
        if from_at >= to_at:
            yield f"{place}, to: {override.to_at.isoformat(' ')} is not after from"


def span_of(override: OverrideSection, zone: str) -> tuple[datetime, datetime]:
    """From and to as aware UTC; what was written without an offset is wall time in `zone`."""
    return _aware(override.from_at, zone), _aware(override.to_at, zone)


def steps(
    listed: tuple[StepSection, ...], known: tuple[RotationSection, ...], names: tuple[str, ...]
) -> Iterator[str]:
    rotation_names = tuple(rotation.name for rotation in known)
    for number, step in enumerate(listed, 1):
        place = f"[[escalation.steps]] number {number}, target"
        kind, colon, name = step.target.partition(":")
        match kind, colon:
            case "oncall" | "owner" | "everybody", "":
                pass
            case "oncall", _:
                if name not in rotation_names:
                    yield f"{place}: {_no_rotation(name, rotation_names)}"
            case "coach", ":":
                if name not in names:
                    yield f"{place}: {_nobody(name, names)}"
            case _:
                yield f'{place}: "{step.target}" calls nobody; write {TARGETS}'


def webhook(telegram: TelegramSection, web: WebSection) -> Iterator[str]:
    if telegram.mode == "webhook" and not webhook_address(telegram, web):
        yield (
            '[telegram] webhook_url: mode = "webhook" needs the public address that Telegram calls; write it, or '
            '[web] public_url, such as "https://coach.example"'
        )


def webhook_address(telegram: TelegramSection, web: WebSection) -> str:
    """What Telegram is told to call: our path is added where none is written. Empty where no host is."""
    try:
        written = urlsplit(telegram.webhook_url or web.public_url)
    except ValueError:  # such as an address in brackets that is none
        return ""
    path = written.path
    if not telegram.webhook_url or not path.strip("/"):
        path = path.rstrip("/") + WEBHOOK_PATH
    return written._replace(path=path, fragment="").geturl() if written.hostname else ""


def _aware(at: datetime, zone: str) -> datetime:
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    return instant(at.date(), at.time().replace(second=0, microsecond=0), zone) + timedelta(seconds=at.second)


def _doubles(place: str, keys: Iterable[str], shown: Iterable[str] | None = None) -> Iterator[str]:
    keys = list(keys)
    seen: set[str] = set()
    for key, name in zip(keys, shown or keys, strict=True):
        if key and key in seen:
            yield f'{place}: "{name}" stands there twice; each must be its own'
        seen.add(key)


def _nobody(name: str, names: tuple[str, ...]) -> str:
    return f'"{name}" is not among the [[coaches]]{_instead(name, names)}'


def _no_rotation(name: str, names: tuple[str, ...]) -> str:
    return f'"{name}" is not among the [[rotations]]{_instead(name, names)}'


def _instead(name: str, names: tuple[str, ...]) -> str:
    near = process.extractOne(name, names, scorer=fuzz.ratio)
    return f'; did you mean "{near[0]}"?' if near else "; there are none yet"
