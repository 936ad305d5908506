"""The two-minute grounding exercise, guided in chat: one short line every twenty seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.client import Client, Exercise
from bot.core.effects import Turn
from bot.core.outgoing import Buttons
from bot.core.practice import Practice
from bot.routines.voice import reply, routine, row, settle, tap_answer, words

STEPS = 6
PACE = timedelta(seconds=20)  # six steps make two minutes
STALE = timedelta(minutes=2)  # a line that comes later than this no longer guides anybody


def tapped(client: Client, data: str, message: str, tap: str, practice: Practice, now: datetime) -> Turn:
    """Start it, leave it, or stop in the middle."""
    head, _, instance = data.partition(":")
    done = (tap_answer(client, tap, now), settle(client, message))
    if head == "x.grounding.yes":
        if client.exercise and client.exercise.id == instance:
            return Turn(client, (tap_answer(client, tap, now, words(client, practice, "tap.noted")),))
        begun = replace(client, exercise=Exercise(instance, "grounding", 1, now + PACE))
        return Turn(
            begun, (*done, reply(begun, words(client, practice, "grounding.1"), now, _stop(begun, practice)))
        )
    if head == "x.stop" and client.exercise:
        stopped = ended(client, practice, now)
        return Turn(stopped.client, done + stopped.effects)
    return Turn(client, done)


def _stop(client: Client, practice: Practice) -> Buttons:
    assert client.exercise is not None
    return row((words(client, practice, "button.stop_exercise"), f"x.stop:{client.exercise.id}"))


def ended(client: Client, practice: Practice, now: datetime) -> Turn:
    return Turn(
        replace(client, exercise=None), (reply(client, words(client, practice, "grounding.stopped"), now),)
    )


def woken(client: Client, practice: Practice, now: datetime) -> Turn:
    """The next line is due; a long gap (a sleeping machine) ends the exercise instead of resuming it."""
    exercise = client.exercise
    assert exercise is not None
    if now - exercise.next_at > STALE:
        return Turn(replace(client, exercise=None))
    at = exercise.at + 1
    line = routine(client, words(client, practice, f"grounding.{at}"), now + STALE)
    going = replace(exercise, at=at, next_at=now + PACE) if at < STEPS else None
    return Turn(replace(client, exercise=going), (line,))
