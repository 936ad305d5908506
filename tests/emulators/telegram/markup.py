"""Turns text with HTML marks into plain text and entities, and refuses what Telegram refuses."""

import html
import re
from dataclasses import dataclass

from tests.emulators.telegram.errors import bad_request
from tests.emulators.wire import Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^<>]*)?)>")
HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
REFERENCE = re.compile(r"&(lt|gt|amp|quot|#[0-9]+|#x[0-9a-fA-F]+);")


@dataclass(frozen=True, slots=True)
class Plain:
    """What a reader sees, with the formats as Telegram counts them: in UTF-16 units."""

    text: str
    entities: tuple[Json, ...] = ()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str | None) -> Plain:
    """The visible text; 400 when the marks are unbalanced or unknown."""
    if not mode:
        return Plain(text)
    if mode.lower() == "html":
        return parse_html(text)
    if mode.lower() in ("markdown", "markdownv2"):
        # The product writes HTML only; reading the other two would be code nobody exercises.
        raise bad_request("the emulator reads parse_mode HTML only")
    raise bad_request("unsupported parse_mode")


def parse_html(text: str) -> Plain:
    seen: list[str] = []
    entities: list[Json] = []
    open_tags: list[tuple[str, int, Json]] = []
    position = 0

    def offset_in_bytes(index: int) -> int:
        return len(text[:index].encode())

    def refuse(words: str) -> Exception:
        return bad_request(f"can't parse entities: {words}")

    while position < len(text):
        start = text.find("<", position)
        chunk = text[position:] if start < 0 else text[position:start]
        seen.append(REFERENCE.sub(lambda found: html.unescape(found.group()), chunk))
        if start < 0:
            break
        found = TAG.match(text, start)
        if found is None:
            raise refuse(f"Unsupported start tag at byte offset {offset_in_bytes(start)}")
        closing, name, attributes = found.group(1), found.group(2).lower(), found.group(3)
        here = utf16_length("".join(seen))
        if closing:
            if not open_tags:
                raise refuse(f"Unexpected end tag at byte offset {offset_in_bytes(start)}")
            expected, began, extra = open_tags.pop()
            if expected != name:
                raise refuse(
                    f'Unmatched end tag at byte offset {offset_in_bytes(start)}, expected "</{expected}>", '
                    f'found "</{name}>"'
                )
            if here > began:
                entities.append({"type": TAGS[name], "offset": began, "length": here - began, **extra})
        else:
            if name not in TAGS or (name == "span" and "tg-spoiler" not in attributes):
                raise refuse(f'Unsupported start tag "{name}" at byte offset {offset_in_bytes(start)}')
            open_tags.append((name, here, attributes_of(name, attributes)))
        position = found.end()
    if open_tags:
        raise refuse(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Plain("".join(seen), tuple(entities))


def attributes_of(name: str, attributes: str) -> Json:
    if name == "a" and (found := HREF.search(attributes)):
        return {"url": html.unescape(next(group for group in found.groups() if group is not None))}
    if name == "tg-emoji":
        return {"custom_emoji_id": "5368324170671202286"}
    return {}
