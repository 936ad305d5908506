"""What a coach does in Slack becomes an Act; what nobody did, or somebody else did, becomes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.blocks import Block
from adapters.slack.inbound import escalation_of, press, submission, thread_words
from adapters.slack.modals import Incomplete, form_view, loading_view, said_view
from adapters.slack.spoken import plain_words
from bot.core.acts import Act, Monitor, Note, Outcome, Press, ThreadWords
from tests.emulators.slack.views import checked

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["event", "user", "actions", "view", "state", "values", "note", "type", "ts", "id", "blocks"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


def message(**more: object) -> Block:
    event: Block = {
        "type": "message",
        "channel": "C1",
        "user": "U1",
        "ts": "2.0",
        "thread_ts": "1.0",
        "text": "I am here",
        **more,
    }
    return {"type": "event_callback", "event_id": "Ev1", "event": event}


def clicked(action: str = "page.acknowledge", value: str = "E-1:7") -> Block:
    return {
        "type": "block_actions",
        "user": {"id": "U1"},
        "actions": [{"type": "button", "action_id": action, "value": value}],
    }


def submitted(form: str, values: Block, escalation: str = "E-1") -> Block:
    state = {"values": {name: {name: value} for name, value in values.items()}}
    view = {**form_view(form, escalation), "id": "V1", "state": state}
    return {"type": "view_submission", "user": {"id": "U1"}, "view": view}


# --- buttons


def test_a_press_carries_its_action_and_value() -> None:
    assert press(clicked()) == Act("slack", "U1", Press("page.acknowledge", "E-1:7"))


def test_a_payload_without_a_button_or_a_person_is_no_press() -> None:
    assert press({"user": {"id": "U1"}, "actions": []}) is None
    assert press({**clicked(), "user": {}}) is None


def test_the_value_of_a_button_names_its_escalation() -> None:
    assert escalation_of(clicked(value="E-1:7")) == "E-1"
    assert escalation_of(clicked(value="E-1")) == "E-1"


# --- threads


def test_a_persons_reply_in_a_thread_of_the_channel_is_an_act_named_by_its_event() -> None:
    assert thread_words(message(), "C1") == Act("slack", "U1", ThreadWords("1.0", "2.0", "I am here"), "Ev1")


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_a_reply_with_a_file_or_shown_in_the_channel_is_a_reply_all_the_same(subtype: str) -> None:
    act = thread_words(message(subtype=subtype, files=[{"id": "F1"}, {"id": "F2"}]), "C1")
    assert act is not None
    assert act.doing == ThreadWords("1.0", "2.0", "I am here", 2)


@pytest.mark.parametrize(
    "more",
    [
        {"channel": "C2"},
        {"thread_ts": None},
        {"thread_ts": "2.0"},
        {"user": None},
        {"user": "USLACKBOT"},
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"hidden": True},
        {"type": "reaction_added"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"subtype": "channel_join"},
    ],
)
def test_what_is_not_a_persons_new_reply_in_our_channel_is_nothing(more: Block) -> None:
    assert thread_words(message(**more), "C1") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("see <https://x.example/a?b=1&amp;c=2>", "see https://x.example/a?b=1&c=2"),
        ("see <http://x.example|x.example>", "see http://x.example"),
        ("see <http://x.example|this page>", "see this page (http://x.example)"),
        ("write <mailto:a@b.example|a@b.example>", "write a@b.example"),
        ("call <tel:+49301|+49 30 1>", "call +49 30 1 (+49301)"),
        ("ask <@U2> or <@U3|ben>", "ask @U2 or @ben"),
        ("in <#C1|general>", "in #general"),
        ("<!here> <!subteam^S1|@coaches>", "@here @coaches"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
        ("// not for the client", "// not for the client"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_a_coachs_text_reaches_the_client_as_it_was_meant(typed: str, meant: str) -> None:
    assert plain_words({"text": typed}) == meant


def test_emoji_reach_the_client_as_emoji() -> None:
    elements = [
        {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4},
        {"type": "emoji", "name": "heart", "unicode": "2764-fe0f"},
        {"type": "emoji", "name": "partyparrot"},
    ]
    event: Block = {
        "text": ":wave::skin-tone-4: hi :heart: :partyparrot: at 10:30:00",
        "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}],
    }
    assert plain_words(event) == "👋🏽 hi ❤️ :partyparrot: at 10:30:00"


# --- forms


@pytest.mark.parametrize("form", ["note", "outcome", "monitor"])
def test_slack_takes_every_form_and_each_input_bears_its_public_name(form: str) -> None:
    view = form_view(form, "E-1")
    _, blocks = checked(view, ("modal",))
    assert view["private_metadata"] == "E-1"
    for block in blocks:
        assert block["block_id"] == block["element"]["action_id"]
    names = {"note": ["note"], "outcome": ["outcome", "note"], "monitor": ["until", "note"]}
    assert [block["block_id"] for block in blocks] == names[form]


def test_slack_takes_the_views_that_stand_in_for_a_form() -> None:
    checked(loading_view(), ("modal",))
    checked(said_view("new words, read and press again " * 400), ("modal",))
    checked(said_view(""), ("modal",))


def test_the_outcomes_are_the_public_ones_and_a_false_alarm_is_chosen_beforehand() -> None:
    view = form_view("outcome", "E-1", "false_alarm")
    blocks = checked(view, ("modal",))[1]
    select = blocks[0]["element"]
    assert [option["value"] for option in select["options"]] == [
        "helped",
        "referred",
        "emergency_services",
        "false_alarm",
        "no_contact",
        "other",
    ]
    assert select["initial_option"]["value"] == "false_alarm"
    plain = checked(form_view("outcome", "E-1"), ("modal",))[1]
    assert "initial_option" not in plain[0]["element"]


def test_an_unknown_form_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="no form"):
        form_view("poem", "E-1")


def test_a_filled_in_outcome_is_an_act_named_by_its_view() -> None:
    values: Block = {"outcome": {"selected_option": {"value": "helped"}}, "note": {"value": " spoke "}}
    assert submission(submitted("outcome", values)) == Act(
        "slack", "U1", Outcome("E-1", "helped", "spoke"), "V1"
    )


def test_a_filled_in_watch_ends_at_a_utc_instant() -> None:
    values: Block = {"until": {"selected_date_time": 1772625600}, "note": {"value": None}}
    act = submission(submitted("monitor", values))
    assert isinstance(act, Act)
    assert act.doing == Monitor("E-1", datetime(2026, 3, 4, 12, 0, tzinfo=UTC), "")


def test_a_filled_in_note_is_a_note() -> None:
    act = submission(submitted("note", {"note": {"value": "rang twice"}}))
    assert isinstance(act, Act)
    assert act.doing == Note("E-1", "rang twice")


def test_a_form_without_its_answer_says_what_is_missing() -> None:
    assert submission(submitted("note", {"note": {"value": "  "}})) == Incomplete("note", "Write something.")
    until = submission(submitted("monitor", {"until": {"selected_date_time": None}}))
    assert isinstance(until, Incomplete)
    assert until.input == "until"
    outcome = submission(submitted("outcome", {"outcome": {"selected_option": None}}))
    assert isinstance(outcome, Incomplete)
    assert outcome.input == "outcome"


def test_a_view_of_somebody_else_is_nothing() -> None:
    assert (
        submission({"user": {"id": "U1"}, "view": {"callback_id": "other", "private_metadata": "x"}}) is None
    )
    assert submission(submitted("note", {"note": {"value": "x"}}, escalation="")) is None


@given(JSON)
def test_no_payload_however_odd_raises(payload: object) -> None:
    if isinstance(payload, dict):
        press(payload)
        submission(payload)
        submission({"user": {"id": "U1"}, "view": {**form_view("monitor", "E"), "state": payload}})
        thread_words(payload, "C1")
        thread_words(message(blocks=payload, text=payload.get("id"), files=payload), "C1")
