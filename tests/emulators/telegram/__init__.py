"""The Telegram Bot API on loopback, with people who write, tap and block."""

from tests.emulators.telegram.chats import Button, Chat, Message
from tests.emulators.telegram.person import Person, Tap
from tests.emulators.telegram.server import TelegramEmulator

__all__ = ["Button", "Chat", "Message", "Person", "Tap", "TelegramEmulator"]
