"""Says what a refusal by Telegram means for us: wait, give up, or try again; and in words, for people."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered, Unreachable

# Telegram numbers its refusals too coarsely: what a 400 means stands only in its words.
NOBODY_THERE = (
    "chat not found",
    "user not found",
    "deactivated",
    "peer_id_invalid",
    "chat_write_forbidden",
    "have no rights to send",
)
UNREADABLE_MARKUP = ("can't parse entities",)
QUERY_OVER = ("query is too old", "query id is invalid", "query_id_invalid")
NOTHING_TO_SETTLE = ("message is not modified", "message to edit not found", "message_id_invalid")
NOT_IN_GROUP = ("chat not found", "not a member", "was kicked", "deactivated", "user_not_participant")

REASON = 200  # characters of Telegram's answer that a log line can bear
BRIEF_WAIT = 1.0  # seconds, when Telegram says "too many" without saying for how long


def says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    words = error.message.casefold()
    return any(phrase in words for phrase in phrases)


def channel_error(error: TelegramError) -> ChannelError:
    """`error` in the terms of the Outbox."""
    reason = error.message[:REASON]
    match error:
        case RetryAfter():
            return RateLimited(reason, seconds_of(error))
        case Forbidden() | ChatMigrated():
            return Unreachable(reason)
        case BadRequest():
            return Unreachable(reason) if says(error, NOBODY_THERE) else Rejected(reason)
        case _ if says(error, ("too many requests",)):
            return RateLimited(reason, BRIEF_WAIT)
        case _:
            return Unanswered(reason)


def seconds_of(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def diagnosis(error: TelegramError | TimeoutError) -> str:
    """What keeps us from hearing Telegram, for people, with what to do."""
    match error:
        case Conflict():
            return "another process fetches this bot's messages: stop it, or give it its own bot"
        case InvalidToken():
            return "Telegram does not know this token: check telegram.token against @BotFather"
        case TimeoutError():
            return "Telegram does not answer"
        case _:
            return f"Telegram does not answer as it should: {error.message[:REASON]}"
