"""What a client reads in Slack: every word of it, none of them with any power, in parts that Slack takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.blocks import Message
from adapters.slack.phone_blocks import literal, messages_of, settled
from adapters.slack.words import size
from bot.core.errors import Rejected
from bot.core.outgoing import Button, Say
from bot.routines.understanding import CommandName, command_of
from tests.emulators.slack.blocks import check

ROW = (Button("1 🪫", "q.energy.1:i"), Button("Skip", "q.skip:i"))


def only(say: Say) -> Message:
    (message,) = messages_of(say)
    return message


def test_plain_words_have_no_blocks() -> None:
    assert only(Say("D1", "Good morning.")) == Message("Good morning.")


def test_a_button_carries_its_data_as_its_name_and_as_its_value() -> None:
    message = only(Say("D1", "How is your energy?", (ROW,)))
    assert message.text == "How is your energy?"
    assert check(list(message.blocks), "message") == []
    elements = message.blocks[1]["elements"]
    assert isinstance(elements, list)
    assert [(each["action_id"], each["value"]) for each in elements] == [
        ("q.energy.1:i", "q.energy.1:i"),
        ("q.skip:i", "q.skip:i"),
    ]


def test_no_two_buttons_of_a_message_have_one_name() -> None:
    message = only(Say("D1", "Which?", ((Button("a", "x"), Button("b", "x")), (Button("c", "x"),))))
    assert check(list(message.blocks), "message") == []
    rows = [block["elements"] for block in message.blocks[1:]]
    named = [each["action_id"] for row in rows if isinstance(row, list) for each in row]
    assert len(set(named)) == 3
    assert {each["value"] for row in rows if isinstance(row, list) for each in row} == {"x"}


def test_many_buttons_and_long_labels_fit() -> None:
    wide = tuple(Button("x" * 100, f"d.{number}") for number in range(30))
    message = only(Say("D1", "Which?", (wide,)))
    assert check(list(message.blocks), "message") == []
    assert [len(block["elements"]) for block in message.blocks[1:]] == [25, 5]  # type: ignore[arg-type]
    with pytest.raises(Rejected):
        messages_of(Say("D1", "Which?", tuple((Button("a", f"d.{number}"),) for number in range(60))))
    with pytest.raises(Rejected):
        messages_of(Say("D1", "Which?", ((Button("a", ""),),)))


def test_a_coachs_name_stands_before_the_coachs_words_and_neither_can_call_anybody() -> None:
    said = only(Say("D1", "ask <!channel> or <@U2> or @here & *all*", author="Ana <!here>")).text
    assert said.startswith("*Ana &lt;!here&gt;*\n")
    assert "<" not in said
    assert "&amp;" in said
    assert "@here" not in said
    assert "*all*" not in said


def test_an_address_can_be_followed_and_its_marks_do_nothing() -> None:
    assert literal("see https://x.example/_a_?b=1&c=2.") == "see <https://x.example/_a_?b=1&amp;c=2>."
    assert literal("(https://x.example)") == "(<https://x.example>)"
    assert literal("https://x.example|<!channel>") == "<https://x.example>|&lt;!channel&gt;"


def test_commands_are_named_so_that_slack_lets_them_through() -> None:
    text = "/checkin starts one now, /help shows everything else. (/when) and/or https://x.example/help"
    said = only(Say("D1", text)).text
    assert (
        said == "checkin starts one now, help shows everything else. (when) and/or <https://x.example/help>"
    )
    assert only(Say("D1", "write /help", author="Ana")).text == "*Ana*\nwrite /help"
    assert only(Say("D1", "use /handrail help")).text == "use /handrail help"


@pytest.mark.parametrize("name", sorted(CommandName))
def test_every_command_works_without_its_slash(name: CommandName) -> None:
    said = only(Say("D1", f"/{name.value}")).text
    assert said == name.value, "it is named without the slash"
    command = command_of(said)
    assert command is not None
    assert command.name is name


def test_a_long_text_loses_nothing_and_keeps_its_buttons_at_the_end() -> None:
    words = " ".join(f"word{number}" for number in range(2_000))
    *begun, last = messages_of(Say("D1", words, (ROW,), author="Ana"))
    assert all(not message.blocks and size(message.text) <= 3_000 for message in begun)
    assert check(list(last.blocks), "message") == []
    said = "".join(message.text for message in (*begun, last)).removeprefix("*Ana*\n")
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", words)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=6_000))
def test_whatever_is_said_slack_takes_it(text: str) -> None:
    for message in messages_of(Say("D1", text, (ROW,))):
        assert message.text
        assert size(message.text) <= 3_000
        assert "<!" not in message.text
        assert "<@" not in message.text
        assert check(list(message.blocks), "message") == []


def test_what_is_settled_is_one_message() -> None:
    assert settled("Energy: 4 & <fine>") == "Energy: 4 &amp; &lt;fine&gt;"
    assert size(settled("x" * 9_000)) <= 3_000
