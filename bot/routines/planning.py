"""When a client is next asked, and when the conversation next wants waking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core.client import Client, Membership
from bot.core.practice import Practice
from bot.routines.cadence import Schedule, next_checkin
from escalation.localtime import local

ERASE_AT_LATEST = timedelta(days=30)  # GDPR Art. 12(3): a request is met within one month


def schedule_of(client: Client, practice: Practice) -> Schedule:
    """The client's own times; the practice's where the client has not said."""
    return Schedule(
        zone=client.profile.zone or practice.zone,
        at=client.profile.hour or practice.checkin.hour,
        days=frozenset(client.profile.days or practice.checkin.days),
        quiet=practice.checkin.quiet,
    )


def local_day(client: Client, practice: Practice, now: datetime) -> date:
    return local(now, client.profile.zone or practice.zone).date()


def planned(client: Client, practice: Practice, now: datetime) -> Client:
    """The client with the next check-in after `now`. A time that has passed today is not made up for."""
    if client.membership is not Membership.ACTIVE:
        return replace(client, next_checkin_at=None)
    schedule = schedule_of(client, practice)
    here = local(now, schedule.zone)
    asked = client.last_day
    if here.time() >= schedule.at and (asked is None or asked < here.date()):
        asked = here.date()
    return replace(client, next_checkin_at=next_checkin(schedule, now, asked))


def replanned(client: Client, practice: Practice, now: datetime) -> Client:
    """After a change of hour, days or zone: a chosen day that has not been asked yet is asked late, not dropped."""
    if client.membership is not Membership.ACTIVE:
        return replace(client, next_checkin_at=None)
    return replace(client, next_checkin_at=next_checkin(schedule_of(client, practice), now, client.last_day))


def awake(client: Client) -> Client:
    """The client with `wake_at` set to the earliest moment that any routine waits for; None only when none does."""
    moments: list[datetime | None] = []
    if client.delete_asked_at:
        moments.append(client.delete_asked_at + ERASE_AT_LATEST)
    if not client.held_by:
        moments += [client.erase_at, client.next_checkin_at]
        if client.checkin:
            moments += [client.checkin.reminder_at, client.checkin.expires_at]
        if client.exercise:
            moments.append(client.exercise.next_at)
    return replace(client, wake_at=min((moment for moment in moments if moment), default=None))
