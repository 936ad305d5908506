"""What the clock brings to a conversation: check-in, reminder, expiry, exercise, erasure; and life after a hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.client import Client, Membership
from bot.core.effects import Effect, Erase, Turn
from bot.core.practice import Practice
from bot.routines import checkin, commands, exercise, onboarding
from bot.routines.cadence import outside_quiet
from bot.routines.planning import ERASE_AT_LATEST, local_day, planned, schedule_of
from bot.routines.voice import fixed, routine, words

EXPIRY_NOTE_KEEPS = timedelta(hours=2)


def woken(client: Client, practice: Practice, now: datetime) -> Turn:
    """Everything that is due at `now`, in the order in which it fell due."""
    if client.erase_at and client.erase_at <= now and not client.held_by:
        return Turn(client, (Erase(),))
    if client.delete_asked_at and client.delete_asked_at + ERASE_AT_LATEST <= now:
        return commands.erased(client, practice, now)
    if client.held_by:
        return Turn(client)
    effects: tuple[Effect, ...] = ()
    if client.exercise and client.exercise.next_at <= now:
        turn = exercise.woken(client, practice, now)
        client, effects = turn.client, turn.effects
    if client.checkin:
        turn = _checkin_woken(client, practice, now)
        client, effects = turn.client, effects + turn.effects
    if client.next_checkin_at and client.next_checkin_at <= now:
        turn = _asked(client, practice, now)
        client, effects = turn.client, effects + turn.effects
    return Turn(client, effects)


def _checkin_woken(client: Client, practice: Practice, now: datetime) -> Turn:
    open_ = client.checkin
    assert open_ is not None
    if open_.expires_at and open_.expires_at <= now:
        closed, kept = checkin.closed_early(client, now)
        if outside_quiet(now, schedule_of(client, practice)) != now:
            return Turn(closed, kept)
        key = "checkin.expired.some" if open_.answers else "checkin.expired.none"
        note = routine(closed, words(closed, practice, key), now + EXPIRY_NOTE_KEEPS)
        return Turn(closed, (*kept, note))
    if open_.reminder_at and open_.reminder_at <= now:
        reminded = replace(client, checkin=replace(open_, reminder_at=None))
        text, buttons = checkin.question(reminded, practice, words(client, practice, "checkin.reminder"))
        expires = open_.expires_at or now + EXPIRY_NOTE_KEEPS
        return Turn(reminded, (routine(reminded, text, expires, buttons),))
    return Turn(client)


def _asked(client: Client, practice: Practice, now: datetime) -> Turn:
    """The check-in of the day; one that comes on a later day than meant is not made up for."""
    assert client.next_checkin_at is not None
    today = local_day(client, practice, now)
    late = local_day(client, practice, client.next_checkin_at) != today
    if client.membership is not Membership.ACTIVE or client.unreachable or late or client.last_day == today:
        return Turn(planned(client, practice, now))
    return checkin.started(client, practice, now, expires_at=now + practice.checkin.expire_after)


def released(client: Client, practice: Practice, now: datetime, coach: str, stranger_kept: timedelta) -> Turn:
    """After hand-back. A deletion asked for meanwhile is done now; a stranger's words are erased a week later."""
    if client.delete_asked_at:
        return commands.erased(client, practice, now)
    if client.membership is Membership.VISITOR:
        return Turn(replace(client, erase_at=now + stranger_kept))
    free = planned(client, practice, now)
    if client.membership is Membership.ACTIVE:
        return Turn(free, (fixed(free.chat, words(free, practice, "hold.back_on", coach=coach)),))
    if client.membership is Membership.ONBOARDING:
        again = onboarding.resumed(free, practice, now)
        told = fixed(free.chat, words(free, practice, "hold.back_on_settings", coach=coach))
        return Turn(again.client, (told, *again.effects))
    return Turn(free, (fixed(free.chat, words(free, practice, "hold.closed", coach=coach)),))
