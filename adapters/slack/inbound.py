"""What a coach did in Slack, as an Act. Pure; anything that is not a coach's doing is None."""

from __future__ import annotations

from adapters.slack.modals import Incomplete, filled_in
from adapters.slack.payload import Payload, items, part, words
from adapters.slack.spoken import plain_words
from bot.core.acts import Act, Press, ThreadWords

VIA = "slack"

# A coach's own words also come with a file, as /me, or as a reply that the channel is shown too. Every other
# subtype - edits, deletions, joins, topics, bots - is not somebody writing to a client.
_WRITTEN = frozenset(("", "file_share", "thread_broadcast", "me_message"))


def press(body: Payload) -> Act | None:
    """A pressed button of ours."""
    button = _first_action(body)
    action, user = words(button, "action_id"), words(body, "user", "id")
    if not action or not user:
        return None
    return Act(VIA, user, Press(action, words(button, "value")))


def action_of(body: Payload) -> str:
    return words(_first_action(body), "action_id")


def escalation_of(body: Payload) -> str:
    """The escalation that a pressed button belongs to; its value is "ID:REV"."""
    value = words(_first_action(body), "value")
    return value.rpartition(":")[0] or value


def submission(body: Payload) -> Act | Incomplete | None:
    """A form that was filled in. The view's id names it: pressed twice, it is one Act."""
    user = words(body, "user", "id")
    doing = filled_in(part(body, "view"))
    if doing is None or isinstance(doing, Incomplete):
        return doing
    return Act(VIA, user, doing, words(body, "view", "id")) if user else None


def thread_words(body: Payload, channel: str) -> Act | None:
    """A person's message in a thread of `channel`; redeliveries carry the same event id."""
    event = part(body, "event")
    thread, post, user = words(event, "thread_ts"), words(event, "ts"), words(event, "user")
    if (
        words(event, "type") != "message"
        or words(event, "channel") != channel
        or words(event, "subtype") not in _WRITTEN
        or words(event, "bot_id")
        or part(event, "bot_profile")
        or event.get("hidden") is True
        or not (thread and post and user)
        or thread == post
        or user == "USLACKBOT"
        or user in ourselves(body)
    ):
        return None
    said = ThreadWords(thread, post, plain_words(event), len(items(event, "files")))
    return Act(VIA, user, said, words(body, "event_id"))


def ourselves(body: Payload) -> frozenset[str]:
    """The app's own user: a file that it posted may come back without any other sign of who did."""
    heard_by = (part(each) for each in items(body, "authorizations"))
    return frozenset(words(each, "user_id") for each in heard_by if each.get("is_bot") is True)


def _first_action(body: Payload) -> Payload:
    pressed = items(body, "actions")
    return part(pressed[0]) if pressed else {}
