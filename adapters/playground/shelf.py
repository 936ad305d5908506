"""Shelf: where the playground keeps its screen between two runs - one JSON file, or nowhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Generic, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

log = structlog.get_logger(__name__)

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """Keeps one value of `shape` at `path`; without a path it forgets.

    A file that cannot be read is put aside under another name, never overwritten. A disk that cannot be
    written is logged once: the page goes on, only a restart would show an older one.
    """

    def __init__(self, shape: type[Kept], path: Path | None) -> None:
        self._shape = TypeAdapter(shape)
        self._path = path
        self._complained = path is None

    def load(self) -> Kept | None:
        if self._path is None or not self._path.exists():
            return None
        try:
            return self._shape.validate_json(self._path.read_bytes())
        except (ValidationError, OSError) as error:
            aside = self._path.with_suffix(".unreadable.json")
            log.warning("playground.unreadable", kept_as=aside.name, error=type(error).__name__)
            self._path.replace(aside)
            return None

    def save(self, value: Kept) -> None:
        """Replace the file as a whole: a crash in the middle leaves the former one."""
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # The conversation in here is as private as the database beside it.
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._shape.dump_json(value))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            if not self._complained:
                self._complained = True
                log.warning("playground.unsaved", error=type(error).__name__)
