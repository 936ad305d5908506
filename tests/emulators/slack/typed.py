"""What Slack makes of the words that a person types: escaped, addresses in brackets, common emoji by name."""

import re

KEPT = re.compile(r"(<[@#!][^>]+>|https?://[^\s<>]+)")
EMOJI = {
    "🙂": ":slightly_smiling_face:",
    "❤️": ":heart:",
    "❤": ":heart:",
    "👍": ":+1:",
    "✅": ":white_check_mark:",
    "🙏": ":pray:",
    "😀": ":grinning:",
}


def as_typed(text: str) -> str:
    """The text as the event carries it; mentions such as <@U1> may be written directly."""
    parts = []
    for index, part in enumerate(KEPT.split(text)):
        if index % 2:
            parts.append(part if part.startswith("<") else f"<{part}>")
            continue
        part = part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for emoji, name in EMOJI.items():
            part = part.replace(emoji, name)
        parts.append(part)
    return "".join(parts)
