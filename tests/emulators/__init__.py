"""Telegram, Slack and Anthropic as real servers on loopback, for unmodified client libraries."""
