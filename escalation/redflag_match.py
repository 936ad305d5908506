"""Finds where a rule's slots stand near enough to each other in one view of a message."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from escalation.normalise import View
from escalation.redflag_rules import Form, Reach, RedFlag, RedFlags, Slot

# The end of a sentence; an ellipsis is a pause, not an end.
_SENTENCE_END = re.compile(r"[!?]+(?=[\s\"')]|$)|(?<!\.)\.(?=[\s\"')]|$)|\n")
_CLAUSE_END = re.compile(
    r"[!?;:()]|(?<!\.)\.(?=\s|$)|\n|,| - |\.{3}|"
    r"\b(?:but|because|cos|although|though|yet|however|pero|aber|mais|mas|ma)\b"
)
_WORD = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one list's words stand: characters, words (half-open) and the number of the sentence."""

    start: int
    end: int
    word: int
    word_end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Match:
    """One form found: the whole stretch, the slots that make it and those of them in the form's first row."""

    whole: Place
    slots: tuple[Place, ...]
    main: tuple[Place, ...]


class Reading:
    """One view of a message with what is worked out about it on demand."""

    __slots__ = ("_clauses", "_places", "_sentences", "_words", "content", "flags", "possible", "view")

    def __init__(self, view: View, flags: RedFlags) -> None:
        self.view = view
        self.flags = flags
        self.content = view.text.encode("ascii")
        self.possible = flags.gate.possible(view.text)
        self._places: dict[int, tuple[Place, ...]] = {}
        self._words: list[int] | None = None
        self._sentences: list[int] | None = None
        self._clauses: list[int] | None = None

    def place(self, start: int, end: int) -> Place:
        if self._words is None:
            self._words = [found.start() for found in _WORD.finditer(self.view.text)]
        word = bisect_right(self._words, start) - 1
        word_end = bisect_left(self._words, end)
        return Place(start, end, max(word, 0), max(word_end, word + 1), self.sentence(start))

    def sentence(self, position: int) -> int:
        if self._sentences is None:
            self._sentences = [found.end() for found in _SENTENCE_END.finditer(self.view.text)]
        return bisect_right(self._sentences, position)

    def sentence_text(self, number: int) -> tuple[int, int]:
        """Start and end of a sentence by its number."""
        self.sentence(0)
        ends = self._sentences or []
        start = ends[number - 1] if 0 < number <= len(ends) else 0
        return start, ends[number] if number < len(ends) else len(self.view.text)

    def clause(self, position: int) -> int:
        if self._clauses is None:
            self._clauses = [found.end() for found in _CLAUSE_END.finditer(self.view.text)]
        return bisect_right(self._clauses, position)

    def places(self, index: int) -> tuple[Place, ...]:
        """All places of one word list, in order."""
        known = self._places.get(index)
        if known is None:
            if self.possible >> index & 1:
                pattern = self.flags.lists[index].pattern
                known = tuple(self.place(hit.start(), hit.end()) for hit in pattern.finditer(self.content))
            else:
                known = ()
            self._places[index] = known
        return known

    def holds(self, slot: Slot) -> bool:
        return any(self.places(index) for index in slot.lists)

    def slot(self, slot: Slot) -> tuple[Place, ...]:
        if len(slot.lists) == 1:
            return self.places(slot.lists[0])
        found = {place for index in slot.lists for place in self.places(index)}
        return tuple(sorted(found, key=lambda place: (place.end, place.start)))


def candidates(reading: Reading) -> list[tuple[int, Form]]:
    """Number of the rule and form of all that have every slot somewhere in the view, in the packs' order."""
    possible = reading.possible
    found: dict[int, tuple[int, Form]] = {}
    left = possible
    anchored = reading.flags.anchored
    while left:
        lowest = left & -left
        left ^= lowest
        for number, form in anchored[lowest.bit_length() - 1]:
            if form.possible(possible) and id(form) not in found:
                found[id(form)] = (number, form)
    return sorted(
        (item for item in found.values() if all(reading.holds(slot) for slot in item[1].rarest_first)),
        key=lambda item: item[0],
    )


