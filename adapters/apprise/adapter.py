"""Pages a coach by SMS, mail or push through Apprise: why, where to acknowledge, never a client's words."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import suppress
from enum import Enum

from bot.core.errors import Rejected, Unanswered
from escalation.words import Coach

log = logging.getLogger(__name__)

DEADLINE = 10.0  # seconds for one page; then the ladder tries another way
TITLE = "Handrail"

# These print addresses, which hold keys and passwords.
TALKATIVE = {"apprise": logging.CRITICAL + 1, "urllib3": logging.ERROR}


class Outcome(Enum):
    """What became of one address. The value is how a reason says it."""

    ACCEPTED = "accepted"
    REFUSED = "refused or not reached"
    UNUSABLE = "not an address that Apprise can use"


class AppriseWay:
    """A DirectWay over all of a coach's addresses at once; one that accepts is enough."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        for name, level in TALKATIVE.items():
            logging.getLogger(name).setLevel(level)

    async def page(self, coach: Coach, headline: str, link: str, escalation: str, rev: int) -> None:
        """Call one coach; returns when the first address accepted. Errors name an address by its scheme."""
        if not coach.apprise:
            raise Rejected(f"{coach.name} has no apprise address")
        where = link or f"Acknowledge it: /handrail ack {escalation}"
        waiting = {_notify(url, f"{headline}\n{where}"): scheme_of(url) for url in coach.apprise}
        outcomes: list[Outcome] = []
        reasons: list[str] = []
        try:
            async with asyncio.timeout(self._deadline):
                while waiting:
                    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                    for answer in done:
                        outcomes.append(answer.result())
                        reasons.append(f"{waiting.pop(answer)}: {answer.result().value}")
                    if Outcome.ACCEPTED in outcomes:
                        return
        except TimeoutError:
            reasons += [f"{scheme}: no answer within {self._deadline:g} s" for scheme in waiting.values()]
            raise Unanswered("; ".join(reasons)) from None
        if set(outcomes) == {Outcome.UNUSABLE}:
            raise Rejected("; ".join(reasons))
        raise Unanswered("; ".join(reasons))


def scheme_of(url: str) -> str:
    """The only part of an address that may be shown: the rest holds keys and passwords."""
    scheme, mark, _ = url.partition("://")
    return scheme if mark and scheme.isascii() and scheme.isalnum() else "an address without a scheme"


def _notify(url: str, text: str) -> asyncio.Future[Outcome]:
    """Begin to notify one address in a thread of its own.

    Not in the loop's pool: a gateway that never answers would fill it, and keep the process from stopping.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Outcome] = loop.create_future()

    def report(outcome: Outcome) -> None:
        if not answer.done():
            answer.set_result(outcome)

    def work() -> None:
        outcome = _accepted(url, text)
        with suppress(RuntimeError):  # the loop has closed: nobody waits any more
            loop.call_soon_threadsafe(report, outcome)

    threading.Thread(target=work, name=f"apprise-{scheme_of(url)}", daemon=True).start()
    return answer


def _accepted(url: str, text: str) -> Outcome:
    import apprise  # here, not above: it is large, and most pages never need it

    try:
        box = apprise.Apprise()
        if not box.add(url):
            return Outcome.UNUSABLE
        accepted = box.notify(body=text, title=TITLE, body_format=apprise.NotifyFormat.TEXT)
    except Exception as error:  # over a hundred services' own code runs here
        log.warning("apprise: %s failed (%s)", scheme_of(url), type(error).__name__)
        return Outcome.REFUSED
    return Outcome.ACCEPTED if accepted else Outcome.REFUSED
