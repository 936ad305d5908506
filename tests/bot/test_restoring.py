"""After a restore: automation waits for a coach, matters are found again, erasures hold, coaches know the hours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import settling
from bot.commands.rights import erased
from bot.core.acts import Act, Press
from bot.core.client import Client
from bot.core.errors import ChannelError, Unreachable
from bot.core.outgoing import Origin, PostCard, RedrawCard, Say, Send
from bot.core.ports import FoundCard
from bot.core.update import Update, Wrote
from bot.desk import Invitation
from bot.restoring import AfterRestore
from bot.store import audit, backup, clients, escalations, meta, outbox, restored
from bot.store.backup_file import About
from bot.store.database import Store
from bot.store.restore import restore
from bot.store.restored import Restore
from bot.store.sealing import Vault
from bot.store.tx import Tx
from escalation.words import Escalation, State, Way
from tests.fakes import RecordingChannel
from tests.stories.house import ANA, BEN, CHLOE, START, ZONE, House, practice

RED = "8k done, but honestly I don't want to be here anymore"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Drill:
    """A practice with Mia and Tom as clients, whose people write, and whose database goes back in time."""

    def __init__(self, house: House, file: Path) -> None:
        self.house = house
        self.file = file
        self._updates = 0

    async def writes(self, who: str, text: str) -> None:
        self._updates += 1
        update = Update(
            "telegram",
            f"u{self._updates}",
            who.lower(),
            who.lower(),
            self.house.clock.now(),
            Wrote(text, f"m{self._updates}"),
            language="en",
        )
        await self.house.engine.receive(update)
        await self.house.settle()

    async def joins(self, who: str) -> None:
        wish = Invitation(who, zone=ZONE, hour=(START + 3 * HOUR).time(), days=tuple(range(7)), language="en")
        code = (await self.house.invite(wish)).code
        for text in (f"/start {code}", "I agree", "skip", "skip"):
            await self.writes(who, text)

    async def presses(self, coach: str, action: str, escalation: str, rev: int) -> str:
        reply = await self.house.engine.act(Act("slack", coach, Press(action, f"{escalation}:{rev}")))
        await self.house.settle()
        return reply.text

    async def closes(self, who: str) -> None:
        """Ana resolves and hands back."""
        for action in ("page.resolve", "page.hand_back"):
            client = await self.client(who)
            assert await self.presses("UANA", action, client.held_by, client.rev) == ""

    async def client(self, who: str) -> Client:
        found = await self.house.client(who)
        assert found is not None
        return found

    async def held(self, who: str) -> Escalation:
        found = await self.house.store.read(escalations.by_id, (await self.client(who)).held_by)
        assert found is not None
        return found

    def backs_up(self) -> None:
        backup.make(self.house.url, self.file, "1", self.house.clock.now())

    async def goes_back(self) -> settling.Settled:
        """The process ends, the backup is restored, another process starts and does not yet search the channel."""
        self.house.leave()
        house, now = self.house, self.house.clock.now()

        def then(tx: Tx, about: About) -> settling.Settled:
            return settling.settled(tx, house.world.practice, house.ledger, Restore(about.taken_at, now))

        done = restore(house.url, self.file, house.vault, then, replace=True)
        await house.enter()
        house.outside.lines.clear()
        return done

    async def searches(self) -> None:
        after = AfterRestore(self.house.store, self.house.world, self.house.clock, self.house.channel)
        await after.prepare()
        await asyncio.wait_for(after.run(), 10)
        await self.house.settle()

    async def releases(self, user: str = "UANA") -> str:
        said = await self.house.engine.ask(user, "slack", "release")
        await self.house.settle()
        return said

    def seen(self, where: str) -> list[str]:
        return [line.text for line in self.house.outside.lines if line.where == where]

    def notice(self, words: str) -> str:
        (found,) = [text for text in self.seen("notice") if words in text]
        return found


@pytest.fixture
async def drill(database_url: str, tmp_path: Path) -> AsyncIterator[Drill]:
    house = House(database_url, tmp_path, practice())
    await house.enter()
    drill = Drill(house, tmp_path / "backup")
    await drill.joins("Mia")
    await drill.joins("Tom")
    yield drill
    drill.house.leave()


# --- automation is held ---------------------------------------------------


async def test_nothing_automated_goes_until_a_coach_releases_and_red_words_page_all_the_while(
    drill: Drill,
) -> None:
    drill.backs_up()
    await drill.goes_back()
    await drill.house.settle()
    await drill.writes("Mia", "/checkin")
    await drill.writes("Mia", "/help")
    assert drill.seen("Handrail to Mia") == []
    await drill.writes("Tom", RED)
    assert any("person" in text for text in drill.seen("page"))
    assert len(drill.seen("Handrail to Tom")) == 1
    assert "released" in await drill.releases()
    assert len(drill.seen("Handrail to Mia")) == 1
    assert len(drill.seen("Handrail to Tom")) == 1, "who is held stays held"
    await drill.writes("Mia", "/checkin")
    assert len(drill.seen("Handrail to Mia")) == 2


async def test_a_check_in_that_falls_due_meanwhile_is_not_asked_until_released(drill: Drill) -> None:
    drill.backs_up()
    await drill.goes_back()
    await drill.house.pass_time(4 * HOUR)
    assert drill.seen("Handrail to Mia") == []
    await drill.releases("UBEN")
    (asked,) = drill.seen("Handrail to Mia")
    assert "energy" in asked.lower()


async def test_a_release_days_later_brings_no_burst_of_old_questions(drill: Drill) -> None:
    drill.backs_up()
    await drill.goes_back()
    await drill.house.pass_time(timedelta(days=3, hours=6))
    waiting = await drill.house.store.read(outbox.all_of, (await drill.client("Mia")).id)
    assert len([row for row in waiting if isinstance(row.what, Say)]) > 6
    await drill.releases()
    assert len(drill.seen("Handrail to Mia")) <= 1
    assert len(drill.seen("Handrail to Tom")) <= 1


async def test_only_an_owner_or_coach_releases_and_only_once(drill: Drill) -> None:
    drill.backs_up()
    assert await drill.releases() == settling.NOT_HELD
    await drill.goes_back()
    assert await drill.releases("UCHLOE") == settling.ASSISTANT
    assert "coaches" in await drill.releases("U666")
    assert await drill.house.store.read(restored.held) is not None
    assert await drill.releases() == "Automation is released."
    assert await drill.releases("UBEN") == settling.NOT_HELD
    assert "Ana has released automation" in drill.notice("has released")
    trail = await drill.house.store.read(audit.trail, None)
    assert [(entry.kind, entry.details.get("coach")) for entry in trail[-2:]] == [
        ("Restored", None),
        ("AutomationReleased", "Ana"),
    ]


async def test_another_process_sees_the_hold_and_the_release(drill: Drill, vault: Vault) -> None:
    drill.backs_up()
    await drill.goes_back()
    await drill.writes("Mia", "/checkin")
    other = Store(drill.house.url, vault)
    assert other.transact(outbox.claim, "client", drill.house.clock.now(), 9) == []
    assert await drill.house.store.run(settling.release, practice(), BEN, drill.house.clock.now()) == ""
    (row,) = other.transact(outbox.claim, "client", drill.house.clock.now(), 9)
    assert row.origin is Origin.AUTOMATED
    assert other.transact(settling.release, practice(), ANA, drill.house.clock.now()) == settling.NOT_HELD
    assert other.transact(settling.release, practice(), CHLOE, drill.house.clock.now()) == settling.ASSISTANT
    other.close()


async def test_a_waiting_routine_line_keeps_no_safety_line_of_the_same_chat_from_going(drill: Drill) -> None:
    drill.backs_up()
    await drill.goes_back()
    mia = await drill.client("Mia")
    sends = [
        Send(Say(mia.chat, "routine"), Origin.AUTOMATED, 1),
        Send(Say(mia.chat, "a coach's words"), Origin.COACH, 5),
    ]
    await drill.house.store.run(outbox.put, mia, None, sends, drill.house.clock.now())
    await drill.house.settle()
    assert drill.seen("Handrail to Mia") == ["a coach's words"]


# --- the coaches are told ---------------------------------------------------


async def test_coaches_are_told_once_which_hours_are_missing_and_what_to_do(drill: Drill) -> None:
    drill.backs_up()
    drill.house.clock.move(5 * HOUR + 20 * MINUTE)
    await drill.goes_back()
    await drill.house.again()  # as after a crash
    await drill.house.settle()
    told = drill.notice("restored from a backup")
    assert told.startswith("@Ana"), "the owner is called"
    assert "Mon 02 Mar 2026 10:00 and Mon 02 Mar 2026 15:20 (Europe/Berlin)" in told
    assert "5 h 20 min are missing" in told
    assert "/handrail release" in told
    await drill.searches()
    assert drill.notice("has been searched").endswith("No open escalation was missing.")
    await drill.searches()
    assert len(drill.seen("notice")) == 2


# --- open matters are found again ---------------------------------------------------


@pytest.mark.parametrize("acknowledged", ["page.acknowledge", "page.resolve", ""])
async def test_a_matter_that_opened_after_the_backup_is_taken_up_again(
    drill: Drill, acknowledged: str
) -> None:
    drill.backs_up()
    drill.house.clock.move(HOUR)
    await drill.writes("Mia", RED)
    id_ = (await drill.client("Mia")).held_by
    (card,) = drill.house.channel.cards(id_)
    if acknowledged:
        await drill.presses("UANA", acknowledged, id_, (await drill.client("Mia")).rev)
    drill.house.clock.move(HOUR)
    await drill.goes_back()
    assert (await drill.client("Mia")).held_by == ""
    await drill.searches()

    found = await drill.held("Mia")
    assert (found.id, found.state, found.party.name) == (id_, State.OPEN, "Mia")
    assert [post.ref for post in drill.house.channel.cards(id_)] == [card.ref], "the same card"
    assert drill.seen("card")[-1:] == [
        "Mia. NOT ACKNOWLEDGED until this line changes. The ladder keeps climbing."
    ] * bool(acknowledged)
    assert any("Ana" in text for text in drill.seen("page"))
    assert any("Found again after a restore" in text for text in drill.seen("thread"))
    assert any("The card before the restore" in text for text in drill.seen("thread"))
    assert drill.seen("Handrail to Mia") == [], "they were told at the time"
    told = drill.notice("has been searched")
    assert told.startswith("@Ana")
    assert f"{id_} (Mia)" in told

    # And from here on it is a matter like any other.
    drill.house.outside.lines.clear()
    await drill.house.pass_time(3 * MINUTE)
    assert any("Ben" in text for text in drill.seen("page"))
    assert await drill.presses("UBEN", "page.acknowledge", id_, 0) == ""
    assert any("Ben has seen" in text for text in drill.seen("Handrail to Mia"))
    await drill.closes("Mia")
    assert (await drill.client("Mia")).held_by == ""


async def test_redelivered_words_find_the_matter_and_its_card_again_in_either_order(drill: Drill) -> None:
    for first in ("search", "words"):
        drill.file = drill.file.with_name(first)
        drill.backs_up()
        await drill.writes("Mia", RED)
        number = drill._updates
        id_ = (await drill.client("Mia")).held_by
        await drill.goes_back()
        after = AfterRestore(drill.house.store, drill.house.world, drill.house.clock, drill.house.channel)
        await after.prepare()
        drill.house.dispatcher._may_be_there = after.may_be_there
        if first == "search":
            await after.run()
        drill._updates = number - 1
        await drill.writes("Mia", RED)
        await after.run()
        await drill.house.settle()
        assert (await drill.client("Mia")).held_by == id_
        assert len(drill.house.channel.cards(id_)) == 1
        assert drill.seen("page")
        drill._updates = number + 1
        await drill.presses("UANA", "page.acknowledge", id_, 0)
        await drill.closes("Mia")
        await drill.releases()


async def test_somebody_whom_the_backup_does_not_know_is_paged_for_all_the_same(drill: Drill) -> None:
    drill.backs_up()
    await drill.writes("Zoe", RED)
    (card,) = drill.house.channel.cards()
    await drill.goes_back()
    assert await drill.house.client("Zoe") is None
    await drill.searches()
    found = await drill.house.store.read(escalations.by_id, card.escalation)
    assert found is not None
    assert (found.state, found.party.name, found.party.chat) == (State.OPEN, "", "")
    assert drill.seen("page")
    assert await drill.presses("UANA", "page.acknowledge", found.id, 0) == ""
    assert not any("did not reach" in text for text in drill.seen("thread")), "there is no chat to write to"
    # Written to again, she has another matter: nobody may lose words over an id without an address.
    await drill.writes("Zoe", RED)
    assert len(drill.house.channel.cards()) == 2


async def test_a_matter_that_was_opened_and_closed_meanwhile_is_only_told_of(drill: Drill) -> None:
    drill.backs_up()
    await drill.writes("Mia", RED)
    id_ = (await drill.client("Mia")).held_by
    await drill.presses("UANA", "page.acknowledge", id_, 0)
    await drill.closes("Mia")
    await drill.goes_back()
    await drill.searches()
    assert (await drill.client("Mia")).held_by == ""
    assert drill.seen("page") == []
    assert f"only this channel knows of it: {id_}." in drill.notice("has been searched")


async def test_what_slack_shows_as_closed_and_the_backup_as_open_stays_open_and_is_said(drill: Drill) -> None:
    await drill.writes("Mia", RED)
    id_ = (await drill.client("Mia")).held_by
    drill.house.clock.move(HOUR)
    drill.backs_up()
    await drill.presses("UANA", "page.acknowledge", id_, 0)
    await drill.closes("Mia")
    drill.house.clock.move(HOUR)
    await drill.goes_back()
    await drill.house.beat()  # the ladder climbs before the channel has been read
    assert drill.seen("card") == [], "the card is not drawn over before it was read"
    assert drill.seen("page"), "and pages do not wait for that"
    await drill.searches()
    assert (await drill.held("Mia")).state is State.OPEN
    assert drill.seen("card") == ["Mia. NOT ACKNOWLEDGED until this line changes. The ladder keeps climbing."]
    assert any("Closed. Handed back by Ana" in text for text in drill.seen("thread"))
    assert f"{id_} (Mia, closed in Slack, open on record)" in drill.notice("has been searched")
    await drill.presses("UANA", "page.acknowledge", id_, 0)
    await drill.closes("Mia")


async def test_a_second_matter_of_a_held_client_becomes_a_finding_of_the_first(drill: Drill) -> None:
    await drill.writes("Mia", RED)
    first = (await drill.client("Mia")).held_by
    await drill.presses("UANA", "page.acknowledge", first, 0)
    drill.backs_up()
    await drill.closes("Mia")
    await drill.writes("Mia", RED)
    second = (await drill.client("Mia")).held_by
    await drill.goes_back()
    await drill.searches()
    found = await drill.held("Mia")
    assert found.id == first
    assert any(second in finding.quote for finding in found.findings)
    assert any("more urgent words" in text for text in drill.seen("page"))
    assert f"{second} (Mia, held by {first})" in drill.notice("has been searched")


async def test_while_slack_is_down_the_search_waits_for_it(drill: Drill) -> None:
    drill.backs_up()
    await drill.writes("Mia", RED)
    await drill.goes_back()
    drill.house.outside.down.add("slack")
    after = AfterRestore(drill.house.store, drill.house.world, drill.house.clock, drill.house.channel)
    running = asyncio.create_task(after.run())
    await asyncio.sleep(0.2)
    assert not running.done()
    assert (await drill.client("Mia")).held_by == ""
    drill.house.outside.down.clear()
    await asyncio.wait_for(running, 10)
    assert (await drill.client("Mia")).held_by != ""


async def test_a_crash_before_the_search_ended_repeats_it_and_one_after_it_does_not(drill: Drill) -> None:
    drill.backs_up()
    await drill.writes("Mia", RED)
    await drill.goes_back()
    await drill.house.again()
    await drill.searches()
    pages = len(drill.seen("page"))
    await drill.house.again()
    await drill.searches()
    assert len(drill.seen("page")) == pages
    assert len([text for text in drill.seen("notice") if "has been searched" in text]) == 1


# --- erasures ---------------------------------------------------


async def _erase(drill: Drill, who: str) -> None:
    await drill.house.store.run(erased, practice(), who, drill.house.clock.now())
    await drill.house.settle()


async def test_who_was_erased_after_the_backup_is_erased_again(drill: Drill) -> None:
    tom = (await drill.client("Tom")).id
    drill.backs_up()
    await _erase(drill, "Tom")
    done = await drill.goes_back()
    assert done.erased == (tom,)
    assert await drill.house.client("Tom") is None
    assert await drill.house.store.read(clients.was_erased, tom)
    await drill.house.settle()
    assert "1 client erased since the backup" in drill.notice("restored from")
    assert await drill.house.client("Mia") is not None
    assert len(drill.house.ledger.entries()) == 1


async def test_an_erased_clients_matter_does_not_come_back_with_the_backup(drill: Drill) -> None:
    """The backup holds it as open; that its client was erased later says that it had been closed."""
    await drill.writes("Mia", RED)
    mia = await drill.client("Mia")
    drill.backs_up()
    await drill.presses("UANA", "page.acknowledge", mia.held_by, 0)
    await drill.closes("Mia")
    await _erase(drill, "Mia")
    done = await drill.goes_back()
    assert done.open == ()
    await drill.searches()
    await drill.house.pass_time(HOUR)
    assert drill.seen("page") == []
    assert await drill.house.store.read(escalations.state_of, mia.held_by) is State.CLOSED


async def test_an_erased_clients_card_does_not_bring_them_back(drill: Drill) -> None:
    """Their card still shows them: the process had died before it could be stripped."""
    drill.backs_up()
    await drill.writes("Mia", RED)
    mia = await drill.client("Mia")
    await drill.goes_back()
    drill.house.ledger.add(mia.id, drill.house.clock.now())
    await drill.searches()
    assert await drill.house.store.read(escalations.state_of, mia.held_by) is None
    assert drill.house.channel.cards() == [], "what it quoted is gone"
    assert drill.seen("page") == []


async def test_an_erasure_that_waits_for_the_end_of_a_matter_goes_on_waiting(drill: Drill) -> None:
    await drill.writes("Mia", RED)
    await _erase(drill, "Mia")
    drill.backs_up()
    await drill.goes_back()
    await drill.searches()
    mia = await drill.client("Mia")
    assert mia.delete_asked_at is not None
    await drill.presses("UANA", "page.acknowledge", mia.held_by, 0)
    await drill.closes("Mia")
    assert await drill.house.client("Mia") is None


# --- what waited in the Outbox ---------------------------------------------------


async def test_what_waited_for_clients_is_not_sent_hours_later_but_what_may_save_somebody_is(
    drill: Drill,
) -> None:
    house = drill.house
    house.outside.down |= {"phone"}
    await drill.writes("Mia", RED)
    await drill.writes("Tom", "/checkin")
    mia, tom = await drill.client("Mia"), await drill.client("Tom")
    now = house.clock.now()
    for client, held_by in ((mia, mia.held_by), (tom, None)):
        words = [Send(Say(client.chat, "from Ana", author="Ana"), Origin.COACH, 2)]
        await house.store.run(outbox.put, client, held_by, words, now)
    drill.backs_up()
    house.clock.move(5 * HOUR)
    house.outside.down.clear()
    await drill.goes_back()
    await house.settle()
    house.clock.move(MINUTE)
    await house.settle()
    (saved,) = drill.seen("Handrail to Mia")
    assert "112" in saved
    assert drill.seen("Ana to Mia") == drill.seen("Ana to Tom") == drill.seen("Handrail to Tom") == []
    assert f"please write it once more: {mia.held_by}" in drill.notice("restored from")
    await drill.releases()
    assert drill.seen("Handrail to Tom") == []


async def test_a_card_that_waited_is_looked_for_before_it_is_posted(drill: Drill) -> None:
    drill.house.outside.down.add("slack")
    await drill.writes("Mia", RED)
    id_ = (await drill.client("Mia")).held_by
    drill.backs_up()
    drill.house.outside.down.clear()
    drill.house.clock.move(MINUTE)
    await drill.house.settle()
    (card,) = drill.house.channel.cards(id_)
    await drill.goes_back()
    drill.house.clock.move(MINUTE)
    await drill.house.settle()
    await drill.searches()
    assert [post.ref for post in drill.house.channel.cards(id_)] == [card.ref]
    assert await drill.house.store.read(escalations.card_ref, id_) == card.ref


async def test_cards_are_only_frozen_for_a_while(drill: Drill) -> None:
    await drill.writes("Mia", RED)
    mia = await drill.client("Mia")
    drill.backs_up()
    await drill.goes_back()
    now = drill.house.clock.now()
    await drill.house.store.run(
        outbox.put, mia, mia.held_by, [Send(RedrawCard(mia.held_by), Origin.SAFETY, 2)], now
    )
    claimed = await drill.house.store.run(outbox.claim, "coach", now, 24)
    assert not any(isinstance(row.what, RedrawCard | PostCard) for row in claimed)
    await drill.house.store.run(restored.thaw)
    claimed = await drill.house.store.run(outbox.claim, "coach", now, 24)
    assert any(isinstance(row.what, RedrawCard) for row in claimed)
    assert await drill.house.store.read(restored.unread) is not None


async def test_a_strangers_words_that_come_again_after_their_matter_was_found_belong_to_it(
    drill: Drill,
) -> None:
    drill.backs_up()
    await drill.writes("Zoe", RED)
    number = drill._updates
    (card,) = drill.house.channel.cards()
    await drill.goes_back()
    await drill.searches()
    drill._updates = number - 1
    await drill.writes("Zoe", RED)
    zoe = await drill.client("Zoe")
    assert zoe.held_by == card.escalation
    assert len(drill.house.channel.cards()) == 1
    assert not any("could not be handled" in text for text in drill.seen("notice"))
    assert await drill.presses("UANA", "page.acknowledge", card.escalation, 0) == ""
    assert any("Ana has seen" in text for text in drill.seen("Handrail to Zoe"))


async def test_a_ledger_that_is_missing_or_not_whole_is_said(drill: Drill) -> None:
    await _erase(drill, "Tom")
    drill.backs_up()
    assert (await drill.goes_back()).ledger_doubt == ""
    path = drill.house.ledger.path
    path.write_text("")
    assert "lacks people" in (await drill.goes_back()).ledger_doubt
    path.unlink()
    assert "there is no ledger of erasures" in (await drill.goes_back()).ledger_doubt
    await drill.house.settle()
    assert "erase them once more" in drill.notice("restored from")


async def test_without_slack_each_owner_hears_of_it_by_another_way(drill: Drill) -> None:
    team = replace(drill.house.world.practice.team, ways=frozenset({Way.APPRISE}))
    drill.backs_up()
    drill.house.staff(team)
    await drill.goes_back()
    await drill.house.settle()
    (told,) = drill.seen("page")
    assert told.startswith("Ana by apprise: This practice was restored from a backup.")
    assert "handrail release" in told
    after = AfterRestore(drill.house.store, drill.house.world, drill.house.clock, None)
    await asyncio.wait_for(after.run(), 10)
    assert await drill.house.store.read(restored.unread) is None


class OddChannel(RecordingChannel):
    """Answers the search with `answer`: cards, or an error until it is taken away."""

    answer: tuple[FoundCard, ...] | ChannelError = ()

    async def cards_since(self, since: datetime) -> tuple[FoundCard, ...]:
        if isinstance(self.answer, ChannelError):
            raise self.answer
        return self.answer


async def test_what_we_fail_over_is_put_before_a_person(drill: Drill) -> None:
    drill.backs_up()
    await drill.goes_back()
    channel = OddChannel(drill.house.outside)
    naive = START.replace(tzinfo=None)  # which no code of ours takes
    channel.answer = (FoundCard("p1", naive, "E1", (await drill.client("Mia")).id, "open", 1, ""),)
    after = AfterRestore(drill.house.store, drill.house.world, drill.house.clock, channel)
    await asyncio.wait_for(after.run(), 10)
    await drill.house.settle()
    told = drill.notice("has been searched")
    assert told.startswith("@Ana")
    assert "NOT taken up" in told
    assert "E1" in told
    assert (await drill.client("Mia")).held_by == ""


async def test_a_channel_that_may_not_be_read_is_said_at_once_and_cards_are_drawn_again(drill: Drill) -> None:
    drill.backs_up()
    await drill.goes_back()
    channel = OddChannel(drill.house.outside)
    channel.answer = Unreachable("conversations.history: missing_scope; add the missing scope")
    after = AfterRestore(drill.house.store, drill.house.world, drill.house.clock, channel)
    running = asyncio.create_task(after.run())
    await asyncio.sleep(0.3)
    assert not running.done()
    running.cancel()
    await drill.house.settle()
    assert "missing_scope" in drill.notice("cannot be searched")
    assert await drill.house.store.read(meta.get, restored.FROZEN) is None
    assert await drill.house.store.read(restored.unread) is not None, "and it is tried again"


async def test_metadata_without_an_id_or_a_client_is_passed_over(drill: Drill) -> None:
    drill.backs_up()
    await drill.goes_back()
    channel = OddChannel(drill.house.outside)
    now = drill.house.clock.now()
    channel.answer = (
        FoundCard("p1", now, "", "c1", "open", 1, ""),
        FoundCard("p2", now, "E1", "", "open", 1, ""),
    )
    after = AfterRestore(drill.house.store, drill.house.world, drill.house.clock, channel)
    await asyncio.wait_for(after.run(), 10)
    await drill.house.settle()
    assert "No open escalation was missing" in drill.notice("has been searched")
