"""From the invite to the first plan: consent before anything is stored, then only what the invite left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from bot.core.client import Ask, Client, Membership, Move, moved
from bot.core.effects import Effect, Turn
from bot.core.outgoing import PRIORITY_COACH, Buttons, Notice, Origin, Send
from bot.core.practice import Practice
from bot.core.update import Body, SharedContact, Tapped, Update, Wrote
from bot.routines.planning import planned
from bot.routines.understanding import (
    CommandName,
    command_of,
    days_of,
    language_of,
    time_of_day,
    utc_offset_from_local,
    yes_no,
    zone_for_offset,
    zone_from,
)
from bot.routines.voice import language_of as language_for
from bot.routines.voice import reply, row, rows, settle, tap_answer, words
from escalation.localtime import local

CONSENT_VERSION = "2026-11"
FEWEST_DIGITS = 3  # of anything that may be a phone number: short ones exist

DAY_CHOICES = {"daily": (0, 1, 2, 3, 4, 5, 6), "weekdays": (0, 1, 2, 3, 4), "mwf": (0, 2, 4)}
HOUR_CHOICES = (time(7), time(8), time(9), time(18), time(20))


def welcome(client: Client, update: Update, practice: Practice, now: datetime) -> Turn:
    """The invite was opened: the whole consent, in the language of the invite or of the client's app."""
    joined = moved(client, Move.JOIN) if client.membership is not Membership.ONBOARDING else client
    joined = replace(
        joined,
        channel=update.channel,
        chat=update.chat,
        asking=Ask.CONSENT,
        rev=client.rev + 1,
        unreachable=False,
        erase_at=None,  # somebody who comes in is no passing stranger any more
        profile=replace(client.profile, consent="", consented_at=None),  # a yes of before does not count now
    )
    shown = joined
    if not joined.profile.language and update.language[:2] in practice.texts.languages:
        shown = replace(joined, profile=replace(joined.profile, language=update.language[:2]))
    return Turn(
        joined, (reply(joined, _consent_text(shown, practice), now, _consent_buttons(shown, practice)),)
    )


def _consent_text(client: Client, practice: Practice) -> str:
    return words(
        client,
        practice,
        "consent.text",
        days_kept=practice.retention.transcript.days,
        review_hours=span_words(client, practice, practice.review_within.total_seconds()),
        crisis=practice.crisis.lines(language_for(client, practice)),
    )


def span_words(client: Client, practice: Practice, seconds: float) -> str:
    """A duration as people say it: minutes up to two hours, then hours."""
    minutes = max(1, round(seconds / 60))
    if minutes < 120:
        return words(client, practice, "span.minutes" if minutes != 1 else "span.minute", n=minutes)
    return words(client, practice, "span.hours", n=round(minutes / 60))


def _consent_buttons(client: Client, practice: Practice) -> Buttons:
    return row(
        (words(client, practice, "button.agree"), f"consent.yes:{client.id}"),
        (words(client, practice, "button.decline"), f"consent.no:{client.id}"),
    )


def answered(client: Client, body: Body, practice: Practice, now: datetime) -> Turn:
    """What the client said or tapped while onboarding."""
    if client.asking is Ask.CONSENT or client.asking is None:
        return _consent(client, body, practice, now)
    match body:
        case Tapped(data=data, message=message, tap=tap):
            head, _, instance = data.partition(":")
            if instance.partition(".")[0] != client.asking.value:
                return Turn(client, (tap_answer(client, tap, now, words(client, practice, "tap.over")),))
            given = _tapped(client, head)
            done: tuple[Effect, ...] = (tap_answer(client, tap, now), settle(client, message))
            return _onward(given, done, practice, now) if given else Turn(client, done)
        case SharedContact(phone=phone) if client.asking is Ask.PHONE:
            return _onward(_told(client, phone=phone), (), practice, now)
        case Wrote(text=text):
            return _in_words(client, text, practice, now)
        case _:
            return asked(client, practice, now)


def located(client: Client, zone: str, practice: Practice, now: datetime) -> Turn:
    """A shared location answers the question about the time zone; the place itself is not kept."""
    return _onward(_told(client, zone=zone), (), practice, now)


