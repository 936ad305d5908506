"""What the road must hold through: our own faults, damaged rows, a channel that hangs, an ill-timed erasure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

from sqlalchemy import text

from bot import acting, carrying, delivering
from bot.core.acts import Act, Press, ThreadWords
from bot.core.client import Client, Membership, Profile
from bot.core.effects import Erase
from bot.core.errors import Rejected, Unanswered
from bot.core.outgoing import (
    MarkPost,
    Notice,
    Origin,
    Outgoing,
    PageCoaches,
    PostCard,
    PostInThread,
    PostReview,
    RedrawCard,
    RemovePosts,
    Say,
    Send,
)
from bot.core.update import Update, Wrote
from bot.desk import Invitation, invite
from bot.dispatcher import Dispatcher, Roads
from bot.engine import Engine
from bot.store import clients, escalations, outbox, reviews, updates
from bot.store.claiming import RETRIED_CARD, Claimed
from bot.store.database import Store, engine_for
from bot.store.sealing import Vault
from bot.store.tx import Lane, Tx
from bot.world import World
from escalation.moves import Why
from escalation.words import Escalation, State, Verdict, Way
from tests.fakes import ManualClock
from tests.stories.house import practice, world_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
RED = "I want to kill myself"
MIA = Client(
    "c1",
    "Mia",
    "Ana",
    channel="telegram",
    chat="mia",
    membership=Membership.ACTIVE,
    profile=Profile("en", "Europe/Berlin", phone="", contact="", consent="1", consented_at=NOW),
)


class Road:
    """An engine on `store` with Mia on record; `say` and `press` go through it."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.world = world
        self.clock = ManualClock(NOW)
        self.engine = Engine(store, world, self.clock)
        self._updates = 0

    async def say(self, words: str, chat: str = "mia") -> None:
        self._updates += 1
        body = Wrote(words, f"m{self._updates}")
        await self.engine.receive(Update("telegram", str(self._updates), chat, chat, self.clock.now(), body))

    async def press(self, action: str, id_: str) -> None:
        reply = await self.engine.act(Act("slack", "UANA", Press(action, id_)))
        assert not reply.text, reply

    async def mia(self) -> Client:
        found = await self.store.read(clients.by_id, "c1")
        assert found is not None
        return found

    async def escalation(self) -> Escalation:
        (found,) = await self.store.read(escalations.open_ones)
        return found

    async def queued(self, lane: Lane) -> list[Claimed]:
        """Everything of a lane that may go now, line after line; each counts as sent, under a ref of its own."""
        went: list[Claimed] = []
        while rows := await self.store.run(outbox.claim, lane, self.clock.now(), 24):
            for row in rows:
                await self.store.run(outbox.sent, row.id, f"ref {row.id}", self.clock.now())
            went += rows
        return went


async def road(store: Store, triage: Callable[[str], Verdict] | None = None) -> Road:
    world = world_of(practice())
    await store.run(clients.insert, MIA, NOW)
    return Road(store, replace(world, triage=triage) if triage else world)


def broken(_: str) -> Verdict:
    raise ZeroDivisionError


async def damaged(store: Store, statement: str) -> None:
    def run() -> None:
        with engine_for(store.url).begin() as conn:
            conn.execute(text(statement))

    await asyncio.to_thread(run)


# --- words that are red whatever they come in ------------------------------------------------------------------


async def test_red_words_behind_a_start_command_are_paged(store: Store) -> None:
    here = await road(store)
    await here.say(f"/start nonsense {RED}", chat="tom")
    assert (await here.escalation()).party.chat == "tom"


async def test_an_invite_opens_whatever_its_code_looks_like_to_the_floor(store: Store) -> None:
    wish = Invitation("Tom", language="en")
    urgent = world_of(practice()).triage(RED)
    here = await road(store, lambda _: urgent)
    code = (await store.run(invite, here.world.practice, wish, NOW)).code
    await here.say(f"/start {code}", chat="tom")
    assert await store.read(escalations.open_ones) == []


async def test_words_that_the_floor_fails_over_are_read_by_a_coach(store: Store) -> None:
    here = await road(store, broken)
    await here.say("anything")
    assert [review.words for review in await store.read(reviews.queue)] == ["anything"]


