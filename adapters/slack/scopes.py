"""What the Slack app must be allowed to do and be told of: the manifest grants it, doctor compares."""

from __future__ import annotations

# Each with what fails without it, for people.
BOT_SCOPES: dict[str, str] = {
    "chat:write": "no card, page or answer can be posted",
    "commands": "/handrail is unknown",
    "reactions:write": "a delivered thread reply gets no check mark",
    "channels:history": "a card cannot be found again, nor a thread reply heard, in a public channel",
    "groups:history": "a card cannot be found again, nor a thread reply heard, in a private channel",
    "channels:read": "a public escalation channel cannot be checked",
    "groups:read": "a private escalation channel cannot be checked",
    "im:history": "clients cannot write to the bot in Slack",
    "users:read": "a Slack client is greeted in the practice's language only, and invites have no web address",
    "files:read": "a Slack client's file reaches no coach, and erasure leaves the words beside a file",
    "files:write": "no file of a client reaches a coach or is taken back, and an export cannot be handed over",
}
APP_SCOPES: dict[str, str] = {"connections:write": "no socket can be opened"}
EVENTS: tuple[str, ...] = ("message.channels", "message.groups", "message.im", "app_home_opened")
