"""Wake-ups between the processes of a practice on Postgres: LISTEN and NOTIFY, with polling as the floor.

A wake-up that is lost costs the half second until the dispatcher looks by itself, never a message.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import cast, get_args

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection

from bot.store.tx import Lane

log = logging.getLogger("handrail.store.wakeups")

CHANNEL = "handrail_wake"
LOOK_UP_S = 0.5  # how soon a stop is noticed
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0


class Wakeups:
    """Tells the other processes which lanes a commit woke, and hears it of them. `heard` is called in a thread."""

    def __init__(
        self, url: URL, noticing: Mapping[str, int], worker: str, heard: Callable[[set[Lane]], None]
    ) -> None:
        """`noticing` says how soon a connection counts as lost, in libpq's words; `worker` is this process."""
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._address = make_conninfo(address, **noticing)
        self._heard = heard
        self._worker = worker
        self._over = Event()

    def start(self) -> None:
        Thread(target=self._listen, name="store-wakeups", daemon=True).start()

    def stop(self) -> None:
        """Nothing is passed on any more; the connection goes within `LOOK_UP_S`, and nobody waits for it."""
        self._over.set()

    def tell(self, conn: Connection, lanes: set[Lane]) -> None:
        """After the commit, in a transaction of its own: inside one, NOTIFY makes all commits wait for each other."""
        driver = cast("psycopg.Connection[object]", conn.connection.driver_connection)
        try:
            payload = f"{self._worker} {' '.join(sorted(lanes))}"
            driver.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))
            driver.commit()
        except psycopg.Error as error:
            log.info("a wake-up was not passed on: %s", type(error).__name__)

    def _listen(self) -> None:
        pause = FIRST_PAUSE_S
        missed: set[Lane] = set()
        while not self._over.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as conn:
                    conn.execute(f"LISTEN {CHANNEL}")
                    pause = FIRST_PAUSE_S
                    self._heard(missed)
                    while not self._over.is_set():
                        for notice in conn.notifies(timeout=LOOK_UP_S):
                            self._pass_on(notice.payload)
            except psycopg.Error as error:
                log.info("not listening for wake-ups: %s", type(error).__name__)
                missed = set(get_args(Lane))
                self._over.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)

    def _pass_on(self, payload: str) -> None:
        teller, *lanes = payload.split()
        if teller != self._worker:
            self._heard({lane for lane in get_args(Lane) if lane in lanes})
