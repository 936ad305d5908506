"""A routine message from somebody who is not held: a command, an answer, a side question, or just words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.client import Ask, Client, Membership
from bot.core.effects import Effect, Erase, Turn
from bot.core.practice import Practice
from bot.core.update import (
    Body,
    Edited,
    SentMedia,
    SharedContact,
    SharedLocation,
    Tapped,
    Wrote,
)
from bot.routines import checkin, commands, exercise, onboarding
from bot.routines.combined import parse_all
from bot.routines.files import for_review
from bot.routines.review import acknowledgement, by_when, review
from bot.routines.understanding import Command, CommandName, command_of, is_question, yes_no
from bot.routines.voice import reply, row, tap_answer, words
from bot.routines.words_fold import fold
from escalation.words import Finding, Lane, Verdict

# Findings that say no more than the command itself does: "let me talk to a person", "what do you keep about me".
COMMAND_KINDS = frozenset({"human_request", "privacy", "drop_off", "scope_creep"})
FOR_A_COACH = ("voice", "photo", "video", "audio", "document", "other")  # a sticker needs nobody


def answered(
    client: Client, update_id: str, body: Body, verdict: Verdict, zone: str, practice: Practice, now: datetime
) -> Turn:
    """The answer to an Update of an onboarding, active, paused or departed client whose lane is below urgent."""
    match body:
        case Tapped(data=data, message=message, tap=tap):
            return _tapped(client, data, message, tap, practice, now)
        case SentMedia():
            return _media(client, update_id, body, verdict, practice, now)
        case SharedLocation():
            return _located(client, zone, practice, now)
        case Edited(text=""):  # nothing to read: a live location that moves
            return Turn(client)
        case Edited(text=text, message=message):
            return _edited(client, update_id, text, message, verdict, practice, now)
        case SharedContact(phone=phone):
            if client.membership is Membership.ONBOARDING:
                return onboarding.answered(client, body, practice, now)
            kept = replace(client, profile=replace(client.profile, phone=phone))
            return Turn(kept, (reply(kept, words(kept, practice, "contact.kept"), now),))
        case Wrote(text=text, message=message):
            return _wrote(client, update_id, text, message, verdict, practice, now)
        case _:
            return Turn(client)


def _tapped(client: Client, data: str, message: str, tap: str, practice: Practice, now: datetime) -> Turn:
    if client.membership is Membership.ONBOARDING:
        given = commands.tapped(client, data, tap, practice, now) if client.profile.consent else None
        return given or onboarding.answered(client, Tapped(data, message, tap), practice, now)
    if data.startswith("x."):
        return exercise.tapped(client, data, message, tap, practice, now)
    if data.startswith("checkin.go"):
        if client.checkin is None:
            return Turn(client, (tap_answer(client, tap, now, words(client, practice, "tap.over")),))
        going = replace(client, checkin=replace(client.checkin, offered=False))
        return Turn(going, (tap_answer(client, tap, now), *checkin.asked_again(going, practice, now).effects))
    return commands.tapped(client, data, tap, practice, now) or checkin.tapped(
        client, data, message, tap, practice, now
    )


def _located(client: Client, zone: str, practice: Practice, now: datetime) -> Turn:
    if not zone:
        return Turn(client, (reply(client, words(client, practice, "location.unknown"), now),))
    if client.membership is Membership.ONBOARDING and client.asking is Ask.ZONE:
        return onboarding.located(client, zone, practice, now)
    if client.asking is Ask.WHEN:
        return commands.zone_moved(client, zone, practice, now)
    return Turn(client, (reply(client, words(client, practice, "location.not_kept"), now),))


def _media(
    client: Client,
    update_id: str,
    body: SentMedia,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Turn:
    """We cannot look or listen; a coach can, and gets the file. A sticker only gets a kind word."""
    kind, caption = body.kind, body.caption
    if client.membership is Membership.VISITOR or client.asking is Ask.CONSENT:
        return Turn(client, (reply(client, words(client, practice, "media.consent_first"), now),))
    if kind not in FOR_A_COACH and verdict.lane is Lane.ROUTINE:
        return _pointed(client, words(client, practice, "media.sticker"), practice, now)
    seen = Finding("cannot_tell", Lane.REVIEW, f"media.{kind}", caption, 0, len(caption), f"sent a {kind}")
    opened = review(client, update_id, body.line, (*verdict.findings, seen), practice, now)
    text = words(client, practice, "media.passed_on", by=by_when(client, practice, now))
    if verdict.lane is Lane.REVIEW:
        text = acknowledgement(client, verdict, practice, now)
    turn = _pointed(client, text, practice, now)
    return Turn(turn.client, (opened, *for_review(body, client.channel, opened.id), *turn.effects))


def _edited(
    client: Client,
    update_id: str,
    text: str,
    message: str,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Turn:
    corrected = checkin.edited(client, text, message, practice, now)
    if verdict.lane is Lane.REVIEW:
        opened = review(client, update_id, text, verdict.findings, practice, now)
        after = corrected.client if corrected else client
        kept = tuple(effect for effect in corrected.effects[:-1]) if corrected else ()
        return Turn(after, (*kept, opened, reply(after, acknowledgement(after, verdict, practice, now), now)))
    return corrected or Turn(client, (reply(client, words(client, practice, "edit.seen"), now),))


def _wrote(
    client: Client,
    update_id: str,
    text: str,
    message: str,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Turn:
    command = command_of(text)
    if client.membership is Membership.LEFT:
        if command and command.name in (CommandName.DELETE, CommandName.EXPORT, CommandName.POLICY):
            return commands.done(client, command, update_id, practice, now)
        if client.asking is Ask.DELETE:
            return _deletion(client, update_id, text, verdict, practice, now)
        return _with_review(client, update_id, text, verdict, "left.hello", practice, now)
    if client.membership is Membership.ONBOARDING:
        return _onboarding(client, update_id, text, verdict, practice, now)
    if client.asking is Ask.DELETE and (command is None or command.name is CommandName.DELETE):
        return _deletion(client, update_id, text, verdict, practice, now)
    if client.checkin and client.checkin.offered and _goes_on(client, command, text, practice):
        going = replace(client, checkin=replace(client.checkin, offered=False))
        return checkin.asked_again(going, practice, now)
    if (
        client.exercise
        and command
        and command.name in (CommandName.STOP, CommandName.SKIP)
        and text[:1] != "/"
    ):
        return exercise.ended(client, practice, now)
    if command and all(finding.category in COMMAND_KINDS for finding in verdict.findings):
        return commands.done(client, command, update_id, practice, now)
    if client.asking is Ask.WHEN and verdict.lane is Lane.ROUTINE:
        return commands.when_answered(client, text, practice, now)
    if client.checkin is not None:
        return _in_checkin(client, update_id, text, message, verdict, practice, now)
    combined = parse_all(text) if client.membership is Membership.ACTIVE else None
    if combined is not None:
        begun = checkin.started(client, practice, now).client
        return _went_on(
            checkin.answered_in_words(begun, text, message, practice), update_id, text, verdict, practice, now
        )
    if verdict.lane is Lane.ROUTINE and is_question(text):
        return _side_question(client, update_id, text, practice, now)
    return _with_review(client, update_id, text, verdict, "chat.kept", practice, now)


def _goes_on(client: Client, command: Command | None, text: str, practice: Practice) -> bool:
    """Whether the words take up the offer to go on with the questions."""
    named = command is not None and command.name is CommandName.RESUME
    return named or yes_no(text) == "yes" or fold(text) == fold(words(client, practice, "button.go_on"))


def _deletion(
    client: Client, update_id: str, text: str, verdict: Verdict, practice: Practice, now: datetime
) -> Turn:
    """The answer to "erase everything?"; what is said instead of a yes may be for a coach."""
    turn = commands.delete_answered(client, text, practice, now)
    if verdict.lane is Lane.ROUTINE or any(isinstance(effect, Erase) for effect in turn.effects):
        return turn
    opened = review(client, update_id, text, verdict.findings, practice, now)
    told = reply(client, acknowledgement(client, verdict, practice, now), now)
    return Turn(turn.client, (opened, told, *turn.effects))


def _onboarding(
    client: Client, update_id: str, text: str, verdict: Verdict, practice: Practice, now: datetime
) -> Turn:
    """Settings questions go on; what a coach must read is passed on all the same."""
    command = command_of(text)
    if command and client.asking is not Ask.CONSENT:
        if command.name in (CommandName.STOP, CommandName.DELETE, CommandName.POLICY, CommandName.HUMAN):
            return commands.done(client, command, update_id, practice, now)
        if command.name in (CommandName.HELP, CommandName.START, CommandName.CHECKIN):
            return onboarding.asked(client, practice, now, words(client, practice, "onboarding.first"))
    if client.asking is Ask.DELETE:
        return _deletion(client, update_id, text, verdict, practice, now)
    turn = onboarding.answered(client, Wrote(text, ""), practice, now)
    if verdict.lane is Lane.REVIEW:
        opened = review(client, update_id, text, verdict.findings, practice, now)
        told = reply(client, acknowledgement(client, verdict, practice, now), now)
        return Turn(turn.client, (opened, told, *turn.effects))
    return turn


def _in_checkin(
    client: Client,
    update_id: str,
    text: str,
    message: str,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Turn:
    if verdict.lane is Lane.ROUTINE and is_question(text) and parse_all(text) is None:
        return _side_question(client, update_id, text, practice, now)
    answered_ = checkin.answered_in_words(client, text, message, practice)
    return _went_on(answered_, update_id, text, verdict, practice, now)


def _went_on(
    client: Client, update_id: str, text: str, verdict: Verdict, practice: Practice, now: datetime
) -> Turn:
    """After a routine answer the next question; after one for review the rest is offered, not asked."""
    if verdict.lane is Lane.ROUTINE:
        return checkin.onward(client, practice, now)
    opened = review(client, update_id, text, verdict.findings, practice, now)
    told = acknowledgement(client, verdict, practice, now)
    if checkin.is_over(client, practice):
        done = checkin.onward(client, practice, now)
        kept = done.effects[:-1]  # the record stays, the closing line does not fit
        return Turn(done.client, (*kept, opened, reply(done.client, told, now)))
    assert client.checkin is not None
    offered = replace(client, checkin=replace(client.checkin, offered=True, reminder_at=None))
    button = row((words(client, practice, "button.go_on"), f"checkin.go:{client.checkin.id}"))
    text_ = f"{told}\n\n{words(client, practice, 'review.rest_offered')}"
    return Turn(offered, (opened, reply(offered, text_, now, button)))


def _side_question(client: Client, update_id: str, text: str, practice: Practice, now: datetime) -> Turn:
    """A question for a person: passed on, and the check-in stays where it was."""
    asked = Finding("human_request", Lane.REVIEW, "side_question", text, 0, len(text), "asked a question")
    opened = review(client, update_id, text, (asked,), practice, now)
    told = words(client, practice, "question.passed_on", by=by_when(client, practice, now))
    turn = _pointed(client, told, practice, now)
    return Turn(turn.client, (opened, *turn.effects))


def _pointed(client: Client, text: str, practice: Practice, now: datetime) -> Turn:
    """`text`, and behind it where the open check-in was."""
    if client.checkin is None or client.checkin.offered or client.membership is not Membership.ACTIVE:
        return Turn(client, (reply(client, text, now),))
    return checkin.asked_again(client, practice, now, text)


def _with_review(
    client: Client, update_id: str, text: str, verdict: Verdict, key: str, practice: Practice, now: datetime
) -> Turn:
    if verdict.lane is Lane.ROUTINE:
        return Turn(client, (reply(client, words(client, practice, key), now),))
    opened: Effect = review(client, update_id, text, verdict.findings, practice, now)
    return Turn(client, (opened, reply(client, acknowledgement(client, verdict, practice, now), now)))
