"""Every kind of Telegram update becomes one thing in our own words."""

from datetime import UTC, datetime

import pytest
import telegram

from adapters.telegram.inbound import act_of, update_of
from bot.core.acts import Press
from bot.core.update import (
    Blocked,
    Body,
    ChatMoved,
    Edited,
    SentMedia,
    SharedContact,
    SharedLocation,
    SpokeInGroup,
    Tapped,
    Unblocked,
    Update,
    Wrote,
)

Json = dict[str, object]

ANA: Json = {"id": 42, "is_bot": False, "first_name": "Ana", "last_name": "Silva", "language_code": "pt"}
BOT: Json = {"id": 7, "is_bot": True, "first_name": "Avatar"}
PRIVATE: Json = {"id": 42, "type": "private", "first_name": "Ana"}
GROUP: Json = {"id": -100, "type": "group", "title": "Runners"}
FILE: Json = {"file_id": "F1", "file_unique_id": "u1"}


def raw(**kind: object) -> telegram.Update:
    return telegram.Update.de_json({"update_id": 9001, **kind}, None)


def message(**content: object) -> Json:
    return {"message_id": 5, "date": 1_700_000_000, "chat": PRIVATE, "from": ANA, **content}


def translated(update: telegram.Update) -> Update:
    found = update_of(update)
    assert found is not None
    return found


def body(update: telegram.Update) -> Body:
    return translated(update).body


def member_change(before: str, after: str, chat: Json) -> telegram.Update:
    def member(status: str) -> Json:
        return {"user": BOT, "status": status, "until_date": 0}

    return raw(
        my_chat_member={
            "chat": chat,
            "from": ANA,
            "date": 1_700_000_000,
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
    )


def tap(data: str | None, **more: object) -> telegram.Update:
    query: Json = {
        "id": "77",
        "from": ANA,
        "chat_instance": "1",
        "data": data,
        "message": message(message_id=6, **{"from": BOT}),
    }
    return raw(callback_query=query | more)


def test_words_keep_their_every_character_and_say_who_where_and_when() -> None:
    update = translated(raw(message=message(text="  <b>hm</b> & 😀\u202e ")))
    assert update == Update(
        channel="telegram",
        id="9001",
        chat="42",
        sender="42",
        sent_at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
        body=Wrote("  <b>hm</b> & 😀\u202e ", "5"),
        sender_name="Ana Silva",
        language="pt",
    )


def test_a_command_is_words() -> None:
    entity = {"type": "bot_command", "offset": 0, "length": 6}
    assert body(raw(message=message(text="/start ABC", entities=[entity]))) == Wrote("/start ABC", "5")


def test_an_edit_says_how_the_message_reads_now_and_when_it_was_changed() -> None:
    update = translated(raw(edited_message=message(text="I am not fine", edit_date=1_700_000_600)))
    assert update.body == Edited("I am not fine", "5")
    assert update.sent_at == datetime(2023, 11, 14, 22, 23, 20, tzinfo=UTC)


def test_an_edited_caption_counts() -> None:
    assert body(raw(edited_message=message(caption="now this", voice=FILE | {"duration": 1}))) == Edited(
        "now this", "5"
    )


def test_an_edit_without_words_is_still_an_edit() -> None:
    assert body(raw(edited_message=message(location={"latitude": 1, "longitude": 2}))) == Edited("", "5")


SQUARE: Json = {"width": 9, "height": 9}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [FILE | SQUARE | {"file_id": "small"}, FILE | SQUARE]}, "photo"),
        ({"voice": FILE | {"duration": 1}}, "voice"),
        ({"video": FILE | SQUARE | {"duration": 1}}, "video"),
        ({"video_note": FILE | {"length": 9, "duration": 1}}, "video"),
        ({"animation": FILE | SQUARE | {"duration": 1}, "document": FILE | {"file_id": "twin"}}, "video"),
        ({"audio": FILE | {"duration": 1}}, "audio"),
        ({"document": FILE}, "document"),
        (
            {"sticker": FILE | SQUARE | {"type": "regular", "is_animated": False, "is_video": False}},
            "sticker",
        ),
    ],
)
def test_media_keep_their_kind_caption_and_file(content: Json, kind: str) -> None:
    assert body(raw(message=message(caption="look", **content))) == SentMedia(kind, "look", "5", "F1")


def test_the_name_that_the_sender_gave_a_file_is_kept() -> None:
    named = FILE | {"file_name": "plan ä.pdf"}
    assert body(raw(message=message(document=named))) == SentMedia("document", "", "5", "F1", "plan ä.pdf")
    video = FILE | SQUARE | {"duration": 1, "file_name": "run.mp4"}
    assert body(raw(message=message(video=video))) == SentMedia("video", "", "5", "F1", "run.mp4")


