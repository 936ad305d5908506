"""A client's file as coaches get it: under a name that hides nothing, with the client's words beside it. Pure."""

from __future__ import annotations

import re

from adapters.slack.payload import Payload, items, part, words
from adapters.slack.words import fit, one_line, quoted
from bot.core.ports import HandedOn

COMMENT = 3_500
NAME = 100  # characters
# For what came without a name: what Telegram makes of a recording or picture.
NAMES: dict[str, str] = {
    "photo": "photo.jpg",
    "voice": "voice.ogg",
    "video": "video.mp4",
    "audio": "audio.mp3",
}
_FOLDERS = re.compile(r"[/\\]+")
_NOTHING = "\u200b"
# Where an address begins or goes on: interrupted there, it is no address, and Slack fetches nothing from it.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\w\.)(?=\w)")


def name_of(file: HandedOn) -> str:
    """The name the client's side gave the file, on one line, with its ending, and no longer than Slack shows it."""
    name = _FOLDERS.sub("_", one_line(file.name)).strip(". ")
    if not name:
        return NAMES.get(file.kind, file.kind or "file")
    stem, dot, ending = name.rpartition(".")
    if len(name) <= NAME or not dot or len(ending) > 10:
        return name[:NAME]
    return f"{stem[: NAME - len(ending) - 1]}.{ending}"


def comment_of(file: HandedOn) -> str:
    """The caption as a quote. Other posts forbid Slack to look an address up; a file's comment cannot."""
    if not file.caption.strip():
        return ""
    return fit(file.caption, COMMENT, lambda text: _ADDRESS.sub(_NOTHING, quoted(text)))


def is_file(ref: str) -> bool:
    """Whether a ref is a file's id; a message's is a number."""
    return ref.startswith("F")


def messages_with(answer: Payload, channel: str) -> list[str]:
    """The ts of every message of `channel` that shows the file that files.info told of."""
    shares = part(answer, "file", "shares")
    found = [
        words(part(each), "ts") for seen in ("public", "private") for each in items(shares, seen, channel)
    ]
    return [ts for ts in found if ts]
