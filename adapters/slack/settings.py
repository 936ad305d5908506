"""What the Slack adapter must be told before it can talk."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SlackSettings:
    bot_token: str = field(repr=False)  # xoxb-
    app_token: str = field(repr=False)  # xapp-
    escalation_channel: str  # the channel's id, not its name
    api_base_url: str = "https://slack.com/api/"
    ping_interval_s: float = 5.0  # a socket that is silent for three of these is replaced
    page_timeout_s: float = 3.0  # cards and pages: after it the next way is tried
    timeout_s: float = 10.0  # every other request
    file_s: float = 30.0  # bringing a file's bytes to Slack, or fetching them
    signing_secret: str = field(
        default="", repr=False
    )  # given: Slack comes over HTTP, and no socket is opened
