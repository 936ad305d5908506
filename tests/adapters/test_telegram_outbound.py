"""What lies in the Outbox becomes requests that Telegram takes, with every word literal and none lost."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup

from adapters.telegram.outbound import (
    AnswerQuery,
    DropButtons,
    EditWords,
    LeaveChat,
    PostDocument,
    PostMessage,
    alert_to,
    page_of,
    requests_of,
)
from adapters.telegram.split import split, units
from bot.core.errors import Rejected
from bot.core.outgoing import AnswerTap, Button, LeaveGroup, Say, SendFile, Settle, ToClient

ROW = ((Button("1", "q.energy.1:i9"), Button("2", "q.energy.2:i9")), (Button("Skip", "q.skip:i9"),))


def posts(what: ToClient) -> list[PostMessage]:
    requests = requests_of(what)
    found = [request for request in requests if isinstance(request, PostMessage)]
    assert len(found) == len(requests)
    return found


def shown(source: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"</?b>", "", source))


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_markup_in_words_is_literal() -> None:
    (post,) = posts(Say("1", 'a < b & "c" </b><a href=x>'))
    assert post.words.html == 'a &lt; b &amp; "c" &lt;/b&gt;&lt;a href=x&gt;'
    assert post.words.plain == 'a < b & "c" </b><a href=x>'


def test_a_coach_stands_in_bold_before_the_words_and_cannot_smuggle_markup() -> None:
    (post,) = posts(Say("1", "I am here", author="Ana <3"))
    assert post.words.html == "<b>Ana &lt;3</b>\nI am here"
    assert post.words.plain == "Ana <3\nI am here"


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b", "\u202e\u2066 "])
def test_a_text_that_shows_nothing_becomes_a_placeholder(text: str) -> None:
    (post,) = posts(Say("1", text))
    assert post.words.html == "…"


def test_half_a_character_does_not_stop_the_rest() -> None:
    (post,) = posts(Say("1", "so \ud83d tired"))
    assert post.words.plain == "so \ufffd tired"


def test_a_text_of_the_full_length_is_one_message() -> None:
    assert len(posts(Say("1", "x" * 4096))) == 1
    assert len(posts(Say("1", "😀" * 2048))) == 1
    assert len(posts(Say("1", "<" * 4096))) == 1


def test_telegram_counts_an_emoji_twice() -> None:
    assert [len(piece) for piece in split("😀" * 4096)] == [2048, 2048]


def test_a_long_text_is_cut_between_paragraphs_then_lines_then_words() -> None:
    assert split("a" * 60 + "\n\n" + "b" * 30 + "\nc", 100) == ("a" * 60 + "\n\n" + "b" * 30 + "\nc",)
    assert split("a" * 60 + "\n\n" + "b" * 60, 100, 100) == ("a" * 60, "b" * 60)
    assert split("a" * 60 + "\n" + "b" * 20 + " " + "c" * 60, 100, 100) == (
        "a" * 60,
        "b" * 20 + " " + "c" * 60,
    )
    assert split("a" * 60 + " " + "b" * 60, 100, 100) == ("a" * 60, "b" * 60)
    assert split("a" * 150, 100, 100) == ("a" * 100, "a" * 50)


def test_a_border_early_in_the_text_does_not_make_crumbs() -> None:
    assert split("hi\n\n" + "x" * 196, 100, 100) == ("hi\n\n" + "x" * 96, "x" * 100)


def test_a_family_of_joined_emoji_is_not_torn_apart() -> None:
    family = "👩\u200d👩\u200d👧"
    pieces = split("x" * 97 + family, 100, 100)
    assert pieces == ("x" * 97, family)


def test_a_run_of_blanks_longer_than_a_message_leaves_no_empty_message() -> None:
    assert split("a" + " " * 300 + "b", 100, 100) == ("a", "b")


@given(st.text(alphabet=st.sampled_from("ab <&\n😀\u200d\u0301é"), max_size=400), st.integers(20, 60))
@settings(max_examples=200, deadline=None)
def test_splitting_loses_nothing_but_blanks_and_fits(text: str, room: int) -> None:
    pieces = split(text, room, room + 5)
    assert pieces
    assert utf16(pieces[0]) <= room
    assert all(utf16(piece) <= room + 5 for piece in pieces)
    assert all(piece.strip("\u200d \n") for piece in pieces)
    if pieces != ("…",):
        # A piece of joiners alone shows nothing and is dropped; everything that shows must be there.
        kept = str.maketrans("", "", " \n\u200d")
        assert "".join(pieces).translate(kept) == text.translate(kept)


def test_units_are_utf16() -> None:
    for text in ("", "abc", "é", "😀x", "👩\u200d👧"):
        assert units(text) == utf16(text)


def test_a_long_text_of_a_coach_fits_with_the_name_and_has_its_buttons_at_the_end() -> None:
    text = " ".join(f"word{number}<&>" for number in range(900))
    found = posts(Say("1", text, buttons=ROW, author="Ana"))
    assert len(found) > 1
    assert all(utf16(shown(post.words.html)) <= 4096 for post in found)
    assert all(shown(post.words.html) == post.words.plain for post in found)
    assert " ".join(post.words.plain for post in found) == f"Ana\n{text}"
    assert [post.markup is None for post in found] == [True] * (len(found) - 1) + [False]


def test_buttons_keep_their_rows_labels_and_data() -> None:
    (post,) = posts(Say("1", "Energy?", buttons=ROW))
    assert isinstance(post.markup, InlineKeyboardMarkup)
    rows = [[(key.text, key.callback_data) for key in row] for row in post.markup.inline_keyboard]
    assert rows == [[("1", "q.energy.1:i9"), ("2", "q.energy.2:i9")], [("Skip", "q.skip:i9")]]


@pytest.mark.parametrize("data", ["", "x" * 65, "é" * 33])
def test_button_data_that_telegram_would_refuse_is_rejected_here(data: str) -> None:
    with pytest.raises(Rejected, match="64"):
        requests_of(Say("1", "?", buttons=((Button("a", data),),)))


def test_button_data_of_64_bytes_is_taken() -> None:
    assert len(posts(Say("1", "?", buttons=((Button("a", "é" * 32),),)))) == 1


def test_asking_for_the_location_offers_the_apps_own_key_once() -> None:
    (post,) = posts(Say("1", "Where do you live?", location_key="Share my location"))
    assert isinstance(post.markup, ReplyKeyboardMarkup)
    assert post.markup.one_time_keyboard
    assert post.markup.keyboard[0][0].request_location


def test_a_location_key_and_buttons_both_come_and_the_buttons_come_last() -> None:
    key, question = posts(Say("1", "Where?", buttons=ROW, location_key="Share my location"))
    assert isinstance(key.markup, ReplyKeyboardMarkup)
    assert isinstance(question.markup, InlineKeyboardMarkup)
    assert question.words.plain == "Where?"


def test_a_file_keeps_its_bytes_and_a_caption_that_is_too_long_goes_before_it() -> None:
    assert requests_of(SendFile("1", "you.json", '{"é": 1}', "Your data")) == (
        PostDocument("1", "you.json", '{"é": 1}'.encode(), "Your data"),
    )
    before, document = requests_of(SendFile("1", "you.json", "{}", "c" * 1025))
    assert isinstance(before, PostMessage)
    assert before.words.plain == "c" * 1025
    assert document == PostDocument("1", "you.json", b"{}", "")


def test_a_tap_is_answered_within_its_limit() -> None:
    assert requests_of(AnswerTap("1", "q7", "Saved")) == (AnswerQuery("q7", "Saved"),)
    assert requests_of(AnswerTap("1", "q7", "x" * 300)) == (AnswerQuery("q7", "x" * 200),)
    assert alert_to("q7", "y" * 300).alert == "y" * 200


def test_settling_drops_the_buttons_or_rewrites_the_message() -> None:
    assert requests_of(Settle("1", "55")) == (DropButtons("1", 55),)
    (edit,) = requests_of(Settle("1", "55", "Energy: <3>"))
    assert isinstance(edit, EditWords)
    assert (edit.message, edit.words.html) == (55, "Energy: &lt;3&gt;")


def test_settling_with_too_many_words_keeps_what_fits() -> None:
    (edit,) = requests_of(Settle("1", "55", "😀" * 3000))
    assert isinstance(edit, EditWords)
    assert utf16(edit.words.plain) <= 4096
    assert edit.words.plain.endswith("…")


def test_settling_a_message_that_is_no_number_is_rejected() -> None:
    with pytest.raises(Rejected):
        requests_of(Settle("1", "not-a-number"))


def test_a_group_is_left() -> None:
    assert requests_of(LeaveGroup("-100")) == (LeaveChat("-100"),)


def test_a_page_says_why_gives_the_link_and_acknowledges_by_its_button() -> None:
    page = page_of("900", "Maria <urgent>", "https://x.test/ack/T0", "E17", 4)
    assert page.words.html == "Maria &lt;urgent&gt;\n\nhttps://x.test/ack/T0"
    assert isinstance(page.markup, InlineKeyboardMarkup)
    ((button,),) = page.markup.inline_keyboard
    assert (button.text, button.callback_data) == ("Acknowledge", "page.acknowledge:E17:4")
    assert page_of("900", "Maria", "", "E17", 4).words.plain == "Maria"
