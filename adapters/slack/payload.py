"""Reads Slack's JSON without trusting its shape: what is missing or of another kind is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Payload = Mapping[str, object]


def part(payload: object, *path: str) -> Payload:
    """The object at `path`; an empty one if there is none."""
    for name in path:
        payload = payload.get(name) if isinstance(payload, Mapping) else None
    return payload if isinstance(payload, Mapping) else {}


def words(payload: object, *path: str) -> str:
    """The string at `path`; empty if there is none."""
    value = part(payload, *path[:-1]).get(path[-1])
    return value if isinstance(value, str) else ""


def number(payload: object, *path: str) -> int | None:
    value = part(payload, *path[:-1]).get(path[-1])
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def items(payload: object, *path: str) -> list[object]:
    """The list at `path`; empty if there is none."""
    value = part(payload, *path[:-1]).get(path[-1])
    return list(value) if isinstance(value, list) else []


def every(payload: object) -> Iterator[Payload]:
    """Every object inside `payload`, itself included, in reading order."""
    if isinstance(payload, Mapping):
        yield payload
        for value in payload.values():
            yield from every(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from every(value)
