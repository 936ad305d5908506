"""Draws the tables of moves as Mermaid diagrams: `python -m docs.draw` prints docs/moves.md."""

from __future__ import annotations

from bot.core.client import HOLD_MOVES, MOVES
from escalation.moves import MOVES as ESCALATION_MOVES

HEAD = """# Every move there is

Printed by `python -m docs.draw` from the tables in `bot/core/client.py` and `escalation/moves.py`; a test
holds this page to them. A move that is not drawn here raises, or is refused, and changes nothing.
"""


def drawn() -> str:
    """The whole page."""
    membership = [f"    {old.value} --> {new.value}: {move.value}" for (old, move), new in MOVES.items()]
    names = {False: "free", True: "held"}
    hold = [f"    {names[old]} --> {names[new]}: {move.value}" for (old, move), new in HOLD_MOVES.items()]
    escalation = [
        f"    {old.value} --> {new.value}: {happening.value}"
        for (old, happening), new in ESCALATION_MOVES.items()
    ]
    parts = [
        HEAD,
        _diagram("Membership", "visitor", membership),
        _diagram("Hold, which never touches membership", "free", hold),
        _diagram("Escalation; the client is held in all states but closed", "open", escalation),
    ]
    return "\n".join(parts)


def _diagram(title: str, first: str, lines: list[str]) -> str:
    return "\n".join(
        [f"## {title}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {first}", *lines, "```", ""]
    )


if __name__ == "__main__":
    print(drawn(), end="")