# --- our own faults ---------------------------------------------------------------------------------------------


async def failing_at_the_commit(here: Road, words: str) -> None:
    """`words` come while the routine has a bug: the first of the jobs fails, whatever it does."""
    first = here.engine.store.run
    left = [1]

    class Faulty:
        def __getattr__(self, name: str) -> object:
            return getattr(here.store, name)

        async def run(self, fn: Callable[[Tx], None]) -> None:
            if left:
                left.pop()

                def fails(tx: Tx) -> None:
                    fn(tx)
                    raise ZeroDivisionError

                return await first(fails)
            return await first(fn)

    here.engine.store = Faulty()  # type: ignore[assignment]
    await here.say(words)
    here.engine.store = here.store


async def test_words_that_we_fail_over_are_put_before_a_coach(store: Store) -> None:
    here = await road(store)
    await failing_at_the_commit(here, "a harmless line")
    assert [review.words for review in await store.read(reviews.queue)] == ["a harmless line"]
    assert (await here.mia()).rev == 1
    (notice,) = [row.what for row in await here.queued("coach") if isinstance(row.what, Notice)]
    assert notice.mention == "Ana"
    assert "harmless" not in notice.text


async def test_words_of_a_held_client_that_we_fail_over_reach_the_thread(store: Store) -> None:
    here = await road(store)
    await here.say(RED)
    await failing_at_the_commit(here, "are you there")
    posts = [row.what for row in await here.queued("coach") if isinstance(row.what, PostInThread)]
    assert [(post.text, post.quoting) for post in posts] == [("are you there", True)]
    assert (await here.mia()).rev == 2


async def test_a_client_whose_record_cannot_be_read_holds_up_nobody(store: Store) -> None:
    here = await road(store)
    await damaged(store, "UPDATE clients SET sealed = wrapped_key WHERE id = 'c1'")
    await here.say("hello")
    (kept,) = await store.read(updates.poisoned)
    assert kept.copy == "hello"
    assert [type(row.what) for row in await here.queued("coach")] == [Notice]


async def test_an_act_that_we_fail_over_is_answered_so_that_it_does_not_come_for_ever(store: Store) -> None:
    here = await road(store)
    await here.say(RED)
    id_ = (await here.escalation()).id
    await damaged(store, "UPDATE escalations SET sealed = (SELECT wrapped_key FROM clients LIMIT 1)")
    reply = await here.engine.act(Act("slack", "UANA", Press("page.acknowledge", id_)))
    assert "nothing was changed" in reply.text


async def test_a_row_that_cannot_be_read_does_not_hold_up_the_pages_behind_it(store: Store) -> None:
    here = await road(store)
    await store.run(outbox.put, None, None, [_page("E0")], NOW)
    await damaged(store, "UPDATE outbox SET kind = 'NoSuchThing' WHERE lane = 'page'")
    await store.run(outbox.put, None, None, [_page("E1")], NOW)
    assert [row.what for row in await here.queued("page")] == [_page("E1").what]


async def test_a_row_that_cannot_be_read_does_not_stop_a_hold_nor_an_acknowledgement(store: Store) -> None:
    here = await road(store)
    await here.say(RED)
    await damaged(store, "UPDATE outbox SET created_at = created_at + 1")
    await here.say(RED)
    id_ = (await here.escalation()).id
    await here.press("page.acknowledge", id_)
    assert (await here.escalation()).state is State.ACKNOWLEDGED


# --- two processes ----------------------------------------------------------------------------------------------


async def test_a_wake_does_not_undo_what_another_process_acknowledges_meanwhile(
    store: Store, vault: Vault
) -> None:
    here = await road(store)
    await here.say(RED)
    id_ = (await here.escalation()).id
    acted, waked = Event(), Event()

    def acknowledged(tx: Tx) -> None:
        acting.acted(tx, here.world, Act("cli", "Ana", Press("page.acknowledge", id_)), NOW)
        acted.set()
        waked.wait(5)

    beside = Store(store.url, vault)
    try:
        command = asyncio.create_task(asyncio.to_thread(beside.transact, acknowledged))
        await asyncio.to_thread(acted.wait, 5)
        wake = asyncio.create_task(store.run(acting.ladder_woken, here.world, id_, NOW + HOUR))
        await asyncio.sleep(0.3)
        waked.set()
        await asyncio.gather(command, wake)
    finally:
        beside.close()
    assert "Ana" in {moment.who for moment in (await here.escalation()).timeline}


