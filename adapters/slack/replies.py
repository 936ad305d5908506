"""A reply of Slack's to a question of the probe: said, refused, silent or unclear."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.slack.payload import Payload


@dataclass(frozen=True, slots=True)
class Said:
    data: Payload


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack understood and said no. `needed` names scopes, after missing_scope."""

    word: str
    needed: str = ""


@dataclass(frozen=True, slots=True)
class Silent:
    """Slack was not reached, or is down."""

    why: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The question could not be asked, or its answer not be read: nothing is known either way."""

    why: str


Reply = Said | Refused | Silent | Unclear


def why_of(reply: Reply) -> str:
    """Why nothing is known, for people."""
    match reply:
        case Refused("missing_scope", needed) if needed:
            return f"the scope {needed} is missing"
        case Refused(word):
            return word
        case Silent(why) | Unclear(why):
            return why
        case Said():
            return "the answer does not say"
