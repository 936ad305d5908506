"""What a hold must not lose, undo or be undone by: erasure, open questions, reviews, an address that works again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.client import Ask, Client, Membership, Profile
from bot.core.effects import Decision, Erase, OpenReview
from bot.core.events import ClientInvited, ClientSent, WakeCame
from bot.core.outgoing import PostInThread, Say, Send
from bot.core.update import Blocked, Body, Edited, SentMedia, Update, Wrote
from bot.decide import decide, released
from escalation.words import Finding, Lane, State, Verdict
from tests.stories.house import practice

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MIA = Client(
    "c1",
    "Mia",
    "Ana",
    channel="telegram",
    chat="mia",
    membership=Membership.ACTIVE,
    profile=Profile("en", "Europe/Berlin", phone="", contact="", consent="1", consented_at=NOW),
)
ROUTINE = Verdict(Lane.ROUTINE)
REVIEW = Verdict(Lane.REVIEW, (Finding("distress", Lane.REVIEW, "en.x", "words", 0, 5, "why"),))
URGENT = Verdict(Lane.URGENT, (Finding("suicide_active", Lane.URGENT, "en.x", "words", 0, 5, "why"),))


def sent(client: Client, body: Body, verdict: Verdict, before: Decision | None = None) -> Decision:
    update = Update("telegram", "1", client.chat, client.chat, NOW, body)
    return decide(client, before.escalation if before else None, ClientSent(update, verdict), practice(), NOW)


def held(client: Client) -> Decision:
    return sent(client, Wrote("words", "m1"), URGENT)


def kinds(decision: Decision) -> list[type]:
    return [type(effect) for effect in decision.effects]


# --- erasure of strangers -----------------------------------------------------------------------------------


def test_a_stranger_who_is_held_again_is_not_erased_meanwhile() -> None:
    due = held(Client("v1", "", channel="telegram", chat="tom", erase_at=NOW + DAY))
    woken = decide(due.client, due.escalation, WakeCame(), practice(), NOW + 2 * DAY)
    assert Erase not in kinds(woken)
    assert woken.escalation is not None
    assert woken.escalation.state is State.OPEN
    assert woken.client.wake_at is None


def test_after_the_second_hand_back_the_week_begins_anew() -> None:
    due = held(Client("v1", "", channel="telegram", chat="tom", erase_at=NOW + DAY))
    free = released(due.client, practice(), NOW + 2 * DAY, "Ana").client
    assert free.erase_at == NOW + 9 * DAY


def test_a_visitor_who_comes_in_is_not_erased_as_a_stranger() -> None:
    visitor = replace(MIA, membership=Membership.VISITOR, profile=Profile(), erase_at=NOW + DAY)
    invited = ClientInvited(Update("telegram", "1", "mia", "mia", NOW, Wrote("/start x", "m")))
    inside = decide(visitor, None, invited, practice(), NOW).client
    assert inside.erase_at is None


# --- questions that were open when the hold came -------------------------------------------------------------


def test_a_yes_after_the_hold_does_not_answer_the_question_before_it() -> None:
    asked = replace(MIA, asking=Ask.DELETE)
    free = released(held(asked).client, practice(), NOW, "Ana").client
    assert Erase not in kinds(sent(free, Wrote("yes", "m2"), ROUTINE))


def test_settings_go_on_with_what_is_still_open_after_the_hold() -> None:
    for asking in (Ask.PHONE, Ask.DELETE):
        profile = replace(MIA.profile, hour=NOW.time(), days=(0,), phone=None, contact=None)
        setting_up = replace(MIA, membership=Membership.ONBOARDING, asking=asking, profile=profile)
        free = released(held(setting_up).client, practice(), NOW, "Ana").client
        assert free.asking is Ask.PHONE


def test_distress_in_place_of_a_yes_to_erasure_is_read_by_a_coach() -> None:
    for membership in (Membership.ACTIVE, Membership.LEFT, Membership.PAUSED, Membership.ONBOARDING):
        asked = replace(MIA, membership=membership, asking=Ask.DELETE)
        decision = sent(asked, Wrote("no, I cannot cope", "m2"), REVIEW)
        assert OpenReview in kinds(decision), membership
        assert decision.client.asking is not Ask.DELETE


# --- what is not words, and what is ---------------------------------------------------------------------------


def test_a_live_location_that_moves_does_not_fill_the_thread() -> None:
    before = held(MIA)
    moving = sent(before.client, Edited("", "m9"), ROUTINE, before)
    posts = [effect for effect in moving.effects if isinstance(effect, Send)]
    assert not any(isinstance(send.what, PostInThread | Say) for send in posts)
    assert moving.escalation is not None
    assert moving.escalation.answered is False


def test_a_voice_message_of_somebody_who_left_reaches_a_coach() -> None:
    left = replace(MIA, membership=Membership.LEFT)
    assert OpenReview in kinds(sent(left, SentMedia("voice", "", "m2"), ROUTINE))


# --- an address that works again --------------------------------------------------------------------------------


def test_whoever_writes_can_be_written_to() -> None:
    gone = replace(MIA, unreachable=True)
    assert sent(gone, Wrote("hello", "m2"), ROUTINE).client.unreachable is False
    assert held(gone).client.unreachable is False


def test_a_second_notice_of_being_blocked_changes_nothing() -> None:
    gone = replace(MIA, unreachable=True)
    assert sent(gone, Blocked(), ROUTINE).client.unreachable is True