def _consent(client: Client, body: Body, practice: Practice, now: datetime) -> Turn:
    choice: str | None = None
    effects: tuple[Effect, ...] = ()
    match body:
        case Tapped(data=data, message=message, tap=tap):
            effects = (tap_answer(client, tap, now), settle(client, message))
            choice = {"consent.yes": "yes", "consent.no": "no"}.get(data.partition(":")[0])
            if choice is None:
                return Turn(client, (tap_answer(client, tap, now, words(client, practice, "tap.over")),))
        case Wrote(text=text):
            choice = yes_no(text)
            command = command_of(text)
            if command and command.name in (CommandName.STOP, CommandName.DELETE):
                choice = "no"
    if choice == "yes":
        agreed = replace(client.profile, consent=CONSENT_VERSION, consented_at=now)
        return _onward(replace(client, profile=agreed), effects, practice, now)
    if choice == "no":
        goodbye = reply(client, words(client, practice, "consent.refused"), now)
        told = Notice(
            f"{client.name} read the consent and said no. Nothing was kept beyond the name.", client.coach
        )
        notice = Send(told, Origin.SAFETY, PRIORITY_COACH)
        return Turn(replace(moved(client, Move.REFUSE), asking=None), (*effects, goodbye, notice))
    again = reply(client, words(client, practice, "consent.again"), now, _consent_buttons(client, practice))
    return Turn(client, (again,))


def _tapped(client: Client, head: str) -> Client | None:
    """The client with the button's choice taken over; None when the button means nothing here."""
    if head == "q.skip" and client.asking is Ask.PHONE:
        return _told(client, phone="")
    if head == "q.skip" and client.asking is Ask.CONTACT:
        return _told(client, contact="")
    kind, _, choice = head.partition(".")
    match kind:
        case "lang":
            return _told(client, language=choice)
        case "hour":
            return _told(client, hour=time.fromisoformat(choice))
        case "days" if choice in DAY_CHOICES:
            return _told(client, days=DAY_CHOICES[choice])
    return None


def _in_words(client: Client, text: str, practice: Practice, now: datetime) -> Turn:
    given: Client | None = None
    command = command_of(text)
    skipping = (command is not None and command.name is CommandName.SKIP) or yes_no(text) == "no"
    match client.asking:
        case Ask.LANGUAGE:
            language = language_of(text)
            if language and language not in practice.texts.languages:
                return asked(client, practice, now, words(client, practice, "ask.language.unknown"))
            given = _told(client, language=language) if language else None
        case Ask.ZONE:
            zone = zone_meant(text, practice, now)
            given = _told(client, zone=zone) if zone else None
        case Ask.HOUR:
            hour = time_of_day(text)
            given = _told(client, hour=hour) if hour else None
        case Ask.DAYS:
            days = days_of(text)
            given = _told(client, days=tuple(sorted(days))) if days else None
        case Ask.PHONE:
            # A number that no phone rings at is worse than none: a coach would try it in an emergency.
            rings = sum(sign.isdigit() for sign in text) >= FEWEST_DIGITS
            given = _told(client, phone="" if skipping else text.strip()[:100]) if rings or skipping else None
        case Ask.CONTACT:
            given = _told(client, contact="" if skipping else text.strip()[:300])
        case _:
            pass
    if given is None:
        return asked(client, practice, now, words(client, practice, "ask.not_understood"))
    return _onward(given, (), practice, now)


def zone_meant(text: str, practice: Practice, now: datetime) -> str | None:
    """A zone from a place's name, or from what the client's clock shows."""
    zone = zone_from(text)
    if zone:
        return zone
    clock = time_of_day(text)
    return zone_for_offset(utc_offset_from_local(clock, now), now, practice.zone) if clock else None


