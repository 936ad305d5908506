"""What the Telegram adapter must be told: whose bot it is, where the Bot API lives, how long to wait."""

from __future__ import annotations

import hmac
import string
from dataclasses import dataclass, field

WEBHOOK_PATH = "/telegram/webhook"  # where this process answers

SECRET_CHARACTERS = frozenset(string.ascii_letters + string.digits + "_-")
SECRET_LENGTH = 256


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the bot's menu: a command without its slash, and what it does."""

    command: str
    does: str


MENU: tuple[MenuEntry, ...] = (
    MenuEntry("checkin", "Check in now"),
    MenuEntry("human", "Talk to a person"),
    MenuEntry("progress", "See how you are doing"),
    MenuEntry("when", "Change the time of your check-in"),
    MenuEntry("pause", "Pause the check-ins"),
    MenuEntry("resume", "Go on after a pause"),
    MenuEntry("policy", "What is kept, and who reads it"),
    MenuEntry("export", "Get a copy of your data"),
    MenuEntry("delete", "Delete your data"),
    MenuEntry("stop", "Leave"),
    MenuEntry("help", "What I can do"),
    MenuEntry("start", "Begin, with your invitation"),
)


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram brings what clients write, how it proves itself, and how often we look whether it stands."""

    url: str
    secret: str = field(repr=False)
    look_s: float = 20.0


def derived_secret(token: str) -> str:
    """A webhook's secret for whoever has chosen none: the same in every process, and it tells nobody the token."""
    return hmac.new(token.encode(), b"telegram webhook", "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """`api_base_url` is without `/bot`. Waits are in seconds; Telegram may hold a poll for `poll_s`.

    With a `hook` updates come by webhook, without one they are polled. A file is fetched within `fetch_s`.
    """

    token: str = field(repr=False)
    api_base_url: str = "https://api.telegram.org"
    connect_s: float = 5.0
    read_s: float = 10.0
    poll_s: int = 25
    fetch_s: float = 30.0
    hook: Hook | None = None
    menu: tuple[MenuEntry, ...] = MENU

    @property
    def call_s(self) -> float:
        """The longest that one call may take, whatever happens on the wire."""
        return self.connect_s + self.read_s
