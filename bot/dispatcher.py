"""The dispatcher: claims what may be sent, sends it, and reports what became of it. Pages have a loop of their own."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar, assert_never

import structlog

from bot import delivering, desk
from bot.budgets import (
    CHANNEL_BURST,
    CHANNEL_RATE,
    CHAT_BURST,
    CHAT_RATE,
    POST_BURST,
    POST_RATE,
    Bucket,
    Budgets,
)
from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered, Unreachable
from bot.core.outgoing import (
    AnswerTap,
    LeaveGroup,
    MarkPost,
    Notice,
    Origin,
    PageCoaches,
    PostCard,
    PostFile,
    PostInThread,
    PostReview,
    RedrawCard,
    RemovePosts,
    Say,
    SendFile,
    Settle,
)
from bot.core.ports import ClientChannel, Clock, CoachChannel, DirectWay, FileSource, HandedOn
from bot.store import escalations, outbox, reviews
from bot.store.claiming import LEASE, Claimed, claim
from bot.store.database import Store
from bot.store.outage import is_down
from bot.store.tx import Lane, Tx
from bot.world import World
from escalation.words import Coach, Way

log = structlog.get_logger("dispatcher")

P = ParamSpec("P")
T = TypeVar("T")

IDLE = 0.5  # seconds: the floor under the wake-ups, should one be missed
AT_ONCE = 24  # rows of a lane on the wire together
FIRST_RETRY = 0.5  # seconds; doubles ...
LAST_RETRY = 60.0  # ... up to this
CARD_RETRY = 4.0  # seconds: a card that could not be posted is what Slack should show first when it is back
STORE_RETRY = 2.0  # seconds: how often at least a database that is away is asked again
ASLEEP_S = 4.0  # since a claim: by then others may have buried us (presence.py) and been given the row
TRIES_ROUTINE = 8  # an automated line that failed so often is not worth more
TRIES_FILE = 8  # about a minute; then the thread is told that the file did not come
# Bytes; Telegram's bots are handed no more (core.telegram.org/bots/api#getfile).
FILE_LIMIT = 20 * 1024 * 1024
# Seconds to fetch and hand on: by the lease's end the row would count as lost.
FILE_WITHIN = LEASE.total_seconds() - 10


@dataclass(frozen=True, slots=True)
class Roads:
    """Where things can be sent in this process."""

    phones: Mapping[str, ClientChannel]
    coaches: CoachChannel | None
    ways: Mapping[Way, DirectWay]
    ack_link: Callable[[str, str], str]  # escalation, coach -> URL, "" without a public address
    unlimited: frozenset[str] = frozenset()  # channels that take any number of messages
    files: Mapping[str, FileSource] = field(default_factory=dict)  # by the name of the client's channel


class Dispatcher:
    def __init__(
        self,
        store: Store,
        world: World,
        clock: Clock,
        roads: Roads,
        may_be_there: Callable[[str], bool] = lambda escalation: False,
    ) -> None:
        """`may_be_there`: whether a card may have been posted without a row that says so."""
        self.store = store
        self.world = world
        self.clock = clock
        self.roads = roads
        self._may_be_there = may_be_there
        self._wakes: dict[Lane, asyncio.Event] = {
            "page": asyncio.Event(),
            "coach": asyncio.Event(),
            "client": asyncio.Event(),
        }
        self._budgets: dict[Lane, Budgets] = {
            "page": Budgets(Bucket(1000, 1000), 1000, 1000),  # never throttled by us
            "coach": Budgets(Bucket(20, 20), POST_RATE, POST_BURST),
            "client": Budgets(Bucket(CHANNEL_RATE, CHANNEL_BURST), CHAT_RATE, CHAT_BURST),
        }
        self._busy: dict[Lane, dict[str, asyncio.Task[None]]] = {"page": {}, "coach": {}, "client": {}}

    async def run(self) -> None:
        """Send until cancelled; what is on the wire then is let finish."""
        for lane, event in self._wakes.items():
            self.store.on_wake(lane, event.set)
        try:
            async with asyncio.TaskGroup() as loops:
                for lane in self._wakes:
                    loops.create_task(self._loop(lane))
        finally:
            on_the_wire = [task for busy in self._busy.values() for task in busy.values()]
            if on_the_wire:
                await asyncio.wait(on_the_wire, timeout=5)

    async def _loop(self, lane: Lane) -> None:
        while True:
            try:
                went = await self._round(lane)
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("the Outbox could not be read", lane=lane)
                went = 0
                await asyncio.sleep(IDLE)
            if not went:
                await self._sleep(lane)

    async def _sleep(self, lane: Lane) -> None:
        """Until something is queued, a budget refills or a retry falls due."""
        try:
            async with asyncio.timeout(IDLE):
                await self._wakes[lane].wait()
        except TimeoutError:
            pass
        self._wakes[lane].clear()

    async def _round(self, lane: Lane) -> int:
        """Claim and start what may go now; how many rows went."""
        ticks = asyncio.get_running_loop().time()
        budgets, busy = self._budgets[lane], self._busy[lane]
        limit = min(AT_ONCE - len(busy), budgets.whole.left(ticks))
        if limit < 1:
            return 0
        closed = frozenset(busy) | budgets.spent(ticks)
        rows = await self.store.run(claim, lane, self.clock.now(), limit, closed)
        for row in rows:
            if self._counts(row):
                budgets.spend(row.key, ticks)
            task = asyncio.create_task(self._deliver(lane, row, ticks))
            busy[row.key] = task
            task.add_done_callback(partial(self._done, lane, row.key))
        return len(rows)

    def _counts(self, row: Claimed) -> bool:
        """Whether the channel counts this as a message."""
        if (row.channel or self.world.coach_channel) in self.roads.unlimited:
            return False
        return isinstance(row.what, Say | SendFile | PostInThread | PostFile | Notice | PostReview)

    def _done(self, lane: Lane, key: str, _: asyncio.Task[None]) -> None:
        self._busy[lane].pop(key, None)
        self._wakes[lane].set()

    # --- one row --------------------------------------------------------------------------------------

    async def _deliver(self, lane: Lane, row: Claimed, claimed_at: float = float("inf")) -> None:
        """Send one row and report. Only this and the loop catch everything: a bug here must not stop the others.

        `claimed_at`: on the loop's clock, not later than the claim. Whoever was stopped since asks whose the row is.
        """
        try:
            slept = asyncio.get_running_loop().time() - claimed_at > ASLEEP_S
            if slept and not await self._patiently(partial(self.store.run, outbox.is_ours, row.id)):
                return
            try:
                ref = await self._send(row)
            except ChannelError as error:
                await self._refused(lane, row, error)
            except Exception as error:
                log.exception("sending failed", row=row.id, kind=type(row.what).__name__)
                await self._refused(lane, row, Unanswered(f"our own fault: {type(error).__name__}"))
            else:
                await self._report(delivering.sent, self.world, row, ref, self.clock.now())
        except Exception:
            # A fault of ours: the row stays "sending" and is found again after its lease.
            log.exception("a delivery could not be recorded", row=row.id)

    async def _report(
        self, fn: Callable[Concatenate[Tx, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Store what became of a row: what waits behind it, a page behind its card, must not wait until it counts as
        lost."""
        await self._patiently(partial(self.store.run, fn, *args, **kwargs))

    async def _patiently(self, ask: Callable[[], Coroutine[object, object, T]]) -> T:
        """What the store answers, however long it is away: that is no failure of what is being sent."""
        pause = FIRST_RETRY
        while True:
            try:
                return await ask()
            except Exception as error:
                if not is_down(error):
                    raise
                log.warning("a delivery waits for the database", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, STORE_RETRY)

    async def _refused(self, lane: Lane, row: Claimed, error: ChannelError) -> None:
        log.warning(
            "not delivered",
            row=row.id,
            kind=type(row.what).__name__,
            error=str(error)[:200],
            attempt=row.attempts,
        )
        now = self.clock.now()
        if isinstance(row.what, PageCoaches):
            # A page that does not go through at once goes another way at once.
            await self._report(delivering.failed, self.world, row, str(error), now)
            return
        match error:
            case RateLimited(retry_after=seconds):
                self._budgets[lane].told_to_wait(row.key, asyncio.get_running_loop().time() + seconds)
                await self._report(outbox.retry, row.id, now + timedelta(seconds=seconds), str(error))
            case Unreachable() if not isinstance(row.what, PostCard):
                await self._report(delivering.failed, self.world, row, str(error), now, gone=True)
            case Rejected() if not isinstance(row.what, PostCard) or self.roads.coaches is None:
                await self._report(delivering.failed, self.world, row, str(error), now)
            case _ if row.attempts >= self._tries(row):
                await self._report(delivering.failed, self.world, row, str(error), now)
            case _:
                wait = timedelta(seconds=self._backoff(row))
                await self._report(outbox.retry, row.id, now + wait, str(error))

    def _tries(self, row: Claimed) -> float:
        match row.what:
            case Say() if row.origin is Origin.AUTOMATED:
                return TRIES_ROUTINE
            case AnswerTap() | Settle() | LeaveGroup():
                return TRIES_ROUTINE
            case PostFile():
                return TRIES_FILE
            case _:
                # A client's words, a card, a person's answer: however long the channel is away.
                return float("inf")

    def _backoff(self, row: Claimed) -> float:
        """Seconds until the next attempt, with jitter so that a crowd does not come back as one."""
        most = CARD_RETRY if isinstance(row.what, PostCard) else LAST_RETRY
        return min(most, FIRST_RETRY * float(1 << min(row.attempts - 1, 10))) * random.uniform(0.75, 1.25)

    async def _send(self, row: Claimed) -> str:
        """Hand `row` to its channel; the channel's id of what was sent."""
        match row.what:
            case Say() | SendFile() | AnswerTap() | Settle() | LeaveGroup():
                phone = self.roads.phones.get(row.channel)
                if phone is None:
                    raise Rejected(f"no channel called {row.channel!r} is set up")
                return await phone.send(row.what)
            case PageCoaches():
                return await self._page(row.what)
            case (
                PostCard()
                | RedrawCard()
                | PostInThread()
                | PostFile()
                | MarkPost()
                | Notice()
                | PostReview()
                | RemovePosts()
            ):
                if self.roads.coaches is None:
                    raise Rejected("no escalation channel is set up")
                return await self._to_channel(self.roads.coaches, row.what, row)
            case _:
                assert_never(row.what)

    # --- coaches --------------------------------------------------------------------------------------

    def _coach(self, name: str) -> Coach | None:
        return self.world.practice.team.named(name)

    async def _page(self, page: PageCoaches) -> str:
        coaches = tuple(coach for name in page.coaches if (coach := self._coach(name)))
        if not coaches:
            raise Rejected("this coach is not in the configuration any more")
        if page.way is not Way.SLACK:
            way = self.roads.ways.get(page.way)
            if way is None:
                raise Rejected(f"{page.way.value} is not set up")
            link = self.roads.ack_link(page.escalation, coaches[0].name) if page.pages else ""
            await way.page(coaches[0], page.headline, link, page.escalation if page.pages else "", page.rev)
            return ""
        if self.roads.coaches is None:
            raise Rejected("Slack is not set up")
        ref = await self._patiently(partial(self.store.read, escalations.card_ref, page.escalation))
        if not ref:
            # The card goes first; if it could not be posted just now, neither can this.
            raise Unanswered("the card could not be posted")
        return await self.roads.coaches.page(ref, coaches, page.headline, page.escalation, page.rev)

    async def _to_channel(
        self,
        channel: CoachChannel,
        what: PostCard | RedrawCard | PostInThread | PostFile | MarkPost | Notice | PostReview | RemovePosts,
        row: Claimed,
    ) -> str:
        match what:
            case PostCard(escalation=id_):
                return await self._post_card(channel, id_, row.attempts)
            case RedrawCard(escalation=id_):
                await self.store.run(outbox.withdraw_redraws, id_, row.id)
                ref = await self.store.read(escalations.card_ref, id_)
                card = await self.store.read(desk.card, self.world.practice, id_)
                if ref and card:
                    await channel.redraw_card(ref, card)
                return ref
            case PostInThread(text=text, mention=name, quoting=quoting):
                ref = await self._thread(what)
                return await channel.post_in_thread(ref, text, self._coach(name), quoting)
            case PostFile():
                return await self._post_file(channel, what)
            case MarkPost(post=post):
                await channel.mark(post)
                return ""
            case Notice(text=text, mention=name):
                # Whose coach has left the team is everybody's matter, the owner's first.
                return await channel.notice(text, self.world.practice.coach_of(name) if name else None)
            case PostReview(review=id_):
                found = await self.store.read(desk.review, self.world.practice, id_)
                return await channel.post_review(*found) if found else ""
            case RemovePosts(posts=posts):
                await _remove(channel, posts)
                return ""
            case _:
                assert_never(what)

    async def _thread(self, what: PostInThread | PostFile) -> str:
        """The post under which it goes: a card, or a review."""
        if what.escalation:
            ref = await self.store.read(escalations.card_ref, what.escalation)
            if not ref:
                raise Unanswered("the card is not there yet")
            return ref
        review = await self.store.read(reviews.by_id, what.review)
        if review is None or not review.ref:
            raise Rejected("its review is not in the escalation channel")
        return review.ref

    async def _post_file(self, channel: CoachChannel, what: PostFile) -> str:
        """From the client's channel straight to the coaches' one: nothing of it stays here."""
        source = self.roads.files.get(what.channel)
        if source is None:
            raise Rejected(f"files from {what.channel} cannot be fetched here")
        ref = await self._thread(what)
        try:
            async with asyncio.timeout(FILE_WITHIN):
                content = await source.fetch(what.file, FILE_LIMIT)
                return await channel.post_file(ref, HandedOn(what.name, what.kind, what.caption, content))
        except TimeoutError:
            raise Unanswered(f"it was not handed on within {FILE_WITHIN:g} s") from None

    async def _post_card(self, channel: CoachChannel, id_: str, attempt: int) -> str:
        """One card: before another attempt we look whether the last one arrived after all."""
        if attempt > 1 or self._may_be_there(id_):
            there = await channel.find_cards(id_)
            for double in there[1:]:
                await channel.delete(double)
            if there:
                return there[0]
        card = await self.store.read(desk.card, self.world.practice, id_)
        if card is None:
            raise Rejected("the escalation is not on record")
        return await channel.post_card(card)


async def _remove(channel: CoachChannel, posts: tuple[str, ...]) -> None:
    """Take back all that can be taken back; what failed is raised then, first of all what a later try may mend."""
    errors: list[ChannelError] = []
    for post in posts:
        try:
            await channel.delete(post)
        except RateLimited:
            raise
        except ChannelError as error:
            errors.append(error)
    if errors:
        raise min(errors, key=lambda error: not isinstance(error, Unanswered))
