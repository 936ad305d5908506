"""Runs the emulator on its own: python -m tests.emulators.anthropic --port N [--api-key K]."""

import argparse
import asyncio

from tests.emulators.anthropic.server import API_KEY, AnthropicEmulator
from tests.emulators.server import serve_forever

parser = argparse.ArgumentParser(prog="tests.emulators.anthropic")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--api-key", default=API_KEY)
chosen = parser.parse_args()
asyncio.run(serve_forever(AnthropicEmulator(port=chosen.port, api_key=chosen.api_key)))
