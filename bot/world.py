"""World: what every handling of an event may rely on, settled when the process started."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.practice import Practice
from escalation.words import Coach, Verdict


@dataclass(frozen=True, slots=True)
class World:
    """The practice, and the senses: deterministic functions that need data files, none of them slow."""

    practice: Practice
    triage: Callable[[str], Verdict]
    zone_at: Callable[[float, float], str]  # latitude, longitude -> IANA name; "" where nobody lives
    rules: str  # the version of the red-flag packs, for the audit
    coach_channel: str  # "slack" or "playground"


def coach_who_acts(practice: Practice, via: str, user: str) -> Coach | None:
    """The coach behind a person's id in `via`; nobody else acts."""
    for coach in practice.team.coaches:
        known = {
            "slack": coach.slack_user,
            "telegram": coach.telegram_user_id,
        }.get(via, coach.name)
        if known and known == user:
            return coach
    return None
