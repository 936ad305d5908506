"""Counts tokens roughly, and remembers which prefixes were marked for caching."""

import json
from dataclasses import dataclass

from tests.emulators.wire import Json

CHARACTERS_A_TOKEN = 4


def tokens_in(value: object) -> int:
    """About four characters each: near enough for budgets, the same every time."""
    if not value:
        return 0
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return max(1, len(words) // CHARACTERS_A_TOKEN)


@dataclass(frozen=True, slots=True)
class Usage:
    input_tokens: int
    output_tokens: int
    cache_creation_input_tokens: int
    cache_read_input_tokens: int

    def wire(self) -> Json:
        return {
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "cache_creation_input_tokens": self.cache_creation_input_tokens,
            "cache_read_input_tokens": self.cache_read_input_tokens,
        }


class PromptCache:
    """The prefixes seen so far: tools, then system, then messages, up to the last cache_control mark."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def count(self, body: Json, output: object) -> Usage:
        pieces = [*body.get("tools", []), *as_blocks(body.get("system"))]
        for message in body["messages"]:
            pieces += as_blocks(message["content"])
        marked = [
            index
            for index, piece in enumerate(pieces)
            if isinstance(piece, dict) and "cache_control" in piece
        ]
        prefix = pieces[: marked[-1] + 1] if marked else []
        cached = sum(tokens_in(piece) for piece in prefix)
        rest = sum(tokens_in(piece) for piece in pieces[len(prefix) :])
        key = json.dumps([body["model"], prefix], sort_keys=True)
        if not prefix:
            return Usage(rest, tokens_in(output), 0, 0)
        if key in self._seen:
            return Usage(rest, tokens_in(output), 0, cached)
        self._seen.add(key)
        return Usage(rest, tokens_in(output), cached, 0)


def as_blocks(content: object) -> list[object]:
    if isinstance(content, list):
        return list(content)
    return [content] if content else []
