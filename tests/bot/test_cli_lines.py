from __future__ import annotations

import json
from io import BytesIO

import pytest

from bot.commands.asked import Json
from bot.commands.lines import BadLine, Record, answer_each, records


def answered(*lines: bytes) -> list[dict[str, Json]]:
    def shout(record: Record) -> dict[str, Json]:
        return {"loud": record.text("text").upper()}

    out = BytesIO()
    answer_each(lines, out, shout)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_with_its_own_id() -> None:
    assert answered(b'{"id": 1, "text": "a"}\n', b'{"id": "x", "text": "b"}') == [
        {"id": 1, "loud": "A"},
        {"id": "x", "loud": "B"},
    ]


def test_a_line_without_an_id_is_answered_all_the_same() -> None:
    assert answered(b'{"text": "a"}\n') == [{"id": None, "loud": "A"}]


def test_blank_lines_are_passed_over() -> None:
    assert answered(b"\n", b"   \r\n", b'{"id": 1, "text": "a"}\r\n', b"\t\n") == [{"id": 1, "loud": "A"}]


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        (b"nonsense", None),
        (b"[1, 2]", None),
        (b'"text"', None),
        (b'{"id": 7}', 7),
        (b'{"id": 7, "text": 5}', 7),
        (b'{"id": 7, "text": null}', 7),
        (b'{"id": 7, "text": "\xff"}', 7),
        (b"\xff\xfe\x00", None),
        (b'{"id": NaN, "text": "a"}', None),
        (b'{"id": 1e999, "text": "a"}', None),
        (b"[" * 200_000, None),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "a"}', None),
    ],
)
def test_a_bad_line_is_answered_with_an_error_and_the_rest_goes_on(line: bytes, id_: Json) -> None:
    bad, good = answered(line + b"\n", b'{"id": 8, "text": "a"}\n')
    assert bad.keys() == {"id", "error"}
    assert bad["id"] == id_
    assert good == {"id": 8, "loud": "A"}


def test_a_byte_order_mark_is_only_that() -> None:
    assert answered(b'\xef\xbb\xbf{"id": 1, "text": "a"}') == [{"id": 1, "loud": "A"}]


def test_half_a_surrogate_pair_comes_back_as_it_went_in() -> None:
    assert answered(b'{"id": "\\ud800", "text": "\\udfff"}') == [{"id": "\ud800", "loud": "\udfff"}]


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    class Watched(BytesIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed = len(self.getvalue().splitlines())

    out = Watched()
    seen = []

    def lines() -> object:
        for number in range(3):
            seen.append(out.flushed)
            yield b'{"id": %d, "text": "a"}\n' % number

    answer_each(lines(), out, lambda record: {})  # type: ignore[arg-type]
    assert seen == [0, 1, 2]


def test_a_plain_line_keeps_its_words_for_people() -> None:
    assert [line.raw for line in records([b"hello there\n"]) if isinstance(line, BadLine)] == [
        "hello there\n"
    ]
