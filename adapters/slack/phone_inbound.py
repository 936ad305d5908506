"""What a client does in the direct messages of the app, as an Update. Pure; anything else there is None."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.slack.inbound import ourselves
from adapters.slack.payload import Payload, items, part, words
from adapters.slack.spoken import plain_words
from bot.core.update import Body, Edited, Enclosed, SentMedia, Tapped, Update, Wrote

CHANNEL = "slack"

# A person's own words also come with a file, as /me, or as a reply that is shown twice. Every other subtype -
# joins, reminders, bots, our own posts - is not somebody writing.
_WRITTEN = frozenset(("", "file_share", "thread_broadcast", "me_message"))
_DIRECT = "D"  # with this begins the id of a conversation between one person and the app
_BEGINNING = datetime.fromtimestamp(0, UTC)


def is_direct(body: Payload) -> bool:
    """Whether a message event comes from a conversation between one person and the app."""
    event = part(body, "event")
    return words(event, "channel_type") == "im" or words(event, "channel").startswith(_DIRECT)


def update_of(body: Payload) -> Update | None:
    """The Update in a message event of a direct conversation; a second delivery has the same id."""
    event = part(body, "event")
    chat = words(event, "channel")
    changed = words(event, "subtype") == "message_changed"
    message = part(event, "message") if changed else event
    said = _edited(event, message) if changed else _said(message)
    if not chat or said is None or not _by_a_person(message) or words(message, "user") in ourselves(body):
        return None
    at = words(event, "event_ts") or words(event, "ts")
    id_ = words(body, "event_id") or f"{chat}.{at}"
    return Update(CHANNEL, id_, chat, words(message, "user"), _instant(at), said)


def tap_of(body: Payload) -> Update | None:
    """The Update in a pressed button of a direct conversation."""
    pressed = items(body, "actions")
    button = part(pressed[0]) if pressed else {}
    chat = words(body, "container", "channel_id") or words(body, "channel", "id")
    user, at = words(body, "user", "id"), words(button, "action_ts")
    data = words(button, "value") or words(button, "action_id")
    direct = chat.startswith(_DIRECT) or words(body, "channel", "name") == "directmessage"
    if words(button, "type") != "button" or not direct or not (user and at and data):
        return None
    message = words(body, "container", "message_ts") or words(body, "message", "ts")
    tapped = Tapped(data, message, tap=user)
    return Update(CHANNEL, f"tap.{user}.{at}", chat, user, _instant(at), tapped)


def _by_a_person(message: Payload) -> bool:
    user = words(message, "user")
    ours = words(message, "bot_id") or part(message, "bot_profile")
    return bool(user) and user != "USLACKBOT" and not ours and words(message, "subtype") in _WRITTEN


def _said(message: Payload) -> Body:
    text, number = _all_words(message), words(message, "ts")
    files = [part(file) for file in items(message, "files")]
    if files:
        first, *more = (Enclosed(_kind(file), _handle(file), words(file, "name")) for file in files)
        return SentMedia(first.kind, text, number, first.file, first.name, tuple(more))
    if not text.strip():
        return SentMedia("other", "", number)
    return Wrote(text, number)


def _edited(event: Payload, message: Payload) -> Body | None:
    """A preview that Slack adds to a link, or a thread's new count, changes a message too, but not its words."""
    text = _all_words(message)
    before = event.get("previous_message")
    if before is not None and _all_words(part(before)) == text:
        return None
    return Edited(text, words(message, "ts"))


def _all_words(message: Payload) -> str:
    """What was typed, and what was passed on with it."""
    passed_on = [
        plain_words(part(each))
        for each in items(message, "attachments")
        if part(each).get("is_share") is True or part(each).get("is_msg_unfurl") is True
    ]
    return "\n".join(filter(None, (plain_words(message), *passed_on)))


def _handle(file: Payload) -> str:
    """By which it can be fetched: its id, and its address where the event tells one."""
    return f"{words(file, 'id')} {words(file, 'url_private_download')}".strip()


def _kind(file: Payload) -> str:
    recorded = {"slack_audio": "voice", "slack_video": "video"}.get(words(file, "subtype"))
    if recorded:
        return recorded
    family = words(file, "mimetype").partition("/")[0]
    return {"image": "photo", "video": "video", "audio": "audio"}.get(family, "document")


def _instant(ts: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return _BEGINNING
