"""Runs the emulator on its own: python -m tests.emulators.telegram --port N [--token T]."""

import argparse
import asyncio

from tests.emulators.server import serve_forever
from tests.emulators.telegram.server import DEFAULT_TOKEN, TelegramEmulator

parser = argparse.ArgumentParser(prog="tests.emulators.telegram")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--token", default=DEFAULT_TOKEN)
chosen = parser.parse_args()
asyncio.run(serve_forever(TelegramEmulator(port=chosen.port, token=chosen.token)))
