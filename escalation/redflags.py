"""Reads the red-flag packs (TOML, one folder per language) into rules of composed slots, or says what is wrong.

A rule's form is a row of slots: `me want_die` (one after the other, within a few words), `gave_away & goodbye`
(both in the same reach, any order), `pills|rope` (either list), `[spare|extra]` (words written in place),
`2 of letters, goodbye, affairs` (that many of the signs, any order).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

import re2

from escalation.normalise import Spelling, fold
from escalation.words import Lane

URGENT_CATEGORIES = frozenset(
    ["suicide_active", "suicide_passive", "self_harm", "harm_to_others", "abuse", "medical", "eating_disorder", "overdose", "unsafe_caregiving", "third_party_risk", "acute_mental_state"]
)
REVIEW_CATEGORIES = frozenset(
    ["distress", "trauma", "conflict", "injury", "medication", "alcohol_substance", "body_image", "past_history", "bereavement", "negated_disclaimer", "relationship", "payment", "scope_creep", "drop_off", "human_request", "privacy", "minor", "unknown_language", "cannot_tell"]
)
CATEGORIES = URGENT_CATEGORIES | REVIEW_CATEGORIES


class PackError(ValueError):
    """A pack that cannot be used; says file, rule and key, and what to write."""


class Reach(StrEnum):
    """How far the parts of one form may stand from each other."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    MESSAGE = "message"


class Context(StrEnum):
    """What can stand around words and change what they say. Lists of these names in a pack hold its words."""

    NEGATION = "negation"
    QUOTATION = "quotation"
    MEDIA = "media"
    WORK = "work"
    PAST = "past"
    HYPOTHETICAL = "hypothetical"
    RECENT = "recent"  # takes the effect of PAST away again
    NO_NEGATION = "no_negation"  # "can't stop", "don't know why": a negator that denies nothing


_ALL_CONTEXTS = frozenset(Context) - {Context.RECENT, Context.NO_NEGATION}


class ListPattern(Protocol):
    def finditer(self, text: bytes) -> Iterable[Hit]: ...


class Hit(Protocol):
    def start(self) -> int: ...
    def end(self) -> int: ...


class ListFilter(Protocol):
    def Match(self, text: bytes) -> list[int] | None: ...


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form: any of these word lists; at most `gap` words after the slot before."""

    lists: tuple[int, ...]
    mask: int
    gap: int


@dataclass(frozen=True, slots=True)
class Form:
    """Rows of slots that must all be found; slots within a row stand in order."""

    rows: tuple[tuple[Slot, ...], ...]
    masks: tuple[int, ...]
    some: tuple[Slot, ...] = ()  # signs of which at least `least` must stand together
    least: int = 0

    def possible(self, present: int) -> bool:
        """Whether a message with these lists (a bit each) can match at all."""
        for mask in self.masks:
            if not mask & present:
                return False
        if self.least == 0:
            return True
        left = self.least
        for slot in self.some:
            if slot.mask & present:
                left -= 1
                if left == 0:
                    return True
        return False


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One rule of a pack."""

    id: str
    lang: str
    category: str
    lane: Lane
    why: str
    forms: tuple[Form, ...]
    reach: Reach
    spread: int  # words from first to last slot, at most
    unless: tuple[int, ...]  # lists that, standing close by, make this an idiom
    heeds: frozenset[Context]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    name: str
    lang: str
    pattern: ListPattern


@dataclass(frozen=True, slots=True)
class RedFlags:
    """All packs, compiled. `anchored[i]` are the forms worth trying when list i occurs."""

    rules: tuple[RedFlag, ...]
    lists: tuple[WordList, ...]
    prefilter: ListFilter
    anchored: tuple[tuple[tuple[int, Form], ...], ...]
    contexts: Mapping[Context, tuple[int, ...]]
    spelling: Spelling
    languages: frozenset[str]
    version: str

    def present(self, content: bytes) -> frozenset[int]:
        """Which word lists occur in the text."""
        return frozenset(self.prefilter.Match(content) or ())


def load_packs(root: Path) -> RedFlags:
    """Every pack under `root`; raises PackError naming file, rule and key when one cannot be used."""
    files = sorted(root.glob("*/*.toml"))
    if not files:
        raise PackError(f"{root}: no red-flag packs here; expected folders such as en/ with *.toml files")
    digest = hashlib.sha256()
    builder = _Builder()
    for language in sorted({file.parent.name for file in files}):
        tables: list[tuple[Path, dict[str, object]]] = []
        for file in files:
            if file.parent.name != language:
                continue
            content = file.read_bytes()
            digest.update(f"{language}/{file.name}\0".encode() + content + b"\0")
            try:
                tables.append((file, tomllib.loads(content.decode())))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise PackError(f"{file}: not valid TOML: {error}") from error
        builder.read_language(language, tables)
    return builder.build(digest.hexdigest()[:16])


