"""`triage` and `score`: what the floor makes of words on stdin. No settings, no database, no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.asked import IdleConfigOption, IdleJsonOption, Json, print_text
from bot.commands.lines import BadLine, Record, answer_each, records
from bot.core.errors import ConfigError

if TYPE_CHECKING:
    from escalation.words import Verdict

ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Answer in words; a line of plain text will do instead of JSON.")
]


def triage(
    config: IdleConfigOption = None, json: IdleJsonOption = False, explain: ExplainOption = False
) -> None:
    """JSON lines {"id","text"} in; lane, findings, language out."""
    import prompts
    from escalation import triage as floor
    from escalation.redflags import PackError, load_packs

    try:
        flags = load_packs(Path(prompts.__path__[0]) / "redflags")
    except PackError as error:
        raise ConfigError(str(error)) from None
    if not explain:
        answer_each(
            sys.stdin.buffer,
            sys.stdout.buffer,
            lambda record: _verdict(floor.triage(record.text("text"), flags)),
        )
        return
    for record in records(sys.stdin.buffer):
        text = _plain(record)
        print_text(floor.explain(floor.triage(text, flags), text))


def score(config: IdleConfigOption = None, json: IdleJsonOption = False) -> None:
    """JSON lines {"id","question","text"} in; scores out."""
    answer_each(sys.stdin.buffer, sys.stdout.buffer, _scored)


def _plain(record: Record | BadLine) -> str:
    match record:
        case Record():
            return record.text("text")
        case BadLine(raw=raw):
            return raw.rstrip("\r\n")


def _verdict(verdict: Verdict) -> dict[str, Json]:
    findings: list[Json] = [
        {
            "category": finding.category,
            "lane": finding.lane.word,
            "rule": finding.rule,
            "quote": finding.quote,
            "start": finding.start,
            "end": finding.end,
            "why": finding.why,
        }
        for finding in verdict.findings
    ]
    return {"lane": verdict.lane.word, "findings": findings, "lang": verdict.lang}


def _scored(record: Record) -> dict[str, Json]:
    from bot.routines.combined import read_all
    from bot.routines.scoring import score as score_of

    question, text = record.text("question"), record.text("text")
    match question:
        case "energy" | "stress" | "sleep":
            scored = score_of(question, text)
            return {"score": scored.score, "confidence": scored.confidence, "method": scored.method}
        case "all":
            found = read_all(text)
            return {
                "energy": found.energy,
                "stress": found.stress,
                "sleep": found.sleep,
                "win": found.win,
                "obstacle": found.obstacle,
            }
        case _:
            raise ValueError(f'"question" is "{question[:40]}"; write "energy", "stress", "sleep" or "all"')
