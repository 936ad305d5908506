"""Decides which request goes wrong, and how; a fault is ordered by method, for some times or some seconds."""

from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Status:
    """An answer with this HTTP status, in the vendor's error form; the work is not done."""

    code: int


@dataclass(frozen=True, slots=True)
class TooMany:
    """429 with a time to wait."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class HtmlError:
    """The proxy in front of the vendor answers 500 in HTML."""


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer ever; the work may have been done all the same."""

    work_done: bool


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection closes without an answer; the work may have been done all the same."""

    work_done: bool


@dataclass(frozen=True, slots=True)
class Slow:
    """The answer comes late; the work is done even if the caller has given up by then."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SilentSocket:
    """A websocket stays open and says nothing any more, not even pong. It never recovers."""


@dataclass(frozen=True, slots=True)
class Nonsense:
    """200, and a body that is not what was asked for."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The vendor understands and says no, with this word of its own: error:token_revoked."""

    word: str


Kind = Status | TooMany | HtmlError | Hang | Drop | Slow | SilentSocket | Nonsense | Refusal


def parse_kind(text: str) -> Kind:
    """The kind written as text: status:500, 503, 429:3, html500, hang, hang:after, drop, drop:after, slow:2,
    error:WORD, nonsense, silent_socket."""
    head, _, tail = text.partition(":")
    match head:
        case "status":
            return Status(int(tail))
        case "429":
            return TooMany(int(tail or "1"))
        case "html500":
            return HtmlError()
        case "hang":
            return Hang(work_done=tail == "after")
        case "drop" | "drop_before" | "drop_after":
            return Drop(work_done=tail == "after" or head == "drop_after")
        case "slow":
            return Slow(float(tail))
        case "silent_socket":
            return SilentSocket()
        case "error":
            return Refusal(tail)
        case "nonsense":
            return Nonsense()
        case _ if head.isdigit():
            return Status(int(head))
        case _:
            raise ValueError(f"no fault is called {text!r}")


@dataclass(slots=True)
class Fault:
    """One order for trouble. `hits` counts how often it struck."""

    method: str
    kind: Kind
    times: int | None
    ends_at: float | None
    chat: str | None
    hits: int = 0

    def strikes(self, method: str, chat: str | None) -> bool:
        return (
            self.method in ("*", method)
            and (self.chat is None or self.chat == chat)
            and (self.times is None or self.hits < self.times)
            and (self.ends_at is None or perf_counter() < self.ends_at)
        )


class Faults:
    """The faults of one emulator; the oldest that fits strikes. Neither times nor for_s: until cleared."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def add(
        self,
        method: str = "*",
        kind: str = "status:500",
        times: int | None = None,
        for_s: float | None = None,
        chat: str | int | None = None,
    ) -> Fault:
        """Order a fault, for one chat or channel only if given; returns it so that a test can read `hits`."""
        ends_at = None if for_s is None else perf_counter() + for_s
        fault = Fault(method, parse_kind(kind), times, ends_at, None if chat is None else str(chat))
        self.ordered.append(fault)
        return fault

    def clear(self, method: str | None = None) -> None:
        self.ordered = [fault for fault in self.ordered if method is not None and fault.method != method]

    def take(self, method: str, chat: str | None = None) -> Kind | None:
        """The fault that this request meets, counted as struck. Sockets have faults of their own."""
        for fault in self.ordered:
            if not isinstance(fault.kind, SilentSocket) and fault.strikes(method, chat):
                fault.hits += 1
                return fault.kind
        return None

    def take_silence(self) -> bool:
        """Whether the socket that is about to speak falls silent instead."""
        for fault in self.ordered:
            if isinstance(fault.kind, SilentSocket) and fault.strikes("socket", None):
                fault.hits += 1
                return True
        return False
