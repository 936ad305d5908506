"""What a client can ask of the avatar at any time, in commands or in plain words, and what it then does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from bot.core.client import Ask, Client, Membership, Move, moved
from bot.core.effects import Effect, Erase, Export, OpenReview, Turn
from bot.core.outgoing import PRIORITY_COACH, Notice, Origin, Send
from bot.core.practice import Practice
from bot.routines import checkin, onboarding
from bot.routines.planning import planned, replanned
from bot.routines.review import by_when, review
from bot.routines.trends import Direction, direction, values
from bot.routines.understanding import Command, CommandName, days_of, time_of_day, yes_no
from bot.routines.voice import reply, row, rows, tap_answer, words
from bot.routines.words_fold import fold
from escalation.words import Finding, Lane

PURPOSES = ("notes", "drafts", "personalization")


def done(client: Client, command: Command, update_id: str, practice: Practice, now: datetime) -> Turn:
    """The command carried out for a client who is not held."""
    match command.name:
        case CommandName.START | CommandName.HELP:
            return _told(client, practice, now, "help")
        case CommandName.CHECKIN:
            return _checkin(client, practice, now)
        case CommandName.SKIP:
            if client.checkin is None:
                return _told(client, practice, now, "skip.nothing")
            return checkin.onward(checkin.skipped(client, practice), practice, now)
        case CommandName.PAUSE:
            if client.membership is not Membership.ACTIVE:
                return _told(client, practice, now, "pause.already")
            rested, kept = _put_away(client, now)
            paused = planned(replace(moved(rested, Move.PAUSE), asking=None), practice, now)
            return Turn(paused, (*kept, reply(paused, words(paused, practice, "pause.done"), now)))
        case CommandName.RESUME:
            if client.membership is not Membership.PAUSED:
                return _told(
                    client, practice, now, "resume.already", **onboarding.plan_words(client, practice)
                )
            back = planned(moved(client, Move.RESUME), practice, now)
            return _told(back, practice, now, "resume.done", **onboarding.plan_words(back, practice))
        case CommandName.STOP:
            return _stopped(client, practice, now)
        case CommandName.WHEN:
            if command.argument:
                return when_answered(client, command.argument, practice, now)
            asking = replace(client, asking=Ask.WHEN)
            return _told(asking, practice, now, "ask.when", **onboarding.plan_words(client, practice))
        case CommandName.PROGRESS:
            return Turn(client, (reply(client, progress(client, practice), now),))
        case CommandName.HUMAN:
            return _human(client, update_id, practice, now)
        case CommandName.POLICY:
            return policy(client, practice, now)
        case CommandName.EXPORT:
            return Turn(client, (Export(),))
        case CommandName.DELETE:
            buttons = row(
                (words(client, practice, "button.delete"), f"delete.yes:{client.id}"),
                (words(client, practice, "button.keep"), f"delete.no:{client.id}"),
            )
            asking = replace(client, asking=Ask.DELETE)
            return Turn(asking, (reply(asking, words(client, practice, "ask.delete"), now, buttons),))


def _told(client: Client, practice: Practice, now: datetime, key: str, **values: str | int) -> Turn:
    return Turn(client, (reply(client, words(client, practice, key, **values), now),))


def _checkin(client: Client, practice: Practice, now: datetime) -> Turn:
    if client.membership is Membership.PAUSED:
        return _told(client, practice, now, "checkin.paused")
    if client.checkin is not None:
        return checkin.asked_again(client, practice, now, words(client, practice, "checkin.still_open"))
    return checkin.started(client, practice, now)


def _put_away(client: Client, now: datetime) -> tuple[Client, tuple[Effect, ...]]:
    closed, kept = checkin.closed_early(client, now)
    return replace(closed, exercise=None), kept


def _stopped(client: Client, practice: Practice, now: datetime) -> Turn:
    rested, kept = _put_away(client, now)
    left = planned(replace(moved(rested, Move.STOP), asking=None), practice, now)
    told = Send(
        Notice(f"{client.name} has stopped the check-ins.", client.coach), Origin.SAFETY, PRIORITY_COACH
    )
    return Turn(left, (*kept, reply(left, words(left, practice, "stop.done"), now), told))


def _human(client: Client, update_id: str, practice: Practice, now: datetime) -> Turn:
    wish = Finding("human_request", Lane.REVIEW, "command.human", "", 0, 0, "asked for a person")
    asked: OpenReview = review(client, update_id, "/human", (wish,), practice, now)
    by = by_when(client, practice, now)
    crisis = practice.crisis.emergency()
    return Turn(client, (asked,)).then(
        reply(client, words(client, practice, "human.done", by=by, crisis=crisis), now)
    )


# --- the dialogues that a command opens ---------------------------------------------------------------


def when_answered(client: Client, text: str, practice: Practice, now: datetime) -> Turn:
    """A new hour, new days or a new zone, whichever the words mean; nothing changes when they mean none."""
    hour: time | None = time_of_day(text)
    days = days_of(text)
    zone = None if hour or days else onboarding.zone_meant(text, practice, now)
    if not (hour or days or zone):
        return _told(client, practice, now, "when.not_understood")
    profile = client.profile
    changed = replace(
        client,
        asking=None,
        profile=replace(
            profile,
            hour=hour or profile.hour,
            days=tuple(sorted(days)) if days else profile.days,
            zone=zone or profile.zone,
        ),
    )
    changed = replanned(changed, practice, now)
    return _told(changed, practice, now, "when.done", **onboarding.plan_words(changed, practice))


def zone_moved(client: Client, zone: str, practice: Practice, now: datetime) -> Turn:
    """A shared location while asked for the time: the zone changes, the place is not kept."""
    changed = replace(client, asking=None, profile=replace(client.profile, zone=zone))
    changed = replanned(changed, practice, now)
    return _told(changed, practice, now, "when.done", **onboarding.plan_words(changed, practice))


def delete_answered(client: Client, text: str, practice: Practice, now: datetime) -> Turn:
    """Only a clear yes, or the button's own words, erase."""
    meant = yes_no(text) == "yes" or fold(text) == fold(words(client, practice, "button.delete"))
    return erased(client, practice, now) if meant else _kept(client, practice, now)


