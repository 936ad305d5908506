"""Decides whether the words around a match take its edge off: denial, a film, somebody's job, long ago.

A context covers only the match it stands with, and takes an urgent match no lower than review.
"""

from __future__ import annotations

import re

from escalation.redflag_match import Match, Place, Reading
from escalation.redflag_rules import Context, RedFlag

# Who acts: a denial before a new subject is not a denial of what that subject does.
_SUBJECT = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|he|she|they|we|he'?s|she'?s|yo|ich|je|j'|eu|io|er|sie|il|elle)\b"
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|me|my|myself|yo|mi|mis|ich|mich|mein\w*|je|j'|mon|ma|mes|eu|meu|minha|io|mio|mia)\b"
)
_DENIAL_REACH = 3  # words between a denial and what it denies
_IDIOM_REACH = 5  # words between a match and what makes it an idiom


def context_of(reading: Reading, rule: RedFlag, match: Match) -> Context | None:
    """The first context that the rule heeds and that covers the match; None leaves it at full strength."""
    heeds = rule.heeds
    if Context.NEGATION in heeds and _denied(reading, match):
        return Context.NEGATION
    own_words = _FIRST_PERSON.search(reading.view.text, match.whole.start, match.whole.end) is not None
    if Context.QUOTATION in heeds and _quoted(reading, match) and _near(reading, Context.QUOTATION, match):
        return Context.QUOTATION
    if not own_words:
        if Context.MEDIA in heeds and _near(reading, Context.MEDIA, match):
            return Context.MEDIA
        if Context.WORK in heeds and _near(reading, Context.WORK, match):
            return Context.WORK
    long_ago = _in_sentence(reading, Context.PAST, match.whole)
    if Context.PAST in heeds and long_ago and not _in_sentence(reading, Context.RECENT, match.whole):
        return Context.PAST
    if Context.HYPOTHETICAL in heeds and _in_sentence(reading, Context.HYPOTHETICAL, match.whole):
        return Context.HYPOTHETICAL
    return None


def is_idiom(reading: Reading, rule: RedFlag, match: Match) -> bool:
    """Whether one of the rule's `unless` lists stands in the same sentence, a few words off or within."""
    for index in rule.unless:
        for place in reading.places(index):
            if place.sentence != match.whole.sentence:
                continue
            if (
                place.word - match.whole.word_end <= _IDIOM_REACH
                and match.whole.word - place.word_end <= _IDIOM_REACH
            ):
                return True
    return False


def _places(reading: Reading, context: Context) -> list[Place]:
    return [place for index in reading.flags.contexts[context] for place in reading.places(index)]


def _in_sentence(reading: Reading, context: Context, whole: Place) -> bool:
    last = reading.sentence(whole.end - 1)
    return any(whole.sentence <= place.sentence <= last for place in _places(reading, context))


def _near(reading: Reading, context: Context, match: Match) -> bool:
    """In the sentence of the match or the one before it."""
    last = reading.sentence(match.whole.end - 1)
    return any(match.whole.sentence - 1 <= place.sentence <= last for place in _places(reading, context))


def _denied(reading: Reading, match: Match) -> bool:
    text = reading.view.text
    whole = match.whole
    for place in _places(reading, Context.NEGATION):
        if place.start >= whole.end or match.main[0].word - place.word_end > _DENIAL_REACH:
            continue
        if any(slot.start < place.end and place.start < slot.end for slot in match.slots):
            continue
        if any(
            other.start < place.end and place.start < other.end
            for other in _places(reading, Context.NO_NEGATION)
        ):
            continue
        denied = next((slot for slot in match.main if slot.start >= place.end), None)
        if denied is None or reading.clause(place.start) != reading.clause(denied.start):
            continue
        if denied.word - place.word_end > _DENIAL_REACH:
            continue
        if (
            _SUBJECT.search(text, place.end, denied.start + 4) is not None
            and place.start < match.main[0].start
        ):
            continue
        return True
    return False


def _quoted(reading: Reading, match: Match) -> bool:
    start, end = reading.sentence_text(match.whole.sentence)
    text = reading.view.text
    before, after = text[start : match.whole.start], text[match.whole.end : end]
    if before.count('"') % 2 == 1 and '"' in after:
        return True
    return (
        re.search(r"(?:^|[\s(])'[^']*$", before) is not None
        and re.search(r"'(?:[\s.,!?)]|$)", after) is not None
    )
