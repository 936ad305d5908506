"""What a client sends as a file: it is ordered behind its words, delays nothing, is never kept, and goes at erasure."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import carrying, delivering
from bot.core.client import Ask, Membership
from bot.core.effects import Effect, Erase, OpenReview
from bot.core.errors import ChannelError, Rejected, Unanswered, Unreachable
from bot.core.outgoing import (
    Origin,
    Outgoing,
    PostCard,
    PostFile,
    PostInThread,
    PostReview,
    RemovePosts,
    Say,
    Send,
)
from bot.core.ports import HandedOn
from bot.core.update import Enclosed, SentMedia, Update
from bot.dispatcher import FILE_LIMIT, TRIES_FILE, Dispatcher, Roads, _remove
from bot.receiving import poisoned
from bot.store import audit, escalations, outbox, outbox_rows, reviews
from bot.store.database import Store
from bot.store.tx import Tx
from escalation.words import Lane, Verdict
from tests.bot.people import NOW, REVIEW, ROUTINE, URGENT, held, mia, sent
from tests.bot.test_safety_road import HOUR, MIA, Road, road
from tests.fakes import Outside, RecordingChannel
from tests.stories.house import practice

PHOTO = SentMedia("photo", "my knee", "m1", "F1", "knee.jpg")
FILE = PostFile("E1", "telegram", "F1", "knee.jpg", "photo", "my knee")


def ordered(effects: tuple[Effect, ...]) -> list[Outgoing]:
    """What goes to coaches as words or files, in its order, though words come first whatever stands where."""
    sends = [each for each in effects if isinstance(each, Send)]
    sends.sort(key=lambda send: send.priority)
    return [send.what for send in sends if isinstance(send.what, PostInThread | PostFile)]


# --- deciding


def test_a_held_clients_file_goes_into_the_thread_behind_the_line_that_names_it() -> None:
    client, escalation = held()
    decision = sent(client, PHOTO, escalation=escalation)
    line, file = ordered(decision.effects)
    assert isinstance(line, PostInThread)
    assert (line.text, line.quoting) == ("[photo] my knee", True)
    assert file == PostFile(escalation.id, "telegram", "F1", "knee.jpg", "photo", "my knee")


def test_under_red_words_the_file_goes_to_the_card_that_they_open() -> None:
    decision = sent(mia(), PHOTO, URGENT)
    assert decision.escalation is not None
    assert [each.escalation for each in ordered(decision.effects) if isinstance(each, PostFile)] == [
        decision.escalation.id
    ]


def test_more_red_words_under_a_file_name_it_too() -> None:
    client, escalation = held()
    line, file = ordered(sent(client, PHOTO, URGENT, escalation).effects)
    assert isinstance(line, PostInThread)
    assert line.text == "[photo] my knee"
    assert isinstance(file, PostFile)


@pytest.mark.parametrize("verdict", [ROUTINE, REVIEW])
def test_outside_a_hold_the_file_goes_to_the_review(verdict: Verdict) -> None:
    effects = sent(mia(), SentMedia("voice", "", "m1", "F1"), verdict).effects
    (review,) = [each for each in effects if isinstance(each, OpenReview)]
    assert ordered(effects) == [PostFile("", "telegram", "F1", "", "voice", "", review.id)]
    assert effects.index(review) == 0, "the review is posted before its file"


def test_several_files_of_one_message_all_go_and_the_caption_is_said_once() -> None:
    several = replace(PHOTO, more=(Enclosed("document", "F2", "plan.pdf"), Enclosed("photo", "F3")))
    client, escalation = held()
    line, *files = ordered(sent(client, several, escalation=escalation).effects)
    assert isinstance(line, PostInThread)
    assert line.text == "[photo, document, photo] my knee"
    assert [(each.file, each.caption) for each in files if isinstance(each, PostFile)] == [
        ("F1", "my knee"),
        ("F2", ""),
        ("F3", ""),
    ]


@pytest.mark.parametrize("body", [SentMedia("sticker", "", "m", "F1"), SentMedia("other", "a poll", "m")])
def test_where_there_is_nothing_to_look_at_the_line_is_all(body: SentMedia) -> None:
    client, escalation = held()
    (line,) = ordered(sent(client, body, escalation=escalation).effects)
    assert isinstance(line, PostInThread)


def test_nothing_is_passed_on_of_somebody_who_has_not_agreed() -> None:
    client = mia(Membership.ONBOARDING)
    assert client.asking is Ask.CONSENT
    assert ordered(sent(client, PHOTO).effects) == []


# --- the Outbox


async def _put(store: Store, *whats: Outgoing) -> None:
    sends = [Send(what, Origin.SAFETY, 4 if isinstance(what, PostFile) else 2) for what in whats]
    await store.run(outbox.put, MIA, None, sends, NOW)


async def _claimed(store: Store, later: timedelta = timedelta(0)) -> list[Outgoing]:
    return [row.what for row in await store.run(outbox.claim, "coach", NOW + later, 24)]


async def test_a_file_waits_for_the_words_before_it_and_keeps_none_behind_it_waiting(store: Store) -> None:
    await road(store)
    first, after = PostInThread("E1", "[photo] my knee"), PostInThread("E1", "are you there")
    await _put(store, first, FILE)
    (line,) = await store.run(outbox.claim, "coach", NOW, 24)
    assert line.what == first
    assert await _claimed(store) == [], "the words are on the wire"
    await store.run(outbox.retry, line.id, NOW + HOUR, "down")
    assert await _claimed(store) == [], "the words wait for their retry"
    (line,) = await store.run(outbox.claim, "coach", NOW + HOUR, 24)
    await store.run(outbox.sent, line.id, "p1", NOW)
    assert await _claimed(store) == [FILE]
    await _put(store, after)
    assert await _claimed(store) == [after], "the file is on the wire, the words go"


async def test_a_file_waits_for_the_card_and_for_the_review_that_it_belongs_to(store: Store) -> None:
    await road(store)
    of_review = replace(FILE, escalation="", review="R1")
    await _put(store, PostCard("E1"), FILE)
    assert await _claimed(store) == []
    (card,) = await store.run(outbox.claim, "page", NOW, 24)
    await store.run(outbox.sent, card.id, "p1", NOW)
    assert await _claimed(store) == [FILE]
    await _put(store, PostReview("R1"), of_review)
    assert await _claimed(store) == [PostReview("R1")]


async def test_however_many_files_come_most_of_the_lane_stays_free_for_words(store: Store) -> None:
    await road(store)
    await _put(store, *(replace(FILE, escalation=f"E{number}") for number in range(50)))
    files = await store.run(outbox.claim, "coach", NOW, 24)
    assert 1 <= len(files) <= outbox_rows.FILES_AT_ONCE
    await _put(store, PostInThread("E9", "words"))
    busy = frozenset(row.key for row in files)
    (line,) = await store.run(outbox.claim, "coach", NOW, 24, busy)
    assert line.what == PostInThread("E9", "words")


# --- sending


class Chat:
    """A FileSource with one file in it."""

    def __init__(self, answer: bytes | ChannelError) -> None:
        self.answer = answer
        self.asked: list[tuple[str, int]] = []

    async def fetch(self, file: str, limit_bytes: int) -> bytes:
        self.asked.append((file, limit_bytes))
        if isinstance(self.answer, bytes):
            return self.answer
        raise self.answer


class Coaches(RecordingChannel):
    """The escalation channel, with the files that came; `refusal` is what it says to the next one."""

    def __init__(self, outside: Outside) -> None:
        super().__init__(outside)
        self.files: list[tuple[str, HandedOn]] = []
        self.refusal: ChannelError | None = None
        self.stuck: dict[str, ChannelError] = {}
        self.deleted: list[str] = []

    async def post_file(self, ref: str, file: HandedOn) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.files.append((ref, file))
        return "F77"

    async def delete(self, ref: str) -> None:
        if ref in self.stuck:
            raise self.stuck[ref]
        self.deleted.append(ref)


class Here:
    """Mia under a card, her photo in the Outbox, and a dispatcher between her chat and the coaches."""

    def __init__(self, there: Road, answer: bytes | ChannelError) -> None:
        self.road = there
        self.store = there.store
        self.chat = Chat(answer)
        self.coaches = Coaches(Outside())
        roads = Roads({}, self.coaches, {}, lambda escalation, coach: "", files={"telegram": self.chat})
        self.dispatcher = Dispatcher(there.store, there.world, there.clock, roads)

    async def deliver(self) -> None:
        for row in await self.store.run(outbox.claim, "coach", self.road.clock.now(), 24):
            await self.dispatcher._deliver("coach", row)

    async def trail(self) -> list[tuple[str, dict[str, object]]]:
        entries = await self.store.read(audit.trail, "c1")
        return [(each.kind, dict(each.details)) for each in entries if "File" in each.kind]

    async def told(self) -> list[str]:
        rows = await self.road.queued("coach")
        return [row.what.text for row in rows if isinstance(row.what, PostInThread)]


async def here(store: Store, answer: bytes | ChannelError = b"a picture", file: PostFile = FILE) -> Here:
    there = await road(store)
    await store.run(escalations.insert, held()[1], 1)
    id_ = held()[1].id
    await store.run(escalations.set_card_ref, id_, "slack", "p1")
    await _put(store, replace(file, escalation=id_ if file.escalation else ""))
    return Here(there, answer)


async def test_a_file_is_fetched_handed_on_and_on_record_as_passed_on(store: Store) -> None:
    it = await here(store)
    await it.deliver()
    assert it.chat.asked == [("F1", FILE_LIMIT)]
    assert it.coaches.files == [("p1", HandedOn("knee.jpg", "photo", "my knee", b"a picture"))]
    assert await it.trail() == [("FilePassedOn", {"kind": "photo", "to": held()[1].id})]
    assert await store.read(outbox.quoting_posts, "c1") == ["F77"]
    assert await it.told() == []


async def test_what_is_in_a_file_is_not_even_shown_by_its_repr() -> None:
    assert "secret" not in repr(HandedOn("a", "photo", "", b"secret"))


@pytest.mark.parametrize("side", ["the client's", "the coaches'"])
@pytest.mark.parametrize("why", [Rejected("it is too large"), Unreachable("missing_scope; add files:write")])
async def test_what_will_never_come_is_said_in_the_thread_at_once(
    store: Store, side: str, why: ChannelError
) -> None:
    it = await here(store, why if side == "the client's" else b"x")
    it.coaches.refusal = why
    await it.deliver()
    (line,) = await it.told()
    assert line.startswith("The photo could not be put here: ")
    assert str(why) in line
    assert "Mia" in line
    ((kind, details),) = await it.trail()
    assert (kind, details["error"]) == ("FileNotPassedOn", str(why))


async def test_what_does_not_come_just_now_is_tried_again_and_not_for_ever(store: Store) -> None:
    it = await here(store, Unanswered("down"))
    for tries in range(1, TRIES_FILE + 1):
        await it.deliver()
        assert len(it.chat.asked) == tries
        it.road.clock.move(HOUR)
    assert [line.partition(":")[0] for line in await it.told()] == ["The photo could not be put here"]


async def test_under_a_review_a_missing_file_is_said_in_the_reviews_thread(store: Store) -> None:
    it = await here(store, Rejected("too large"), replace(FILE, escalation="", review="R1"))
    await store.run(reviews.open, "R1", "c1", "[photo]", (), NOW + HOUR, NOW)
    await store.run(reviews.set_ref, "R1", "p9")
    it.coaches.posts += [it.coaches._post() for _ in range(9)]
    await it.deliver()
    (row,) = await store.run(outbox.claim, "coach", NOW, 24)
    assert isinstance(row.what, PostInThread)
    assert (row.what.escalation, row.what.review) == ("", "R1")
    assert await it.dispatcher._thread(row.what) == "p9"


async def test_a_channel_whose_files_cannot_be_fetched_here_is_named(store: Store) -> None:
    it = await here(store, file=replace(FILE, channel="pigeon"))
    await it.deliver()
    (line,) = await it.told()
    assert "pigeon" in line


# --- our own fault, erasure


async def test_a_poisoned_message_brings_its_file_all_the_same(store: Store) -> None:
    it = await here(store)
    await it.deliver()
    update = Update("telegram", "u9", "mia", "mia", NOW, SentMedia("voice", "", "m9", "F9"))
    await store.run(poisoned, it.road.world, update, Verdict(Lane.ROUTINE), NOW, "ValueError")
    whats = [row.what for row in await it.road.queued("coach")]
    assert [each.file for each in whats if isinstance(each, PostFile)] == ["F9"]


def _erased(tx: Tx) -> None:
    outcome = carrying.Outcome(MIA, None, None, (Erase(),), "Test", {})
    carrying.carry_out(tx, outcome, practice(), NOW)


async def test_erasure_takes_the_files_back_with_the_posts_also_one_on_the_wire(store: Store) -> None:
    there = await road(store)
    await _put(store, PostInThread("E1", "words", quoting=True), FILE, replace(FILE, file="F2"))
    (line,) = await store.run(outbox.claim, "coach", NOW, 24)
    await store.run(outbox.sent, line.id, "p1", NOW)
    (file,) = await store.run(outbox.claim, "coach", NOW, 24)
    await store.run(outbox.sent, file.id, "F77", NOW)
    await store.run(outbox.purge, NOW + HOUR)
    (flying,) = await store.run(outbox.claim, "coach", NOW, 24)
    await store.run(_erased)
    await store.run(delivering.sent, there.world, flying, "F78", NOW)
    removals = [row.what.posts for row in await there.queued("coach") if isinstance(row.what, RemovePosts)]
    assert sorted(removals) == [("F78",), ("p1", "F77")]


async def test_one_post_that_cannot_be_taken_back_keeps_no_other_standing() -> None:
    coaches = Coaches(Outside())
    coaches.stuck = {"p1": Rejected("cant_delete_message"), "F2": Unanswered("down")}
    with pytest.raises(Unanswered):
        await _remove(coaches, ("p1", "F2", "p3"))
    assert coaches.deleted == ["p3"]


def test_neither_a_phone_nor_a_mail_can_carry_a_clients_file() -> None:
    assert outbox_rows.lane_of(FILE) == "coach"
    assert outbox_rows.lane_of(Say("mia", "x")) == "client"


async def test_a_file_that_hangs_is_given_up_before_its_row_counts_as_lost(store: Store) -> None:
    it = await here(store)

    class Hanging(Chat):
        async def fetch(self, file: str, limit_bytes: int) -> bytes:
            raise TimeoutError  # as the deadline over it does

    it.dispatcher.roads = replace(it.dispatcher.roads, files={"telegram": Hanging(b"")})
    await it.deliver()
    await asyncio.sleep(0)
    (row,) = await store.run(outbox.claim, "coach", NOW + HOUR, 24)
    assert isinstance(row.what, PostFile)
    assert row.attempts == 2
