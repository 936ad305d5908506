"""Finds the numbers of an answer that can be a score - "4", "7/10", "70%", "3-4", "slept 6h30" - and leaves out
those that count something else: dates, distances, children, coffees, yesterday."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.routines.scoring_counting import (
    AROUND,
    BATTERY,
    CLOCK,
    DEVICES,
    HOURS,
    JOINS,
    LABELS,
    LINKS,
    NAMED_BY,
    NOT_PLURALS,
    NOW,
    OR,
    PASSABLE_BEFORE_A,
    PAST,
    PAST_AFTER,
    PERCENT,
    RATIO_WORDS,
    SCALE_ENDS,
    STANDS_AT,
    UNITS,
)
from bot.routines.scoring_nights import half_up, hours_told, night_between, of_hours
from bot.routines.scoring_tokens import Question, Token


class Reading(NamedTuple):
    """A number understood as a score from 1 to 5; `first` and `last` are the indexes of its tokens."""

    score: int
    kind: Literal["of_scale", "bare", "range", "hours"]
    first: int
    last: int
    when: Literal["now", "open", "past"]
    about: Question | None


def _is_sign(token: Token) -> bool:
    return not token.text[0].isalnum()


def _when(
    tokens: Sequence[Token], first: int, last: int, question: Question
) -> Literal["now", "open", "past"]:
    here = first - 1
    seen: list[str] = []
    while (
        here >= 0
        and len(seen) < 4
        and (
            tokens[here].text in AROUND
            or _is_sign(tokens[here])
            or tokens[here].text in LABELS
            or tokens[here].text in {"be", "me", "to", "up", "down", "it", "that", "as"}
        )
    ):
        seen.append(tokens[here].text)
        here -= 1
    if here >= 0:
        before = tokens[here].text
        if before in PAST and not ("," in seen or "." in seen or ";" in seen):
            corrected = before == "not" or before == "isnt"
            today = any(token.text in {"today", "now", "tonight"} for token in tokens[last + 1 : last + 3])
            alone = before in {"was", "were", "era"} and question == "sleep"
            return "open" if (today or alone) and not corrected else "past"
        if before in NOW and (
            before not in {"to", "so", "no", "go", "going", "put"} or not {",", "."} & set(seen)
        ):
            return "now"
    if "to" in seen or "→" in seen or ">" in seen:
        return "now"
    for token in tokens[last + 1 : last + 4]:
        if token.text in {
            "now",
            "today",
            "tonight",
            "heute",
            "jetzt",
            "hoy",
            "ahora",
            "oggi",
            "adesso",
            "hoje",
            "agora",
        }:
            return "now"
        if token.text in PAST_AFTER:
            return "open" if question == "sleep" and token.text == "last" else "past"
        if (_is_sign(token) and token.text != "(") or token.number is not None:
            break
    return "open"


def _label(tokens: Sequence[Token], first: int, last: int) -> Question | None:
    here = first - 1
    while (
        here >= 0
        and first - here < 6
        and (
            tokens[here].text in AROUND
            or tokens[here].text
            in {":", "=", "-", "level", "levels", "wise", "score", "was", "today", "quality"}
        )
    ):
        here -= 1
    if here >= 0 and (label := LABELS.get(tokens[here].text)) is not None:
        return label
    here = last + 1
    while (
        here < len(tokens)
        and here - last < 3
        and tokens[here].text in {"for", "on", "in", "my", "the", "of", "de", "di", "as", "bei", "terms"}
    ):
        here += 1
    if (
        here < len(tokens)
        and tokens[here].clause == tokens[last].clause
        and (here + 1 >= len(tokens) or tokens[here + 1].number is None)
    ):
        return LABELS.get(tokens[here].text)
    return None


def _counts_something(tokens: Sequence[Token], first: int, last: int) -> bool:
    if last + 1 < len(tokens):
        after = tokens[last + 1]
        adjacent = after.start == tokens[last].end
        if (
            after.text in UNITS
            or after.text in HOURS
            or (after.text in CLOCK and after.text not in {"a", "p"})
            or (adjacent and after.text.isalpha() and after.text not in {"s", "ish"})
        ):
            return True
        words = [
            token.text
            for token in tokens[last + 1 : last + 3]
            if token.clause == after.clause and token.text.isalpha()
        ]
        if words and any(
            word.endswith("s")
            and len(word) > 3
            and not word.endswith("ss")
            and word not in NOT_PLURALS
            and word not in LABELS
            for word in words
        ):
            return True
    here = first - 1
    article = False
    while here >= 0 and tokens[here].text in AROUND:
        article = article or tokens[here].text in {
            "a",
            "an",
            "ein",
            "eine",
            "un",
            "una",
            "une",
            "um",
            "uma",
            "at",
            "solid",
        }
        here -= 1
    if here < 0:
        return False
    before = tokens[here].text
    if before in {"bed", "woke", "up", "awake", "alarm"}:
        return True
    if tokens[first - 1].text == "at" and before not in STANDS_AT and before not in LABELS:
        return True
    return before in NAMED_BY and not (article and before in PASSABLE_BEFORE_A)


def _on_scale(question: Question, value: float, scale: float | None) -> int | None:
    if scale is not None:
        return half_up(5 * value / scale)
    if value <= 5:
        return half_up(value)
    if question == "sleep" and value <= 12:
        return of_hours(value)
    if value <= 11:
        return half_up(value / 2)
    return None


def _declared_scale(tokens: Sequence[Token]) -> tuple[float | None, frozenset[int]]:
    """The upper end of a scale that the answer names ("on a scale of 1 to 10"), and the tokens it takes."""
    for at, token in enumerate(tokens):
        if token.text in {"scale", "skala", "escala", "echelle", "scala"}:
            used = [here for here in range(at, min(len(tokens), at + 6)) if tokens[here].number is not None]
            if (
                len(used) > 1
                and tokens[used[0]].number in {0.0, 1.0}
                and tokens[used[1]].number in SCALE_ENDS
            ):
                return tokens[used[1]].number, frozenset(used[:2])
            if used and tokens[used[0]].number in {5.0, 10.0, 100.0}:
                return tokens[used[0]].number, frozenset(used[:1])
    return None, frozenset()


def readings(question: Question, tokens: Sequence[Token]) -> list[Reading]:
    """Every number that can answer the question, in the order of the text."""
    found: list[Reading] = []
    scale, taken = _declared_scale(tokens)
    at = 0
    while at < len(tokens):
        step = _reading_at(question, tokens, at, scale) if at not in taken else None
        if step is None:
            at += 1
            continue
        reading, last = step
        if reading is not None:
            found.append(reading)
        at = last + 1
    return found


def _made(
    question: Question,
    tokens: Sequence[Token],
    score: int,
    kind: Literal["of_scale", "bare", "range", "hours"],
    first: int,
    last: int,
) -> Reading:
    label = _label(tokens, first, last)
    return Reading(score, kind, first, last, _when(tokens, first, last, question), label)


def _reading_at(
    question: Question, tokens: Sequence[Token], at: int, scale: float | None
) -> tuple[Reading | None, int] | None:
    """What the token begins: a reading, a number that counts something else (None), or nothing at all."""
    token = tokens[at]
    if not token.text[0].isdigit():
        return None
    following = [tokens[here].text for here in range(at + 1, min(at + 3, len(tokens)))]
    night = night_between(tokens, at)
    if night is not None:
        return (
            _made(question, tokens, of_hours(night[0]), "hours", at, night[1])
            if question == "sleep"
            else None
        ), night[1]
    if token.number is None:
        return None, at
    ratio = _ratio(tokens, at)
    if ratio is not None:
        return _made(question, tokens, half_up(5 * token.number / ratio[0]), "of_scale", at, ratio[1]), ratio[
            1
        ]
    if following and (
        following[0] in PERCENT
        or following
        in (["per", "cent"], ["por", "ciento"], ["por", "cento"], ["per", "cento"], ["pour", "cent"])
    ):
        last = at + (1 if following[0] in PERCENT else 2)
        return _made(question, tokens, half_up(token.number / 20), "of_scale", at, last), last
    if (
        following
        and following[0] in {"star", "stars", "sterne", "estrellas", "etoiles", "stelle", "estrelas"}
        and token.number <= 5
    ):
        return _made(question, tokens, half_up(token.number), "of_scale", at, at + 1), at + 1
    slept = hours_told(tokens, at)
    if slept is not None:
        return (
            _made(question, tokens, of_hours(slept[0]), "hours", at, slept[1])
            if question == "sleep"
            else None
        ), slept[1]
    if token.number > 11 and token.number <= 100 and _by_device(tokens, at):
        return _made(question, tokens, half_up(token.number / 20), "of_scale", at, at), at
    pair = _pair(question, tokens, at, scale)
    if pair is not None:
        return pair, pair.last
    if _counts_something(tokens, at, at):
        return None, at
    value = token.number
    if (
        at
        and tokens[at - 1].text in {"-", "minus"}
        and tokens[at - 1].end >= token.start - 1
        and (at == 1 or tokens[at - 2].number is None)
        and (at == 1 or tokens[at - 1].text == "minus")
    ):
        value = 0
    score = _on_scale(question, value, scale)
    return (_made(question, tokens, score, "bare", at, at) if score is not None else None), at


def _ratio(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The scale of "7/10" or "7 out of 10" and its last token."""
    here = at + 1
    while (
        here < len(tokens)
        and here <= at + 3
        and (
            tokens[here].text in RATIO_WORDS
            or tokens[here].text in {"/", "out", "a", "possible", "stars", "the"}
        )
    ):
        here += 1
    if here == at + 1 or here >= len(tokens):
        return None
    scale = tokens[here].number
    if scale not in SCALE_ENDS or scale is None:
        return None
    after = tokens[here + 1].text if here + 1 < len(tokens) else ""
    if after == "/" or after in HOURS or after in UNITS:
        return None
    return scale, here


