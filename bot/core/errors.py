"""Every exception of ours, headed by its tree. Expected failures are events, not exceptions.

HandrailError
├── ConfigError          the settings cannot be used; the message says which key and what to write
├── NoSuchClient         a CLIENT on the command line or in Slack names nobody, or more than one
├── IllegalMove          a transition that the table does not have; nothing was changed
├── AlreadyOpen          (bot/store/escalations.py) the client has an escalation that is not closed
├── StaleStore           the database belongs to a newer or older version
└── ChannelError         a channel did not take what we sent
    ├── RateLimited      wait `retry_after` seconds, this chat or channel only
    ├── Unreachable      blocked, deactivated, archived: trying again will not help
    ├── Rejected         the channel calls the message itself wrong: trying again will not help
    └── Unanswered       time-out, cut connection, 5xx: try again; it may or may not have arrived
"""

from __future__ import annotations


class HandrailError(Exception):
    """Root of the tree."""


class ConfigError(HandrailError):
    pass


class NoSuchClient(HandrailError):
    pass


class IllegalMove(HandrailError):
    pass


class StaleStore(HandrailError):
    pass


class ChannelError(HandrailError):
    pass


class RateLimited(ChannelError):
    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after  # seconds


class Unreachable(ChannelError):
    pass


class Rejected(ChannelError):
    pass


class Unanswered(ChannelError):
    pass