T = TypeVar("T")

_SEPARATOR = r"(?:[^a-z0-9.!?]{1,6}|\.| ?\.{2,5} ?)"
_WORDS_BETWEEN = rf"(?:[a-z0-9']+{_SEPARATOR}){{0,3}}"
_MEMORY = 4 << 20  # bytes of automaton cache a list may use; past that it is rebuilt, which costs time only
_COUNTED = re.compile(r"(\d+) of (.+)", re.DOTALL)
_ALTERNATIVE = re.compile(r"\[([^\]]+)\]|([a-z0-9_]+)")
_FORM_PART = re.compile(
    r"<(?P<gap>\d+)>|(?P<slot>(?:\[[^\]]+\]|[a-z0-9_]+)(?:\|(?:\[[^\]]+\]|[a-z0-9_]+))*)|(?P<other>\S)"
)
_RULE_KEYS = frozenset(
    ["id", "category", "lane", "why", "forms", "reach", "words", "spread", "unless", "heeds", "examples", "near_misses"]
)


class _Builder:
    def __init__(self) -> None:
        self.patterns: list[str] = []
        self.names: list[tuple[str, str]] = []
        self.index: dict[tuple[str, str], int] = {}
        self.rules: list[RedFlag] = []
        self.ids: set[str] = set()
        self.words: dict[str, str] = {}
        self.languages: set[str] = set()

    def read_language(self, lang: str, tables: list[tuple[Path, dict[str, object]]]) -> None:
        self.languages.add(lang)
        raw: dict[str, tuple[Path, list[str]]] = {}
        for file, table in tables:
            for key in table:
                if key not in ("lists", "rule", "spelling", "typos"):
                    raise PackError(f"{file}: unknown key {key!r}; expected lists, rule, spelling or typos")
            for name, entries in _mapping(file, "lists", table.get("lists", {})).items():
                where = f"{file}: lists.{name}"
                if name in raw:
                    raise PackError(f"{where}: already defined in {raw[name][0]}")
                if not re.fullmatch(r"[a-z0-9_]+", name):
                    raise PackError(f"{where}: a list's name is lower-case letters, digits and _")
                raw[name] = (file, _strings(where, entries))
            for short, meant in _mapping(file, "spelling", table.get("spelling", {})).items():
                if not isinstance(meant, str):
                    raise PackError(f"{file}: spelling.{short}: expected a string")
                self.words[fold(short).text] = fold(meant).text
            for word in _strings(f"{file}: typos", table.get("typos", [])):
                for typo in _typos(fold(word).text):
                    self.words.setdefault(typo, fold(word).text)
        for name, (file, entries) in raw.items():
            where = f"{file}: lists.{name}"
            parts = [_entry(where, entry, raw, lang, 0) for entry in entries]
            for entry, part in zip(entries, parts, strict=True):
                _check(f"{where}: {entry!r}", part)
            pattern = "|".join(parts)
            self._add(lang, name, pattern, where)
        for file, table in tables:
            rules = table.get("rule", [])
            if not isinstance(rules, list):
                raise PackError(f"{file}: rule: write each rule as [[rule]]")
            for number, rule in enumerate(rules, 1):
                self._rule(file, lang, number, rule, raw)

    def _add(self, lang: str, name: str, pattern: str, where: str) -> int:
        bounded = rf"\b(?:{pattern})\b"
        _check(where, bounded)
        self.index[(lang, name)] = len(self.patterns)
        self.names.append((lang, name))
        self.patterns.append(bounded)
        return len(self.patterns) - 1

    def _rule(
        self, file: Path, lang: str, number: int, table: object, raw: Mapping[str, tuple[Path, list[str]]]
    ) -> None:
        if not isinstance(table, dict):
            raise PackError(f"{file}: rule {number}: expected a table")
        name = table.get("id")
        where = f"{file}: rule {name if isinstance(name, str) else number}"
        for key in table:
            if key not in _RULE_KEYS:
                raise PackError(f"{where}: unknown key {key!r}; expected {', '.join(sorted(_RULE_KEYS))}")
        rule_id = f"{lang}.{_string(where, table, 'id')}"
        if rule_id in self.ids:
            raise PackError(f"{where}: id: already used")
        self.ids.add(rule_id)
        category = _string(where, table, "category")
        if category not in CATEGORIES:
            raise PackError(f"{where}: category: {category!r} is not one of {', '.join(sorted(CATEGORIES))}")
        lane = _choice(where, "lane", table.get("lane"), {"urgent": Lane.URGENT, "review": Lane.REVIEW})
        reach = _choice(where, "reach", table.get("reach", "sentence"), {item.value: item for item in Reach})
        gap = _number(where, table, "words", 5)
        spread = _number(where, table, "spread", 30)
        heeds_raw = table.get("heeds")
        heeds = _ALL_CONTEXTS
        if heeds_raw is not None:
            by_name = {item.value: item for item in _ALL_CONTEXTS}
            heeds = frozenset(
                _choice(where, "heeds", item, by_name) for item in _strings(f"{where}: heeds", heeds_raw)
            )
        texts = _strings(f"{where}: forms", table.get("forms", []))
        if not texts:
            raise PackError(f"{where}: forms: at least one form is needed")
        forms = tuple(self._form(where, lang, text, gap, raw) for text in texts)
        unless = tuple(
            self._list(f"{where}: unless", lang, item) for item in _strings(f"{where}: unless", table.get("unless", []))
        )
        examples = tuple(_strings(f"{where}: examples", table.get("examples", [])))
        if not examples:
            raise PackError(f"{where}: examples: at least one example is needed; it runs as a test")
        self.rules.append(
            RedFlag(
                id=rule_id,
                lang=lang,
                category=category,
                lane=lane,
                why=_string(where, table, "why"),
                forms=forms,
                reach=reach,
                spread=spread,
                unless=unless,
                heeds=heeds,
                examples=examples,
                near_misses=tuple(_strings(f"{where}: near_misses", table.get("near_misses", []))),
            )
        )

    def _form(
        self, where: str, lang: str, text: str, words: int, raw: Mapping[str, tuple[Path, list[str]]]
    ) -> Form:
        rows: list[tuple[Slot, ...]] = []
        some: tuple[Slot, ...] = ()
        least = 0
        for row in _rows(text):
            counted = _COUNTED.fullmatch(row.strip())
            if counted is None:
                rows.append(self._slots(where, lang, row, words, raw))
            elif some:
                raise PackError(f"{where}: forms: {text!r} counts signs twice; one 'N of' a form")
            else:
                least = int(counted[1])
                some = tuple(
                    slot
                    for sign in re.split(r",(?![^\[]*\])", counted[2])
                    for slot in self._slots(where, lang, sign, words, raw)[:1]
                )
                if not 2 <= least <= len(some):
                    raise PackError(f"{where}: forms: {text!r}: count from 2 to the number of signs")
        return Form(tuple(rows), tuple(slot.mask for row in rows for slot in row), some, least)

    def _slots(
        self, where: str, lang: str, row: str, words: int, raw: Mapping[str, tuple[Path, list[str]]]
    ) -> tuple[Slot, ...]:
        slots: list[Slot] = []
        gap = words
        for part in _FORM_PART.finditer(row):
            if part["other"]:
                raise PackError(f"{where}: forms: {row!r}: {part['other']!r} is not understood")
            if part["gap"]:
                gap = int(part["gap"])
                continue
            lists = tuple(
                self._inline(f"{where}: forms", lang, words_here, raw)
                if words_here
                else self._list(f"{where}: forms: {row!r}", lang, name)
                for words_here, name in _ALTERNATIVE.findall(part["slot"])
            )
            slots.append(Slot(lists, sum(1 << i for i in set(lists)), gap))
            gap = words
        if not slots:
            raise PackError(f"{where}: forms: {row!r} is an empty part")
        return tuple(slots)

    def _inline(self, where: str, lang: str, words: str, raw: Mapping[str, tuple[Path, list[str]]]) -> int:
        found = self.index.get((lang, f"[{words}]"))
        if found is None:
            found = self._add(lang, f"[{words}]", _entry(where, f"({words})", raw, lang, 0), where)
        return found

    def _list(self, where: str, lang: str, name: str) -> int:
        found = self.index.get((lang, name))
        if found is None:
            raise PackError(f"{where}: no list is called {name!r} in the {lang} pack")
        return found

    def build(self, version: str) -> RedFlags:
        # Literal pieces of all lists are searched at once, then only the lists that can match. A set of whole
        # patterns would be quicker on text seen before and five times slower on any new sentence.
        prefilter = re2.Filter()
        for pattern in self.patterns:
            prefilter.Add(pattern.encode(), _options())
        prefilter.Compile()
        # A form is tried when its rarest slot occurs; the list that the fewest forms use stands for rarest.
        uses = [0] * len(self.patterns)
        for rule in self.rules:
            for form in rule.forms:
                for slot in (*(slot for row in form.rows for slot in row), *form.some):
                    for index in slot.lists:
                        uses[index] += 1
        anchored: list[list[tuple[int, Form]]] = [[] for _ in self.patterns]
        for number, rule in enumerate(self.rules):
            for form in rule.forms:
                slots = [slot for row in form.rows for slot in row]
                if slots:
                    anchors = set(min(slots, key=lambda slot: sum(uses[index] for index in slot.lists)).lists)
                else:
                    anchors = {index for slot in form.some for index in slot.lists}
                for index in anchors:
                    anchored[index].append((number, form))
        contexts = {
            context: tuple(i for (_, name), i in self.index.items() if name == f"ctx_{context.value}")
            for context in Context
        }
        trigger = None
        if self.words:
            trigger = re2.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(self.words)) + r")\b", _options())
        return RedFlags(
            rules=tuple(self.rules),
            lists=tuple(
                WordList(name, lang, re2.compile(pattern.encode(), _options()))
                for (lang, name), pattern in zip(self.names, self.patterns, strict=True)
            ),
            prefilter=prefilter,
            anchored=tuple(tuple(forms) for forms in anchored),
            contexts=MappingProxyType(contexts),
            spelling=Spelling(MappingProxyType(self.words), trigger),
            languages=frozenset(self.languages),
            version=version,
        )


