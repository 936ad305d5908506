"""The composition root: the one place that knows every part, the settings, and what time it is."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import APIRouter
from prometheus_client import CollectorRegistry

import bot
from adapters.web.ack import ack_router
from adapters.web.app import build
from adapters.web.door import WebDoor
from adapters.web.health import Health
from bot import config, config_practice, housekeeping
from bot.ackdesk import LinkDesk
from bot.acklinks import token
from bot.clock import PlaygroundClock, SteadyClock
from bot.core.ports import ClientChannel, CoachChannel, DirectWay, Door
from bot.core.practice import Practice, Question
from bot.dispatcher import Dispatcher, Roads
from bot.engine import Engine
from bot.store import meta, outbox, schema
from bot.store.database import Store, file_of
from bot.store.ledger import FILE as LEDGER_FILE
from bot.store.ledger import Ledger
from bot.store.sealing import Vault, parse_key, read_or_make_key
from bot.texts import crisis_text, load_said
from bot.world import World
from escalation.redflags import load_packs
from escalation.triage import triage
from escalation.words import Way

log = structlog.get_logger("app")

PROMPTS = Path(bot.__file__).parent.parent / "prompts"
LAST_TIME = "last committed time"  # in meta, so that time does not go back over a restart
QUESTIONS = (
    Question("energy", scale=True),
    Question("stress", scale=True),
    Question("sleep", scale=True),
    Question("win", scale=False),
    Question("obstacle", scale=False),
)


def wall() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """For a command that runs beside a process: the wall clock."""
    return wall()


# --- parts ---------------------------------------------------------------------------------------------


def open_store(settings: config.Settings) -> Store:
    """The migrated database of `settings`, its key made on first use. For commands; `run` also starts it."""
    schema.migrate(settings.database.url)
    file = file_of(settings.database.url)
    folder = file.parent if file else Path("data")
    given = settings.security
    if given.master_key:
        key = parse_key(given.master_key)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        key = read_or_make_key(Path(given.master_key_file) if given.master_key_file else None, folder)
    return Store(settings.database.url, Vault(key), Ledger(folder / LEDGER_FILE))


def prompt_roots(settings: config.Settings) -> tuple[Path, ...]:
    own = settings.practice.prompts
    return (Path(own), PROMPTS) if own else (PROMPTS,)


def practice_of(settings: config.Settings) -> Practice:
    """Everything that was settled before any event came."""
    roots = prompt_roots(settings)
    texts = load_said(roots)
    about = settings.practice
    team = config_practice.team_of(settings)
    return Practice(
        name=about.name,
        zone=about.timezone,
        country=about.country,
        language=about.language if about.language in texts.languages else "en",
        team=team,
        policy=config_practice.policy_of(settings),
        review_within=config_practice.review_within_of(settings),
        checkin=config_practice.checkin_of(settings),
        retention=config_practice.retention_of(settings),
        texts=texts,
        crisis=crisis_text(roots, about.country, texts),
        questions=QUESTIONS,
    )


def world_of(settings: config.Settings, source: config.Source) -> World:
    """The practice and the senses. In the playground every way exists: what would ring is shown on the page."""
    flags = load_packs(PROMPTS / "redflags")

    def zone_at(latitude: float, longitude: float) -> str:
        # Imported when first needed: its shapes take 40 MB.
        from timezonefinder import TimezoneFinder

        return TimezoneFinder().timezone_at(lat=latitude, lng=longitude) or ""

    practice = practice_of(settings)
    channel = "slack"
    if source is config.Source.SAMPLE:
        practice = replace(practice, team=replace(practice.team, ways=frozenset(Way)))
        channel = "playground"
    return World(practice, lambda text: triage(text, flags), zone_at, flags.version, channel)


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


def real_parts(settings: config.Settings, store: Store, engine: Engine) -> Parts:
    """Telegram, Slack and Apprise, as far as the settings name them."""
    phones: dict[str, ClientChannel] = {}
    ways: dict[Way, DirectWay] = {}
    coaches: CoachChannel | None = None
    parts = Parts(Roads(phones, None, ways, ack_link(store, settings)))
    if settings.telegram.token:
        from adapters.telegram.adapter import Telegram
        from adapters.telegram.pager import TelegramPager
        from adapters.telegram.settings import TelegramSettings

        chosen = TelegramSettings(
            token=settings.telegram.token,
            api_base_url=settings.telegram.api_base_url,
            connect_s=settings.telegram.connect_timeout_s,
            read_s=settings.telegram.read_timeout_s,
            poll_s=settings.telegram.poll_timeout_s,
        )
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
    from bot.desk import TELEGRAM_USERNAME

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


# --- running --------------------------------------------------------------------------------------------


def run(settings: config.Settings, source: config.Source) -> None:
    """Channels, engine, clock and web in one process, until SIGTERM or SIGINT."""
    quiet_libraries()
    config.check_supported(settings)
    asyncio.run(serve(settings, source))


async def serve(
    settings: config.Settings, source: config.Source, opened: Callable[[str], None] | None = None
) -> None:
    """Run until cancelled or told to stop. `opened` hears the web address."""
    playground = source is config.Source.SAMPLE
    store = open_store(settings)
    last = store.transact(meta.get, LAST_TIME)
    clock = SteadyClock(wall, time.monotonic, datetime.fromisoformat(last) if last else None)
    engine = Engine(store, world_of(settings, source), clock)
    parts = (
        playground_parts(settings, store, engine, clock)
        if playground
        else real_parts(settings, store, engine)
    )
    store.start()
    started = clock.now()
    picked = await store.run(outbox.reset_sending, started if file_of(settings.database.url) else None)
    if picked:
        log.info("sends of the last run are tried again", rows=picked)
    await engine.recheck_holders()
    dispatcher = Dispatcher(store, engine.world, clock, parts.roads)
    pulse = Pulse(engine, clock)
    health = Health(lambda: _trouble(parts, pulse), CollectorRegistry())
    desk = LinkDesk(store, engine)
    web = WebDoor(build([ack_router(desk), *parts.routers], health), settings.web.host, settings.web.port)
    port = web.open()
    address = f"http://{settings.web.host}:{port}"
    (opened or _announce)(f"{address}/playground" if playground else address)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, ValueError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    scheduler = metronome(pulse, store, engine.world.practice)
    tasks = [
        asyncio.create_task(_kept_alive(name, runs))
        for name, runs in {
            "dispatcher": dispatcher.run,
            "web": web.run,
            **{n: d.run for n, d in parts.doors.items()},
        }.items()
    ]
    tasks += [asyncio.create_task(begin()) for begin in parts.at_start]
    scheduler.start()
    try:
        await stop.wait()
    finally:
        scheduler.shutdown(wait=False)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for close in parts.closing:
            with suppress(Exception):
                await close()
        store.close()


class Pulse:
    """What the metronome drives, and how long ago it last got through."""

    def __init__(self, engine: Engine, clock: SteadyClock) -> None:
        self._engine = engine
        self._clock = clock
        self._beat = self._kept = clock.now()

    async def beat(self) -> None:
        """Everything due is carried out. A beat that fails is heard of through /readyz and tried again."""
        now_ = self._clock.now()
        try:
            await self._engine.tick()
            if now_ - self._kept >= KEEP_TIME_EVERY:
                await self._engine.store.run(meta.put, LAST_TIME, now_.isoformat())
                self._kept = now_
        except Exception:
            log.exception("a beat of the clock failed")
            return
        self._beat = now_

    def trouble(self) -> str:
        silent = (self._clock.now() - self._beat).total_seconds()
        return f"the clock has not got through for {silent:.0f} s" if silent > STALLED_S else ""


KEEP_TIME_EVERY = timedelta(seconds=10)
STALLED_S = 15  # the metronome beats every second


def metronome(pulse: Pulse, store: Store, practice: Practice) -> AsyncIOScheduler:
    """One beat a second, and the practice's own rounds. No job belongs to a client."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )

    async def sweep() -> None:
        await store.run(housekeeping.swept, practice.retention, wall())

    async def pick_up() -> None:
        await store.run(housekeeping.picked_up, wall())

    scheduler.add_job(pulse.beat, "interval", seconds=1)
    scheduler.add_job(sweep, "interval", hours=1)
    scheduler.add_job(pick_up, "interval", seconds=20)
    return scheduler


