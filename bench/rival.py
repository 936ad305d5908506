"""The ConversationHandler measured: between its saves, saving, and killed while it saves.

    python -m bench.rival [--quick] [--json]

As documented: `PicklePersistence(filepath)`, whose file the application brings up to date every 60 seconds; and with
that update after every message.
"""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.command import alone
from bench.conversation import application, heard, heard_and_saved, sent, updates
from bench.databases import Databases
from bench.scale import Crowd, Scale
from bench.script import LINES
from bench.table import Part, Row, figure

KILLED_USERS, KILLS = 400, 3  # so many users take it more than a second to save


@dataclass(frozen=True, slots=True)
class Run:
    rate: float  # messages a second between two saves
    replying_rate: float  # the same with answers sent, through a request that takes them at once
    save_s: float  # one save of what all users did since the last
    saving_rate: float  # messages a second with a save after each


def runs(folder: Path, crowd: Crowd, saved: int) -> list[Run]:
    return [asyncio.run(_run(folder, crowd.users, saved)) for _ in range(crowd.times)]


async def _run(folder: Path, users: int, saved: int) -> Run:
    """The whole conversation by `users`, one save of it all, then `saved` messages with a save after each."""
    with _file(folder) as file:
        app = await application(file, sent)
        replying_rate = await heard(app, list(updates(app, users, len(LINES))))
        app = await application(file)
        rate = await heard(app, list(updates(app, users, len(LINES))))
        begun = time.perf_counter()
        await app.update_persistence()
        save_s = time.perf_counter() - begun
        arriving = list(updates(app, users, -(-saved // users), users * len(LINES)))[:saved]
        saving_rate = await heard_and_saved(app, arriving)
        kept = pickle.loads(file.read_bytes())["user_data"]
        if len(kept) != users or not all(said.get("checkins") for said in kept.values()):
            raise AssertionError("the ConversationHandler did not keep what was said")
        return Run(rate, replying_rate, save_s, saving_rate)


def killed_while_saving(folder: Path) -> tuple[int, int]:
    """How often the file would not load after a kill in the middle of a save, and of how many kills."""
    torn = 0
    for _ in range(KILLS):
        with _file(folder) as file:
            saving = subprocess.Popen(
                [sys.executable, "-m", "bench.conversation", "saving", str(file), str(KILLED_USERS)],
                stdout=subprocess.PIPE,
            )
            assert saving.stdout is not None
            saving.stdout.readline()
            time.sleep(0.3)
            saving.kill()
            saving.wait()
            saving.stdout.close()
            try:
                pickle.loads(file.read_bytes())
            except Exception:  # whatever a torn pickle raises
                torn += 1
    return torn, KILLS


def resident(users: int, messages: int) -> tuple[float, float]:
    """Megabytes of a process of its own, ready and after so many messages."""
    with _file(Path(tempfile.gettempdir())) as file:
        told = subprocess.run(
            [sys.executable, "-m", "bench.conversation", "resident", str(file), str(users), str(messages)],
            capture_output=True,
            text=True,
            check=True,
        )
    before, after = told.stdout.split()
    return float(before), float(after)


@contextmanager
def _file(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder) as own:
        yield Path(own) / "conversations"


def measured(databases: Databases, scale: Scale) -> Part:
    rows: list[Row] = []
    for crowd in scale.crowds:
        took = runs(databases.folder, crowd, scale.saved_messages)
        rows += [
            Row(f"{what}, {crowd.users:,} users", figure([getattr(run, name) for run in took], unit))
            for what, name, unit in (
                ("between two saves", "rate", "messages/s"),
                ("the same, answers sent", "replying_rate", "messages/s"),
                ("one save", "save_s", "s"),
                ("a save after every update", "saving_rate", "messages/s"),
            )
        ]
    torn, kills = killed_while_saving(databases.folder)
    return Part(
        "ConversationHandler with PicklePersistence",
        tuple(rows),
        (f"killed while saving, {torn} of {kills} files would not load",),
    )


if __name__ == "__main__":
    alone(measured, __doc__)
