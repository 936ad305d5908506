"""Cards are read back from the channel's history: all of them, page by page, with what they said and showed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.playground.channels import PlaygroundSlack
from adapters.playground.screen import open_screen
from adapters.slack.card import card_message
from adapters.slack.found import card_of
from bot.core.errors import RateLimited, Unanswered, Unreachable
from escalation.words import State
from tests.adapters.slack_examples import ANA, NOON, PEOPLE, WORDS, card
from tests.adapters.test_slack_sending import sender
from tests.fakes import ManualClock


def test_a_card_read_back_says_what_was_drawn() -> None:
    drawn = card_message(card(State.MONITORING, rev=13), PEOPLE)
    message = {"ts": "1772625600.000100", "text": drawn.text, "metadata": drawn.metadata}
    found = card_of(message | {"blocks": list(drawn.blocks)})
    assert found is not None
    assert (found.ref, found.escalation, found.client) == ("1772625600.000100", "E-7f3a", "c_1")
    assert (found.state, found.rev) == ("monitoring", 13)
    assert found.posted_at == datetime(2026, 3, 4, 12, 0, 0, 100, tzinfo=UTC)
    assert WORDS in found.shown
    assert "Acknowledge" not in found.shown, "buttons are no words"


@pytest.mark.parametrize(
    "message",
    [
        {},
        None,
        {"ts": "1772625600.000100", "text": "hello"},
        {
            "ts": "1772625600.000100",
            "metadata": {"event_type": "handrail_page", "event_payload": {"id": "E1"}},
        },
        {"ts": "soon", "metadata": {"event_type": "handrail_escalation", "event_payload": {"id": "E1"}}},
        {"metadata": {"event_type": "handrail_escalation"}},
    ],
)
def test_what_is_no_card_is_passed_over(message: object) -> None:
    assert card_of(message) is None


def test_a_card_without_blocks_or_facts_reads_as_far_as_it_goes() -> None:
    found = card_of({"ts": "1.1", "text": "a &lt;b&gt;", "metadata": {"event_type": "handrail_escalation"}})
    assert found is not None
    assert (found.escalation, found.client, found.state, found.rev, found.shown) == ("", "", "", 0, "a <b>")


async def test_every_page_of_the_history_is_read_oldest_card_first() -> None:
    async with sender() as (slack, adapter):
        began = datetime.now(UTC)
        first = await adapter.post_card(card(id="E-1"))
        filler = slack.escalations.messages[0].now
        for _ in range(430):
            slack.workspace.post(slack.escalations, "U1", filler)
        second = await adapter.post_card(card(State.CLOSED, id="E-2"))
        found = await adapter.cards_since(began - timedelta(minutes=1))
        assert (found[0].ref, found[-1].ref) == (first, second)
        assert len(found) == 432
        assert len(slack.log("conversations.history")) == 3
        assert await adapter.cards_since(datetime.now(UTC) + timedelta(minutes=1)) == ()


async def test_what_slack_answers_instead_is_one_of_our_errors() -> None:
    async with sender() as (slack, adapter):
        since = datetime.now(UTC)
        for fault, error in (
            ("500", Unanswered),
            ("429:7", RateLimited),
            ("error:missing_scope", Unreachable),
        ):
            slack.faults.add("conversations.history", fault, times=1)
            with pytest.raises(error):
                await adapter.cards_since(since)
        assert await adapter.cards_since(since) == ()


async def test_the_playgrounds_channel_gives_its_cards_back_as_slack_would() -> None:
    screen = open_screen(None)
    channel = PlaygroundSlack(screen, ManualClock(NOON), (ANA,))
    await channel.notice("Backup is done", None)
    ref = await channel.post_card(card())
    await channel.redraw_card(ref, card(State.ACKNOWLEDGED, rev=13))
    (found,) = await channel.cards_since(NOON)
    assert (found.ref, found.escalation, found.client) == (ref, "E-7f3a", "c_1")
    assert (found.state, found.rev, found.posted_at) == ("acknowledged", 13, NOON)
    assert WORDS in found.shown
    assert await channel.cards_since(NOON + timedelta(seconds=1)) == ()