def _kept(client: Client, practice: Practice, now: datetime) -> Turn:
    if client.membership is Membership.ONBOARDING:
        return onboarding.resumed(client, practice, now, words(client, practice, "delete.kept"))
    return _told(replace(client, asking=None), practice, now, "delete.kept")


def erased(client: Client, practice: Practice, now: datetime) -> Turn:
    """Everything is destroyed; the farewell is sealed with the practice's key, since the client's is gone."""
    farewell = reply(client, words(client, practice, "delete.done"), now)
    told = Send(
        Notice(f"Client {client.id} asked for erasure; it is done.", client.coach),
        Origin.SAFETY,
        PRIORITY_COACH,
    )
    return Turn(client, (Erase((farewell, told)),))


def tapped(client: Client, data: str, tap: str, practice: Practice, now: datetime) -> Turn | None:
    """A button of /delete or /policy; None when it is neither's."""
    head, _, instance = data.partition(":")
    done_ = tap_answer(client, tap, now)
    match head:
        case "delete.yes" if instance == client.id and client.asking is Ask.DELETE:
            turn = erased(client, practice, now)
            return Turn(turn.client, (done_, *turn.effects))
        case "delete.no" if instance == client.id:
            turn = _kept(client, practice, now)
            return Turn(turn.client, (done_, *turn.effects))
        case "policy.turn" if instance in PURPOSES:
            off = set(client.profile.declined) ^ {instance}
            changed = replace(client, profile=replace(client.profile, declined=tuple(sorted(off))))
            key = "policy.off" if instance in off else "policy.on"
            text = words(client, practice, key, purpose=words(client, practice, f"purpose.{instance}"))
            return Turn(changed, (tap_answer(client, tap, now), reply(changed, text, now)))
    return None


def policy(client: Client, practice: Practice, now: datetime) -> Turn:
    """What was agreed to, what is kept, what remains in Slack, and single purposes that can be declined."""
    profile = client.profile
    text = words(
        client,
        practice,
        "policy.text",
        version=profile.consent or "-",
        on=f"{profile.consented_at:%Y-%m-%d}" if profile.consented_at else "-",
        days_kept=practice.retention.transcript.days,
        audit_kept=practice.retention.audit.days,
        review_hours=onboarding.span_words(client, practice, practice.review_within.total_seconds()),
    )
    buttons = rows(
        *(
            row(
                (
                    words(
                        client,
                        practice,
                        "button.allow" if purpose in profile.declined else "button.forbid",
                        purpose=words(client, practice, f"purpose.{purpose}"),
                    ),
                    f"policy.turn:{purpose}",
                )
            )
            for purpose in PURPOSES
        )
    )
    return Turn(client, (reply(client, text, now, buttons),))


def progress(client: Client, practice: Practice) -> str:
    """The last check-ins in words: how many, the latest scores, and where each is heading."""
    if not client.recent:
        return words(client, practice, "progress.none")
    complete = sum(record.complete for record in client.recent)
    lines = [words(client, practice, "progress.count", n=len(client.recent), complete=complete)]
    for key in ("energy", "stress", "sleep"):
        numbers = values(client.recent, key)
        if not numbers:
            continue
        heading = direction(client.recent, key)
        better = heading is (Direction.DOWN if key == "stress" else Direction.UP)
        trend = {
            Direction.UNKNOWN: "progress.unknown",
            Direction.FLAT: "progress.flat",
        }.get(heading, "progress.improving" if better else "progress.declining")
        lines.append(
            f"{words(client, practice, f'q.{key}.short')}: {' '.join(map(str, numbers[-7:]))}"
            f" - {words(client, practice, trend)}"
        )
    wins = [record.win for record in client.recent if record.win][-2:]
    if wins:
        lines.append(words(client, practice, "progress.wins", wins="; ".join(f'"{win}"' for win in wins)))
    return "\n".join(lines)
