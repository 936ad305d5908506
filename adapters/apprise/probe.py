"""Looks at the coaches' Apprise addresses without sending anything: can Apprise use them at all?"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from adapters.apprise.adapter import TALKATIVE, scheme_of
from bot.core.checks import Check, failed, ok
from escalation.words import Coach

NAME = "apprise"


def probe(coaches: Sequence[Coach]) -> tuple[Check, ...]:
    """One check for each coach with addresses. Only an address's scheme is shown: the rest holds keys."""
    for name, level in TALKATIVE.items():
        logging.getLogger(name).setLevel(level)
    return tuple(_looked_at(coach) for coach in coaches if coach.apprise)


def _looked_at(coach: Coach) -> Check:
    bad = [f"number {at} ({scheme_of(url)})" for at, url in enumerate(coach.apprise, 1) if not _usable(url)]
    if bad:
        return failed(
            NAME,
            f"{coach.name}: address {', '.join(bad)} is not one that Apprise can use",
            f'write it as github.com/caronc/apprise shows for that service, in apprise of [[coaches]] "{coach.name}"',
        )
    schemes = ", ".join(dict.fromkeys(scheme_of(url) for url in coach.apprise))
    return ok(NAME, f"{coach.name}: {schemes} can be used (not sent)")


def _usable(url: str) -> bool:
    import apprise  # here, not above: it is large, and only needed where somebody has an address

    try:
        return apprise.Apprise.instantiate(url, suppress_exceptions=False) is not None
    except Exception:  # over a hundred services' own code runs here
        return False