def _check(where: str, pattern: str) -> None:
    try:
        re2.compile(pattern.encode(), _options())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise PackError(f"{where}: not a pattern: {reason[:80]}") from error


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.longest_match = True
    options.never_capture = True
    options.log_errors = False
    return options


def _rows(text: str) -> list[str]:
    """A form's rows; an & inside [...] does not part them."""
    return re.split(r"&(?![^\[]*\])", text)


def _entry(
    where: str, entry: str, raw: Mapping[str, tuple[Path, list[str]]], lang: str, depth: int
) -> str:
    """An entry of a word list as a regular expression over the ASCII view.

    A space is any separator, `*` the rest of a word, `~` up to three words in between, `'` may be missing,
    `{name}` another list; groups and alternatives are written as usual.
    """
    if depth > 6:
        raise PackError(f"{where}: {entry!r}: lists refer to each other in a circle")
    if not entry.strip():
        raise PackError(f"{where}: an entry is empty")
    out: list[str] = []
    text = entry.lower()
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character == "{" and text[position : position + 1].isalpha():
            end = text.find("}", position)
            name = text[position:end]
            if name not in raw:
                raise PackError(f"{where}: {entry!r}: no list is called {name!r}")
            out.append("(?:" + "|".join(_entry(where, item, raw, lang, depth + 1) for item in raw[name][1]) + ")")
            position = end + 1
        elif character == " ":
            out.append(_SEPARATOR)
        elif character == "~":
            out.append(_WORDS_BETWEEN)
            position += text[position : position + 1] == " "
        elif character == "*":
            out.append("[a-z]*")
        elif character in "'’":
            out.append("'?")
        elif character == "(" and text[position : position + 1] != "?":
            out.append("(?:")
        elif character in "äöü" and lang == "de":
            out.append(f"{fold(character).text}e?")
        else:
            out.append(fold(character).text)
    return "".join(out)


def _typos(word: str) -> set[str]:
    """A letter dropped or two swapped inside a long word, as thumbs do."""
    if len(word) < 6:
        return set()
    dropped = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    return (dropped | swapped) - {word}


def _mapping(file: Path, key: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise PackError(f"{file}: {key}: expected a table")
    return value


def _strings(where: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PackError(f"{where}: expected a list of strings")
    return value


def _string(where: str, table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise PackError(f"{where}: {key}: expected some text")
    return value


def _number(where: str, table: Mapping[str, object], key: str, default: int) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 200:
        raise PackError(f"{where}: {key}: expected a whole number of words from 0 to 200")
    return value


def _choice(where: str, key: str, value: object, choices: Mapping[str, T]) -> T:
    if not isinstance(value, str) or value not in choices:
        raise PackError(f"{where}: {key}: {value!r} is not one of {', '.join(choices)}")
    return choices[value]
