"""Which of a client's files a coach gets: each goes into a thread, behind the line that says what came."""

from __future__ import annotations

from bot.core.effects import Effect
from bot.core.outgoing import PRIORITY_FILE, Origin, PostFile, Send
from bot.core.update import Body, SentMedia

# Of a sticker, or of what we have no word for, the line says all there is.
HANDED_ON = frozenset({"photo", "voice", "video", "audio", "document"})


def for_card(body: Body, channel: str, escalation: str) -> tuple[Effect, ...]:
    """The files in `body`, for the thread of the escalation's card."""
    return _posts(body, channel, escalation, "")


def for_review(body: Body, channel: str, review: str) -> tuple[Effect, ...]:
    """The files in `body`, for the thread of the review."""
    return _posts(body, channel, "", review)


def _posts(body: Body, channel: str, escalation: str, review: str) -> tuple[Effect, ...]:
    if not isinstance(body, SentMedia):
        return ()
    files = [each for each in body.files if each.file and each.kind in HANDED_ON]
    captions = (body.caption, *[""] * len(files))  # said once, beside the first
    return tuple(
        Send(
            PostFile(escalation, channel, each.file, each.name, each.kind, caption, review),
            Origin.SAFETY,
            PRIORITY_FILE,
        )
        for each, caption in zip(files, captions, strict=False)
    )
