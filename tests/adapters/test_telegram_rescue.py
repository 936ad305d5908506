"""An update that cannot be read still says who wrote where, and its words."""

from datetime import UTC, datetime

import telegram

from adapters.telegram.rescue import Fetched, read, rescued, translated
from bot.core.update import SentMedia, Update

BOT = telegram.Bot("7000001:AAHnobodylistenstothistoken")


def test_a_message_without_a_date_is_kept_with_its_words() -> None:
    wire = {
        "update_id": 5,
        "message": {"message_id": 3, "chat": {"id": 42}, "from": {"id": 42}, "text": "I cannot go on"},
    }
    fetched = read(wire, BOT)
    assert fetched is not None
    assert fetched.raw is None
    assert translated(fetched) == Update(
        channel="telegram",
        id="5",
        chat="42",
        sender="42",
        sent_at=datetime(1970, 1, 1, tzinfo=UTC),
        body=SentMedia("other", "I cannot go on", "3"),
    )


def test_words_one_level_down_are_found_and_words_of_an_older_message_are_not() -> None:
    wire = {
        "update_id": 5,
        "edited_message": {
            "message_id": 3,
            "date": 1_700_000_000,
            "chat": {"id": 42, "title": "not this"},
            "reply_to_message": {"text": "nor this"},
            "novelty": {"caption": "but this"},
        },
    }
    found = rescued(wire)
    assert found is not None
    assert found.body == SentMedia("other", "but this", "3")
    assert found.sent_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_a_tap_is_answered_to_who_tapped_without_our_own_words() -> None:
    wire = {
        "update_id": 5,
        "callback_query": {
            "from": {"id": 42},
            "message": {"message_id": 8, "chat": {"id": 42}, "text": "How is your energy?"},
        },
    }
    found = rescued(wire)
    assert found is not None
    assert (found.chat, found.sender, found.body) == ("42", "42", SentMedia("other", "", "8"))


def test_nothing_is_made_of_what_names_no_chat_or_no_number() -> None:
    assert rescued({"update_id": 5, "poll": {"id": "1"}}) is None
    assert rescued({"update_id": 5}) is None
    assert rescued({"message": {"chat": {"id": 42}}}) is None
    assert read({"message": {}}, BOT) is None


def test_our_own_mistake_in_translating_does_not_silence_the_client() -> None:
    # A photo whose sizes carry no file_id passes the library's constructor only by hand; ours then stumbles.
    message = telegram.Message(
        3,
        datetime(2024, 1, 1, tzinfo=UTC),
        telegram.Chat(42, "private"),
        caption="look",
        photo=(object(),),  # type: ignore[arg-type]
    )
    found = translated(Fetched(5, telegram.Update(5, message=message), {}))
    assert isinstance(found, Update)
    assert (found.chat, found.body) == ("42", SentMedia("other", "look", "3"))
