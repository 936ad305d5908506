"""The sample practice that the playground plays when no settings are given."""

from __future__ import annotations

from collections.abc import Mapping

SAMPLE: Mapping[str, object] = {
    "practice": {"name": "Harbour Coaching", "timezone": "Europe/London", "country": "GB", "language": "en"},
    # A file of its own: what is played, and a clock moved ahead, must not get into the practice that comes after it.
    "database": {"url": "sqlite:///data/playground.db"},
    "web": {"host": "127.0.0.1", "port": 8765},
    # Nobody's real ids: the playground's channel is drawn on the page.
    "coaches": [
        {"name": "Ana", "slack_user": "UANA", "role": "owner", "phone": "+44 7700 900001"},
        {"name": "Ben", "slack_user": "UBEN", "role": "coach", "phone": "+44 7700 900002"},
        {"name": "Chloe", "slack_user": "UCHLOE", "role": "assistant"},
    ],
    "rotations": [{"name": "week", "coaches": ["Ana", "Ben"], "period": "weekly", "handover": "Mon 09:00"}],
    "escalation": {
        "steps": [
            {"target": "oncall", "wait_s": 120},
            {"target": "owner", "wait_s": 120},
            {"target": "everybody", "wait_s": 300},
        ]
    },
}
