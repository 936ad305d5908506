"""Texts: the words of prompts/said, loaded and checked once; and the crisis numbers as one line of text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from bot.core.errors import ConfigError
from escalation.resources import Resources, confirmed, load

BASE = "en"  # the language that has every key
KEPT = "crisis"  # the one name that no text may leave out: the numbers for somebody in danger


@dataclass(frozen=True, slots=True)
class SaidTexts:
    """All languages, each a mapping from key to its variants."""

    by_language: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.by_language)

    def say(self, language: str, key: str, **values: str | int) -> str:
        """The text under `key`, filled in; English where the language is unknown; `KeyError` where nobody has it."""
        return self.choose(language, key, 0, **values)

    def choose(self, language: str, key: str, turn: int, **values: str | int) -> str:
        """The `turn`-th variant, modulo their number."""
        variants = self.by_language.get(language, self.by_language[BASE])[key]
        return variants[turn % len(variants)].format(**values)


def load_said(roots: Sequence[Path]) -> SaidTexts:
    """The texts of every language in `said/*.toml` under `roots`; a file in an earlier root replaces the same name.

    Every file must have the keys of the English one in the last root, no other {names}, and {crisis} wherever that
    has it: what is wrong is found here, not at night.
    """
    files: dict[str, Path] = {}
    for root in reversed(roots):
        files |= {path.stem: path for path in sorted((root / "said").glob("*.toml"))}
    shipped = roots[-1] / "said" / f"{BASE}.toml"
    if not shipped.is_file():
        raise ConfigError(f"{shipped}: is missing; restore the file that is shipped")
    base = _read(shipped)
    order = sorted(files.items(), key=lambda item: (item[0] != BASE, item[0]))
    return SaidTexts({language: _checked(_read(path), base, path) for language, path in order})


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # editors on Windows put a mark in front
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    texts: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        variants = value if isinstance(value, list) else [value]
        if not variants or not all(isinstance(each, str) and each.strip() for each in variants):
            raise ConfigError(f'{path}: "{key}" must be a text, or a list of texts')
        texts[key] = tuple(each.strip() for each in variants)
        try:
            _names(texts[key])
        except ValueError as error:
            raise ConfigError(f'{path}: "{key}": {error}') from error
    return texts


def _checked(
    texts: dict[str, tuple[str, ...]], base: Mapping[str, tuple[str, ...]], path: Path
) -> dict[str, tuple[str, ...]]:
    if missing := sorted(base.keys() - texts.keys()):
        raise ConfigError(f'{path}: "{missing[0]}" is missing ({len(missing)} in all); copy it from en.toml')
    if unknown := sorted(texts.keys() - base.keys()):
        raise ConfigError(f'{path}: "{unknown[0]}" is not a text that is ever sent; see en.toml')
    for key, variants in texts.items():
        allowed = _names(base[key])
        for text in variants:
            if extra := _names((text,)) - allowed:
                raise ConfigError(
                    f'{path}: "{key}" fills in {sorted(extra)}; only {sorted(allowed)} are known there'
                )
            if KEPT in allowed and KEPT not in _names((text,)):
                raise ConfigError(f'{path}: "{key}" must give the numbers for an emergency: write {{{KEPT}}}')
    return texts


def _names(variants: Sequence[str]) -> set[str]:
    """The {names} that the texts fill in. ValueError for a brace without its other half, or with more than a name."""
    names: set[str] = set()
    for text in variants:
        for _, name, form, conversion in Formatter().parse(text):
            if name is None:
                continue
            if not name.isidentifier() or form or conversion:
                raise ValueError(f"only a name may stand between braces, not {name or 'nothing'!r}")
            names.add(name)
    return names


@dataclass(frozen=True, slots=True)
class CrisisText:
    """Numbers for a client in danger: the emergency number always, crisis lines only when the owner confirmed them."""

    resources: Resources
    texts: SaidTexts

    def emergency(self) -> str:
        return ", ".join(self.resources.emergency)

    def lines(self, language: str) -> str:
        numbers = self.texts.say(language, "crisis.emergency", numbers=self.emergency())
        lines = [
            self.texts.say(
                language, "crisis.line", name=line.name, number=line.phone or line.text or line.url
            )
            for line in self.resources.lines
        ]
        return "\n".join([numbers, *lines]) if lines else numbers


def crisis_text(roots: Sequence[Path], country: str, texts: SaidTexts) -> CrisisText:
    """The numbers for `country`, from the first of `roots` that has its file."""
    return CrisisText(confirmed(load([root / "resources" for root in roots], country)), texts)
