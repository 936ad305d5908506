"""The check-in: five questions, answered by buttons or words, one by one or all at once, in any order of mood."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.client import RECENT, Answer, CheckIn, CheckInRecord, Client
from bot.core.effects import Effect, KeepCheckIn, Turn
from bot.core.outgoing import Buttons
from bot.core.practice import Practice, Question
from bot.routines.cadence import outside_quiet
from bot.routines.combined import Combined, parse_all
from bot.routines.next_action import action_for
from bot.routines.planning import local_day, planned, schedule_of
from bot.routines.replies import closing
from bot.routines.scoring import Scored, score
from bot.routines.voice import reply, routine, row, rows, settle, tap_answer, words


def started(client: Client, practice: Practice, now: datetime, expires_at: datetime | None = None) -> Turn:
    """A check-in begins with its first question. `expires_at` is set when the clock began it, not the client."""
    client, closed = closed_early(client, now) if client.checkin else (client, ())
    day = local_day(client, practice, now)
    schedule = schedule_of(client, practice)
    checkin = CheckIn(
        id=f"{client.id}.{int(now.timestamp()):x}",
        started_at=now,
        day=day,
        reminder_at=outside_quiet(now + practice.checkin.reminder_after, schedule),
        expires_at=now + practice.checkin.expire_after,
    )
    begun = planned(replace(client, checkin=checkin, last_day=day), practice, now)
    greeting = words(begun, practice, "checkin.hello" if expires_at else "checkin.begin")
    text, buttons = question(begun, practice, greeting)
    first = routine(begun, text, expires_at, buttons) if expires_at else reply(begun, text, now, buttons)
    return Turn(begun, (*closed, first))


def question(client: Client, practice: Practice, before: str = "") -> tuple[str, Buttons]:
    """The open question as text and buttons, behind an optional line."""
    checkin = client.checkin
    assert checkin is not None
    asked = practice.questions[checkin.at]
    key = f"q.{asked.key}" + (".again" if checkin.unsure else "")
    text = words(client, practice, key)
    skip = row((words(client, practice, "button.skip"), f"q.skip:{checkin.id}.{asked.key}"))
    if asked.scale:
        scale = row(*((str(n), f"q.{asked.key}.{n}:{checkin.id}") for n in range(1, 6)))
        skip = rows(scale, skip)
    return (f"{before}\n\n{text}" if before else text), skip


def asked_again(client: Client, practice: Practice, now: datetime, before: str = "") -> Turn:
    text, buttons = question(client, practice, before)
    return Turn(client, (reply(client, text, now, buttons),))


def open_question(client: Client, practice: Practice) -> Question:
    assert client.checkin is not None
    return practice.questions[client.checkin.at]


# --- answers -----------------------------------------------------------------------------------------


def answered_in_words(client: Client, text: str, message: str, practice: Practice) -> Client:
    """The client with what `text` answers taken over; unchanged but for `unsure` when it must be asked once more."""
    assert client.checkin is not None
    combined = parse_all(text)
    if combined is not None:
        return _took_all(client, combined, message, practice)
    asked = open_question(client, practice)
    if not asked.scale:
        return _took(client, Answer(asked.key, text=text, method="words", message=message), practice)
    scored = scored_as(asked.key, text)
    if scored.score is None and not client.checkin.unsure:
        return replace(client, checkin=replace(client.checkin, unsure=True))
    given = Answer(asked.key, scored.score, text, scored.method, message)
    return _took(client, given, practice)


def scored_as(key: str, text: str) -> Scored:
    """`text` as an answer to the scale question `key`; a question without words for its scores stays unscored."""
    match key:
        case "energy" | "stress" | "sleep":
            return score(key, text)
        case _:
            return Scored(None, 0.0, "no scale")


def skipped(client: Client, practice: Practice) -> Client:
    return _took(client, Answer(open_question(client, practice).key, method="skipped"), practice)


def _took(client: Client, answer: Answer, practice: Practice) -> Client:
    """The answer replaces an older one to the same question; the open question moves to the first one left."""
    checkin = client.checkin
    assert checkin is not None
    answers = (*(old for old in checkin.answers if old.question != answer.question), answer)
    given = {old.question for old in answers}
    left = (at for at, asked in enumerate(practice.questions) if asked.key not in given)
    at = next(left, len(practice.questions))
    return replace(client, checkin=replace(checkin, answers=answers, at=at, unsure=False, reminder_at=None))


def _took_all(client: Client, combined: Combined, message: str, practice: Practice) -> Client:
    assert client.checkin is not None
    scores = {"energy": combined.energy, "stress": combined.stress, "sleep": combined.sleep}
    texts = {"win": combined.win, "obstacle": combined.obstacle}
    for asked in practice.questions:
        number, text = scores.get(asked.key), texts.get(asked.key)
        if number is not None or text is not None:
            client = _took(client, Answer(asked.key, number, text, "all in one", message), practice)
    return client


def is_over(client: Client, practice: Practice) -> bool:
    return client.checkin is not None and client.checkin.at >= len(practice.questions)


def onward(client: Client, practice: Practice, now: datetime, before: str = "") -> Turn:
    """The next question, or the one closing reply with its next action."""
    if not is_over(client, practice):
        return asked_again(client, practice, now, before)
    assert client.checkin is not None
    record = record_of(client.checkin, complete=len(practice.questions), now=now)
    action = action_for(record, client.recent, client, practice)
    text = "\n\n".join(
        part for part in (closing(record, client.recent, client, practice), action.text) if part
    )
    done, kept = _kept(client, record)
    return Turn(done, (kept, reply(done, text, now, action.buttons)))


def closed_early(client: Client, now: datetime) -> tuple[Client, tuple[Effect, ...]]:
    """The check-in ends where it is; what was answered is kept."""
    if client.checkin is None:
        return client, ()
    if not client.checkin.answers:
        return replace(client, checkin=None, finished=None), ()
    done, kept = _kept(client, record_of(client.checkin, complete=-1, now=now))
    return done, (kept,)


def _kept(client: Client, record: CheckInRecord) -> tuple[Client, KeepCheckIn]:
    recent = (*(old for old in client.recent if old.id != record.id), record)[-RECENT:]
    return replace(client, checkin=None, finished=client.checkin, recent=recent), KeepCheckIn(record)


def record_of(checkin: CheckIn, complete: int, now: datetime) -> CheckInRecord:
    """What is kept of a check-in. It is complete when `complete` questions were answered or skipped by the client."""
    by = {answer.question: answer for answer in checkin.answers}

    def number(key: str) -> int | None:
        return by[key].score if key in by else None

    def text(key: str) -> str | None:
        return by[key].text if key in by else None

    return CheckInRecord(
        id=checkin.id,
        at=now,
        day=checkin.day,
        energy=number("energy"),
        stress=number("stress"),
        sleep=number("sleep"),
        win=text("win"),
        obstacle=text("obstacle"),
        complete=len(by) == complete,
    )


# --- buttons and edits -------------------------------------------------------------------------------


def tapped(client: Client, data: str, message: str, tap: str, practice: Practice, now: datetime) -> Turn:
    """A button of a check-in: the open one's answer, a correction of an earlier one, or a question long gone."""
    head, _, instance = data.partition(":")
    parts = head.split(".")
    if parts[:2] == ["q", "skip"]:
        id_, _, key = instance.rpartition(".")
        number = None
    else:
        id_, key, number = instance, parts[1] if len(parts) == 3 else "", parts[-1]
    known = {asked.key for asked in practice.questions}
    if client.checkin is None or client.checkin.id != id_ or key not in known:
        return Turn(client, (tap_answer(client, tap, now, words(client, practice, "tap.over")),))
    before = next((old for old in client.checkin.answers if old.question == key), None)
    value = int(number) if number and number in "12345" else None
    if before is not None and (before.score == value or value is None):
        return Turn(client, (tap_answer(client, tap, now, words(client, practice, "tap.noted")),))
    given = Answer(key, value, method="button" if value else "skipped", message=message)
    shown = words(client, practice, f"q.{key}.short") + ": " + (str(value) if value else "-")
    answer = (tap_answer(client, tap, now), settle(client, message, shown))
    was_open = key == open_question(client, practice).key
    taken = _took(client, given, practice)
    if not was_open:
        return Turn(taken, (tap_answer(client, tap, now, words(client, practice, "tap.changed")), answer[1]))
    turn = onward(taken, practice, now)
    return Turn(turn.client, answer + turn.effects)