def matches(reading: Reading, rule: RedFlag, form: Form) -> Iterator[Match]:
    """Every match of the form, in order. Time is n log n in the number of places."""
    parts = [_row(reading, row, rule.reach) for row in form.rows]
    if form.least:
        parts.append(_some(reading, rule, form))
    if not all(parts):
        return
    for part in parts[1:]:
        part.sort(key=lambda match: match.whole.start)
    # Parts with few places choose their words first, lest one with many takes the only ones they have.
    first, others = parts[0], sorted(parts[1:], key=len)
    starts = [[found.whole.start for found in row] for row in others]
    for found in first:
        slots = list(found.slots)
        low, high = found.whole, found.whole
        for row, row_starts in zip(others, starts, strict=True):
            near = _nearest(reading, found, row, row_starts, rule, tuple(slots))
            if near is None:
                break
            slots.extend(near.slots)
            low = min(low, near.whole, key=lambda place: place.start)
            high = max(high, near.whole, key=lambda place: place.end)
        else:
            if high.word_end - low.word <= rule.spread:
                whole = Place(low.start, high.end, low.word, high.word_end, low.sentence)
                yield Match(whole, tuple(sorted(slots, key=lambda place: place.start)), found.main)


def _some(reading: Reading, rule: RedFlag, form: Form) -> list[Match]:
    """Stretches that hold enough different signs, found by sliding a window over all their places."""
    signs = sorted(
        ((place, number) for number, slot in enumerate(form.some) for place in reading.slot(slot)),
        key=lambda item: (item[0].start, -item[0].end),
    )
    found: list[Match] = []
    window: deque[tuple[Place, set[int]]] = deque()
    for place, number in signs:
        if window and place.start < window[-1][0].end:
            # The same words may be a sign of several kinds; they count for one of them.
            window[-1][1].add(number)
        else:
            window.append((place, {number}))
        while window[-1][0].word_end - window[0][0].word > rule.spread or not _within(
            reading, window[0][0], window[-1][0], rule.reach
        ):
            window.popleft()
        if len(window) >= form.least and _different(window) >= form.least:
            slots = tuple(item for item, _ in window)
            last = slots[-1]
            whole = Place(slots[0].start, last.end, slots[0].word, last.word_end, slots[0].sentence)
            found.append(Match(whole, slots, slots))
            window.clear()
    return found


def _different(window: Iterable[tuple[Place, set[int]]]) -> int:
    """How many kinds of sign the places can stand for when each place stands for one."""
    taken: dict[int, set[int]] = {}

    def give(kinds: set[int], tried: set[int]) -> bool:
        for kind in kinds - tried:
            tried.add(kind)
            if kind not in taken or give(taken[kind], tried):
                taken[kind] = kinds
                return True
        return False

    return sum(give(kinds, set()) for _, kinds in window)


def _row(reading: Reading, row: tuple[Slot, ...], reach: Reach) -> list[Match]:
    """Matches of slots standing one after the other, each at most its gap of words behind the last."""
    chains = [Match(place, (place,), (place,)) for place in reading.slot(row[0])]
    for slot in row[1:]:
        if not chains:
            return []
        ends = [chain.whole.end for chain in chains]
        longer: list[Match] = []
        for place in reading.slot(slot):
            index = bisect_right(ends, place.start) - 1
            if index < 0:
                continue
            before = chains[index]
            if place.word - before.whole.word_end > slot.gap or not _within(
                reading, before.whole, place, reach
            ):
                continue
            whole = Place(
                before.whole.start, place.end, before.whole.word, place.word_end, before.whole.sentence
            )
            slots = (*before.slots, place)
            longer.append(Match(whole, slots, slots))
        longer.sort(key=lambda chain: chain.whole.end)
        chains = longer
    return chains


def _within(reading: Reading, one: Place, other: Place, reach: Reach) -> bool:
    if reach is Reach.MESSAGE:
        return True
    if reach is Reach.SENTENCE:
        return reading.sentence(one.end - 1) == other.sentence
    return reading.clause(one.end - 1) == reading.clause(other.start)


def _nearest(
    reading: Reading,
    found: Match,
    row: list[Match],
    starts: list[int],
    rule: RedFlag,
    taken: tuple[Place, ...],
) -> Match | None:
    """The match of another row closest to `found`, within reach and not made of the same words."""
    at = bisect_left(starts, found.whole.start)
    best: Match | None = None
    best_distance = rule.spread + 1
    # Four neighbours on each side are enough to step over overlaps; keeps the whole linear.
    for candidate in row[max(0, at - 4) : at + 4]:
        if any(_same_words(p, q) for p in candidate.slots for q in taken):
            continue
        one, other = sorted((found.whole, candidate.whole), key=lambda place: place.start)
        if not _within(reading, one, other, rule.reach):
            continue
        distance = max(0, other.word - one.word_end)
        if distance < best_distance:
            best, best_distance = candidate, distance
    return best


def _same_words(one: Place, other: Place) -> bool:
    """Whether two places overlap; one lying well within the other ("me" in "tells me to") is no overlap."""
    if one.start >= other.end or other.start >= one.end:
        return False
    within = one.start >= other.start and one.end <= other.end
    around = one.start <= other.start and one.end >= other.end
    return within == around
