"""Asks who is on call: the one rotation that a small team needs."""

from __future__ import annotations

from datetime import date, timedelta

from bot.config_checks import rotations as rotation_problems
from bot.config_sections import CoachSection, RotationSection
from bot.config_words import parse_handover
from bot.setup import texts
from bot.setup.answers import problem
from bot.setup.talk import Question, Talk, agreed, answer
from escalation.words import Period, Role


def rotation(talk: Talk, team: tuple[CoachSection, ...], today: date) -> tuple[RotationSection, ...]:
    """Whoever may be called takes turns, or is always on call if there is nobody else. Assistants are not called."""
    names = tuple(coach.name for coach in team if coach.role is not Role.ASSISTANT)
    if len(names) < 2:
        return (RotationSection(name="week", coaches=names),)
    talk.say(f"\n{texts.ROTATION}")
    question = Question(
        "Shall they take turns in being called first? (yes/no)",
        f"One of {', '.join(names)} is called first; if nobody acknowledges, the owner, and then everybody.",
        default="yes",
    )
    if not agreed(talk, question):
        return (RotationSection(name="week", coaches=names[:1]),)
    order = _order(talk, names)
    period = Period(_period(talk))
    handover = _handover(talk, period)
    start = _last_handover(parse_handover(handover)[0], today)
    return (RotationSection(name="week", coaches=order, period=period, handover=handover, start=start),)


def _order(talk: Talk, names: tuple[str, ...]) -> tuple[str, ...]:
    known = {name.casefold(): name for name in names}

    def split(typed: str) -> list[str]:
        return [part.strip() for part in typed.split(",") if part.strip()]

    def wrong(typed: str) -> str:
        unknown = [each for each in split(typed) if each.casefold() not in known]
        return f"{unknown[0]} is not one of {', '.join(names)}" if unknown else ""

    typed = answer(
        talk,
        Question("In which order? Whoever is on call now comes first", default=", ".join(names)),
        wrong,
    )
    return tuple(known[each.casefold()] for each in split(typed))


def _period(talk: Talk) -> str:
    question = Question("How long is a turn, daily or weekly?", default="weekly")
    return answer(talk, question, lambda typed: problem(RotationSection, "period", typed.lower())).lower()


def _handover(talk: Talk, period: Period) -> str:
    weekly = period is Period.WEEKLY

    def wrong(typed: str) -> str:
        said = problem(RotationSection, "handover", typed)
        if said:
            return said
        drafted = RotationSection(name="week", coaches=("?",), period=period, handover=typed)
        return next((line.partition(": ")[2] for line in rotation_problems((drafted,), ("?",))), "")

    question = Question(
        "When does a turn end?",
        "The next coach is on call from this moment, by the practice's clock.",
        "Mon 09:00" if weekly else "09:00",
        default="Mon 09:00" if weekly else "09:00",
    )
    return answer(talk, question, wrong)


def _last_handover(weekday: int | None, today: date) -> date:
    return today - timedelta(days=0 if weekday is None else (today.weekday() - weekday) % 7)
