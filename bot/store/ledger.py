"""The ledger of erasures, outside the database: by it a restored backup forgets the same people again."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Erasure:
    client: str
    at: datetime


class Ledger:
    """A file of JSON lines, only ever added to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, client: str, at: datetime) -> None:
        """Durable when this returns. Comes before the erasure's commit: an entry too many does no harm."""
        line = json.dumps({"client": client, "at": at.isoformat()}) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
        try:
            size = os.fstat(handle).st_size
            cut_short = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            os.write(handle, ("\n" + line if cut_short else line).encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def entries(self) -> tuple[Erasure, ...]:
        """Everything in it, oldest first; a line cut short by a crash is passed over."""
        if not self.path.exists():
            return ()
        found = []
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                entry = json.loads(line)
                found.append(Erasure(str(entry["client"]), datetime.fromisoformat(entry["at"])))
            except (ValueError, KeyError, TypeError):
                continue
        return tuple(found)
