"""The restore drill: a practice goes back to its backup, and nobody in need is forgotten on the way.

Backup, more traffic with an open escalation and an erasure, SIGKILL, restore, start - on both databases.
"""

from __future__ import annotations

import asyncio

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    BEN,
    EMERGENCY,
    RED,
    SAYS_S,
    Practice,
    agree_to_all,
    eventually,
    in_state,
    invited,
    name_of,
    pages_of,
    payload,
    said_to,
    state_of,
)
from tests.emulators.slack import Message
from tests.emulators.telegram import Person

ALL_FIVE = "energy 4, stress 2, sleep 5, win: ran 8k, obstacle: late meetings"


async def checks_in(person: Person) -> None:
    await person.send("/checkin")
    await person.expect(lambda said: "Skip" in said.labels, SAYS_S)
    before = len(person.messages)
    await person.send(ALL_FIVE)
    await eventually(lambda: len(person.messages) > before, SAYS_S, "a closing reply")


def notices(p: Practice, words: str) -> list[Message]:
    return [message for message in p.slack.escalations.messages if words in message.text]


async def typed(p: Practice, coach: str, words: str) -> str:
    user = {"Ana": p.ana, "Chloe": p.chloe}[coach]
    return str((await user.slash("/handrail", words, p.slack.escalations)).payload["text"])


async def test_the_drill(new_practice: Running, database: str) -> None:
    acknowledged = database.startswith("postgres")  # either way the matter comes back, on either database
    async with new_practice({"database": {"url": database}}) as p:
        zita = p.tg.user(3001, "Zita 1")
        people = (p.maria, p.tom, zita)
        codes = [await invited(p, person) for person in people]
        await asyncio.gather(*(agree_to_all(*both) for both in zip(people, codes, strict=True)))
        await checks_in(p.maria)

        made = await p.handrail("backup", "monday.backup")
        file = p.folder / "monday.backup"
        assert made["file"] == "monday.backup"
        assert made["bytes"] == file.stat().st_size
        assert made["rows"] > 20

        # What the backup does not know of.
        await checks_in(p.maria)
        assert (await p.handrail("erase", name_of(zita)))["erased"] is True
        card, _ = await p.raise_red(p.tom)
        id_ = payload(card)["id"]
        if acknowledged:
            assert (await p.ana.press("page.acknowledge", card)).acked
            await card.becomes(in_state("acknowledged"), SAYS_S)
        shown = card.shown

        code, _, err = await p.attempt("restore", "monday.backup")
        assert (code, "stop handrail run" in err) == (1, True), err
        await p.kill()
        restored = await p.handrail("restore", "monday.backup")
        assert restored["taken_at"] == made["at"]
        assert restored["held"] is True
        assert len(restored["erased"]) == 1

        before = {person: len(person.messages) for person in (*people,)}
        pages = len(pages_of(card))
        await p.start()

        # Coaches are told, the owner by name.
        (told,) = await eventually(lambda: notices(p, "restored from a backup"), SAYS_S, "the notice")
        assert told.mentions == [BEN]
        assert "/handrail release" in told.text
        # The escalation is found again: the same card, open, with its client held and somebody called.
        await eventually(lambda: len(pages_of(card)) > pages, SAYS_S, "another page")
        assert pages_of(card)[pages].mentions == [ANA]
        await card.becomes(lambda now: state_of(now) == "open", SAYS_S)
        assert p.cards == [card]
        tom = await p.show(p.tom)
        assert (tom["held_by"], tom["escalation"]["id"], tom["escalation"]["state"]) == (id_, id_, "open")
        kept = await eventually(
            lambda: [reply for reply in card.replies if "The card before the restore" in reply.shown],
            SAYS_S,
            "what the card had shown",
        )
        assert "want to be here" in shown
        assert "want to be here" in kept[0].shown, "the words are in no database any more"
        assert await eventually(lambda: notices(p, "has been searched"), SAYS_S, "what was found")
        # Erased is erased, and what came after the backup is gone.
        assert (await p.attempt("show", name_of(zita)))[0] == 1
        assert len((await p.show())["checkins"]) == 1

        # Automation is held; whoever is in danger is answered and paged for all the same.
        await p.maria.send("/checkin")
        stranger = p.tg.user(4001, "Somebody")
        await stranger.send(RED)
        await stranger.expect(EMERGENCY, SAYS_S)
        other = await p.card(lambda found: payload(found)["id"] != id_)
        await p.page(other, ANA)
        await asyncio.sleep(2)
        for person, count in before.items():
            assert said_to(person, count) == []
        assert "coach" in await typed(p, "Chloe", "release")
        assert said_to(p.maria, before[p.maria]) == []

        assert "released" in await typed(p, "Ana", "release")
        await p.maria.expect(lambda said: "Skip" in said.labels, SAYS_S)
        assert len(said_to(p.maria, before[p.maria])) == 1
        await p.maria.send(ALL_FIVE)
        await eventually(lambda: len(said_to(p.maria, before[p.maria])) > 1, SAYS_S, "a closing reply")
        assert len((await p.show())["checkins"]) == 2
        assert notices(p, "Ana has released automation")
        code, _, err = await p.attempt("release", "--coach", "Ana")
        assert (code, "not held" in err) == (1, True)

        # And the matter that was found again goes its way.
        assert (await p.ana.press("page.acknowledge", card)).acked
        await p.tom.expect("Ana has seen your message", SAYS_S)
        await p.resolve(card)
        await p.hand_back(card)
        await p.restart_after_kill()
        await asyncio.sleep(1)
        assert len(notices(p, "restored from a backup")) == 1
        assert len(notices(p, "has been searched")) == 1


async def test_slack_is_down_when_the_restored_practice_starts(new_practice: Running) -> None:
    async with new_practice() as p:
        await agree_to_all(p.tom, await invited(p, p.tom))
        await p.handrail("backup", "monday.backup")
        card, _ = await p.raise_red(p.tom)
        pages = len(pages_of(card))
        await p.kill()
        await p.handrail("restore", "monday.backup")
        p.slack.faults.add("conversations.history", "500", times=2)
        p.slack.faults.add("chat.postMessage", "500", times=2)
        await p.start()
        await eventually(lambda: len(pages_of(card)) > pages, 3 * SAYS_S, "another page")
        assert await eventually(lambda: notices(p, "restored from a backup"), 3 * SAYS_S, "the notice")
        assert p.cards == [card]
        assert await p.handrail("release", "--coach", "Ben") == {"released_by": "Ben"}
