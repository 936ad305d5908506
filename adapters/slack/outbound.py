"""What coaches read in Slack: our values as Slack's messages. Pure; the playground draws the same."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack.blocks import SECTION, Block, Message, Press, actions, context, header, section
from adapters.slack.card import METADATA, card_message, moment, plain
from adapters.slack.words import escape, fit, harmless, pieces, quoted
from bot.core.ports import Review
from escalation.words import Coach

PAGE_METADATA = "handrail_page"
REVIEW_METADATA = "handrail_review"
POST = 38_000  # Slack cuts a text at 40,000; the longest message of a client, escaped, is about half of it
REASONS = 1_000
PARTS = 3  # sections of a reviewed message

__all__ = [
    "METADATA",
    "PAGE_METADATA",
    "REVIEW_METADATA",
    "Block",
    "Message",
    "card_message",
    "page_message",
    "page_text",
    "plain",
    "review_message",
    "thread_quote",
    "thread_text",
]


def page_text(coaches: Sequence[Coach], headline: str, escalation: str) -> str:
    """The reply that calls `coaches`: mentions of them alone, never of a whole channel."""
    called = " ".join(_mention(coach) for coach in coaches)
    return (
        f"{called} {fit(headline, SECTION, escape)}\n"
        f"The buttons are on the card; `/handrail ack {fit(escalation, 120, escape)}` works too."
    )


def page_message(coaches: Sequence[Coach], headline: str, escalation: str, rev: int) -> Message:
    """A page with its metadata, by which it can be found again after a crash."""
    return Message(
        text=page_text(coaches, headline, escalation),
        metadata={"event_type": PAGE_METADATA, "event_payload": {"id": escalation, "rev": rev}},
        in_channel=True,
    )


def thread_text(text: str, mention: Coach | None) -> str:
    """A line of ours, in a card's thread or in the channel."""
    line = fit(text, POST, escape) or "-"
    return f"{_mention(mention)} {line}" if mention else line


def thread_quote(text: str, mention: Coach | None) -> str:
    """A client's own words in a card's thread; they can call nobody, whatever they say."""
    words = fit(text, POST, quoted)
    return f"{_mention(mention)}\n{words}" if mention else words


def review_message(review: Review) -> Message:
    """A message that a coach should read soon. Once settled it keeps its words and loses its buttons."""
    name = fit(review.client_name or "unknown sender", 100)
    coach = fit(review.coach.name, 100) if review.coach else "any coach"
    title = "Read" if review.settled else "To read"
    blocks = [
        header(f"{title}: {review.client_name or 'unknown sender'}"),
        section(f"*Who*: {name}\n*Coach*: {coach}\n*By*: {moment(review.due_at, review.zone)}"),
        *(section(part) for part in _first_of(pieces(review.words, SECTION))),
    ]
    if review.why:
        reasons = "\n".join(f"• {fit(reason, 200)}" for reason in review.why[:5])
        blocks.append(section(f"*Why*\n{reasons}"))
    if review.settled:
        blocks.append(context(fit(review.settled, REASONS)))
    else:
        blocks.append(
            actions(
                (
                    Press("Done", "review.done", review.id, "primary"),
                    Press("Escalate", "review.escalate", review.id, "danger"),
                )
            )
        )
    return Message(
        text=f"{title}: {name}",
        blocks=tuple(blocks),
        metadata={"event_type": REVIEW_METADATA, "event_payload": {"id": review.id}},
    )


def _first_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts if len(parts) <= PARTS else (*parts[:PARTS], "The message goes on; its beginning is above.")


def _mention(coach: Coach) -> str:
    return f"<@{coach.slack_user}>" if coach.slack_user else harmless(coach.name)
