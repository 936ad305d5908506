"""`doctor`: is everything as it must be for somebody in danger to be heard, and if not, how is it mended?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from bot.commands.asked import ConfigOption, JsonOption, chosen, print_json, print_text

if TYPE_CHECKING:
    from bot.core.checks import Check

WIDTH = 18  # of the longest usual name


def doctor(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Check everything, and say how to mend each; exit 0 only when nothing failed."""
    this = chosen(config)
    from bot import clock
    from bot.core.checks import Status
    from bot.doctor.visit import visit
    from bot.logs import quiet_libraries

    quiet_libraries()
    checks = asyncio.run(visit(this.settings, this.source, clock.now))
    failures = sum(check.status is Status.FAILED for check in checks)
    if json:
        listed = [
            {"name": check.name, "status": check.status.value, "found": check.found, "mend": check.mend}
            for check in checks
        ]
        print_json({"ok": failures == 0, "checks": listed}, None)
    else:
        print_text(report(checks))
    if failures:
        raise typer.Exit(1)


def report(checks: Sequence[Check]) -> str:
    """One line for each check, with how to mend it below, and what it comes to."""
    from bot.core.checks import Status

    words = {Status.OK: "ok", Status.NOTE: "note", Status.FAILED: "FAIL"}
    lines: list[str] = []
    for check in checks:
        lines.append(f"{words[check.status]:<5} {check.name:<{WIDTH}} {check.found}")
        if check.mend:
            lead = "to mend" if check.status is Status.FAILED else "to know"
            lines.append(f"{'':<5} {'':<{WIDTH}} {lead}: {check.mend}")
    failures = sum(check.status is Status.FAILED for check in checks)
    notes = sum(check.status is Status.NOTE for check in checks)
    noted = f" {notes} notes." if notes > 1 else " 1 note." if notes else ""
    if failures:
        many = "1 check has" if failures == 1 else f"{failures} checks have"
        return "\n".join([*lines, "", f"{many} failed: mend from the top, then run doctor again.{noted}"])
    return "\n".join([*lines, "", f"All is well.{noted}"])
