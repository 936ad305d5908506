"""Forms: a modal as Slack would get it, and the page's fields read by the same rules as Slack's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from adapters.slack.modals import PREFIX, Incomplete, filled_in, form_view
from bot.core.acts import Monitor, Note, Outcome
from escalation.localtime import instant


def form_json(form: str, escalation: str, outcome: str) -> str:
    """The view; `outcome` is chosen beforehand, or empty."""
    return json.dumps(form_view(form, escalation, outcome))


def read(
    form: str, escalation: str, fields: Mapping[str, str], zone: str
) -> Monitor | Outcome | Note | Incomplete:
    """What the filled fields say. A date and time is read as the clocks of `zone` show it."""
    until = _instant(fields.get("until", ""), zone)
    doing = filled_in(
        {
            "callback_id": PREFIX + form,
            "private_metadata": escalation,
            "state": {
                "values": {
                    "note": {"note": {"value": fields.get("note", "")}},
                    "outcome": {"outcome": {"selected_option": {"value": fields.get("outcome", "")}}},
                    "until": {"until": {"selected_date_time": int(until.timestamp()) if until else None}},
                }
            },
        }
    )
    return doing or Incomplete("", "This form belongs to nothing any more.")


def _instant(written: str, zone: str) -> datetime | None:
    try:
        wall = datetime.fromisoformat(written).replace(tzinfo=None)
        return instant(wall.date(), wall.time(), zone)
    except (ValueError, OverflowError):
        return None
