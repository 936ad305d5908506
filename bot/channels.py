"""Channels: what a configuration is connected to - Telegram, Slack and Apprise, or the playground in their place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Counter

from bot import config
from bot.acklinks import token
from bot.clock import PlaygroundClock, SteadyClock
from bot.config_checks import webhook_address
from bot.core.ports import ClientChannel, CoachChannel, DirectWay, Door, FileSource
from bot.desk import SLACK_LINK, TELEGRAM_USERNAME
from bot.dispatcher import Roads
from bot.engine import Engine
from bot.presence import Right
from bot.store import meta
from bot.store.database import Store, file_of
from escalation.words import Way

if TYPE_CHECKING:
    from adapters.slack.settings import SlackSettings
    from adapters.telegram.settings import TelegramSettings


@dataclass(slots=True)
class Parts:
    """What a configuration is made of once its channels are connected."""

    roads: Roads
    doors: dict[str, Door] = field(default_factory=dict)
    routers: list[APIRouter] = field(default_factory=list)
    at_start: list[Callable[[], Coroutine[object, object, None]]] = field(default_factory=list)
    closing: list[Callable[[], Coroutine[object, object, None]]] = field(default_factory=list)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    refused: Counter = field(init=False)  # labels: the door, why

    def __post_init__(self) -> None:
        self.refused = Counter(
            "handrail_refused_requests",
            "Requests that were turned away before anything read them",
            ("door", "why"),
            registry=self.registry,
        )


def ack_link(store: Store, settings: config.Settings) -> Callable[[str, str], str]:
    base = settings.web.public_url.rstrip("/")
    return lambda escalation, coach: f"{base}/ack/{token(store.vault, escalation, coach)}" if base else ""


def telegram_settings(settings: config.Settings) -> TelegramSettings:
    from adapters.telegram.settings import Hook, TelegramSettings, derived_secret

    written = settings.telegram
    hook = None
    if written.mode == "webhook":
        secret = written.webhook_secret or derived_secret(written.token)
        hook = Hook(webhook_address(written, settings.web), secret, written.webhook_check_s)
    return TelegramSettings(
        token=written.token,
        api_base_url=written.api_base_url,
        connect_s=written.connect_timeout_s,
        read_s=written.read_timeout_s,
        poll_s=written.poll_timeout_s,
        hook=hook,
    )


def slack_settings(settings: config.Settings) -> SlackSettings:
    from adapters.slack.settings import SlackSettings

    written = settings.slack
    return SlackSettings(
        bot_token=written.bot_token,
        app_token=written.app_token,
        escalation_channel=written.escalation_channel,
        api_base_url=written.api_base_url,
        ping_interval_s=written.ping_interval_s,
        page_timeout_s=written.page_timeout_s,
        timeout_s=written.request_timeout_s,
        signing_secret=written.signing_secret if written.mode == "http" else "",
    )


async def slack_link(settings: config.Settings) -> str:
    """The address that opens a conversation with the Slack app, for invites. Raises ChannelError."""
    from adapters.slack.naming import link

    return await link(slack_settings(settings))


async def bot_name(settings: config.Settings) -> str:
    """What Telegram calls the bot, for invite links. Raises ChannelError."""
    from adapters.telegram.naming import username

    return await username(telegram_settings(settings))


def no_longer(settings: config.Settings) -> tuple[str, ...]:
    """Names of channels that invites must not speak of, since the settings do not name the channel any more."""
    named = {TELEGRAM_USERNAME: settings.telegram.token, SLACK_LINK: settings.slack.bot_token}
    return tuple(name for name, token in named.items() if not token)


def real_parts(settings: config.Settings, store: Store, engine: Engine) -> Parts:
    """Telegram, Slack and Apprise, as far as the settings name them."""
    phones: dict[str, ClientChannel] = {}
    files: dict[str, FileSource] = {}
    ways: dict[Way, DirectWay] = {}
    coaches: CoachChannel | None = None
    parts = Parts(Roads(phones, None, ways, ack_link(store, settings)))
    for name in no_longer(settings):
        store.transact(meta.remove, name)
    if settings.telegram.token:
        from adapters.telegram.adapter import Telegram
        from adapters.telegram.pager import TelegramPager

        chosen = telegram_settings(settings)
        # On SQLite there is one process, and nobody to take turns with.
        alone = file_of(settings.database.url) is not None
        lease = None if alone else Right(store, "telegram")
        telegram, pager = Telegram(chosen, engine, lease), TelegramPager(chosen)
        phones[telegram.name] = files[telegram.name] = telegram
        ways[Way.TELEGRAM] = pager
        parts.doors["telegram"] = telegram
        parts.routers += telegram.routers(lambda why: parts.refused.labels("telegram", why).inc())
        parts.at_start.append(lambda: _learn(store, TELEGRAM_USERNAME, telegram.username))
        parts.closing += [telegram.close, pager.close]
    if settings.slack.bot_token:
        from adapters.slack.adapter import Slack
        from adapters.slack.phone import SlackPhone

        there = slack_settings(settings)
        slack, phone = Slack(there, engine.world.practice.team.coaches, engine), SlackPhone(there)
        phones[phone.name] = files[phone.name] = phone
        coaches = slack
        parts.doors["slack"] = slack
        if settings.slack.mode == "http":
            parts.routers.append(slack.router(lambda why: parts.refused.labels("slack", why).inc()))
        parts.at_start.append(lambda: _learn(store, SLACK_LINK, slack.link))
        parts.closing += [slack.close, phone.close]
    if any(coach.apprise for coach in settings.coaches):
        from adapters.apprise.adapter import AppriseWay

        ways[Way.APPRISE] = AppriseWay()
    parts.roads = Roads(phones, coaches, ways, ack_link(store, settings), files=files)
    return parts


async def _learn(store: Store, name: str, ask: Callable[[], Coroutine[object, object, str]]) -> None:
    """The bot's own name or address goes into invites; the channel may be down just now."""
    while True:
        with suppress(Exception):
            await store.run(meta.put, name, await ask())
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
