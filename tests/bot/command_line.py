"""What a command of the terminal left behind: its exit code, and what it printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        read = json.loads(self.out)
        assert isinstance(read, dict)
        return read


Handrail = Callable[..., Ran]
