"""The whole visit: every check side by side, in the order in which people read them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot import config, config_practice
from bot.core.checks import Check, Status, failed, note
from bot.core.errors import ConfigError
from bot.doctor import channels, crisis, database, key, people, practice, process
from bot.doctor.deadline import in_thread
from bot.opening import prompt_roots
from bot.store import inspection


async def visit(
    settings: config.Settings, source: config.Source, now: Callable[[], datetime]
) -> tuple[Check, ...]:
    """All checks of a practice. Takes 20 s at most, changes nothing, rings nobody."""
    if source is config.Source.SAMPLE:
        return await _playground(settings, now)
    at = now()
    channel_checks, stored, running = await asyncio.gather(
        channels.examine(settings, now), _stored(settings, now), process.examine(settings)
    )
    # Only now: it takes the processor for some seconds, and answers that are in time would look late.
    shown = await in_thread("practice", lambda: practice.examine(settings))
    about = settings.practice
    checks = [
        *channel_checks,
        *people.examine(
            config_practice.team_of(settings), config_practice.policy_of(settings), at, about.timezone
        ),
        *stored,
        *crisis.examine(prompt_roots(settings), about.prompts, about.country, at.date()),
        *shown,
        *running,
    ]
    return (*checks, *_would_start(settings, checks))


async def _stored(settings: config.Settings, now: Callable[[], datetime]) -> list[Check]:
    """Database, key, and whose each client is."""
    found = await database.examine(settings, now)
    checks = [*found.checks]
    if found.database is not None or Status.FAILED not in {check.status for check in found.checks}:
        checks += key.examine(settings, found.database.wrapped_key if found.database else None)
    if found.current:
        by_coach = await in_thread("clients", lambda: inspection.clients_by_coach(settings.database.url))
        checks += people.clients(config_practice.team_of(settings), by_coach)
    return checks


def _would_start(settings: config.Settings, checks: list[Check]) -> list[Check]:
    """What `run` refuses is told by a check of its own above; this is for what none of them looked at."""
    if any(check.status is Status.FAILED for check in checks):
        return []
    try:
        config.check_supported(settings)
    except ConfigError as error:
        return [failed("settings", f"`handrail run` would not start: {error}", str(error))]
    return []


async def _playground(settings: config.Settings, now: Callable[[], datetime]) -> tuple[Check, ...]:
    """Nothing there reaches anybody, so nothing of a real practice is asked for."""
    stored, shown = await asyncio.gather(
        _stored(settings, now), in_thread("practice", lambda: practice.examine(settings))
    )
    sample = note(
        "settings",
        "no settings are given: this is the playground with a sample practice, and nobody real is reached",
        "for your own practice: handrail init",
    )
    return (sample, *stored, *shown)
