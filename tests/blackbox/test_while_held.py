"""While a coach has a client the avatar is still: what reaches the client, what the ladder does, what is kept."""

from __future__ import annotations

import asyncio
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    BEN,
    PEACE,
    RED,
    RED_AGAIN,
    SAYS_S,
    agree_to_all,
    eventually,
    in_state,
    invited,
    name_of,
    pages_of,
    payload,
    redrawn,
    replies_from,
    rev_of,
    said_to,
    settled,
    state_of,
    steps,
)


async def test_a_second_red_message_does_not_slow_the_ladder_and_adds_a_finding(
    own_practice: Running,
) -> None:
    async with own_practice(
        {"escalation": {"steps": steps(("oncall", 4), ("owner", 60), ("everybody", 60))}}
    ) as p:
        card, _ = await p.raise_red()
        began = perf_counter()
        await asyncio.sleep(2.5)
        before = len(p.maria.messages)
        await p.maria.send(RED_AGAIN)
        await p.page(card, BEN, timeout=3.5)
        assert 2.5 < perf_counter() - began < 6, (
            "the owner is called 4 s after the first page, not 4 s after the second"
        )
        await card.becomes("killing myself", SAYS_S)
        assert "want to be here" in card.shown
        assert state_of(card) == "open"
        assert p.cards == [card]
        await replies_from(p.maria, before, 0)


