"""A private Postgres for tests: started on a Unix socket in a temporary folder, gone with its process."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import psycopg

GIVEN = "HANDRAIL_TEST_POSTGRES_URL"  # postgresql://... of a server where databases may be created
START_WITHIN_S = 60

# Tests kill processes, not machines: syncing to disk would only slow them down.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ()  # as Postgres comes: every commit is on disk before it is confirmed


class NoPostgres(Exception):
    """There is no Postgres to be had here; the message says what to do."""


class Postgres:
    """A server on which every test gets a database of its own."""

    def __init__(self, settings: Sequence[str] = QUICK, folder: str = "/tmp") -> None:
        """`settings` and `folder` are for a server that is started here, not for one that was given."""
        self._settings = settings
        self._parent = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._admin = os.environ.get(GIVEN, "")
        if not self._admin:
            self._start()

    def _start(self) -> None:
        binaries = _binaries()
        as_user, user = _as_somebody_else()
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir=self._parent))
        try:
            if as_user:
                shutil.chown(self._folder, user)
            data = self._folder / "data"
            how = ["-A", "trust", "-U", "postgres", "-N", "--encoding=UTF8", "--locale=C"]
            made = subprocess.run(
                [*as_user, str(binaries / "initdb"), "-D", str(data), *how],
                capture_output=True,
                text=True,
                cwd=self._folder,
                check=False,
            )
            if made.returncode:
                raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
            chosen = [part for setting in self._settings for part in ("-c", setting)]
            where = ["-k", str(self._folder), "-c", "listen_addresses="]
            dies_with_us = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
            with (self._folder / "log").open("wb") as log:
                self._process = subprocess.Popen(
                    [*as_user, *dies_with_us, str(binaries / "postgres"), "-D", str(data), *where, *chosen],
                    stdout=log,
                    stderr=log,
                    cwd=self._folder,
                )
            self._admin = f"postgresql://postgres@/postgres?host={self._folder}"
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        assert self._process is not None
        assert self._folder is not None
        for _ in range(START_WITHIN_S * 10):
            if self._process.poll() is not None:
                raise NoPostgres(f"postgres ended: {(self._folder / 'log').read_text()}")
            try:
                psycopg.connect(self._admin).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise NoPostgres("postgres did not answer in time")

    def database(self, template: str = "template1") -> str:
        """The URL of a new database, empty or a copy of `template`."""
        name = f"handrail_{uuid4().hex}"
        with psycopg.connect(self._admin, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        before, _, after = self._admin.partition("?")
        return f"{before.rpartition('/')[0]}/{name}" + (f"?{after}" if after else "")

    def drop(self, url: str) -> None:
        with psycopg.connect(self._admin, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name_of(url)}" WITH (FORCE)')

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()  # of a pg_ctl's three ways the quickest that is still clean
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def name_of(url: str) -> str:
    """The database in a URL."""
    return url.partition("?")[0].rpartition("/")[2]


def _binaries() -> Path:
    found = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
    )
    on_path = shutil.which("initdb")
    if on_path:
        found.insert(0, Path(on_path).resolve().parent)
    for folder in reversed(found):
        if (folder / "postgres").exists():
            return folder
    raise NoPostgres(f"no initdb and postgres on this machine: install postgresql, or set {GIVEN}")


def _as_somebody_else() -> tuple[list[str], str]:
    """How to run a command as another user: Postgres refuses to run as root."""
    if os.geteuid() != 0:
        return [], ""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if shutil.which("setpriv"):
            return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"], name
        if shutil.which("runuser"):
            return ["runuser", "-u", name, "--"], name
    raise NoPostgres("running as root, and neither setpriv nor runuser is there to become somebody else")
