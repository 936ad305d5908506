"""Reads the bodies that the client libraries send: JSON, form, multipart or query, all into one mapping."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

# A payload is whatever the vendor's documents say; this is the one place that gives up on types.
Json = dict[str, Any]


@dataclass(slots=True)
class Body:
    """One request's parameters, and the bytes of the files that came with it."""

    fields: Json = field(default_factory=dict)
    files: dict[str, "Upload"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes
    content_type: str


class Unreadable(Exception):
    """The body is not what its content type says; the emulator answers as the vendor would."""


async def read_body(request: web.Request, json_fields: frozenset[str]) -> Body:
    """The request's parameters; a field named in json_fields is decoded when it came as a string."""
    body = Body(fields=dict(request.query))
    kind = request.content_type
    if kind == "application/json":
        raw = await request.read()
        try:
            loaded = json.loads(raw) if raw else {}
        except ValueError as error:
            raise Unreadable("invalid_json") from error
        if not isinstance(loaded, dict):
            raise Unreadable("json_not_object")
        body.fields.update(loaded)
    elif kind == "application/x-www-form-urlencoded":
        body.fields.update({name: str(value) for name, value in (await request.post()).items()})
    elif kind.startswith("multipart/"):
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            content = bytes(await part.read(decode=True))
            name = part.name or ""
            if part.filename is None:
                body.fields[name] = content.decode()
            else:
                body.files[name] = Upload(
                    part.filename, content, part.headers.get("Content-Type", "application/octet-stream")
                )
    for name in json_fields & body.fields.keys():
        value = body.fields[name]
        if isinstance(value, str) and value[:1] in ("{", "["):
            try:
                body.fields[name] = json.loads(value)
            except ValueError as error:
                raise Unreadable(f"invalid_{name}") from error
    return body


def truthy(value: object) -> bool:
    """How both vendors read a flag that may have come as a form field."""
    return value in (True, 1, "1", "true", "True")
