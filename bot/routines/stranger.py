"""Somebody without an invite: a polite refusal, nothing stored; red words are another matter (see decide)."""

from __future__ import annotations

from datetime import datetime

from bot.core.effects import Effect
from bot.core.outgoing import PRIORITY_REPLY, PRIORITY_SAFETY, AnswerTap, LeaveGroup, Origin, Say, Send
from bot.core.practice import Practice
from bot.core.update import Blocked, ChatMoved, SpokeInGroup, Tapped, Unblocked, Update
from bot.routines.voice import REPLY_KEEPS


def refused(
    update: Update, practice: Practice, now: datetime, key: str = "stranger.refused"
) -> tuple[Effect, ...]:
    """What an unknown sender gets. In a group the same, and the bot leaves."""
    language = update.language[:2] if update.language[:2] in practice.texts.languages else practice.language
    text = practice.texts.say(
        language,
        "group.refused" if isinstance(update.body, SpokeInGroup) else key,
        practice=practice.name,
        crisis=practice.crisis.emergency(),
    )
    say = Send(Say(update.chat, text), Origin.AUTOMATED, PRIORITY_REPLY, now + REPLY_KEEPS)
    match update.body:
        case SpokeInGroup():
            return (say, Send(LeaveGroup(update.chat), Origin.AUTOMATED, PRIORITY_REPLY, now + REPLY_KEEPS))
        case Tapped(tap=tap):
            return (Send(AnswerTap(update.chat, tap), Origin.SAFETY, PRIORITY_SAFETY, now + REPLY_KEEPS),)
        case Blocked() | Unblocked() | ChatMoved():
            return ()
        case _:
            return (say,)
