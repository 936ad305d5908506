"""JSON lines: one record in, one record out, each by itself, whatever stands in the others."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from bot.commands.asked import Json

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """A line that is a JSON object. `id` is handed back as it came; None when there was none."""

    id: Json
    fields: dict[str, Json]

    def text(self, key: str) -> str:
        """The text under `key`; ValueError when it is missing or anything else."""
        if key not in self.fields:
            raise ValueError(f'"{key}" is missing')
        value = self.fields[key]
        if not isinstance(value, str):
            raise ValueError(f'"{key}" must be a text in quotes')
        return value


@dataclass(frozen=True, slots=True)
class BadLine:
    id: Json
    error: str
    raw: str  # the line as far as it can be read


def records(lines: Iterable[bytes]) -> Iterator[Record | BadLine]:
    """Each line that is not blank, read."""
    for number, line in enumerate(lines):
        content = line.removeprefix(BOM) if number == 0 else line
        if content.strip():
            yield _record(content)


def answer_each(lines: Iterable[bytes], out: BinaryIO, answer: Callable[[Record], dict[str, Json]]) -> None:
    """One line out for each line in, written at once. ValueError from `answer` becomes the record's error."""
    for record in records(lines):
        match record:
            case BadLine(id=id_, error=error):
                answered: dict[str, Json] = {"id": id_, "error": error}
            case Record(id=id_):
                try:
                    answered = {"id": id_, **answer(record)}
                except ValueError as wrong:
                    answered = {"id": id_, "error": str(wrong)}
        # ASCII: a client's words may hold half a surrogate pair, which UTF-8 cannot carry.
        out.write(json.dumps(answered).encode("ascii") + b"\n")
        out.flush()


def _record(line: bytes) -> Record | BadLine:
    broken = ""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        text = line.decode("utf-8", "replace")
        broken = f"the line is not UTF-8 (byte {error.start + 1})"
    try:
        read = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        return BadLine(None, broken or f"the line is not JSON: {error}", text)
    if not isinstance(read, dict):
        return BadLine(None, broken or "the line is not a JSON object: {...}", text)
    if broken:
        return BadLine(read.get("id"), broken, text)
    return Record(read.get("id"), read)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a JSON value")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number
