"""What an Outbox row is: its lane, the budget it spends, the line it keeps to, its sealed payload."""

from __future__ import annotations

from typing import assert_never
from zlib import crc32

from bot.core.outgoing import (
    AnswerTap,
    LeaveGroup,
    MarkPost,
    Notice,
    Outgoing,
    PageCoaches,
    PostCard,
    PostFile,
    PostInThread,
    PostReview,
    RedrawCard,
    RemovePosts,
    Say,
    SendFile,
    Settle,
)
from bot.store.form import Form
from bot.store.tx import Lane, Tx
from escalation.words import Way

ESCALATION_CHANNEL = "escalation channel"  # the key of what is posted there, but for cards, pages and files
# Files take long and are held in memory: so many keys of their own they have in all, whoever sends how many.
FILES_AT_ONCE = 3

_FORMS: dict[str, Form[Outgoing]] = {
    kind.__name__: Form(kind)
    for kind in (
        Say,
        SendFile,
        AnswerTap,
        Settle,
        LeaveGroup,
        PostCard,
        RedrawCard,
        PageCoaches,
        PostInThread,
        PostFile,
        MarkPost,
        Notice,
        PostReview,
        RemovePosts,
    )
}


def write(what: Outgoing) -> bytes:
    return _FORMS[type(what).__name__].write(what)


def read(kind: str, payload: bytes) -> Outgoing:
    return _FORMS[kind].read(payload)


def lane_of(what: Outgoing) -> Lane:
    match what:
        case PostCard() | PageCoaches():
            return "page"
        case (
            RedrawCard() | PostInThread() | PostFile() | MarkPost() | Notice() | PostReview() | RemovePosts()
        ):
            return "coach"
        case Say() | SendFile() | AnswerTap() | Settle() | LeaveGroup():
            return "client"
        case _:
            assert_never(what)


def budget_of(tx: Tx, channel: str, what: Outgoing) -> str:
    """The key: whose sending budget this spends."""
    match what:
        case AnswerTap(chat=chat):  # channels do not count these against the chat
            return tx.vault.fingerprint("tap", channel, chat)
        case Say(chat=chat) | SendFile(chat=chat) | Settle(chat=chat) | LeaveGroup(chat=chat):
            return tx.vault.fingerprint("chat", channel, chat)
        case PageCoaches(way=way, coaches=coaches) if way is not Way.SLACK:
            return f"{way.value}:{','.join(coaches)}"
        # A card that Slack keeps hanging must not delay the call for somebody else, nor its own escalation's next page.
        case PostCard(escalation=escalation):
            return f"card:{escalation}"
        case PageCoaches(escalation=escalation):
            return f"page:{escalation}"
        case PostFile(escalation=escalation, review=review):
            return f"files:{crc32((escalation or review).encode()) % FILES_AT_ONCE}"
        case RedrawCard() | PostInThread() | MarkPost() | Notice() | PostReview() | RemovePosts():
            return ESCALATION_CHANNEL
        case _:
            assert_never(what)


def line_of(what: Outgoing, budget: str) -> str:
    """Rows of one line leave one after the other; "" keeps to none."""
    match what:
        case Say() | SendFile() | Settle() | LeaveGroup():
            return budget
        case PostCard(escalation=escalation):
            return f"card:{escalation}"
        case PageCoaches(escalation=escalation, way=Way.SLACK):
            return f"card:{escalation}"
        case PostInThread(escalation=escalation, review=review):
            return f"thread:{escalation or review}"
        case PostFile(escalation=escalation, review=review):  # never in the way of words
            return f"files:{escalation or review}"
        case (
            AnswerTap() | PageCoaches() | RedrawCard() | MarkPost() | Notice() | PostReview() | RemovePosts()
        ):
            return ""
        case _:
            assert_never(what)


def about(client_id: str | None, lane: str, key: str, created_at: int) -> str:
    """What a payload is sealed for: its row's number is not known yet, the row's address is."""
    return f"outbox:{client_id or ''}:{lane}:{key}:{created_at}"
