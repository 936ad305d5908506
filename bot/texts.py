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

    Every language must have the keys and the {names} that English has: a missing one is found here, not at night.
    """
    files: dict[str, Path] = {}
    for root in reversed(roots):
        files |= {path.stem: path for path in sorted((root / "said").glob("*.toml"))}
    if BASE not in files:
        raise ConfigError(f"{BASE}.toml is missing from prompts/said")
    base = _read(files.pop(BASE))
    languages = {BASE: base}
    for language, path in sorted(files.items()):
        languages[language] = _checked(_read(path), base, path)
    return SaidTexts(languages)


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    texts: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        variants = value if isinstance(value, list) else [value]
        if not variants or not all(isinstance(each, str) and each.strip() for each in variants):
            raise ConfigError(f'{path}: "{key}" must be a text, or a list of texts')
        texts[key] = tuple(each.strip() for each in variants)
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
    return texts


def _names(variants: Sequence[str]) -> set[str]:
    return {name for text in variants for _, name, _, _ in Formatter().parse(text) if name}


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
