"""Slack on loopback: Web API, Socket Mode or signed HTTP, and people who press, reply, fill in modals."""

from tests.emulators.slack.channels import Channel, Message, Version
from tests.emulators.slack.coach import Coach
from tests.emulators.slack.delivery import Envelope
from tests.emulators.slack.http_door import sign
from tests.emulators.slack.interaction import Delivery
from tests.emulators.slack.people import View
from tests.emulators.slack.server import SlackEmulator

__all__ = ["Channel", "Coach", "Delivery", "Envelope", "Message", "SlackEmulator", "Version", "View", "sign"]
