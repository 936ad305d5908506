"""The Anthropic Messages API on loopback, answering as a script says."""

from tests.emulators.anthropic.answers import Answer, Raw, Reply, Script, ToolUse, Words
from tests.emulators.anthropic.server import AnthropicEmulator

__all__ = ["Answer", "AnthropicEmulator", "Raw", "Reply", "Script", "ToolUse", "Words"]
