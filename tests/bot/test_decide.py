"""What follows from an Update: the safety core first, the routine only for somebody who is free."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import decide
from bot.core.client import Ask, CheckIn, Client, HoldMove, Membership, Move, hold_moved, moved
from bot.core.effects import Erase, KeepCheckIn, OpenReview, WithdrawAutomated
from bot.core.errors import IllegalMove
from bot.core.events import WakeCame
from bot.core.outgoing import Notice, Origin, PageCoaches, PostCard, PostInThread, Say, Send
from bot.core.update import Blocked, ChatMoved, Edited, SentMedia, Tapped
from escalation.words import Escalation, State
from tests.bot.people import NOW, REVIEW, URGENT, held, known, later, mia, said, sent, update
from tests.stories.house import practice


@pytest.mark.parametrize("membership", list(Membership))
def test_urgent_words_hold_and_page_for_anybody_whatever_their_membership(membership: Membership) -> None:
    decision = sent(mia(membership), "red", URGENT)
    assert decision.client.membership is membership
    assert decision.escalation is not None
    assert decision.client.held_by == decision.escalation.id
    kinds = [type(effect.what) for effect in decision.effects if isinstance(effect, Send)]
    assert PostCard in kinds
    assert PageCoaches in kinds
    assert decision.effects[0] == WithdrawAutomated()
    assert len(said(decision.effects)) == 1


def test_urgent_words_in_a_check_in_end_it_and_keep_what_was_answered() -> None:
    started = sent(mia(), "/checkin").client
    answered = sent(started, "4").client
    decision = sent(answered, "red", URGENT)
    assert decision.client.checkin is None
    assert [effect.record.energy for effect in decision.effects if isinstance(effect, KeepCheckIn)] == [4]


def test_the_same_update_always_means_the_same_escalation() -> None:
    one, other = update(Blocked(), "u7"), update(Edited("x", "m"), "u7")
    assert decide.escalation_id(one) == decide.escalation_id(other)
    assert decide.escalation_id(one) != decide.escalation_id(update(Blocked(), "u8"))


def test_an_edit_that_sounds_harmless_lowers_nothing() -> None:
    client, escalation = held()
    decision = sent(client, Edited("I don't want to be at work", "m1"), escalation=escalation)
    assert decision.escalation is not None
    assert decision.escalation.findings == escalation.findings
    assert decision.escalation.state is State.OPEN


def test_an_urgent_edit_of_a_held_client_adds_a_finding() -> None:
    client, escalation = held()
    decision = sent(client, Edited("red", "m1"), URGENT, escalation)
    assert decision.escalation is not None
    assert len(decision.escalation.findings) == 2
    assert said(decision.effects) == []


def test_words_of_a_held_client_reach_the_thread_and_the_first_of_a_stretch_mentions_the_holder() -> None:
    client, escalation = held()
    mentions = []
    seen: Escalation | None = _acknowledged(escalation)
    for text in ("one", "two"):
        decision = sent(client, text, escalation=seen)
        client, seen = decision.client, decision.escalation
        posts = [e.what for e in decision.effects if isinstance(e, Send) and isinstance(e.what, PostInThread)]
        assert [post.text for post in posts] == [text]
        mentions += [post.mention for post in posts]
    assert mentions == ["Ana", ""]


def _acknowledged(escalation: Escalation) -> Escalation:
    from escalation import acts
    from escalation.moves import Stepped

    stepped = acts.acknowledge(escalation, practice().team.coaches[0], NOW)
    assert isinstance(stepped, Stepped)
    return stepped.escalation


@pytest.mark.parametrize(
    ("text", "from_", "to"),
    [
        ("/pause", Membership.ACTIVE, Membership.PAUSED),
        ("/resume", Membership.PAUSED, Membership.ACTIVE),
        ("/stop", Membership.ACTIVE, Membership.LEFT),
        ("/stop", Membership.PAUSED, Membership.LEFT),
        ("/pause", Membership.PAUSED, Membership.PAUSED),
        ("/resume", Membership.LEFT, Membership.LEFT),
        ("/checkin", Membership.ACTIVE, Membership.ACTIVE),
    ],
)
def test_while_held_commands_move_the_membership_and_never_the_hold(
    text: str, from_: Membership, to: Membership
) -> None:
    client, escalation = held(from_)
    decision = sent(client, text, escalation=escalation)
    assert decision.client.membership is to
    assert decision.client.held_by == escalation.id
    assert said(decision.effects, Origin.AUTOMATED) == []
    assert len(said(decision.effects, Origin.SAFETY)) == 1


def test_delete_while_held_is_recorded_and_done_a_month_later_at_the_latest() -> None:
    client, escalation = held()
    decision = sent(client, "/delete", escalation=escalation)
    assert not any(isinstance(effect, Erase) for effect in decision.effects)
    assert decision.client.delete_asked_at == NOW
    assert decision.client.wake_at == later(timedelta(days=30))
    month = decide.decide(
        decision.client, decision.escalation, WakeCame(), practice(), later(timedelta(days=30))
    )
    assert any(isinstance(effect, Erase) for effect in month.effects)
    assert month.escalation is not None
    assert month.escalation.state is State.CLOSED


def test_a_held_client_is_woken_for_nothing_of_the_routine() -> None:
    client, escalation = held()
    assert client.wake_at is None
    woken = decide.decide(client, escalation, WakeCame(), practice(), later(timedelta(days=1)))
    assert woken.effects == ()


def test_a_tap_of_a_held_client_is_answered_and_does_nothing() -> None:
    client, escalation = held()
    decision = sent(client, Tapped("q.energy.4:gone", "b1", "t1"), escalation=escalation)
    assert known(decision.client) == known(client)
    assert said(decision.effects) == []


def test_a_chat_that_moves_takes_a_held_client_along() -> None:
    client, escalation = held()
    decision = sent(client, ChatMoved("8"), escalation=escalation)
    assert decision.client.chat == "8"
    assert decision.escalation is not None
    assert decision.escalation.party.chat == "8"


@pytest.mark.parametrize(
    ("membership", "heard"),
    [
        (Membership.ACTIVE, "Ana has switched me back on"),
        (Membership.PAUSED, "Ana has closed this. I stay off"),
        (Membership.LEFT, "Ana has closed this. I stay off"),
        (Membership.VISITOR, ""),
    ],
)
def test_after_a_hand_back_what_runs_follows_from_the_membership_alone(
    membership: Membership, heard: str
) -> None:
    client, _ = held(membership)
    turn = decide.released(client, practice(), NOW, "Ana")
    assert turn.client.held_by == ""
    assert turn.client.membership is membership
    texts = said(turn.effects)
    assert [text.startswith(heard) for text in texts] == ([True] if heard else [])
    assert (turn.client.next_checkin_at is not None) == (membership is Membership.ACTIVE)


def test_a_stranger_who_was_handed_back_is_erased_after_a_week() -> None:
    client, _ = held(Membership.VISITOR)
    assert decide.released(client, practice(), NOW, "Ana").client.erase_at == later(timedelta(days=7))


def test_a_consent_given_before_is_asked_again_after_a_hold() -> None:
    """Somebody who left comes back by an old invite, writes red words, and agrees to nothing meanwhile."""
    from bot.core.events import ClientInvited
    from bot.core.update import Wrote

    back = decide.decide(
        mia(Membership.LEFT), None, ClientInvited(update(Wrote("/start CODE", "m"))), practice(), NOW
    )
    red = sent(back.client, "red", URGENT)
    turn = decide.released(red.client, practice(), NOW, "Ana")
    assert turn.client.membership is Membership.ONBOARDING
    assert turn.client.asking is Ask.CONSENT


def test_a_review_is_opened_and_the_rest_of_the_check_in_offered() -> None:
    started = sent(mia(), "/checkin").client
    decision = sent(started, "it is all too much", REVIEW)
    assert [effect.words for effect in decision.effects if isinstance(effect, OpenReview)] == [
        "it is all too much"
    ]
    assert decision.client.checkin is not None
    assert decision.client.checkin.offered
    assert decision.client.checkin.reminder_at is None
    assert decision.client.held_by == ""


def test_a_voice_message_is_never_ignored() -> None:
    decision = sent(mia(), SentMedia("voice", "", "m1"))
    assert any(isinstance(effect, OpenReview) for effect in decision.effects)
    assert len(said(decision.effects)) == 1


def test_a_client_who_blocks_us_is_put_before_the_coach() -> None:
    decision = sent(mia(), Blocked())
    assert decision.client.unreachable
    assert [
        e.what.mention for e in decision.effects if isinstance(e, Send) and isinstance(e.what, Notice)
    ] == ["Ana"]


@pytest.mark.parametrize("data", ["", "q", "q.energy.4", "q..:x", "consent.yes:", "x.stop:", "nonsense:" * 7])
def test_no_button_of_long_ago_raises_or_changes_anything(data: str) -> None:
    decision = sent(mia(), Tapped(data, "b1", "t1"))
    assert known(decision.client) == known(mia())
    assert not [e for e in decision.effects if isinstance(e, Send) and isinstance(e.what, Say)]


# --- the two tables of a client --------------------------------------------------------------------------


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("membership", list(Membership))
def test_a_membership_moves_by_the_table_or_not_at_all(membership: Membership, move: Move) -> None:
    allowed = {
        "visitor join": "onboarding",
        "left join": "onboarding",
        "onboarding refuse": "visitor",
        "onboarding settle": "active",
        "onboarding stop": "left",
        "active pause": "paused",
        "active stop": "left",
        "paused resume": "active",
        "paused stop": "left",
    }
    to = allowed.get(f"{membership.value} {move.value}")
    client = Client("c1", "Mia", membership=membership)
    if to is None:
        with pytest.raises(IllegalMove):
            moved(client, move)
    else:
        assert moved(client, move).membership.value == to


def test_nobody_is_held_twice_and_nobody_released_who_is_free() -> None:
    free = Client("c1", "Mia")
    with pytest.raises(IllegalMove):
        hold_moved(free, HoldMove.RELEASE, "")
    bound = hold_moved(free, HoldMove.HOLD, "E1")
    assert bound.held_by == "E1"
    with pytest.raises(IllegalMove):
        hold_moved(bound, HoldMove.HOLD, "E2")
    assert hold_moved(bound, HoldMove.RELEASE, "") == free


def test_a_check_in_knows_the_day_it_stands_for() -> None:
    started = sent(mia(), "/checkin", now=later(timedelta(hours=14))).client  # past midnight in Berlin
    checkin: CheckIn | None = started.checkin
    assert checkin is not None
    assert checkin.day.isoformat() == "2026-03-03"
