"""Runs the emulator on its own: python -m tests.emulators.slack --port N [--bot-token T] [--app-token T]."""

import argparse
import asyncio

from tests.emulators.server import serve_forever
from tests.emulators.slack.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackEmulator

parser = argparse.ArgumentParser(prog="tests.emulators.slack")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--bot-token", default=BOT_TOKEN)
parser.add_argument("--app-token", default=APP_TOKEN)
parser.add_argument("--signing-secret", default=SIGNING_SECRET)
chosen = parser.parse_args()
asyncio.run(
    serve_forever(SlackEmulator(chosen.port, chosen.bot_token, chosen.app_token, chosen.signing_secret))
)
