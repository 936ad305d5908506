"""Loads the red-flag packs: one folder per language, TOML files in it, all compiled into one set of rules."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from escalation.redflag_pack import PackBuilder
from escalation.redflag_rules import CATEGORIES, PackError, RedFlag, RedFlags

__all__ = ["CATEGORIES", "PackError", "RedFlag", "RedFlags", "load_packs"]


def load_packs(root: Path) -> RedFlags:
    """Every pack under `root`; raises PackError naming file, rule and key when one cannot be used."""
    files = sorted(root.glob("*/*.toml"))
    if not files:
        raise PackError(f"{root}: no red-flag packs here; expected folders such as en/ with *.toml files")
    digest = hashlib.sha256()
    builder = PackBuilder()
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
