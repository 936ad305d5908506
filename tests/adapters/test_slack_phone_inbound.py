"""What a client does in the app's direct messages, translated; whatever is not a client's doing is nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.slack.phone_inbound import is_direct, tap_of, update_of
from bot.core.update import Body, Edited, SentMedia, Tapped, Update, Wrote

TS = "1772625600.000100"
AT = datetime(2026, 3, 4, 12, 0, 0, 100, tzinfo=UTC)


def message(**more: object) -> dict[str, object]:
    event = {
        "type": "message",
        "channel": "D71",
        "channel_type": "im",
        "user": "U71",
        "text": "hello",
        "ts": TS,
        "event_ts": TS,
    }
    return {"type": "event_callback", "event_id": "Ev1", "event": event | more}


def body_of(**more: object) -> Body | None:
    update = update_of(message(**more))
    return update.body if update is not None else None


def changed(new: dict[str, object], old: dict[str, object] | None) -> dict[str, object]:
    event: dict[str, object] = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": "D71",
        "channel_type": "im",
        "ts": "1772625700.0002",
        "event_ts": "1772625700.0002",
        "message": {"type": "message", "user": "U71", "ts": TS, **new},
    }
    if old is not None:
        event["previous_message"] = {"type": "message", "user": "U71", "ts": TS, **old}
    return {"type": "event_callback", "event_id": "Ev2", "event": event}


def test_words_are_an_update_named_by_the_event() -> None:
    assert update_of(message()) == Update("slack", "Ev1", "D71", "U71", AT, Wrote("hello", TS))


def test_words_come_without_slacks_writing() -> None:
    text = "I &lt;3 <https://x.example|this> &amp; <@U2>"
    assert body_of(text=text) == Wrote("I <3 this (https://x.example) & @U2", TS)


@pytest.mark.parametrize(
    "more", [{"subtype": "me_message"}, {"thread_ts": "1.0"}, {"subtype": "thread_broadcast"}]
)
def test_words_said_another_way_are_words(more: dict[str, object]) -> None:
    assert body_of(**more) == Wrote("hello", TS)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"mimetype": "audio/webm", "subtype": "slack_audio"}, "voice"),
        ({"mimetype": "video/mp4", "subtype": "slack_video"}, "video"),
        ({"mimetype": "image/jpeg"}, "photo"),
        ({"mimetype": "video/quicktime"}, "video"),
        ({"mimetype": "audio/mpeg"}, "audio"),
        ({"mimetype": "application/pdf"}, "document"),
        ({}, "document"),
    ],
)
def test_a_file_is_never_ignored(file: dict[str, object], kind: str) -> None:
    assert body_of(subtype="file_share", text="", files=[{"id": "F1", **file}]) == SentMedia(
        kind, "", TS, "F1"
    )
    assert body_of(text="look", files=[{"id": "F1", **file}]) == SentMedia(kind, "look", TS, "F1")


def test_what_has_no_words_is_something_all_the_same() -> None:
    assert body_of(text="") == SentMedia("other", "", TS)


def test_words_that_are_passed_on_are_read_too() -> None:
    shared = [{"is_share": True, "text": "I can't go on"}, {"text": "a preview of a page"}]
    assert body_of(text="", attachments=shared) == Wrote("I can't go on", TS)
    assert body_of(text="see", attachments=shared) == Wrote("see\nI can't go on", TS)


def test_an_edit_says_how_the_message_reads_now() -> None:
    update = update_of(changed({"text": "I am at home", "edited": {"ts": "2"}}, {"text": "I am at hme"}))
    assert update is not None
    assert (update.id, update.chat, update.sender) == ("Ev2", "D71", "U71")
    assert update.body == Edited("I am at home", TS)
    assert update_of(changed({"text": "so"}, None)) is not None


@pytest.mark.parametrize(
    "event",
    [
        changed(
            {"text": "https://x.example", "attachments": [{"title": "X"}]}, {"text": "https://x.example"}
        ),
        changed({"text": "hello", "reply_count": 1}, {"text": "hello"}),
        changed({"text": "ours", "bot_id": "B1"}, {"text": "before", "bot_id": "B1"}),
        changed(
            {"text": "This message was deleted.", "subtype": "tombstone", "user": "USLACKBOT"}, {"text": "x"}
        ),
        message(subtype="message_deleted", deleted_ts=TS),
        message(subtype="bot_message"),
        message(bot_id="B1"),
        message(bot_profile={"id": "B1"}),
        message(subtype="channel_join"),
        message(user="USLACKBOT"),
        message(user=None),
        message(channel=None),
        {"event": {}},
        {},
    ],
)
def test_what_no_person_wrote_is_nothing(event: dict[str, object]) -> None:
    assert update_of(event) is None


def test_a_message_without_an_event_id_still_has_one_name() -> None:
    bare = {key: value for key, value in message().items() if key != "event_id"}
    update = update_of(bare)
    assert update is not None
    assert update.id == f"D71.{TS}"
    odd = update_of(message(ts="yesterday", event_ts="yesterday"))
    assert odd is not None
    assert odd.body == Wrote("hello", "yesterday")


@pytest.mark.parametrize(
    ("more", "direct"),
    [
        ({}, True),
        ({"channel_type": None}, True),
        ({"channel_type": "app_home"}, True),  # as Slack has called it, and may call it again
        ({"channel": "C1", "channel_type": "channel"}, False),
        ({"channel": "G1", "channel_type": "mpim"}, False),
        ({"channel": "C1", "channel_type": None}, False),
    ],
)
def test_only_a_conversation_with_the_app_is_direct(more: dict[str, object], *, direct: bool) -> None:
    assert is_direct(message(**more)) is direct


def press(channel: str = "D71", **more: object) -> dict[str, object]:
    button = {
        "type": "button",
        "action_id": "q.energy.4:i1",
        "value": "q.energy.4:i1",
        "action_ts": "1772625600.5",
    }
    return {
        "type": "block_actions",
        "user": {"id": "U71"},
        "container": {"type": "message", "message_ts": TS, "channel_id": channel},
        "channel": {"id": channel, "name": "directmessage"}
        if channel[0] == "D"
        else {"id": channel, "name": "x"},
        "actions": [button | more],
    }


def test_a_pressed_button_is_a_tap_named_by_person_and_moment() -> None:
    tap = tap_of(press())
    assert tap is not None
    assert (tap.id, tap.chat, tap.sender) == ("tap.U71.1772625600.5", "D71", "U71")
    assert tap.body == Tapped("q.energy.4:i1", TS, "U71")


def test_a_second_button_of_the_same_meaning_means_the_same() -> None:
    tap = tap_of(press(action_id="q.skip#1", value="q.skip"))
    assert tap is not None
    assert tap.body == Tapped("q.skip", TS, "U71")


@pytest.mark.parametrize(
    "body", [press("C1"), press(type="static_select"), press(action_ts=""), {"actions": []}, {}]
)
def test_what_was_not_pressed_in_a_direct_conversation_is_nothing(body: dict[str, object]) -> None:
    assert tap_of(body) is None
