"""Crisis lines: shipped files are whole, a practice's own come first, a broken one says how to mend it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from escalation.resources import DEFAULT, confirmed, load, parse

SHIPPED = Path(__file__).parents[2] / "prompts" / "resources"
PROMISED = {
    *("us", "ca", "mx", "br", "ar"),
    *("gb", "ie", "de", "at", "ch", "fr", "es", "pt", "it", "nl", "be"),
    *("au", "nz", "in", "za"),
}

WHOLE = """
emergency = ["999", "112"]

[[lines]]
name = "The Line"
phone = "116 123"
url = "https://line.example"
hours = "24/7"
languages = ["en"]
kinds = ["suicide", "distress"]
source = "https://line.example/about"
verified_on = "2026-01-31"

[[lines]]
name = "The Other"
text = "741741 (HOME)"
languages = ["en"]
kinds = ["abuse"]
source = "https://other.example"
verified_on = ""
"""


def test_a_file_is_read_into_lines_in_its_order() -> None:
    resources = parse(WHOLE, "gb")
    assert (resources.country, resources.emergency) == ("gb", ("999", "112"))
    first, second = resources.lines
    assert (first.name, first.phone, first.hours, first.kinds) == (
        "The Line",
        "116 123",
        "24/7",
        ("suicide", "distress"),
    )
    assert first.verified_on == date(2026, 1, 31)
    assert (second.phone, second.text, second.verified_on) == ("", "741741 (HOME)", None)


def test_only_confirmed_lines_are_left_and_the_emergency_number_stays() -> None:
    shown = confirmed(parse(WHOLE, "gb"))
    assert [line.name for line in shown.lines] == ["The Line"]
    nothing = confirmed(parse(WHOLE.replace("2026-01-31", ""), "gb"))
    assert nothing.lines == ()
    assert nothing.emergency == ("999", "112")


def test_a_date_without_quotes_confirms_too() -> None:
    assert confirmed(parse(WHOLE.replace('"2026-01-31"', "2026-01-31"), "gb")).lines[0].verified_on == date(
        2026, 1, 31
    )


def test_an_emergency_number_alone_is_enough() -> None:
    assert parse('emergency = ["112"]', "xx").lines == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('emergency = ["999", "112"]', "", ["gb.toml", "emergency", '["112"]']),
        ('emergency = ["999", "112"]', "emergency = 999", ["gb.toml", "emergency", '["112"]']),
        ('"999"', '"call us"', ["gb.toml", "emergency", "call us", "digits"]),
        ("emergency =", "emergancy =", ["gb.toml", "emergancy", "did you mean 'emergency'"]),
        ("[[lines]]", "[lines]", ["gb.toml", "TOML"]),
        ('name = "The Other"', "", ["gb.toml", "lines[2].name", "write the name"]),
        ('text = "741741 (HOME)"', "", ["gb.toml", "lines[2] (The Other)", "phone, text, url"]),
        ('phone = "116 123"', "phone = 116123", ["gb.toml", "lines[1] (The Line).phone", "quotes"]),
        ('phone = "116 123"', 'phone = "call 1"', ["gb.toml", "phone", "begin with the number"]),
        ("https://line.example/about", "http://line.example", ["gb.toml", "source", "https://"]),
        ('source = "https://other.example"', "", ["gb.toml", "lines[2] (The Other).source", "https://"]),
        ('"https://line.example"', '"line.example"', ["gb.toml", "(The Line).url", "https://"]),
        ('"abuse"', '"abuze"', ["gb.toml", "kinds", "did you mean 'abuse'"]),
        ('kinds = ["abuse"]', "", ["gb.toml", "(The Other).kinds", "suicide, distress"]),
        ('languages = ["en"]', 'languages = ["english"]', ["gb.toml", "languages", '"en"']),
        ("verified_on", "verified", ["gb.toml", "lines[1].verified", "did you mean 'verified_on'"]),
        ('"2026-01-31"', '"31.1.2026"', ["gb.toml", "(The Line).verified_on", '"2026-01-31"']),
        ('"2026-01-31"', '"2026-02-30"', ["gb.toml", "verified_on", "no day"]),
        ('"2026-01-31"', "true", ["gb.toml", "verified_on", "no day"]),
        ('"2026-01-31"', "2026-01-31T10:00:00Z", ["gb.toml", "verified_on", "no day"]),
    ],
)
def test_a_broken_file_says_which_key_and_what_to_write(old: str, new: str, told: list[str]) -> None:
    assert old in WHOLE
    with pytest.raises(ValueError) as caught:
        parse(WHOLE.replace(old, new, 1), "gb")
    for words in told:
        assert words in str(caught.value)


def test_the_practice_s_own_file_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "gb.toml").write_text(WHOLE, encoding="utf-8-sig")
    assert [line.name for line in load([tmp_path, SHIPPED], "GB").lines] == ["The Line", "The Other"]
    assert load([tmp_path, SHIPPED], "us").country == "us"


def test_a_shipped_country_comes_before_the_practice_s_own_default(tmp_path: Path) -> None:
    (tmp_path / "_default.toml").write_text('emergency = ["1"]', encoding="utf-8")
    assert load([tmp_path, SHIPPED], "us").emergency == ("911",)
    assert load([tmp_path, SHIPPED], "zz").emergency == ("1",)


@pytest.mark.parametrize("country", ["zz", "", "Germany", "../us", "_default", "u\n"])
def test_an_unknown_country_has_the_default(country: str) -> None:
    resources = load([SHIPPED], country)
    assert resources.country == DEFAULT
    assert resources.emergency == ("112",)


def test_a_broken_file_of_the_practice_is_named_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "us.toml").write_text("emergency = []", encoding="utf-8")
    with pytest.raises(ValueError, match=r"us\.toml") as caught:
        load([tmp_path, SHIPPED], "us")
    assert str(tmp_path) in str(caught.value)
    (tmp_path / "us.toml").write_bytes(b'emergency = ["911"] # \xe9')
    with pytest.raises(ValueError, match="UTF-8"):
        load([tmp_path, SHIPPED], "us")


def test_without_any_default_it_is_said_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"_default\.toml") as caught:
        load([tmp_path], "zz")
    assert str(tmp_path) in str(caught.value)


def test_every_promised_country_is_shipped() -> None:
    assert {load([SHIPPED], country).country for country in PROMISED} == PROMISED


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_file_is_whole_and_confirmed_by_nobody_yet(path: Path) -> None:
    resources = parse(path.read_text(encoding="utf-8"), path.stem)
    assert resources.emergency
    assert any("suicide" in line.kinds for line in resources.lines)
    assert any("abuse" in line.kinds for line in resources.lines)
    assert confirmed(resources).lines == ()
    assert all("verified_on" in line for line in tomllib.loads(path.read_text(encoding="utf-8"))["lines"])
