"""Translates one Telegram update into our own words: an Update of a client, or an Act of a coach."""

from __future__ import annotations

from datetime import UTC, datetime

import telegram
from telegram.constants import ChatMemberStatus, ChatType

from bot.core.acts import Act, Press
from bot.core.update import (
    Blocked,
    Body,
    ChatMoved,
    Edited,
    Enclosed,
    SentMedia,
    SharedContact,
    SharedLocation,
    SpokeInGroup,
    Tapped,
    Unblocked,
    Update,
    Wrote,
)

CHANNEL = "telegram"

# The kinds we ask Telegram for; it sends no others.
KINDS: tuple[str, ...] = ("message", "edited_message", "callback_query", "my_chat_member")

COACH_PREFIX = "page."  # buttons under a page; a client never has one

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # what Telegram itself says of a message it no longer shows

GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


def update_of(raw: telegram.Update) -> Update | None:
    """The Update in `raw`; None when it is a coach's tap (see `act_of`) or carries nothing to answer.

    Telegram does not date a tap: its `sent_at` is when the message with the button was sent.
    """
    if raw.callback_query is not None:
        return _tap(raw, raw.callback_query)
    if raw.my_chat_member is not None:
        return _membership(raw, raw.my_chat_member)
    message = raw.effective_message
    if message is None:
        return None
    if message.migrate_from_chat_id is not None:
        return None  # the other half of a move: the chat that was left tells it too
    edited = raw.edited_message is not None
    body = _said(message) if not edited else Edited(words_in(message), str(message.message_id))
    if message.migrate_to_chat_id is not None:
        body = ChatMoved(str(message.migrate_to_chat_id))
    elif message.chat.type != ChatType.PRIVATE:
        if message.left_chat_member is not None and message.left_chat_member.is_bot:
            return None  # our own leaving, told to us
        body = SpokeInGroup(words_in(message), str(message.message_id))
    sent_at = message.edit_date if edited and message.edit_date is not None else message.date
    return _update(raw, message.chat, message.from_user, sent_at, body)


def act_of(raw: telegram.Update) -> Act | None:
    """The coach's Press in `raw`: a tap whose data is "page.ACTION:ID:REV"."""
    query = raw.callback_query
    if query is None or query.data is None or not query.data.startswith(COACH_PREFIX):
        return None
    action, _, value = query.data.partition(":")
    return Act(via=CHANNEL, user=str(query.from_user.id), doing=Press(action, value), id=str(raw.update_id))


def words_in(message: telegram.Message) -> str:
    """Every word that the sender put into the message, wherever Telegram keeps it."""
    if message.text is not None:
        return message.text
    if message.caption is not None:
        return message.caption
    if message.poll is not None:
        return "\n".join((message.poll.question, *(option.text for option in message.poll.options)))
    if message.checklist is not None:
        return "\n".join((message.checklist.title, *(task.text for task in message.checklist.tasks)))
    return ""


def _tap(raw: telegram.Update, query: telegram.CallbackQuery) -> Update | None:
    if act_of(raw) is not None:
        return None
    message = query.message
    body = Tapped(
        data=query.data or "", message="" if message is None else str(message.message_id), tap=query.id
    )
    sent_at = BEGINNING if message is None else message.date
    return _update(raw, None if message is None else message.chat, query.from_user, sent_at, body)


def _membership(raw: telegram.Update, change: telegram.ChatMemberUpdated) -> Update | None:
    gone = change.new_chat_member.status in GONE
    body: Body
    if change.chat.type == ChatType.PRIVATE:
        body = Blocked() if gone else Unblocked()
    elif gone:
        return None  # thrown out of a group: nobody is left to answer
    else:
        body = SpokeInGroup("", "")
    return _update(raw, change.chat, change.from_user, change.date, body)


def _said(message: telegram.Message) -> Body:
    number = str(message.message_id)
    if message.text is not None:
        return Wrote(message.text, number)
    if message.location is not None:
        return SharedLocation(message.location.latitude, message.location.longitude, number)
    if message.contact is not None:
        name = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        return SharedContact(message.contact.phone_number, name, number)
    sent = _media(message)
    return SentMedia(sent.kind, words_in(message), number, sent.file, sent.name)


def _media(message: telegram.Message) -> Enclosed:
    """The kind in our words, Telegram's id of the file, and the name that its sender gave it, if any."""
    if message.photo:
        return Enclosed("photo", message.photo[-1].file_id)  # the last size is the largest
    if message.voice is not None:
        return Enclosed("voice", message.voice.file_id)
    # An animation comes with a document beside it, for clients that do not know animations.
    moving = message.video or message.video_note or message.animation
    if moving is not None:
        return Enclosed("video", moving.file_id, getattr(moving, "file_name", None) or "")
    if message.audio is not None:
        return Enclosed("audio", message.audio.file_id, message.audio.file_name or "")
    if message.document is not None:
        return Enclosed("document", message.document.file_id, message.document.file_name or "")
    if message.sticker is not None:
        return Enclosed("sticker", message.sticker.file_id)
    return Enclosed("other", "")


def _update(
    raw: telegram.Update,
    chat: telegram.Chat | None,
    sender: telegram.User | None,
    sent_at: datetime,
    body: Body,
) -> Update | None:
    # A tap under an inline message has no chat; its sender's private chat has the sender's id. An anonymous
    # writer in a group has no user; the group stands in.
    chat_id = chat.id if chat is not None else sender.id if sender is not None else None
    if chat_id is None:
        return None
    return Update(
        channel=CHANNEL,
        id=str(raw.update_id),
        chat=str(chat_id),
        sender=str(sender.id if sender is not None else chat_id),
        sent_at=sent_at.astimezone(UTC),
        body=body,
        sender_name=sender.full_name if sender is not None else "",
        language=(sender.language_code or "") if sender is not None else "",
    )
