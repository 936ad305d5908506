"""Reads one language's pack after the other into rules, or says what is wrong with which key.

A rule's form is a row of slots: `me want_die` (one after the other, within a few words), `gave_away & goodbye`
(both in the same reach, any order), `pills|rope` (either list), `[spare|extra]` (words written in place),
`me <2> want` (two words between them at most), `2 of letters, goodbye, affairs` (so many of the signs, any order).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from escalation.normalise import Spelling, fold
from escalation.redflag_gate import build_gate
from escalation.redflag_rules import (
    CATEGORIES,
    LOWERING,
    Context,
    Form,
    ListPattern,
    PackError,
    Reach,
    RedFlag,
    RedFlags,
    Slot,
    WordList,
)
from escalation.redflag_words import compile_bytes, compile_spellings, entry_pattern, typos_of
from escalation.words import Lane

T = TypeVar("T")

_COUNTED = re.compile(r"(\d+) of (.+)", re.DOTALL)
_ALTERNATIVE = re.compile(r"\[([^\]]+)\]|([a-z0-9_]+)")
_FORM_PART = re.compile(
    r"<(?P<gap>\d+)>|(?P<slot>(?:\[[^\]]+\]|[a-z0-9_]+)(?:\|(?:\[[^\]]+\]|[a-z0-9_]+))*)|(?P<other>\S)"
)
_RULE_KEYS = frozenset(
    [
        "id",
        "category",
        "lane",
        "why",
        "forms",
        "reach",
        "words",
        "spread",
        "unless",
        "heeds",
        "examples",
        "near_misses",
    ]
)


# Words that stand in most messages; a list that can begin with one of them rules little out.
_COMMON_WORDS = (
    "i my me the a to and of in is it was for on with that this have had not so but just at he she they be do all "
    "out up can no go get got day week today time work sleep slept energy stress good bad feel feeling tired run "
    "walk kids 1 2 3 4 5 7 8 que de la el no yo und ich das die der nicht je le les pas o um uma nao il un una non"
)


class PackBuilder:
    """Collects lists and rules language by language; `build` makes the whole."""

    def __init__(self) -> None:
        self.patterns: list[str] = []
        self.compiled: list[ListPattern] = []
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
                for typo in typos_of(fold(word).text):
                    self.words.setdefault(typo, fold(word).text)
        for name, (file, entries) in raw.items():
            where = f"{file}: lists.{name}"
            parts = [entry_pattern(where, entry, raw, lang, 0) for entry in entries]
            pattern = "|".join(parts)
            try:
                self._add(lang, name, pattern, where)
            except PackError:
                # Slower, but it names the entry.
                for entry, part in zip(entries, parts, strict=True):
                    compile_bytes(f"{where}: {entry!r}", part)
                raise
        for file, table in tables:
            rules = table.get("rule", [])
            if not isinstance(rules, list):
                raise PackError(f"{file}: rule: write each rule as [[rule]]")
            for number, rule in enumerate(rules, 1):
                self._rule(file, lang, number, rule, raw)

    def _add(self, lang: str, name: str, pattern: str, where: str) -> int:
        self.compiled.append(compile_bytes(where, rf"\b(?:{pattern})\b"))
        self.index[(lang, name)] = len(self.patterns)
        self.names.append((lang, name))
        self.patterns.append(pattern)
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
        heeds = LOWERING
        if heeds_raw is not None:
            by_name = {item.value: item for item in LOWERING}
            heeds = frozenset(
                _choice(where, "heeds", item, by_name) for item in _strings(f"{where}: heeds", heeds_raw)
            )
        texts = _strings(f"{where}: forms", table.get("forms", []))
        if not texts:
            raise PackError(f"{where}: forms: at least one form is needed")
        forms = tuple(self._form(where, lang, text, gap, raw) for text in texts)
        unless = tuple(
            self._list(f"{where}: unless", lang, item)
            for item in _strings(f"{where}: unless", table.get("unless", []))
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
            found = self._add(lang, f"[{words}]", entry_pattern(where, f"({words})", raw, lang, 0), where)
        return found

    def _list(self, where: str, lang: str, name: str) -> int:
        found = self.index.get((lang, name))
        if found is None:
            raise PackError(f"{where}: no list is called {name!r} in the {lang} pack")
        return found

    def build(self, version: str) -> RedFlags:
        """Everything read so far as one set of rules."""
        gate = build_gate(self.patterns)
        common = gate.possible(_COMMON_WORDS)
        uses = [0] * len(self.patterns)
        for rule in self.rules:
            for form in rule.forms:
                for slot in (*(slot for row in form.rows for slot in row), *form.some):
                    for index in slot.lists:
                        uses[index] += 1

        def rarity(slot: Slot) -> tuple[int, int]:
            """Small for slots that few messages can hold: no everyday words, and few forms want them."""
            return (slot.mask & common).bit_count(), sum(uses[index] for index in slot.lists)

        rules: list[RedFlag] = []
        anchored: list[list[tuple[int, Form]]] = [[] for _ in self.patterns]
        for number, rule in enumerate(self.rules):
            forms: list[Form] = []
            for form in rule.forms:
                ordered = tuple(sorted((slot for row in form.rows for slot in row), key=rarity))
                forms.append(replace(form, rarest_first=ordered))
                for index in {i for slot in (ordered[:1] or form.some) for i in slot.lists}:
                    anchored[index].append((number, forms[-1]))
            rules.append(replace(rule, forms=tuple(forms)))
        contexts = {
            context: tuple(i for (_, name), i in self.index.items() if name == f"ctx_{context.value}")
            for context in Context
        }
        return RedFlags(
            rules=tuple(rules),
            lists=tuple(
                WordList(name, lang, compiled)
                for (lang, name), compiled in zip(self.names, self.compiled, strict=True)
            ),
            gate=gate,
            anchored=tuple(tuple(forms) for forms in anchored),
            contexts=MappingProxyType(contexts),
            spelling=Spelling(MappingProxyType(self.words), compile_spellings(self.words)),
            languages=frozenset(self.languages),
            version=version,
        )


def _rows(text: str) -> list[str]:
    """A form's rows; an & inside [...] does not part them."""
    return re.split(r"&(?![^\[]*\])", text)


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