def _told(
    client: Client,
    *,
    language: str | None = None,
    zone: str | None = None,
    hour: time | None = None,
    days: tuple[int, ...] | None = None,
    phone: str | None = None,
    contact: str | None = None,
) -> Client:
    old = client.profile
    return replace(
        client,
        profile=replace(
            old,
            language=old.language if language is None else language,
            zone=old.zone if zone is None else zone,
            hour=old.hour if hour is None else hour,
            days=old.days if days is None else days,
            phone=old.phone if phone is None else phone,
            contact=old.contact if contact is None else contact,
        ),
    )


def open_question(client: Client, practice: Practice) -> Ask | None:
    """The first thing still unknown, in the order of asking."""
    profile = client.profile
    if not profile.language and len(practice.texts.languages) > 1:
        return Ask.LANGUAGE
    if not profile.zone:
        return Ask.ZONE
    if profile.hour is None:
        return Ask.HOUR
    if not profile.days:
        return Ask.DAYS
    if profile.phone is None:
        return Ask.PHONE
    return Ask.CONTACT if profile.contact is None else None


def resumed(client: Client, practice: Practice, now: datetime, before: str = "") -> Turn:
    """Back to the first thing still unknown, after something else was asked in between."""
    asking = open_question(client, practice) if client.profile.consent else Ask.CONSENT
    if asking is None:
        return _onward(client, (), practice, now)
    return asked(replace(client, asking=asking), practice, now, before)


def _onward(client: Client, before: tuple[Effect, ...], practice: Practice, now: datetime) -> Turn:
    """The next open question, or "you are set"."""
    asking = open_question(client, practice)
    if asking is not None:
        turn = asked(replace(client, asking=asking), practice, now)
        return Turn(turn.client, before + turn.effects)
    settled = planned(replace(moved(client, Move.SETTLE), asking=None), practice, now)
    when = words(settled, practice, "set", **plan_words(settled, practice))
    told = Notice(f"{client.name} is set up: consent given, first check-in planned.", "")
    return Turn(
        settled,
        (*before, reply(settled, when, now), Send(told, Origin.SAFETY, PRIORITY_COACH)),
    )


def plan_words(client: Client, practice: Practice) -> dict[str, str]:
    """The plan in the client's own words: hour, days, zone, and when it next comes round."""
    profile = client.profile
    names = words(client, practice, "days.names").split()
    days = profile.days or practice.checkin.days
    at = client.next_checkin_at
    zone = profile.zone or practice.zone
    next_ = f"{names[local(at, zone).weekday()]} {local(at, zone):%H:%M}" if at else "-"
    return {
        "hour": f"{profile.hour or practice.checkin.hour:%H:%M}",
        "days": words(client, practice, "days.daily")
        if len(days) == 7
        else ", ".join(names[d] for d in days),
        "zone": zone.replace("_", " "),
        "next": next_,
    }


def asked(client: Client, practice: Practice, now: datetime, before: str = "") -> Turn:
    """The open question once more, behind an optional first line."""
    ask = client.asking
    assert ask is not None
    buttons: Buttons = ()
    match ask:
        case Ask.CONSENT:
            buttons = _consent_buttons(client, practice)
        case Ask.LANGUAGE:
            names = practice.texts.languages
            buttons = rows(
                *(row((practice.texts.say(code, "language.name"), f"lang.{code}:language")) for code in names)
            )
        case Ask.HOUR:
            buttons = row(*((f"{hour:%H:%M}", f"hour.{hour:%H%M}:hour") for hour in HOUR_CHOICES))
        case Ask.DAYS:
            buttons = rows(
                *(row((words(client, practice, f"days.{key}"), f"days.{key}:days")) for key in DAY_CHOICES)
            )
        case Ask.PHONE | Ask.CONTACT:
            buttons = row((words(client, practice, "button.skip"), f"q.skip:{ask.value}"))
        case Ask.ZONE | Ask.WHEN | Ask.DELETE:
            pass
    key = "consent.again" if ask is Ask.CONSENT else f"ask.{ask.value}"
    text = words(client, practice, key, clock=f"{local(now, practice.zone):%H:%M}")
    location = words(client, practice, "button.location") if ask is Ask.ZONE else ""
    return Turn(
        client,
        (reply(client, f"{before}\n\n{text}" if before else text, now, buttons, location),),
    )
