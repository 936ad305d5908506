"""The ladder on a real clock: nobody answers, somebody answers and does nothing more, nobody is on call."""

from __future__ import annotations

import asyncio
from time import perf_counter, time

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    BEN,
    CHLOE,
    EMERGENCY,
    RED,
    SAYS_S,
    eventually,
    in_state,
    pages_of,
    said_to,
    state_of,
    steps,
)

BEAT_S = 1.6  # the clock ticks each second; a page is then on its way at once
SHORT = steps(("oncall", 2), ("owner", 2), ("everybody", 2))


async def test_unacknowledged_the_ladder_climbs_to_everybody_and_round_again_and_the_client_hears_the_truth(
    own_practice: Running,
) -> None:
    changes = {
        "escalation": {"steps": SHORT, "repeat_every_s": 2, "repeat_max_s": 4, "tell_client_after_s": 3}
    }
    async with own_practice(changes) as p:
        card, _ = await p.raise_red()
        last = perf_counter()
        for number, wanted in enumerate(({BEN}, {ANA, BEN, CHLOE}, {ANA}, {BEN}), 1):
            page = await eventually(
                lambda number=number: pages_of(card)[number] if len(pages_of(card)) > number else None,  # type: ignore[misc]
                2 + BEAT_S,
                f"page {number + 1}, to {wanted}",
            )
            assert set(page.mentions) == wanted
            assert perf_counter() - last > 1.2, "a step has its wait"
            last = perf_counter()
        truth = [text for text in said_to(p.maria) if "nobody" in text]
        assert len(truth) == 1
        assert EMERGENCY in truth[0]
        assert state_of(card) == "open"
        assert not any(message.calls_everybody for message in p.slack.escalations.everything)


async def test_acknowledged_but_not_contacted_it_opens_again(own_practice: Running) -> None:
    async with own_practice({"escalation": {"contact_within_s": 2}}) as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.acknowledge", card)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        pages = len(pages_of(card))
        await p.maria.expect("Ana has seen your message", SAYS_S)
        told = await p.maria.expect(EMERGENCY, 2 + BEAT_S + 1)
        assert "obody has reached you" in told.text
        await card.becomes(in_state("open"), SAYS_S)
        await p.page(card, ANA, after=pages)
        assert "page.acknowledge" in card.actions


async def test_taking_over_without_a_word_opens_it_again_too(own_practice: Running) -> None:
    async with own_practice({"escalation": {"contact_within_s": 2}}) as p:
        card, _ = await p.raise_red()
        await p.ben.press("page.take_over", card)
        await card.becomes(in_state("taken_over"), SAYS_S)
        pages = len(pages_of(card))
        await card.becomes(in_state("open"), 2 + BEAT_S + 1)
        await p.page(card, ANA, after=pages)


async def test_contacted_and_resolved_are_reminded_of_until_somebody_acts(own_practice: Running) -> None:
    changes = {
        "escalation": {
            "resolve_within_s": 2,
            "hand_back_within_s": 2,
            "steps": SHORT,
            "repeat_every_s": 2,
            "repeat_max_s": 2,
        }
    }
    async with own_practice(changes) as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.contacted", card)
        await card.becomes(in_state("contacted"), SAYS_S)
        pages = len(pages_of(card))
        first = await p.page(card, ANA, after=pages, timeout=2 + BEAT_S + 1)
        assert "eminder" in first.text
        await eventually(lambda: len(pages_of(card)) >= pages + 2, 2 + BEAT_S + 1, "a second reminder")
        await p.resolve(card)
        pages = len(pages_of(card))
        await p.page(card, ANA, after=pages, timeout=2 + BEAT_S + 1)
        await eventually(lambda: len(pages_of(card)) >= pages + 2, 2 + BEAT_S + 1, "a second reminder")
        assert state_of(card) == "resolved"
        await p.hand_back(card)
        pages = len(pages_of(card))
        await asyncio.sleep(3)
        assert len(pages_of(card)) == pages, "a closed matter calls nobody"


async def test_a_watch_ends_with_a_reminder_and_can_be_extended(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        form = await p.form(p.ana, "page.monitor", card, "until")
        assert state_of(card) == "open", "it waits for its form"
        await p.ana.submit_view(form, {"until": int(time()) + 3})
        await card.becomes(in_state("monitoring"), SAYS_S)
        pages = len(pages_of(card))
        await p.page(card, ANA, after=pages, timeout=3 + BEAT_S + 1)
        again = await p.form(p.ana, "page.monitor", card, "until")
        assert (await p.ana.submit_view(again, {"until": int(time()) + 3600})).acked
        assert state_of(card) == "monitoring"


async def test_with_nobody_on_call_the_next_step_is_called_at_once(own_practice: Running) -> None:
    async with own_practice({"rotations": []}) as p:
        began = perf_counter()
        await p.maria.send(RED)
        card = await p.card()
        await p.page(card, BEN)
        assert perf_counter() - began < 3
        notice = await p.maria.expect("stopped", SAYS_S)
        assert "Ben" in notice.text


async def test_a_coach_without_any_way_is_passed_over_at_once(own_practice: Running) -> None:
    coaches = [
        {"name": "Ana", "role": "coach"},
        {"name": "Ben", "slack_user": BEN, "role": "owner"},
    ]
    async with own_practice({"coaches": coaches}) as p:
        await p.maria.send(RED)
        card = await p.card()
        await p.page(card, BEN, timeout=3)
