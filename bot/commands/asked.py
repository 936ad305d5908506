"""What every command is told alike - which settings, which form of answer - and how it answers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.config import Settings, Source

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="F", help="The settings file; else HANDRAIL_CONFIG, else ./handrail.toml."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer with one JSON document and nothing else.")]
# `triage` and `score` take both, like every command, and need neither.
IdleConfigOption = Annotated[Path | None, typer.Option("--config", hidden=True)]
IdleJsonOption = Annotated[bool, typer.Option("--json", hidden=True)]
ClientArgument = Annotated[
    str, typer.Argument(metavar="CLIENT", help="A client's id, or a name that only one has.")
]

PLAYGROUND = (
    "no settings given, and no handrail.toml here: this is the playground, with a sample practice "
    "(for your own: --config FILE)"
)

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings that a command works with, and where they come from."""

    settings: Settings
    source: Source


def chosen(given: Path | None) -> Chosen:
    """The settings for a command that was given `--config GIVEN`, or not."""
    from bot import config

    file = config.find_file(given, os.environ, Path())
    if file is None:
        # Else somebody in the wrong folder would take the playground for their own practice.
        sys.stderr.write(f"handrail: {PLAYGROUND}\n")
    return Chosen(config.load(file), config.Source.FILE if file else config.Source.SAMPLE)


def print_json(document: Json, indent: int | None) -> None:
    print_text(json.dumps(document, ensure_ascii=False, indent=indent))


def print_text(text: str) -> None:
    """On stdout at once. What UTF-8 cannot carry (half a surrogate pair) becomes a question mark."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
