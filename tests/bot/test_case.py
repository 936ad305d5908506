"""What coaches, pages and deliveries change of an escalation, and what they are told when they change nothing."""

from __future__ import annotations

import pytest

from bot import case
from bot.core.acts import Doing, Press, ThreadWords
from bot.core.effects import Effect
from bot.core.events import BridgeDelivered, CaseEvent, CoachActed, PageFailed, SendingFailed
from bot.core.outgoing import MarkPost, Origin, PageCoaches, PostInThread, RedrawCard, Say, Send
from escalation.words import Coach, Escalation, State, Way
from tests.escalation.matters import ANA, BEN, CHLOE, NOW, in_state
from tests.stories.house import practice

REV = 3


def decided(escalation: Escalation, event: CaseEvent) -> case.CaseDecision:
    return case.decide(escalation, REV, event, practice(), NOW)


def acted(escalation: Escalation, coach: Coach, doing: Doing) -> case.CaseDecision:
    return decided(escalation, CoachActed(coach, doing, escalation.id))


def pressed(escalation: Escalation, action: str, rev: int = REV, coach: Coach = ANA) -> case.CaseDecision:
    return acted(escalation, coach, Press(action, f"{escalation.id}:{rev}"))


def posts(effects: tuple[Effect, ...]) -> list[str]:
    return [e.what.text for e in effects if isinstance(e, Send) and isinstance(e.what, PostInThread)]


def says(effects: tuple[Effect, ...]) -> list[Say]:
    return [e.what for e in effects if isinstance(e, Send) and isinstance(e.what, Say)]


@pytest.mark.parametrize("action", ["page.resolve", "page.false_alarm"])
def test_a_resolve_that_has_not_read_the_newest_words_is_refused(action: str) -> None:
    before = in_state(State.TAKEN_OVER)
    decision = pressed(before, action, rev=REV - 1)
    assert decision.escalation == before
    assert decision.reply == case.STALE
    assert [type(e.what) for e in decision.effects if isinstance(e, Send)] == [RedrawCard]


def test_a_hand_back_that_has_not_read_the_newest_words_is_refused() -> None:
    before = in_state(State.RESOLVED)
    decision = pressed(before, "page.hand_back", rev=REV - 1)
    assert (decision.escalation, decision.released_by, decision.reply) == (before, "", case.STALE)


@pytest.mark.parametrize("action", ["page.acknowledge", "page.take_over", "page.contacted"])
def test_whoever_only_comes_nearer_need_not_have_read_the_newest_words(action: str) -> None:
    assert pressed(in_state(State.OPEN), action, rev=0).escalation.state is not State.OPEN


def test_a_hand_back_names_who_lifts_the_hold() -> None:
    assert pressed(in_state(State.RESOLVED), "page.hand_back").released_by == "Ana"


def test_the_loser_of_a_race_is_told_who_was_first_and_sees_the_card_as_it_is() -> None:
    before = in_state(State.ACKNOWLEDGED)
    decision = pressed(before, "page.acknowledge", coach=BEN)
    assert decision.escalation == before
    assert "Ana was first" in decision.reply
    assert [type(e.what) for e in decision.effects if isinstance(e, Send)] == [RedrawCard]


@pytest.mark.parametrize(("action", "modal"), [("page.monitor", "monitor"), ("page.note", "note")])
def test_what_waits_for_its_form_changes_nothing_yet(action: str, modal: str) -> None:
    before = in_state(State.OPEN)
    decision = pressed(before, action)
    assert (decision.escalation, decision.effects, decision.modal) == (before, (), modal)


def test_only_the_holders_words_cross_the_bridge() -> None:
    bridged = in_state(State.TAKEN_OVER)
    crossed = acted(bridged, ANA, ThreadWords("t", "p1", "Hi Mia"))
    assert [(say.text, say.author, say.thread_post) for say in says(crossed.effects)] == [
        ("Hi Mia", "Ana", "p1")
    ]
    assert [e.origin for e in crossed.effects if isinstance(e, Send) and isinstance(e.what, Say)] == [
        Origin.COACH
    ]
    for coach, words in ((BEN, "Hi Mia"), (CHLOE, "Hi Mia"), (ANA, "// she is at home"), (ANA, "  ")):
        kept = acted(bridged, coach, ThreadWords("t", "p2", words))
        assert says(kept.effects) == []
        assert [text.startswith("Not sent") for text in posts(kept.effects)] == [True]


@pytest.mark.parametrize("state", [State.OPEN, State.ACKNOWLEDGED])
def test_without_a_bridge_nothing_crosses(state: State) -> None:
    kept = acted(in_state(state), ANA, ThreadWords("t", "p", "Hi Mia"))
    assert says(kept.effects) == []


def test_a_delivered_message_counts_as_contact_and_gets_its_mark() -> None:
    decision = decided(in_state(State.TAKEN_OVER), BridgeDelivered("Ana", "p1"))
    assert decision.escalation.state is State.CONTACTED
    assert any(isinstance(e, Send) and e.what == MarkPost("E1", "p1") for e in decision.effects)


def test_a_message_delivered_after_the_end_only_gets_its_mark() -> None:
    closed = in_state(State.CLOSED)
    decision = decided(closed, BridgeDelivered("Ana", "p1"))
    assert decision.escalation == closed


def test_a_message_that_did_not_arrive_is_said_in_the_thread_and_pages_when_the_client_is_gone() -> None:
    before = in_state(State.TAKEN_OVER)
    once = decided(before, SendingFailed("p1", "time-out", gone=False))
    assert len(posts(once.effects)) == 1
    assert once.escalation.pages == before.pages
    gone = decided(before, SendingFailed("p1", "blocked", gone=True))
    assert len(gone.escalation.pages) == len(before.pages) + 1


def test_pages_that_failed_together_each_take_their_next_way() -> None:
    escalation = in_state(State.OPEN)
    decision = decided(escalation, PageFailed((escalation.pages[0].id,), "down"))
    pages = [e.what for e in decision.effects if isinstance(e, Send) and isinstance(e.what, PageCoaches)]
    assert [(page.coaches, page.way) for page in pages] == [(("Ana",), Way.TELEGRAM)]


def test_no_headline_carries_a_clients_words() -> None:
    decision = decided(in_state(State.OPEN), PageFailed((in_state(State.OPEN).pages[0].id,), "down"))
    pages = [e.what for e in decision.effects if isinstance(e, Send) and isinstance(e.what, PageCoaches)]
    assert pages
    assert all("quote" not in page.headline for page in pages)