async def _kept_alive(name: str, runs: Callable[[], Coroutine[object, object, None]]) -> None:
    """A loop that ends is started again: nothing of the practice stops because one part did."""
    while True:
        try:
            await runs()
            log.error("a part has ended and is started again", part=name)
        except Exception:
            log.exception("a part has failed and is started again", part=name)
        await asyncio.sleep(1)


def _trouble(parts: Parts, pulse: Pulse) -> dict[str, str]:
    return {"clock": pulse.trouble(), **{name: door.healthy() for name, door in parts.doors.items()}}


def _announce(address: str) -> None:
    sys.stderr.write(f"Handrail is running: {address}\n")
    sys.stderr.flush()


def _without_words(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Where an exception came from, not what it says: its message may quote a client."""
    error = sys.exc_info()[1] if event.pop("exc_info", None) else None
    if error is not None:
        event["error"] = type(error).__name__
        event["at"] = [
            f"{Path(frame.filename).name}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)[-6:]
        ]
    return event


def quiet_libraries() -> None:
    """Logs go to stderr, structured; libraries that print URLs with tokens are kept silent."""
    logging.basicConfig(stream=sys.stderr, level=os.environ.get("HANDRAIL_LOG", "WARNING"))
    for name in (
        "httpx",
        "httpcore",
        "telegram",
        "slack_sdk",
        "slack_bolt",
        "apscheduler",
        "aiohttp.access",
        "apprise",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
