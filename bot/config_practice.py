"""Turns the settings as written into the values that the rules take: team, policy, check-ins, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from bot.config_checks import role_of, span_of
from bot.config_sections import (
    CheckInSection,
    CoachSection,
    EscalationSection,
    OverrideSection,
    PracticeSection,
    RetentionSection,
    RotationSection,
    SlackSection,
    TelegramSection,
)
from bot.config_words import parse_days, parse_handover, parse_quiet
from bot.core.practice import CheckInRules, Retention
from escalation.words import Coach, Override, Policy, Rotation, Step, Team, Way


class Written(Protocol):
    """The sections that are read here."""

    @property
    def practice(self) -> PracticeSection: ...
    @property
    def telegram(self) -> TelegramSection: ...
    @property
    def slack(self) -> SlackSection: ...
    @property
    def escalation(self) -> EscalationSection: ...
    @property
    def coaches(self) -> tuple[CoachSection, ...]: ...
    @property
    def rotations(self) -> tuple[RotationSection, ...]: ...
    @property
    def overrides(self) -> tuple[OverrideSection, ...]: ...
    @property
    def checkin(self) -> CheckInSection: ...
    @property
    def retention(self) -> RetentionSection: ...


def ways_of(settings: Written) -> frozenset[Way]:
    """The roads to a coach that are set up. Apprise needs nothing but a coach's own addresses."""
    ways = {Way.APPRISE}
    if settings.slack.bot_token and settings.slack.escalation_channel:
        ways.add(Way.SLACK)
    if settings.telegram.token:
        ways.add(Way.TELEGRAM)
    return frozenset(ways)


def team_of(settings: Written) -> Team:
    zones = {
        rotation.name: rotation.timezone or settings.practice.timezone for rotation in settings.rotations
    }
    return Team(
        coaches=tuple(_coach(coach, settings.coaches) for coach in settings.coaches),
        rotations=tuple(_rotation(rotation, zones[rotation.name]) for rotation in settings.rotations),
        overrides=tuple(_override(override, zones[override.rotation]) for override in settings.overrides),
        ways=ways_of(settings),
    )


def policy_of(settings: Written) -> Policy:
    written = settings.escalation
    return Policy(
        steps=tuple(Step(step.target, _seconds(step.wait_s), step.ways) for step in written.steps),
        contact_within=_seconds(written.contact_within_s),
        tell_client_after=_seconds(written.tell_client_after_s),
        resolve_within=_seconds(written.resolve_within_s),
        hand_back_within=_seconds(written.hand_back_within_s),
        repeat_every=_seconds(written.repeat_every_s),
        repeat_max=_seconds(written.repeat_max_s),
    )


def review_within_of(settings: Written) -> timedelta:
    """How long a message in the review lane may wait for a coach."""
    return _seconds(settings.escalation.review_within_s)


def checkin_of(settings: Written) -> CheckInRules:
    written = settings.checkin
    return CheckInRules(
        hour=written.time,
        days=parse_days(written.days),
        reminder_after=_seconds(written.reminder_after_s),
        expire_after=_seconds(written.expire_after_s),
        quiet=parse_quiet(written.quiet_hours),
    )


def retention_of(settings: Written) -> Retention:
    return Retention(
        transcript=timedelta(days=settings.retention.transcript_days),
        audit=timedelta(days=settings.retention.audit_days),
    )


def _seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def _coach(coach: CoachSection, listed: tuple[CoachSection, ...]) -> Coach:
    return Coach(
        name=coach.name,
        role=role_of(coach, listed),
        slack_user=coach.slack_user,
        telegram_user_id=coach.telegram_user_id,
        phone=coach.phone,
        apprise=coach.apprise,
    )


def _rotation(rotation: RotationSection, zone: str) -> Rotation:
    day, at = parse_handover(rotation.handover)
    return Rotation(
        name=rotation.name,
        coaches=rotation.coaches,
        period=rotation.period,
        handover_weekday=day or 0,
        handover_time=at,
        start=rotation.start,
        timezone=zone,
    )


def _override(override: OverrideSection, zone: str) -> Override:
    from_at, to_at = span_of(override, zone)
    return Override(override.rotation, override.coach, from_at, to_at)