# --- a channel that hangs ------------------------------------------------------------------------------------------


def _page(escalation: str) -> Send:
    page = PageCoaches(escalation, (f"{escalation}.1.1",), ("Ana",), Way.SLACK, "URGENT", 1)
    return Send(page, Origin.SAFETY, 0)


def _card(escalation: str) -> Send:
    return Send(PostCard(escalation), Origin.SAFETY, 0)


async def test_cards_that_hang_do_not_delay_the_call_for_somebody_else(store: Store) -> None:
    for id_ in ("E1", "E2"):
        await store.run(outbox.put, None, None, [_card(id_)], NOW)
    hanging = await store.run(outbox.claim, "page", NOW, 24)
    assert len(hanging) == 2, "one escalation's card waits for another's"
    await store.run(outbox.put, None, None, [_card("E3")], NOW)
    busy = frozenset(row.key for row in hanging)
    (third,) = await store.run(outbox.claim, "page", NOW, 24, busy)
    assert third.what == PostCard("E3")


async def test_a_page_waits_for_its_card_and_only_briefly_for_a_card_that_is_tried_again(
    store: Store,
) -> None:
    await store.run(outbox.put, None, None, [_card("E1"), _page("E1")], NOW)
    (card,) = await store.run(outbox.claim, "page", NOW, 24)
    assert card.what == PostCard("E1")
    assert await store.run(outbox.claim, "page", NOW + 2 * RETRIED_CARD, 24, frozenset({card.key})) == []
    await store.run(outbox.retry, card.id, NOW, "hangs")
    (again,) = await store.run(outbox.claim, "page", NOW, 1)
    assert again.what == PostCard("E1")
    (page,) = await store.run(outbox.claim, "page", NOW + RETRIED_CARD, 24, frozenset({again.key}))
    assert page.what == _page("E1").what


def _dispatcher(here: Road) -> Dispatcher:
    return Dispatcher(here.store, here.world, here.clock, Roads({}, None, {}, lambda escalation, coach: ""))


async def test_what_coaches_must_see_is_tried_however_long_the_channel_is_away(store: Store) -> None:
    here = await road(store)
    dispatcher = _dispatcher(here)
    seen: list[Outgoing] = [
        PostInThread("E1", "words"),
        RedrawCard("E1"),
        PostReview("R1"),
        MarkPost("E1", "p"),
    ]
    whats: list[Outgoing] = [*seen, Notice("line"), RemovePosts(("p",)), Say("mia", "words")]
    await store.run(outbox.put, MIA, None, [Send(what, Origin.SAFETY, 2) for what in whats], NOW)
    tried = 0
    lanes: tuple[Lane, ...] = ("coach", "client")
    for lane in lanes:
        here.clock.move(HOUR)
        while rows := await store.run(outbox.claim, lane, here.clock.now(), 24):
            for row in rows:
                worn = replace(row, attempts=10_000)
                await dispatcher._refused(lane, worn, Unanswered("down"))
                tried += 1
    assert tried == len(whats)
    assert {each.state for each in await store.read(outbox.all_of, "c1")} == {"queued"}


async def test_without_an_escalation_channel_the_card_is_not_tried_for_ever(store: Store) -> None:
    here = await road(store)
    await store.run(outbox.put, MIA, None, [_card("E1")], NOW)
    (row,) = await store.run(outbox.claim, "page", NOW, 24)
    await _dispatcher(here)._refused("page", row, Rejected("no escalation channel is set up"))
    assert [each.state for each in await store.read(outbox.all_of, "c1")] == ["failed"]


async def test_a_review_that_the_channel_refused_is_posted_again_when_it_is_overdue(store: Store) -> None:
    here = await road(store)
    await here.say("I'm not suicidal, just tired")
    for row in await store.run(outbox.claim, "coach", NOW, 24):
        await store.run(outbox.failed, row.id, "token revoked", NOW)
    here.clock.move(practice().review_within)
    await here.engine.tick()
    assert PostReview in {type(row.what) for row in await here.queued("coach")}


