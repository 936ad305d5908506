"""Compares our clock with those of others: check-ins and the ladder go by it, and seconds count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from bot.core.checks import Check, failed, note, ok

FAILS = timedelta(
    seconds=60
)  # a check-in comes a minute late, a signature of Slack's is nearly refused (300 s)
WORTH_KNOWING = timedelta(seconds=10)
MEND = "let the machine set its clock by the network: sudo timedatectl set-ntp true"


def against(name: str, whose: str, ahead: Sequence[timedelta], mend: str = MEND) -> Check:
    """`ahead`: by how much the other clocks are ahead of ours, once for each answer."""
    if not ahead:
        return note(name, "nobody's clock was seen, so ours was not compared")
    off = timedelta(seconds=median(each.total_seconds() for each in ahead))
    seconds = f"{abs(off).total_seconds():.0f} s"
    found = f"our clock is {seconds} {'behind' if off > timedelta(0) else 'ahead of'} {whose}"
    if abs(off) > FAILS:
        return failed(name, found, mend)
    if abs(off) > WORTH_KNOWING:
        return note(name, found, mend)
    return ok(name, f"our clock agrees with {whose}")
