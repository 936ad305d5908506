"""The card within Slack's limits, with everything a coach needs, and with no power in a client's words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.blocks import BLOCKS, CARD, Block, Message, weight
from adapters.slack.card import card_message, plain
from adapters.slack.outbound import page_text, review_message, thread_quote, thread_text
from adapters.slack.payload import every
from adapters.slack.words import harmless, size
from escalation.handoff import ACTIONS, LABELS, Card, Line, Score
from escalation.words import Escalation, Finding, Lane, Page, Party, Result, State, Way
from tests.adapters.slack_examples import (
    ANA,
    BEN,
    CAT,
    NOON,
    PEOPLE,
    POLICY,
    QUOTE,
    WORDS,
    card,
    finding,
    matter,
    review,
)
from tests.emulators.slack import blocks as slacks


def read(message: Message) -> str:
    return "\n".join(slacks.words_of(list(message.blocks))).replace("\u200b", "")


def buttons(message: Message) -> list[Block]:
    return [dict(element) for element in every(list(message.blocks)) if element.get("type") == "button"]


# --- what it says


def test_the_card_has_all_that_a_coach_needs_to_take_over() -> None:
    shown = read(card_message(card(), PEOPLE))
    for needed in (
        "Mia Weber: NOT ACKNOWLEDGED",
        "NOT ACKNOWLEDGED until this line changes",
        "c_1",
        "Ana",
        "+49 170 5551234",
        "Tom, brother, +49 170 5559876",
        WORDS,
        QUOTE,
        "suicide_passive",
        "wishes to be gone",
        "suicide_passive.not_be_here",
        "energy 4, stress 2, sleep 4",
        "energy 2, stress –, sleep 1",
        "How was the long run?",
        "Call or write today, before anything else.",
        "I have stopped. Ana is being called.",
        "Ana by slack, sent",
        "Ben by telegram, FAILED (blocked the bot)",
        "Wed 04 Mar 13:02 CET",
        "/handrail ack E-7f3a",
    ):
        assert needed in shown


def test_the_clients_words_and_the_buttons_come_before_the_history() -> None:
    shown = read(card_message(card(), PEOPLE))
    places = [shown.index(part) for part in (WORDS, "Why", "Recommended next step", "Who was paged")]
    assert places == sorted(places)
    kinds = [block["type"] for block in card_message(card(), PEOPLE).blocks]
    assert kinds.index("actions") < kinds.index("divider")


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_own_buttons_with_id_and_rev(state: State) -> None:
    pressed = buttons(card_message(card(state, rev=31), PEOPLE))
    assert [button["action_id"] for button in pressed] == list(ACTIONS[state])
    for button in pressed:
        assert button["value"] == "E-7f3a:31"
        assert button["text"] == {"type": "plain_text", "text": LABELS[str(button["action_id"])]}
        assert "confirm" not in button


def test_metadata_names_the_escalation() -> None:
    assert card_message(card(State.RESOLVED, rev=4), PEOPLE).metadata == {
        "event_type": "handrail_escalation",
        "event_payload": {"id": "E-7f3a", "client": "c_1", "state": "resolved", "rev": 4},
    }


def test_a_first_card_mentions_nobody_and_a_held_one_only_its_holder() -> None:
    assert "<@" not in json.dumps(card_message(card(), PEOPLE).blocks)
    assert json.dumps(card_message(card(State.TAKEN_OVER), PEOPLE).blocks).count("<@U1>") == 1
    assert "Cat has reached the client" in read(card_message(card(State.CONTACTED, holder="Cat"), PEOPLE))


def test_a_monitored_client_is_watched_until_a_local_time() -> None:
    watched = card(State.MONITORING, monitor_until=datetime(2026, 7, 1, 6, 30, tzinfo=UTC))
    assert "is watching until Wed 01 Jul 08:30 CEST" in read(card_message(watched, PEOPLE))


def test_a_stranger_is_shown_by_chat() -> None:
    stranger = card(party=Party(client="", chat="99", channel="telegram"))
    shown = read(card_message(stranger, PEOPLE))
    assert "unknown sender, chat 99 in telegram" in shown
    assert shown.startswith("Unknown sender, chat 99: NOT ACKNOWLEDGED")


def test_a_client_without_history_gets_words_instead_of_empty_places() -> None:
    empty = Card(matter(pages=(), findings=()), 0, (), (), (), "UTC")
    shown = read(card_message(empty, {}))
    assert "Nobody yet." in shown
    assert "None yet." in shown
    assert "No words are quoted" in shown
    assert "No rule matched." in shown


def test_two_findings_in_one_message_show_it_once_and_the_gravest_message_first() -> None:
    later = "my chest hurts"
    talk = (Line(NOON, "client", WORDS), Line(NOON, "client", later))
    both = replace(
        card(findings=(finding(later, later, "medical"), finding(), finding("here anymore"))),
        conversation=talk,
    )
    shown = read(card_message(both, PEOPLE)).split("*Why*")[0]
    assert shown.count(WORDS) == 1
    assert shown.index(WORDS) < shown.index(later)


def test_a_quote_whose_message_is_not_at_hand_is_shown_alone() -> None:
    lost = replace(card(), conversation=())
    assert f"&gt; {QUOTE}".replace("&gt;", ">") in read(card_message(lost, PEOPLE))


def test_a_long_conversation_loses_its_middle_and_keeps_both_ends() -> None:
    talk = tuple(Line(NOON, "client", f"line {number} " + "x" * 300) for number in range(200))
    shown = read(card_message(replace(card(), conversation=talk), PEOPLE))
    assert "line 0 " in shown
    assert "line 199 " in shown
    assert "line 100 " not in shown
    assert "lines left out" in shown


def test_a_quote_in_a_very_long_message_keeps_its_surroundings() -> None:
    text = "before " * 400 + QUOTE + " after" * 400
    long = replace(card(findings=(finding(QUOTE, text),)), conversation=(Line(NOON, "client", text),))
    shown = read(card_message(long, PEOPLE))
    assert f"before {QUOTE} after" in shown


def test_plain_text_stands_in_for_the_blocks() -> None:
    text = plain(card()).replace("\u200b", "")
    for needed in (WORDS, "NOT ACKNOWLEDGED until", "/handrail ack E-7f3a", "+49 170 5551234"):
        assert needed in text


# --- what a client's words can do: nothing

HOSTILE = "<!channel> <@U1> @here *bold* _it_ ~no~ `code` <https://x.example|click> & <script>\n> quote"


def test_a_client_can_call_nobody_and_format_nothing() -> None:
    said = harmless(HOSTILE)
    assert "<" not in said
    assert "@here" not in said
    assert "*bold*" not in said
    assert "`code`" not in said
    assert said.replace("\u200b", "") == HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(
        ">", "&gt;"
    )


def test_ids_and_mail_addresses_can_still_be_copied() -> None:
    assert harmless("client c_17, tom_w@mail.example") == "client c_17, tom_w@mail.example"
    assert "_it_" not in harmless("say _it_ now")
    assert "__" not in harmless("__it__")


def test_every_line_of_a_quote_stays_in_the_quote() -> None:
    quote = thread_quote("one\rtwo\u2028three\x0bfour\r\nfive", None)
    assert quote == "> one\n> two\n> three\n> four\n> five"


def test_a_right_to_left_override_does_not_turn_the_card_around() -> None:
    assert "\u202e" not in thread_quote("abc\u202edef", None)


def test_thread_texts_mention_the_one_coach_who_is_meant() -> None:
    assert thread_text("Ben <has> it", ANA) == "<@U1> Ben &lt;has&gt; it"
    assert thread_text("as it was", None) == "as it was"
    assert thread_quote("hello", BEN) == "<@U2>\n> hello"
    assert thread_text("told", CAT) == "Cat told"


def test_a_long_message_goes_into_the_thread_whole() -> None:
    assert thread_quote("&" * 4096, None) == "> " + "&amp;" * 4096


def test_a_page_mentions_all_who_are_called_and_never_the_channel() -> None:
    text = page_text((ANA, BEN), "Mia Weber needs a person <!channel>", "E-7f3a")
    assert text.startswith("<@U1> <@U2> Mia Weber needs a person")
    assert "<!channel>" not in text
    assert "/handrail ack E-7f3a" in text


# --- reviews


def test_a_review_shows_words_reason_and_both_buttons() -> None:
    message = review_message(review())
    shown = read(message)
    for needed in ("Mia Weber", "I cried all evening", "distress: crying", "Wed 04 Mar 13:00 CET"):
        assert needed in shown
    assert [(button["action_id"], button["value"]) for button in buttons(message)] == [
        ("review.done", "r_9"),
        ("review.escalate", "r_9"),
    ]


def test_a_settled_review_says_so_and_loses_its_buttons() -> None:
    message = review_message(review(settled="Ana read it at 13:05"))
    assert "Ana read it at 13:05" in read(message)
    assert buttons(message) == []


# --- whatever comes

NASTY = st.text(alphabet=st.sampled_from("&<>@*_`~\n\r\u2028\u202e\U0001f600a !|#:"), max_size=60)
TEXT = st.one_of(st.text(max_size=80), NASTY)
LONG = st.builds(
    lambda piece, times: (piece * times)[:4096], st.one_of(TEXT, st.just("😀")), st.integers(0, 4096)
)
ANY_TEXT = st.one_of(TEXT, LONG)
WHEN = st.integers(-10_000_000, 10_000_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
LINES = st.lists(st.builds(Line, WHEN, st.sampled_from(["client", "avatar", "Ana"]), ANY_TEXT), max_size=40)
FINDINGS = st.lists(
    st.builds(
        Finding,
        category=st.sampled_from(["suicide_active", "medical", "abuse", "distress"]),
        lane=st.sampled_from(Lane),
        rule=TEXT,
        quote=ANY_TEXT,
        start=st.integers(0, 50),
        end=st.integers(0, 50),
        why=ANY_TEXT,
    ),
    max_size=12,
)
SCORE = st.one_of(st.none(), st.integers(1, 5))
CARDS = st.builds(
    Card,
    escalation=st.builds(
        Escalation,
        id=st.text(alphabet="abcE-019", min_size=1, max_size=20),
        party=st.builds(Party, *[ANY_TEXT] * 9),
        opened_at=WHEN,
        policy=st.just(POLICY),
        state=st.sampled_from(State),
        findings=FINDINGS.map(tuple),
        pages=st.lists(
            st.builds(
                Page,
                id=TEXT,
                to=ANY_TEXT,
                way=st.sampled_from(Way),
                at=WHEN,
                call=st.integers(0, 9),
                result=st.sampled_from(Result),
                error=ANY_TEXT,
            ),
            max_size=40,
        ).map(tuple),
        holder=TEXT,
        outcome=ANY_TEXT,
        monitor_until=st.one_of(st.none(), WHEN),
    ),
    rev=st.integers(0, 10**9),
    scores=st.lists(st.builds(Score, WHEN, SCORE, SCORE, SCORE), max_size=40).map(tuple),
    conversation=LINES.map(tuple),
    told=LINES.map(tuple),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
)


def without_our_own(markup: str) -> str:
    """Markup that the card puts there itself."""
    for own in ("<@U1>", "<@U2>"):
        markup = markup.replace(own, "")
    return markup


@settings(max_examples=60, deadline=None)
@given(CARDS)
def test_any_card_stays_within_slacks_limits_and_gives_a_clients_words_no_power(any_card: Card) -> None:
    message = card_message(any_card, PEOPLE)
    assert slacks.check(list(message.blocks), "message") == []
    assert len(message.blocks) <= BLOCKS
    assert weight(message.blocks) <= CARD
    assert 0 < size(message.text) < 1_000
    for part in every(list(message.blocks)):
        if part.get("type") in ("mrkdwn", "plain_text"):
            assert size(str(part["text"])) <= 3_000
        if part.get("type") == "mrkdwn":
            assert "<" not in without_our_own(str(part["text"]))
            assert "@here" not in str(part["text"])
    assert size(plain(any_card)) < 6_000
    assert "<" not in plain(any_card)
    json.dumps([message.text, *message.blocks]).encode()


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT.filter(lambda text: text.strip()), TEXT)
def test_the_gravest_quote_is_never_cut(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    found = Finding("medical", Lane.URGENT, "r", quote, len(before), len(before) + len(quote), "why")
    one = replace(card(findings=(found,)), conversation=(Line(NOON, "client", text),))
    assert harmless(quote).replace("\n", "\n> ") in "\n".join(
        slacks.words_of(list(card_message(one, {}).blocks))
    )


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_review_stays_within_slacks_limits(name: str, words: str, why: str) -> None:
    message = review_message(review(client_name=name, words=words, why=(why,) * 9, settled=""))
    assert slacks.check(list(message.blocks), "message") == []
    assert weight(message.blocks) <= CARD


def test_the_longest_worst_messages_still_make_a_card() -> None:
    for letter in ("&", "😀", "\n", "`", "@", "x"):
        text = letter * 4096
        worst = Finding("medical", Lane.URGENT, "r", text, 0, 4096, text)
        full = Card(
            matter(findings=(worst,) * 20, pages=matter().pages * 40),
            1,
            (Score(NOON, 1, 2, 3),) * 60,
            (Line(NOON + timedelta(seconds=1), "client", text),) * 60,
            (Line(NOON, "avatar", text),) * 20,
            "UTC",
        )
        message = card_message(full, PEOPLE)
        assert slacks.check(list(message.blocks), "message") == []
        assert weight(message.blocks) <= CARD
