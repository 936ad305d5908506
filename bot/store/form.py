"""Form: how one of our values lies in a sealed column - JSON, so that an older version's rows still read."""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

T = TypeVar("T")


class Form(Generic[T]):
    """The JSON of values of one class. Its errors name fields, never what stands in them."""

    __slots__ = ("_adapter", "_name")

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)
        self._name = kind.__name__

    def write(self, value: T) -> bytes:
        """`TypeError` for a value with a field of the wrong type: it could not be read again."""
        try:
            return self._adapter.dump_json(value, warnings="error")
        except PydanticSerializationError:
            pass
        try:
            document = self._adapter.dump_python(value, mode="json", warnings="error")
        except PydanticSerializationError:
            raise TypeError(f"a {self._name} has a field of the wrong type and was not stored") from None
        # Half of a surrogate pair, which some keyboards send and UTF-8 does not have: it becomes "?".
        return json.dumps(document, ensure_ascii=False).encode(errors="replace")

    def read(self, payload: bytes) -> T:
        """`ValueError` for what another version wrote so differently that it does not read."""
        try:
            return self._adapter.validate_json(payload)
        except ValidationError as error:
            found = "; ".join(
                f"{'.'.join(str(part) for part in problem['loc'])}: {problem['type']}"
                for problem in error.errors(include_input=False, include_url=False, include_context=False)
            )
            raise ValueError(f"a stored {self._name} does not read: {found}") from None


def plain(text: str) -> str:
    """`text` as a column can hold it: no NUL (Postgres), no halves of surrogate pairs (both)."""
    return text.replace("\x00", "").encode(errors="replace").decode()