async def test_a_second_red_message_calls_the_coach_who_has_it(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.take_over", card)
        await card.becomes(in_state("taken_over"), SAYS_S)
        pages = len(pages_of(card))
        await p.maria.send(RED_AGAIN)
        await p.page(card, ANA, after=pages)
        await card.becomes("killing myself", SAYS_S)
        assert state_of(card) == "taken_over"


async def test_red_words_after_resolving_start_the_same_card_again(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await p.resolve(card)
        pages = len(pages_of(card))
        await p.maria.send(RED_AGAIN)
        await p.maria.expect("stopped", SAYS_S)
        await card.becomes(in_state("open"), SAYS_S)
        await p.page(card, ANA, after=pages)
        assert p.cards == [card]


async def test_words_of_peace_close_nothing_and_get_one_fixed_text_a_stretch(own_practice: Running) -> None:
    async with own_practice(
        {"escalation": {"steps": steps(("oncall", 3), ("owner", 60), ("everybody", 60))}}
    ) as p:
        card, _ = await p.raise_red()
        before = len(p.maria.messages)
        for words in (PEACE, "forget it, please", "you misunderstood me"):
            await p.maria.send(words)
            await card.expect_reply(words, SAYS_S)
        await replies_from(p.maria, before, 1, quiet_s=0.5)
        await p.page(card, BEN, timeout=5)
        assert state_of(card) == "open"

        await p.ana.press("page.acknowledge", card)
        await p.maria.expect("Ana has seen your message", SAYS_S)
        before = len(p.maria.messages)
        await p.maria.send("I said it was nothing")
        await p.maria.send("really nothing at all")
        await card.expect_reply("really nothing at all", SAYS_S)
        (answer,) = await replies_from(p.maria, before, 1, quiet_s=0.5)
        assert "Ana" in answer.text


async def test_the_first_words_of_a_stretch_mention_the_coach_who_has_it(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.acknowledge", card)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        await p.maria.send("are you still there?")
        first = await card.expect_reply("are you still there?", SAYS_S)
        await p.maria.send("hello again, Ana")
        second = await card.expect_reply("hello again, Ana", SAYS_S)
        assert first.mentions == [ANA]
        assert second.mentions == []


async def test_every_command_has_its_fixed_answer_while_held(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        for command in ("/checkin", "/human", "/progress"):
            before = len(p.maria.messages)
            await p.maria.send(command)
            (answer,) = await replies_from(p.maria, before, 1, quiet_s=0.3)
            assert answer.labels == []
        assert state_of(card) == "open"


def zone_in_which_it_is_noon_at(moment: datetime, folder: Path, name: str) -> None:
    """Write a time zone with an offset in seconds, so that a check-in at 12:00 there falls due at `moment`."""
    noon = moment.replace(hour=12, minute=0, second=0, microsecond=0)
    offset = int((noon - moment).total_seconds())
    letters = b"ODD\0"
    head = b"TZif" + b"2" + bytes(15)
    body = struct.pack(">6l", 0, 0, 0, 0, 1, len(letters)) + struct.pack(">lbb", offset, 0, 0) + letters
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(head + body + head + body + b"\n\n")


async def test_a_check_in_that_falls_due_while_held_is_not_asked(
    new_practice: Running, tmp_path: Path
) -> None:
    zones = tmp_path / "zones"
    async with new_practice(environment={"PYTHONTZPATH": str(zones)}) as p:
        people = (p.maria, p.tom)
        zone_in_which_it_is_noon_at(datetime.now(UTC), zones, "Test/Odd")
        codes = await asyncio.gather(
            *(invited(p, person, timezone="Test/Odd", time="12:00") for person in people)
        )
        due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=6)
        zone_in_which_it_is_noon_at(due, zones, "Test/Odd")
        await asyncio.gather(*map(agree_to_all, people, codes))
        assert datetime.now(UTC) < due - timedelta(seconds=1), "this machine was too slow for this test"
        card, _ = await p.raise_red()
        before = len(p.maria.messages)
        asked = await p.tom.expect(lambda said: "Skip" in said.labels and "1" in said.labels, 15)
        assert asked.labels[0] == "1"
        await replies_from(p.maria, before, 0)

        await p.resolve(card)
        await p.hand_back(card)
        await p.maria.expect("Ana has switched me back on", SAYS_S)
        shown = await p.show()
        assert datetime.fromisoformat(shown["next_checkin_at"]) == due + timedelta(days=1)


async def test_a_paused_clients_red_words_are_paged_and_after_the_hand_back_the_client_is_still_paused(
    practice: Running,
) -> None:
    async with practice() as p:
        await p.maria.send("/pause")
        await p.maria.expect("aused", SAYS_S)
        card, page = await p.raise_red()
        assert page.mentions == [ANA]
        await p.resolve(card)
        await p.hand_back(card)
        last = await p.maria.expect("closed", SAYS_S)
        assert "Ana" in last.text
        assert not any("switched me back on" in text for text in said_to(p.maria))
        shown = await p.show()
        assert shown["membership"] == "paused"
        assert shown["held_by"] is None
        assert shown["next_checkin_at"] is None


async def test_pausing_while_held_is_kept_for_after_the_hand_back(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await p.maria.send("/pause")
        await card.expect_reply("/pause", SAYS_S)
        assert (await p.show())["membership"] == "paused"
        await p.resolve(card)
        await p.hand_back(card)
        await p.maria.expect("closed", SAYS_S)
        assert (await p.show())["membership"] == "paused"


async def test_stopping_while_held_leaves_the_coach_the_card(own_practice: Running) -> None:
    async with own_practice(
        {"escalation": {"steps": steps(("oncall", 3), ("owner", 60), ("everybody", 60))}}
    ) as p:
        card, _ = await p.raise_red()
        before = len(p.maria.messages)
        await p.maria.send("/stop")
        (answer,) = await replies_from(p.maria, before, 1, quiet_s=0.3)
        assert "person" in answer.text
        await p.page(card, BEN, timeout=6)
        assert state_of(card) == "open"
        await p.ana.press("page.take_over", card)
        await p.maria.expect("Ana is here", SAYS_S)
        await p.ana.reply(card, "May I still write to you?")
        await p.maria.expect("May I still write to you?", SAYS_S)
        await p.resolve(card)
        await p.hand_back(card)
        await p.maria.expect("closed", SAYS_S)
        shown = await p.show()
        assert (shown["membership"], shown["held_by"]) == ("left", None)


async def test_a_deletion_asked_for_while_held_is_accepted_at_once_and_done_at_the_closing(
    practice: Running,
) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        before = len(p.maria.messages)
        await p.maria.send("my secret is a blue door")
        await card.expect_reply("blue door", SAYS_S)
        await p.maria.send("/delete")
        await eventually(lambda: len(p.maria.messages) >= before + 2, SAYS_S, "two fixed texts")
        assert "accepted" in p.maria.messages[-1].text
        assert state_of(card) == "open"
        shown = await p.show()
        assert shown["escalation"]["id"] == payload(card)["id"]

        await p.ana.press("page.take_over", card)
        await p.maria.expect("Ana is here", SAYS_S)
        await p.resolve(card)
        await p.hand_back(card)
        await p.maria.expect("erased", SAYS_S)
        code, out, err = await p.attempt("show", name_of(p.maria), "--json")
        assert code != 0, out
        assert "Maria" in err or "client" in err

        await card.becomes(lambda stripped: "want to be here" not in stripped.now.everything, SAYS_S)
        assert "Maria" not in card.now.everything
        await eventually(
            lambda: not any("blue door" in reply.shown for reply in card.replies),
            SAYS_S,
            "the quotes to be deleted",
        )


async def test_a_hand_back_pressed_before_new_words_were_seen_is_refused_and_works_after_the_redraw(
    own_practice: Running,
) -> None:
    async with own_practice() as p:
        card, _ = await p.raise_red()
        await p.resolve(card)
        await settled(card)
        rev = rev_of(card)
        p.slack.faults.add("chat.update", "slow:1.5")
        await p.maria.send("one more thing before you go")
        await card.expect_reply("one more thing before you go", SAYS_S)
        assert rev_of(card) == rev, "the coach still sees the old card"
        press = await p.ana.press("page.hand_back", card)
        assert press.acked
        await p.ana.expect_ephemeral("press again", SAYS_S)
        assert state_of(card) == "resolved"
        assert not any("switched me back on" in text for text in said_to(p.maria))
        p.slack.faults.clear()

        await redrawn(card, rev, 5)
        assert state_of(card) == "resolved"
        await p.hand_back(card)
        await p.maria.expect("Ana has switched me back on", SAYS_S)


async def test_an_edit_into_red_words_opens_a_card_and_an_edit_back_lowers_nothing(practice: Running) -> None:
    async with practice() as p:
        message = await p.maria.send("8k done today")
        await eventually(lambda: p.maria.messages, SAYS_S, "an answer")
        await p.maria.edit(message, RED)
        await p.maria.expect("stopped", SAYS_S)
        card = await p.card()
        await p.page(card, ANA)
        rev = rev_of(card)
        await p.maria.edit(message, "8k done today, all is well")
        await redrawn(card, rev)
        assert state_of(card) == "open"
        assert "want to be here" in card.shown
