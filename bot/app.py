"""The composition root: puts the parts together and runs them."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime

import structlog

from adapters.web.ack import ack_router
from adapters.web.app import build
from adapters.web.door import WebDoor
from adapters.web.health import Health
from bot import config
from bot.ackdesk import LinkDesk
from bot.alarm import Alarm
from bot.channels import Parts, playground_parts, real_parts
from bot.clock import steady
from bot.dispatcher import Dispatcher
from bot.engine import Engine
from bot.logs import quiet_libraries
from bot.metronome import LAST_TIME, Pulse, metronome
from bot.opening import open_store, world_of
from bot.presence import Presence
from bot.restoring import AfterRestore
from bot.routines import scoring_typos
from bot.store import meta, outbox
from bot.store.database import file_of
from bot.store.sole import sole

log = structlog.get_logger("app")


def run(settings: config.Settings, source: config.Source) -> None:
    """Channels, engine, clock and web in one process, until SIGTERM or SIGINT."""
    quiet_libraries()
    config.check_supported(settings)
    with sole(settings.database.url):
        asyncio.run(serve(settings, source))


async def serve(
    settings: config.Settings, source: config.Source, opened: Callable[[str], None] | None = None
) -> None:
    """Run until cancelled or told to stop. `opened` hears the web address."""
    playground = source is config.Source.SAMPLE
    store = open_store(settings)
    last = store.transact(meta.get, LAST_TIME)
    clock = steady(datetime.fromisoformat(last) if last else None)
    engine = Engine(store, world_of(settings, source), clock)
    scoring_typos.prepare()
    parts = (
        playground_parts(settings, store, engine, clock)
        if playground
        else real_parts(settings, store, engine)
    )
    store.start()
    presence = None if file_of(settings.database.url) else Presence(store)
    if presence is None:
        await store.run(outbox.reset_sending)  # the only process: whatever was on the wire has been cut off
    else:
        await presence.beat()  # before anything is sent: of one that dies without a beat nobody would know
    await engine.recheck_holders()
    engine.alarm = alarm = Alarm(engine.world, parts.roads, clock)
    after = AfterRestore(store, engine.world, clock, parts.roads.coaches)
    await after.prepare()
    dispatcher = Dispatcher(
        store, engine.world, clock, parts.roads, lambda id_: alarm.rang_for(id_) or after.may_be_there(id_)
    )
    pulse = Pulse(engine, clock)
    health = Health(lambda: _trouble(parts, pulse), parts.registry)
    desk = LinkDesk(store, engine)
    web = WebDoor(build([ack_router(desk), *parts.routers], health), settings.web.host, settings.web.port)
    port = web.open()
    address = f"http://{settings.web.host}:{port}"
    (opened or _announce)(f"{address}/playground" if playground else address)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, ValueError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    scheduler = metronome(pulse, store, engine.world.practice, clock)
    tasks = [
        asyncio.create_task(_kept_alive(name, runs))
        for name, runs in {
            "dispatcher": dispatcher.run,
            "web": web.run,
            **({"presence": presence.run} if presence else {}),
            **{n: d.run for n, d in parts.doors.items()},
        }.items()
    ]
    tasks += [asyncio.create_task(begin()) for begin in (*parts.at_start, after.run)]
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
        if presence is not None:
            with suppress(Exception):
                await presence.leave()
        store.close()


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