# --- a hold and what was on its way ------------------------------------------------------------------------------


async def test_an_export_that_still_waits_does_not_start_to_a_held_client(store: Store) -> None:
    here = await road(store)
    await here.say("/export")
    await here.say(RED)
    states = {type(each.what).__name__: each.state for each in await store.read(outbox.all_of, "c1")}
    assert states["SendFile"] == "withdrawn"


async def test_a_refusal_that_still_waits_does_not_start_to_a_held_stranger(store: Store) -> None:
    here = await road(store)
    await here.say("hello", chat="tom")
    await here.say(RED, chat="tom")
    told = [row.what for row in await here.queued("client")]
    assert [isinstance(what, Say) and "stopped" in what.text for what in told] == [True]


async def test_that_a_client_cannot_be_written_to_is_told_though_it_was_known_before(store: Store) -> None:
    here = await road(store)
    await here.say(RED)
    await store.run(lambda tx: clients.save(tx, replace(_known(tx), unreachable=True)))
    (row,) = await store.run(outbox.claim, "client", NOW, 1)
    for _ in range(2):
        await store.run(delivering.failed, here.world, row, "blocked", NOW, gone=True)
    called = [page for page in (await here.escalation()).pages if page.why == Why.UNREACHABLE.value]
    assert len(called) == 1


def _known(tx: Tx) -> Client:
    client = clients.by_id(tx, "c1")
    assert client is not None
    return client


async def test_somebody_who_is_no_coach_learns_in_the_thread_that_nothing_was_sent(store: Store) -> None:
    here = await road(store)
    await here.say(RED)
    id_ = (await here.escalation()).id
    await store.run(escalations.set_card_ref, id_, "slack", "card")
    await here.queued("coach")
    await here.engine.act(Act("slack", "UMALLORY", ThreadWords("card", "p1", "hello Mia"), "a1"))
    await here.engine.act(Act("slack", "UMALLORY", ThreadWords("elsewhere", "p2", "lunch?"), "a2"))
    posts = [row.what for row in await here.queued("coach") if isinstance(row.what, PostInThread)]
    assert [post.text.split(":")[0] for post in posts] == ["Not sent"]


# --- erasure and what stands in the channel -----------------------------------------------------------------------


def _erased(tx: Tx) -> None:
    client = clients.by_id(tx, "c1")
    assert client is not None
    outcome = carrying.Outcome(client, None, None, (Erase(),), "Test", {})
    carrying.carry_out(tx, outcome, practice(), NOW + 5 * WEEK)


async def test_posts_older_than_a_week_are_still_taken_back_at_erasure(store: Store) -> None:
    here = await road(store)
    whats: list[Outgoing] = [
        PostInThread("E1", "words", quoting=True),
        _page("E1").what,
        Notice("Mia has stopped", "Ana"),
    ]
    await store.run(outbox.put, MIA, None, [Send(what, Origin.SAFETY, 2) for what in whats], NOW)
    went = [*await here.queued("page"), *await here.queued("coach")]
    assert len(went) == 3
    await store.run(outbox.purge, NOW + WEEK)
    assert await store.read(outbox.all_of, "c1") == [], "their words are kept no longer than others"
    await store.run(_erased)
    (removal,) = [row.what for row in await here.queued("coach") if isinstance(row.what, RemovePosts)]
    assert set(removal.posts) == {f"ref {row.id}" for row in went}


async def test_a_post_that_was_on_the_wire_during_the_erasure_is_taken_back(store: Store) -> None:
    here = await road(store)
    post = Send(PostInThread("E1", "words", quoting=True), Origin.SAFETY, 2)
    await store.run(outbox.put, MIA, None, [post], NOW)
    (row,) = await store.run(outbox.claim, "coach", NOW, 24)
    await store.run(_erased)
    await store.run(delivering.sent, here.world, row, "p1", NOW)
    assert RemovePosts(("p1",)) in [each.what for each in await here.queued("coach")]
