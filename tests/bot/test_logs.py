"""What reaches the log: JSON lines, whoever writes them, and where an error came from instead of what it says."""

from __future__ import annotations

import json
import logging
import sys

from bot.logs import _Line


def test_a_librarys_line_is_json_and_an_error_is_told_by_its_place_alone() -> None:
    try:
        raise ValueError("the words of a client")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("adapters.x", logging.WARNING, "x.py", 1, "chat %s failed", ("7",), error)
    written = _Line().format(record)
    line = json.loads(written)
    assert (line["event"], line["level"], line["logger"]) == ("chat 7 failed", "warning", "adapters.x")
    assert line["error"] == "ValueError"
    assert line["at"][0].startswith("test_logs.py:")
    assert "words of a client" not in written
    assert line["timestamp"].endswith("Z")
