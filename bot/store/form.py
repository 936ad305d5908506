"""Form: how one of our values lies in a sealed column - JSON, so that an older version's rows still read."""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

T = TypeVar("T")


class Form(Generic[T]):
    """The JSON of values of one class."""

    __slots__ = ("_adapter",)

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def write(self, value: T) -> bytes:
        try:
            return self._adapter.dump_json(value)
        except PydanticSerializationError:
            # Half of a surrogate pair, which some keyboards send and UTF-8 does not have: it becomes "?".
            document = json.dumps(self._adapter.dump_python(value, mode="json"), ensure_ascii=False)
            return document.encode(errors="replace")

    def read(self, payload: bytes) -> T:
        return self._adapter.validate_json(payload)


def plain(text: str) -> str:
    """`text` as a column can hold it: no NUL (Postgres), no halves of surrogate pairs (both)."""
    return text.replace("\x00", "").encode(errors="replace").decode()
