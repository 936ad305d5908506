"""The review lane as the client meets it: no cheerful line, a fixed acknowledgement, who reads it and by when."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.client import Client
from bot.core.effects import OpenReview
from bot.core.practice import Practice
from bot.routines.voice import language_of, words
from escalation.localtime import local
from escalation.words import Finding, Lane, Verdict

# Kinds in which somebody may be in distress: the answer carries the crisis lines.
DISTRESS = frozenset(
    {
        "distress",
        "trauma",
        "past_history",
        "negated_disclaimer",
        "bereavement",
        "body_image",
        "alcohol_substance",
        "relationship",
        "conflict",
        "minor",
    }
) | {
    "suicide_active",
    "suicide_passive",
    "self_harm",
    "harm_to_others",
    "abuse",
    "eating_disorder",
    "overdose",
    "unsafe_caregiving",
    "third_party_risk",
    "acute_mental_state",
    "medical",
}


def review(
    client: Client,
    update_id: str,
    text: str,
    findings: tuple[Finding, ...],
    practice: Practice,
    now: datetime,
) -> OpenReview:
    """The review to open for one message; one Update never opens two."""
    return OpenReview(f"R{client.id}.{update_id}"[:60], text, findings, now + practice.review_within)


def acknowledgement(client: Client, verdict: Verdict, practice: Practice, now: datetime) -> str:
    """The fixed answer to a message that goes to review."""
    by = by_when(client, practice, now)
    lines = [words(client, practice, "review.passed_on", by=by)]
    if any(finding.category in DISTRESS and finding.lane >= Lane.REVIEW for finding in verdict.findings):
        lines.append(
            words(
                client, practice, "review.crisis", crisis=practice.crisis.lines(language_of(client, practice))
            )
        )
    return "\n\n".join(lines)


def by_when(client: Client, practice: Practice, now: datetime) -> str:
    """The end of the review window in the client's local time: the hour, and the day when it is not today."""
    zone = client.profile.zone or practice.zone
    here, due = local(now, zone), local(now + practice.review_within, zone)
    if due.date() == here.date():
        return words(client, practice, "by.today", hour=f"{due:%H:%M}")
    if due.date() == here.date() + timedelta(days=1):
        return words(client, practice, "by.tomorrow", hour=f"{due:%H:%M}")
    names = words(client, practice, "days.names").split()
    return words(client, practice, "by.day", day=names[due.weekday()], hour=f"{due:%H:%M}")