def _by_device(tokens: Sequence[Token], at: int) -> bool:
    near = tokens[max(0, at - 5) : at + 4]
    return any(token.text in DEVICES or token.text in BATTERY for token in near)


def _pair(question: Question, tokens: Sequence[Token], at: int, scale: float | None) -> Reading | None:
    """Two neighbouring scores as one: "3-4", "between 2 and 4", "a 3, maybe a 4"; None when they are no pair."""
    first = tokens[at].number
    here = at + 1
    links: list[str] = []
    while (
        here < len(tokens)
        and here - at < 6
        and tokens[here].number is None
        and (tokens[here].text in LINKS or tokens[here].text == ",")
    ):
        links.append(tokens[here].text)
        here += 1
    if first is None or here >= len(tokens) or not set(links) & JOINS:
        return None
    second = tokens[here].number
    if second is None or max(first, second) > 10:
        return None
    near = at - 1
    while near > 0 and tokens[near].text in {"a", "an", "about", "around", "un", "una", "eine"}:
        near -= 1
    before = tokens[near].text if at else ""
    if before in {"from", "von", "down", "up", "was"} or (
        links[0] in {","} and not set(links) & {"maybe", "possibly", "perhaps", "or", "nearly", "almost"}
    ):
        return None
    ratio = _ratio(tokens, here)
    last = ratio[1] if ratio else here
    if ratio is None and _counts_something(tokens, at, here):
        return None
    low, high = sorted((first, second))
    if high - low > 1 and (
        set(links) & OR
        or (
            before not in {"between", "zwischen", "entre", "tra", "fra"}
            and not set(links) & {"-", "to", "bis", "a"}
        )
    ):
        return None
    if high - low > 3:
        return None
    value = (low + high) / 2
    score = half_up(5 * value / ratio[0]) if ratio else _on_scale(question, value, scale)
    return _made(question, tokens, score, "range", at, last) if score is not None else None