def edited(client: Client, text: str, message: str, practice: Practice, now: datetime) -> Turn | None:
    """An older answer was edited: it counts as it reads now. None when the message was no answer."""
    if client.checkin and any(old.message == message for old in client.checkin.answers):
        checkin = _corrected(client.checkin, text, message)
        return Turn(
            replace(client, checkin=checkin), (reply(client, words(client, practice, "edit.changed"), now),)
        )
    if client.finished and any(old.message == message for old in client.finished.answers):
        finished = _corrected(client.finished, text, message)
        old = next((record for record in client.recent if record.id == finished.id), None)
        if old is None:
            return None
        total = len(practice.questions) if old.complete else -1
        record = replace(record_of(finished, total, old.at), complete=old.complete)
        recent = tuple(record if other.id == record.id else other for other in client.recent)
        return Turn(
            replace(client, finished=finished, recent=recent),
            (KeepCheckIn(record), reply(client, words(client, practice, "edit.changed"), now)),
        )
    return None


def _corrected(checkin: CheckIn, text: str, message: str) -> CheckIn:
    combined = parse_all(text)
    answers: list[Answer] = []
    for old in checkin.answers:
        if old.message != message:
            answers.append(old)
        elif combined is not None and old.method == "all in one":
            number = {"energy": combined.energy, "stress": combined.stress, "sleep": combined.sleep}.get(
                old.question
            )
            verbatim = {"win": combined.win, "obstacle": combined.obstacle}.get(old.question)
            answers.append(replace(old, score=number, text=verbatim))
        elif old.question in ("energy", "stress", "sleep"):
            answers.append(replace(old, score=scored_as(old.question, text).score, text=text))
        else:
            answers.append(replace(old, text=text))
    return replace(checkin, answers=tuple(answers))
