"""What the floor hears of labelled messages, how often it pages for nothing, and how long it takes.

    python -m bench.triage FILE [FILE ...]

Each line is {"text", "lane", "category"} (more keys do no harm). Printed: urgent messages found urgent, or at least put
before a person; routine ones paged; and the same per category.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from bot.opening import PROMPTS
from escalation.redflags import RedFlags, load_packs
from escalation.triage import triage
from escalation.words import Lane


def main() -> None:
    begun = time.perf_counter()
    flags = load_packs(PROMPTS / "redflags")
    print(f"packs loaded in {time.perf_counter() - begun:.1f} s, version {flags.version[:12]}")
    for name in sys.argv[1:]:
        measured(Path(name), flags)


def measured(file: Path, flags: RedFlags) -> None:
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    begun = time.perf_counter()
    heard = [(line["lane"], line.get("category", ""), triage(line["text"], flags).lane) for line in lines]
    took = time.perf_counter() - begun
    urgent = [(category, lane) for labelled, category, lane in heard if labelled == "urgent"]
    routine = [lane for labelled, _, lane in heard if labelled == "routine"]
    print(f"\n{file.name}: {len(lines)} messages, {took / max(len(lines), 1) * 1e6:.0f} microseconds each")
    if urgent:
        found = sum(lane is Lane.URGENT for _, lane in urgent)
        seen = sum(lane is not Lane.ROUTINE for _, lane in urgent)
        print(f"  urgent: {found} of {len(urgent)} paged ({found / len(urgent):.0%}), {seen} reach a person")
        of, hit = Counter(c for c, _ in urgent), Counter(c for c, lane in urgent if lane is Lane.URGENT)
        print("  " + ", ".join(f"{category} {hit[category]}/{of[category]}" for category in sorted(of)))
    if routine:
        paged = sum(lane is Lane.URGENT for lane in routine)
        print(f"  routine: {paged} of {len(routine)} paged ({paged / len(routine):.1%})")


if __name__ == "__main__":
    main()
