"""Decides the lane of one message from the red-flag packs alone: no network, no model, no memory."""

from __future__ import annotations

from dataclasses import replace

from escalation.language import UNKNOWN, hear
from escalation.normalise import views
from escalation.redflag_match import Match, Reading, candidates, matches
from escalation.redflag_rules import Context, RedFlag, RedFlags
from escalation.triage_context import context_of, is_idiom
from escalation.words import Finding, Lane, Verdict

_LOWERED: dict[Context, tuple[str | None, str]] = {
    Context.NEGATION: ("negated_disclaimer", "said of what is not so; a person judges"),
    Context.QUOTATION: (None, "in quotation marks; a person judges"),
    Context.MEDIA: (None, "told of a film, book, song or game; a person judges"),
    Context.WORK: (None, "told of work, training or news; a person judges"),
    Context.PAST: ("past_history", "told of the past; a person judges"),
    Context.HYPOTHETICAL: (None, "supposed, not told; a person judges"),
}
# A review finding that is denied, quoted or fiction is dropped; one of the past still concerns a coach.
_KEEPS_REVIEW = frozenset({Context.PAST, Context.HYPOTHETICAL})


def triage(text: str, flags: RedFlags) -> Verdict:
    """The lane of the most careful finding; ROUTINE when no rule matched. Never raises; time linear in `text`."""
    read = views(text, flags.spelling)
    found: dict[str, Finding] = {}
    for view in read:
        reading = Reading(view, flags)
        for finding in _findings(text, reading):
            known = found.get(finding.rule)
            if known is None or finding.lane > known.lane:
                found[finding.rule] = finding
    heard = hear(text, read[0].text, frozenset(rule.partition(".")[0] for rule in found))
    found = {rule: finding for rule, finding in found.items() if not _stray(finding, heard.lang)}
    if heard.unknown and not found:
        found["language"] = _unknown_language(text)
    ordered = sorted(found.values(), key=lambda finding: (-finding.lane, finding.start, finding.end))
    lane = ordered[0].lane if ordered else Lane.ROUTINE
    return Verdict(lane, tuple(ordered), heard.lang)


def explain(verdict: Verdict, text: str) -> str:
    """The verdict for people: the lane, and for each finding the words, where they stand, the rule and why."""
    lines = [f"{verdict.lane.word} (language: {verdict.lang}, {len(text)} characters)"]
    for finding in verdict.findings:
        quote = " ".join(finding.quote.split())
        lines.append(
            f"  {finding.lane.word}: {finding.category} [{finding.rule}] at {finding.start}-{finding.end}"
        )
        lines.append(f'    "{quote}"')
        lines.append(f"    {finding.why}")
    if not verdict.findings:
        lines.append("  no rule matched")
    return "\n".join(lines)


def _findings(text: str, reading: Reading) -> list[Finding]:
    """At most one finding a rule: the first match at full strength, else the first that a context lowered."""
    found: dict[int, Finding] = {}
    settled: set[int] = set()
    for number, form in candidates(reading):
        if number in settled:
            continue
        rule = reading.flags.rules[number]
        for match in matches(reading, rule, form):
            if is_idiom(reading, rule, match):
                continue
            context = context_of(reading, rule, match)
            if context is None:
                found[number] = _finding(text, reading, rule, match)
                settled.add(number)
                break
            if number not in found and (rule.lane is Lane.URGENT or context in _KEEPS_REVIEW):
                category, reason = _LOWERED[context]
                lowered = _finding(text, reading, rule, match)
                found[number] = replace(
                    lowered,
                    lane=Lane.REVIEW,
                    category=category or lowered.category,
                    why=f"{lowered.why}; {reason}",
                )
    return list(found.values())


def _stray(finding: Finding, lang: str) -> bool:
    """Whether one word rang a bell in a language that the message is not in (an "infarto" is no "infarct")."""
    return lang not in (UNKNOWN, finding.rule.partition(".")[0]) and len(finding.quote.split()) == 1


def _finding(text: str, reading: Reading, rule: RedFlag, match: Match) -> Finding:
    start, end = reading.view.span(match.whole.start, match.whole.end)
    return Finding(rule.category, rule.lane, rule.id, text[start:end], start, end, rule.why)


def _unknown_language(text: str) -> Finding:
    stripped = text.strip()
    start = text.index(stripped) if stripped else 0
    return Finding(
        category="unknown_language",
        lane=Lane.REVIEW,
        rule="language",
        quote=stripped,
        start=start,
        end=start + len(stripped),
        why="written in a language that no pack covers; a person reads it",
    )