def test_media_without_a_caption_have_no_words() -> None:
    assert body(raw(message=message(voice=FILE | {"duration": 1}))) == SentMedia("voice", "", "5", "F1")


def test_what_we_have_no_word_for_is_not_lost() -> None:
    assert body(raw(message=message(dice={"emoji": "🎲", "value": 3}))) == SentMedia("other", "", "5")
    assert body(raw(message=message(something_quite_new={"x": 1}))) == SentMedia("other", "", "5")


def test_the_words_of_a_poll_are_read() -> None:
    poll: Json = {
        "id": "1",
        "question": "Shall I end it?",
        "options": [
            {"text": "yes", "voter_count": 0, "persistent_id": "a"},
            {"text": "no", "voter_count": 0, "persistent_id": "b"},
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    assert body(raw(message=message(poll=poll))) == SentMedia("other", "Shall I end it?\nyes\nno", "5")


def test_a_location_is_shared() -> None:
    assert body(raw(message=message(location={"latitude": 38.7, "longitude": -9.1}))) == SharedLocation(
        38.7, -9.1, "5"
    )


def test_a_contact_is_shared_with_its_full_name() -> None:
    contact = {"phone_number": "+351900", "first_name": "João", "last_name": "Reis"}
    assert body(raw(message=message(contact=contact))) == SharedContact("+351900", "João Reis", "5")


def test_a_tap_carries_its_data_its_message_and_what_to_answer() -> None:
    update = translated(tap("q.energy.3:abc"))
    assert update.body == Tapped("q.energy.3:abc", "6", "77")
    assert (update.chat, update.sender) == ("42", "42")
    assert act_of(tap("q.energy.3:abc")) is None


def test_a_tap_on_a_message_that_telegram_no_longer_shows_is_still_a_tap() -> None:
    update = translated(tap("q.energy.3", message={"chat": PRIVATE, "message_id": 6, "date": 0}))
    assert update.body == Tapped("q.energy.3", "6", "77")


def test_a_tap_without_a_message_or_data_is_answered_in_private() -> None:
    update = translated(tap(None, message=None))
    assert (update.chat, update.body) == ("42", Tapped("", "", "77"))


def test_a_tap_under_a_page_is_an_act_of_the_person_who_tapped_and_nothing_else() -> None:
    update = tap("page.acknowledge:E17:4")
    act = act_of(update)
    assert act is not None
    assert (act.via, act.user, act.doing) == ("telegram", "42", Press("page.acknowledge", "E17:4"))
    assert act.id == "9001"
    assert update_of(update) is None


def test_words_that_look_like_a_page_button_are_only_words() -> None:
    update = raw(message=message(text="page.acknowledge:E17:4"))
    assert act_of(update) is None
    assert body(update) == Wrote("page.acknowledge:E17:4", "5")


def test_blocking_and_unblocking_are_told() -> None:
    assert body(member_change("member", "kicked", PRIVATE)) == Blocked()
    assert body(member_change("kicked", "member", PRIVATE)) == Unblocked()


def test_an_invitation_into_a_group_is_told_and_being_thrown_out_is_not() -> None:
    update = translated(member_change("left", "member", GROUP))
    assert (update.chat, update.sender, update.body) == ("-100", "42", SpokeInGroup("", ""))
    assert update_of(member_change("member", "kicked", GROUP)) is None
    assert update_of(member_change("member", "left", GROUP)) is None


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_words_pictures_and_edits_in_a_group_are_heard_there(kind: str) -> None:
    chat = GROUP | {"type": kind}
    assert body(raw(message=message(chat=chat, text="help me"))) == SpokeInGroup("help me", "5")
    picture = message(chat=chat, caption="see", photo=[FILE | SQUARE])
    assert body(raw(message=picture)) == SpokeInGroup("see", "5")
    assert body(raw(edited_message=message(chat=chat, text="help"))) == SpokeInGroup("help", "5")


def test_our_own_leaving_of_a_group_is_nothing_to_answer() -> None:
    assert update_of(raw(message=message(chat=GROUP, left_chat_member=BOT))) is None


def test_a_group_that_becomes_a_supergroup_has_moved() -> None:
    assert body(raw(message=message(chat=GROUP, migrate_to_chat_id=-1009))) == ChatMoved("-1009")


def test_an_anonymous_writer_in_a_group_has_the_group_as_sender() -> None:
    anonymous = {key: value for key, value in message(chat=GROUP, text="x").items() if key != "from"}
    assert translated(raw(message=anonymous)).sender == "-100"


def test_an_update_without_message_tap_or_membership_is_nothing_to_answer() -> None:
    assert update_of(raw()) is None
    assert act_of(raw()) is None
