"""Channels: what a configuration is connected to - Telegram, Slack and Apprise, or the playground in their place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import APIRouter

from bot import config
from bot.acklinks import token
from bot.clock import PlaygroundClock, SteadyClock
from bot.core.ports import ClientChannel, CoachChannel, DirectWay, Door
from bot.desk import TELEGRAM_USERNAME
from bot.dispatcher import Roads
from bot.engine import Engine
from bot.store import meta
from bot.store.database import Store, file_of
from escalation.words import Way

if TYPE_CHECKING:
    from adapters.telegram.settings import TelegramSettings


@dataclass(slots=True)
class Parts:
    """What a configuration is made of once its channels are connected."""

    roads: Roads
    doors: dict[str, Door] = field(default_factory=dict)
    routers: list[APIRouter] = field(default_factory=list)
    at_start: list[Callable[[], Coroutine[object, object, None]]] = field(default_factory=list)
    closing: list[Callable[[], Coroutine[object, object, None]]] = field(default_factory=list)


def ack_link(store: Store, settings: config.Settings) -> Callable[[str, str], str]:
    base = settings.web.public_url.rstrip("/")
    return lambda escalation, coach: f"{base}/ack/{token(store.vault, escalation, coach)}" if base else ""


def telegram_settings(settings: config.Settings) -> TelegramSettings:
    from adapters.telegram.settings import TelegramSettings

    written = settings.telegram
    return TelegramSettings(
        token=written.token,
        api_base_url=written.api_base_url,
        connect_s=written.connect_timeout_s,
        read_s=written.read_timeout_s,
        poll_s=written.poll_timeout_s,
    )


async def bot_name(settings: config.Settings) -> str:
    """What Telegram calls the bot, for invite links. Raises ChannelError."""
    from adapters.telegram.naming import username

    return await username(telegram_settings(settings))


def real_parts(settings: config.Settings, store: Store, engine: Engine) -> Parts:
    """Telegram, Slack and Apprise, as far as the settings name them."""
    phones: dict[str, ClientChannel] = {}
    ways: dict[Way, DirectWay] = {}
    coaches: CoachChannel | None = None
    parts = Parts(Roads(phones, None, ways, ack_link(store, settings)))
    if settings.telegram.token:
        from adapters.telegram.adapter import Telegram
        from adapters.telegram.pager import TelegramPager

        chosen = telegram_settings(settings)
        telegram, pager = Telegram(chosen, engine), TelegramPager(chosen)
        phones[telegram.name] = telegram
        ways[Way.TELEGRAM] = pager
        parts.doors["telegram"] = telegram
        parts.at_start.append(lambda: _learn_username(store, telegram.username))
        parts.closing += [telegram.close, pager.close]
    if settings.slack.bot_token:
        from adapters.slack.adapter import Slack
        from adapters.slack.settings import SlackSettings

        slack = Slack(
            SlackSettings(
                bot_token=settings.slack.bot_token,
                app_token=settings.slack.app_token,
                escalation_channel=settings.slack.escalation_channel,
                api_base_url=settings.slack.api_base_url,
                ping_interval_s=settings.slack.ping_interval_s,
                page_timeout_s=settings.slack.page_timeout_s,
                timeout_s=settings.slack.request_timeout_s,
            ),
            engine.world.practice.team.coaches,
            engine,
        )
        coaches = slack
        parts.doors["slack"] = slack
        parts.closing.append(slack.close)
    if any(coach.apprise for coach in settings.coaches):
        from adapters.apprise.adapter import AppriseWay

        ways[Way.APPRISE] = AppriseWay()
    parts.roads = Roads(phones, coaches, ways, ack_link(store, settings))
    return parts


async def _learn_username(store: Store, ask: Callable[[], Coroutine[object, object, str]]) -> None:
    """The bot's own name goes into invite links; Telegram may be down just now."""
    while True:
        with suppress(Exception):
            await store.run(meta.put, TELEGRAM_USERNAME, await ask())
            return
        await asyncio.sleep(30)


def playground_parts(settings: config.Settings, store: Store, engine: Engine, clock: SteadyClock) -> Parts:
    """The same engine without an account anywhere: a phone and a Slack drawn on one page."""
    from adapters.playground.channels import PlaygroundPhone, PlaygroundRoad, PlaygroundSlack
    from adapters.playground.pages import router
    from adapters.playground.screen import open_screen
    from bot.sample import sample_guide

    file = file_of(settings.database.url)
    screen = open_screen(file.parent / "playground.json" if file else None)
    movable = PlaygroundClock(clock, engine.catch_up)
    team = engine.world.practice.team
    ways: Mapping[Way, DirectWay] = {
        way: PlaygroundRoad(screen, clock, way) for way in (Way.TELEGRAM, Way.APPRISE)
    }
    link = ack_link(store, settings)
    roads = Roads(
        {"playground": PlaygroundPhone(screen, clock)},
        PlaygroundSlack(screen, clock, team.coaches),
        ways,
        link,
        frozenset({"playground"}),
    )
    guide = sample_guide(store, engine.world.practice, clock.now())
    return Parts(roads, routers=[router(screen, engine, movable, guide, hosts=(settings.web.host,))])
