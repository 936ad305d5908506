"""The alarm: while the database refuses commits, urgent words that nobody has stored yet are paged directly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta

import structlog

from bot import decide, orders
from bot.core.errors import ChannelError
from bot.core.outgoing import Say
from bot.core.ports import Clock
from bot.core.update import Update
from bot.dispatcher import Roads
from bot.world import World
from escalation import ladder, moves
from escalation.handoff import Card
from escalation.words import Lane, Page, Party, Verdict, Way

log = structlog.get_logger("alarm")

PATIENCE = timedelta(seconds=10)  # of failing commits before the floor pages by itself


class Alarm:
    """Knows since when commits fail, and for which Updates it has rung. All of it in memory: the store is away."""

    def __init__(self, world: World, roads: Roads, clock: Clock) -> None:
        self._world = world
        self._roads = roads
        self._clock = clock
        self._since: datetime | None = None
        self._rung: set[str] = set()

    def rang_for(self, escalation: str) -> bool:
        """Whether a card of this escalation may be in the channel although no row says so."""
        return escalation in self._rung

    def all_clear(self) -> None:
        """A commit has gone through."""
        self._since = None

    async def refused(self, update: Update, verdict: Verdict, since: datetime) -> None:
        """The store did not take `update`, tried from `since` on. Urgent ones are paged once the patience is over."""
        now = self._clock.now()
        self._since = self._since or since
        id_ = decide.escalation_id(update)
        if verdict.lane is not Lane.URGENT or now - self._since < PATIENCE or id_ in self._rung:
            return
        self._rung.add(id_)
        log.error("commits fail; paging directly", escalation=id_)
        await self._ring(id_, update, verdict, now)

    async def _ring(self, id_: str, update: Update, verdict: Verdict, now: datetime) -> None:
        """The same id, policy and first rung as the later normal handling, which recognises the card by its id."""
        practice = self._world.practice
        language = (
            update.language[:2] if update.language[:2] in practice.texts.languages else practice.language
        )
        party = Party("", update.sender_name, update.channel, update.chat, language)
        found = tuple(finding for finding in verdict.findings if finding.lane is Lane.URGENT)
        stepped = ladder.opened(id_, party, found, practice.policy, practice.team, now)
        pages = [page for order in stepped.orders if isinstance(order, moves.Call) for page in order.pages]
        text = (
            orders.headline(moves.Why.URGENT, stepped.escalation)
            + " The database is failing: act on this now."
        )
        notice = orders.fixed_text("stopped", "", stepped.escalation, stepped.orders, practice)
        card = Card(stepped.escalation, 0, (), (), (), practice.zone)
        await asyncio.gather(
            self._attempt(self._by_slack(card, pages, text)),
            *(
                self._attempt(self._directly(page.to, way, text, id_))
                for page in pages
                for way in self._roads.ways
            ),
            self._attempt(self._told(update, notice)),
        )

    async def _by_slack(self, card: Card, pages: list[Page], text: str) -> None:
        channel = self._roads.coaches
        if channel is None:
            return
        id_ = card.escalation.id
        there = await channel.find_cards(id_)
        ref = there[0] if there else await channel.post_card(card)
        team = self._world.practice.team
        coaches = tuple(coach for page in pages if (coach := team.named(page.to)) and coach.slack_user)
        await channel.page(ref, coaches, text, id_, 0)

    async def _directly(self, name: str, way: Way, text: str, id_: str) -> None:
        coach = self._world.practice.team.named(name)
        if coach is not None and coach.reachable_by(way):
            await self._roads.ways[way].page(coach, text, self._roads.ack_link(id_, name), id_, 0)

    async def _told(self, update: Update, text: str) -> None:
        phone = self._roads.phones.get(update.channel)
        if phone is not None:
            await phone.send(Say(update.chat, text))

    async def _attempt(self, road: Awaitable[None]) -> None:
        """Every road by itself: one that is closed must not close the others."""
        try:
            await road
        except ChannelError as error:
            log.error("a direct page did not go through", error=str(error)[:200])
        except Exception:
            log.exception("a direct page failed")
