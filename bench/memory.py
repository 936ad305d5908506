"""Resident memory of `handrail run`: as a playground, and with Telegram and Slack, before and after messages.

    python -m bench.memory [--quick] [--json]

The process is the real one, by its command and its settings; Telegram and Slack are emulated on loopback, outside of
it. Beside it stands a ConversationHandler in a process of its own after the same conversations.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench import rival
from bench.command import alone
from bench.databases import Databases
from bench.practice import client
from bench.resident import resident_mb
from bench.scale import Scale
from bench.script import LINES
from bench.table import Figure, Part, Row, figure
from bot.store import clients
from bot.store.database import Store
from bot.store.schema import migrate
from bot.store.sealing import Vault, read_or_make_key
from bot.store.tx import Tx
from tests.emulators.slack import SlackEmulator
from tests.emulators.telegram import TelegramEmulator

START_S = 60
HEARD_S = 180
SETTLED_S = 2.0  # after the start: the first beats, the first poll
PEOPLE_FROM = 100_000  # their numbers in Telegram
HANDRAIL = [sys.executable, "-c", "from bot.cli import main; main()", "run"]
ROOT = Path(__file__).resolve().parent.parent


def measured(databases: Databases, scale: Scale) -> Part:
    playground = [asyncio.run(_playground(_folder(databases, f"playground{n}"))) for n in range(scale.times)]
    real = [asyncio.run(_real(_folder(databases, f"real{n}"), scale)) for n in range(scale.times)]
    theirs = [rival.resident(scale.people, scale.heard) for _ in range(scale.times)]
    ready, after = _pair(real)
    their_ready, their_after = _pair(theirs)
    beside = "ConversationHandler (answers, no Slack, no database, no web)"
    heard = f"after {scale.heard:,} messages of {scale.people:,} clients"
    return Part(
        "Resident memory of the process",
        (
            Row("playground, started", figure(playground, "MB")),
            _row("Telegram and Slack, started", ready, f"{beside}, started", their_ready),
            _row(f"Telegram and Slack, {heard}", after, f"{beside}, {heard}", their_after),
            _row(f"Telegram and Slack, {heard}", after, "itself, started", ready),
        ),
    )


def _row(name: str, ours: Figure, beside: str, theirs: Figure) -> Row:
    return Row(name, ours, beside, theirs, ours.middle / theirs.middle, "the memory")


def _pair(took: list[tuple[float, float]]) -> tuple[Figure, Figure]:
    return figure([before for before, _ in took], "MB"), figure([after for _, after in took], "MB")


async def _playground(folder: Path) -> float:
    async with _running(folder, []) as process:
        return resident_mb(process.pid)


async def _real(folder: Path, scale: Scale) -> tuple[float, float]:
    """Started, and once every message was confirmed to Telegram, which is after its commit."""
    _enrol(folder, scale.people)
    async with TelegramEmulator() as telegram, SlackEmulator() as slack:
        slack.user("U1", "Ana")
        people = [telegram.user(PEOPLE_FROM + number, f"Client {number}") for number in range(scale.people)]
        settings = folder / "handrail.toml"
        settings.write_text(_settings(telegram, slack), "utf-8")
        async with _running(folder, ["--config", str(settings)]) as process:
            before = resident_mb(process.pid)
            for number in range(scale.heard):
                await people[number % scale.people].send(LINES[number // scale.people % len(LINES)])
            gives_up = time.perf_counter() + HEARD_S
            while telegram.unconfirmed:
                if time.perf_counter() > gives_up:
                    raise AssertionError(f"{len(telegram.unconfirmed)} messages not heard within {HEARD_S} s")
                await asyncio.sleep(0.1)
            return before, resident_mb(process.pid)


def _folder(databases: Databases, name: str) -> Path:
    folder = databases.folder / name
    folder.mkdir()
    return folder


def _enrol(folder: Path, people: int) -> None:
    url = f"sqlite:///{folder}/data/handrail.db"
    migrate(url)
    store = Store(url, Vault(read_or_make_key(None, folder / "data")))
    now = datetime.now(UTC)

    def enrol(tx: Tx) -> None:
        for number in range(people):
            clients.insert(tx, client(number, "telegram", str(PEOPLE_FROM + number), now), now)

    store.transact(enrol)


def _settings(telegram: TelegramEmulator, slack: SlackEmulator) -> str:
    def quoted(text: str) -> str:
        return json.dumps(text)

    return f"""
[practice]
name = "Harbour Coaching"
timezone = "Europe/Berlin"
country = "GB"
language = "en"
[telegram]
token = {quoted(telegram.token)}
api_base_url = {quoted(telegram.base_url)}
[slack]
bot_token = {quoted(slack.bot_token)}
app_token = {quoted(slack.app_token)}
signing_secret = {quoted(slack.signing_secret)}
api_base_url = {quoted(slack.api_url)}
escalation_channel = "C1"
[[escalation.steps]]
target = "owner"
wait_s = 120
[[coaches]]
name = "Ana"
slack_user = "U1"
role = "owner"
[[rotations]]
name = "week"
coaches = ["Ana"]
period = "weekly"
handover = "Mon 09:00"
"""


@asynccontextmanager
async def _running(folder: Path, arguments: list[str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`handrail run` in `folder`, once it is ready and has settled."""
    port = _free_port()
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *HANDRAIL,
            *arguments,
            cwd=folder,
            env=_environment(port),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        gives_up = time.perf_counter() + START_S
        while not await asyncio.to_thread(_answers, port):
            if process.returncode is not None or time.perf_counter() > gives_up:
                raise AssertionError(f"handrail run did not start: {(folder / 'log').read_text()[-2000:]}")
            await asyncio.sleep(0.1)
        await asyncio.sleep(SETTLED_S)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 20)
            except TimeoutError:
                process.kill()
                await process.wait()


def _environment(port: int) -> Mapping[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return clean | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1", "HANDRAIL_WEB__PORT": str(port)}


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    alone(measured, __doc__)
