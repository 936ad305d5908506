"""The words that clients read: every language whole, every key in use, every text sendable, every mistake told."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

import pytest

from adapters.telegram.outbound import TAP_CHARACTERS
from bot.core.client import Ask
from bot.core.errors import ConfigError
from bot.opening import PROMPTS, QUESTIONS
from bot.routines.commands import PURPOSES
from bot.routines.exercise import STEPS
from bot.routines.held import MEMBERSHIP
from bot.routines.onboarding import DAY_CHOICES
from bot.routines.replies import LONGEST_QUOTE
from bot.routines.scoring import score
from bot.routines.understanding import (
    CommandName,
    command_of,
    days_of,
    language_of,
    time_of_day,
    yes_no,
)
from bot.texts import BASE, CrisisText, SaidTexts, crisis_text, load_said
from escalation.resources import DEFAULT, Resources, load
from escalation.words import State

SAID = PROMPTS / "said"
TEXTS = load_said([PROMPTS])
ENGLISH = TEXTS.by_language[BASE]
LANGUAGES = TEXTS.languages
FILES = tuple(sorted(path.stem for path in SAID.glob("*.toml")))
COUNTRIES = tuple(sorted(path.stem for path in (PROMPTS / "resources").glob("*.toml")))

LONGEST_MESSAGE = 4096  # Telegram's limit
LONGEST_BUTTON = 30  # what a phone shows of a button that has a row to itself
LONGEST_FILLED_BUTTON = 45  # the same in small letters; Slack would take 75
LABELS = ("days.daily", "days.weekdays", "days.mwf", "language.name")  # shown on buttons too


def names_in(variants: tuple[str, ...]) -> set[str]:
    return {name for text in variants for _, name, _, _ in Formatter().parse(text) if name}


def with_every_line(country: str) -> Resources:
    """The resources of a country as they are once the owner has confirmed all of them: the longest they get."""
    found = load([PROMPTS / "resources"], country)
    return replace(found, lines=tuple(replace(line, verified_on=date(2026, 1, 1)) for line in found.lines))


def longest_crisis(language: str) -> str:
    blocks = (CrisisText(with_every_line(country), TEXTS).lines(language) for country in COUNTRIES)
    return max(blocks, key=len)


@cache
def long_values(language: str) -> dict[str, str | int]:
    """The longest that each name stands for in real use, and then some."""

    def say(key: str, **values: str | int) -> str:
        return TEXTS.say(language, key, **values)

    days = say("days.names").split()
    purposes = [say(f"purpose.{purpose}") for purpose in PURPOSES]
    return {
        "name": "Maximiliane-Alexandra von und zu Hohenlohe-Schillingsfürst",
        "practice": "Institut für achtsames Coaching, Begleitung und berufliche Entwicklung am See",
        "coach": "Maria da Conceição Albuquerque de Vasconcelos",
        "called": ", ".join(f"Maria da Conceição Albuquerque {n}" for n in range(12)),
        "crisis": longest_crisis(language),
        "by": say("by.day", day=max(days, key=len), hour="23:59"),
        "day": max(days, key=len),
        "days": ", ".join(days[:6]),
        "hour": "23:59",
        "clock": "23:59",
        "zone": "America/Argentina/ComodRivadavia",
        "next": f"{max(days, key=len)} 23:59",
        "review_hours": say("span.hours", n=168),
        "days_kept": 3650,
        "audit_kept": 3650,
        "n": 12345,
        "complete": 12345,
        "numbers": ", ".join(f"{say(f'q.{key}.short')} 5" for key in ("energy", "stress", "sleep")),
        "number": "https://www.hilfe-telefon-missbrauch.online",
        "quote": "x" * LONGEST_QUOTE,
        "wins": "; ".join(["y" * LONGEST_QUOTE] * 2),
        "purpose": max(purposes, key=len),
        "version": "2026-11",
        "on": "2026-11-30",
    }


def filled(language: str, key: str) -> list[str]:
    values = long_values(language)
    return [
        TEXTS.choose(language, key, turn, **values) for turn in range(len(TEXTS.by_language[language][key]))
    ]


# --- every language is whole ---------------------------------------------------------------------------


def test_the_six_promised_languages_are_spoken() -> None:
    assert set(LANGUAGES) == {"en", "de", "es", "fr", "pt", "it"}
    assert LANGUAGES[0] == BASE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key(language: str) -> None:
    assert TEXTS.by_language[language].keys() == ENGLISH.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_every_name_of_the_english_one(language: str) -> None:
    """The loader refuses names too many; shipped texts lose none either."""
    said = TEXTS.by_language[language]
    lost = {key: names_in(ENGLISH[key]) - names_in(said[key]) for key in ENGLISH}
    assert {key: names for key, names in lost.items() if names} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_variant_carries_the_clients_own_words(language: str) -> None:
    for key in ("reply.win", "reply.obstacle"):
        variants = TEXTS.by_language[language][key]
        assert len(variants) == len(ENGLISH[key])
        assert len(set(variants)) == len(variants)
        assert all("{quote}" in text for text in variants)


@pytest.mark.parametrize("language", LANGUAGES)
def test_wherever_english_gives_the_crisis_numbers_every_language_does(language: str) -> None:
    english = {key for key, variants in ENGLISH.items() if all("{crisis}" in text for text in variants)}
    assert {"hold.stopped", "hold.nobody_yet", "hold.not_reached", "hold.passed_on.open"} <= english
    said = TEXTS.by_language[language]
    assert [key for key in sorted(english) if not all("{crisis}" in text for text in said[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_crisis_numbers_stand_at_the_end_of_their_paragraph(language: str) -> None:
    """The block ends with a line without a full stop: words behind it would read as part of a number."""
    for key, variants in TEXTS.by_language[language].items():
        for text in variants:
            after = text.partition("{crisis}")[2]
            assert after == "" or after.startswith("\n\n"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_itself_and_understands_its_name(language: str) -> None:
    assert language_of(TEXTS.say(language, "language.name")) == language


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != BASE])
def test_no_text_was_left_in_english(language: str) -> None:
    same = {key for key in ENGLISH if TEXTS.by_language[language][key] == ENGLISH[key]}
    alike = {"crisis.line", "q.stress.short"}  # "{name}: {number}", and stress is stress
    alike |= {"span.minute", "span.minutes", "q.obstacle.short"} if language == "fr" else set()
    assert same <= alike


# --- every key is in use, every key in use exists ---------------------------------------------------------

KEY = re.compile(r"[a-z]+(?:\.[a-z0-9_]+)*")
SPEAKS = {
    "words": 2,
    "_told": 3,
    "say": 1,
    "choose": 1,
    "_chosen": 2,
}  # where the key stands among the arguments


@cache
def trees(folder: str) -> list[ast.Module]:
    root = PROMPTS.parent / folder
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.py"))]


def called_name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def constants(tree: ast.AST) -> set[str]:
    """The literal strings under `tree`, the pieces of f-strings left out."""
    pieces = {
        id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces
    }


def shapes(tree: ast.AST) -> set[str]:
    """What the f-strings under `tree` can become, as regular expressions; only those that begin with a family."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(part.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
                else "[a-z0-9_]+"
                for part in node.values
            ]
            if re.match(r"[a-z_]+\\\.", parts[0]):
                found.add("".join(parts))
    return found


def keys_said() -> list[ast.expr]:
    """The expression that stands for the key wherever a text is asked for, or kept in `key` or `trend` for it."""
    found: list[ast.expr] = []
    for tree in trees("bot"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and len(node.args) > SPEAKS.get(called_name(node), 99):
                found.append(node.args[SPEAKS[called_name(node)]])
    for tree in trees("bot/routines"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id in {"key", "trend"} for target in node.targets
            ):
                found.append(node.value)
    return found


def keys_told_by_the_ladder() -> tuple[set[str], set[str]]:
    """The literal and the composed keys under `hold.` that the safety core orders."""
    orders = [
        node.args[0]
        for tree in trees("escalation")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called_name(node) == "Tell" and node.args
    ]
    literal = {f"hold.{key}" for order in orders for key in constants(order)}
    return literal, {rf"hold\.{shape}" for order in orders for shape in shapes(order)}


def test_every_key_in_the_code_has_a_text() -> None:
    families = {key.partition(".")[0] for key in ENGLISH}
    literal = {key for said in keys_said() for key in constants(said) if KEY.fullmatch(key)}
    literal = {key for key in literal if key in ENGLISH or key.partition(".")[0] in families}
    told, told_shapes = keys_told_by_the_ladder()
    assert len(literal) > 60
    assert len(told) > 4
    assert sorted((literal | told) - ENGLISH.keys()) == []
    composed = {shape for said in keys_said() for shape in shapes(said)} | told_shapes
    assert len(composed) > 5
    assert [shape for shape in composed if not any(re.match(shape, key) for key in ENGLISH)] == []


def test_every_text_is_said_somewhere() -> None:
    literal = set[str]().union(*(constants(tree) for tree in trees("bot")))
    composed = {shape for said in keys_said() for shape in shapes(said) if not shape.startswith(r"hold\.")}
    composed |= set[str]().union(*(shapes(tree) for tree in trees("bot/routines")))
    told, told_shapes = keys_told_by_the_ladder()
    said = literal | told | {f"q.{asked.key}.again" for asked in QUESTIONS if asked.scale}
    unsaid = {
        key
        for key in ENGLISH.keys() - said
        if not any(re.fullmatch(shape, key) for shape in composed | told_shapes)
    }
    assert sorted(unsaid) == []


def family(head: str) -> set[str]:
    return {key for key in ENGLISH if key.startswith(f"{head}.")}


def test_the_families_have_exactly_the_members_that_the_code_composes() -> None:
    held_back = [state for state in State if state is not State.CLOSED]
    assert family("hold.passed_on") == {f"hold.passed_on.{state.value}" for state in held_back}
    moves = {f"held.{name.value}{end}" for name in MEMBERSHIP for end in ("", ".already")}
    answers = {f"held.{name.value}" for name in (CommandName.HUMAN, CommandName.CHECKIN, CommandName.START)}
    assert family("held") == moves | answers | {"held.delete", "held.other", "held.tap"}
    asked = {f"ask.{ask.value}" for ask in Ask if ask is not Ask.CONSENT}  # its question is the consent
    assert family("ask") == asked | {"ask.not_understood", "ask.language.unknown"}
    scales = [question.key for question in QUESTIONS if question.scale]
    assert family("q") == (
        {f"q.{question.key}{end}" for question in QUESTIONS for end in ("", ".short")}
        | {f"q.{key}.again" for key in scales}
    )
    for key in scales:
        assert family(f"reply.{key}") == {f"reply.{key}.up", f"reply.{key}.down"}
    assert family("days") == {f"days.{choice}" for choice in DAY_CHOICES} | {"days.names"}
    assert family("purpose") == {f"purpose.{purpose}" for purpose in PURPOSES}
    assert family("grounding") == {f"grounding.{n}" for n in range(1, STEPS + 1)} | {"grounding.stopped"}


# --- what is sent can be sent -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filled_in_text_fits_one_message_and_leaves_no_brace(language: str) -> None:
    for key in ENGLISH:
        for text in filled(language, key):
            assert len(text) < LONGEST_MESSAGE, key
            assert not set("{}") & set(text), key
            assert text == text.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_button_labels_are_short_and_stand_on_one_line(language: str) -> None:
    for key in (*sorted(family("button")), *LABELS):
        limit = LONGEST_FILLED_BUTTON if names_in(ENGLISH[key]) else LONGEST_BUTTON
        for purpose in PURPOSES:
            label = TEXTS.say(language, key, purpose=TEXTS.say(language, f"purpose.{purpose}"))
            assert len(label) <= limit, label
            assert "\n" not in label


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_to_a_tap_fit_into_the_bubble(language: str) -> None:
    for key in ("held.tap", "tap.over", "tap.noted", "tap.changed"):
        assert len(TEXTS.say(language, key)) <= TAP_CHARACTERS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_crisis_block_begins_with_the_emergency_numbers_and_has_every_line(
    country: str, language: str
) -> None:
    resources = with_every_line(country)
    block = CrisisText(resources, TEXTS).lines(language).splitlines()
    assert len(block) == 1 + len(resources.lines)
    assert all(number in block[0] for number in resources.emergency)
    for told, line in zip(block[1:], resources.lines, strict=True):
        assert line.name in told
        assert (line.phone or line.text or line.url) in told


def test_a_line_that_nobody_confirmed_is_not_shown() -> None:
    crisis = crisis_text([PROMPTS], "GB", TEXTS)
    shipped = load([PROMPTS / "resources"], "gb")
    assert crisis.resources.lines == tuple(line for line in shipped.lines if line.verified_on)
    assert crisis.emergency() == ", ".join(shipped.emergency)


def test_a_country_without_a_file_has_the_default_numbers() -> None:
    assert crisis_text([PROMPTS], "XX", TEXTS).resources.country == DEFAULT


def test_variants_take_turns_and_an_unknown_language_is_answered_in_english() -> None:
    count = len(ENGLISH["reply.win"])
    said = [TEXTS.choose("de", "reply.win", turn, quote="x") for turn in range(count + 1)]
    assert len(set(said)) == count
    assert said[0] == said[count]
    assert TEXTS.say("nl", "button.skip") == TEXTS.say("en", "button.skip")
    with pytest.raises(KeyError):
        TEXTS.say("en", "no.such.text")


def test_a_clients_own_braces_are_repeated_and_not_read() -> None:
    assert "{coach} {" in TEXTS.say("fr", "reply.win", quote="{coach} {", coach="Ana")


# --- what the texts suggest is understood ---------------------------------------------------------------------

# Read in each language out of its own text: the words that a client is told to write.
SUGGESTED = {
    "en": ("I agree", "no thanks", "7:30", "Mon, Thu"),
    "de": ("Ich stimme zu", "Nein, danke", "7:30", "Mo, Do"),
    "es": ("Acepto", "No, gracias", "7:30", "lun, jue"),
    "fr": ("J’accepte", "Non merci", "7:30", "lundi, jeudi"),
    "pt": ("Aceito", "Prefiro não", "7:30", "seg, qui"),
    "it": ("Accetto", "No, grazie", "7:30", "lun, gio"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_the_consent_suggests_mean_yes_and_no(language: str) -> None:
    yes, no, _, _ = SUGGESTED[language]
    again = TEXTS.say(language, "consent.again")
    assert yes in again
    assert no in again
    assert (yes_no(yes), yes_no(no)) == ("yes", "no")
    assert yes_no(TEXTS.say(language, "button.agree")) == "yes"
    assert yes_no(TEXTS.say(language, "button.decline")) == "no"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_suggested_hour_and_days_are_understood(language: str) -> None:
    _, _, hour, days = SUGGESTED[language]
    assert hour in TEXTS.say(language, "ask.hour")
    assert days in TEXTS.say(language, "ask.days")
    again = TEXTS.say(language, "when.not_understood")
    assert hour in again
    assert days in again
    clock = time_of_day(hour)
    assert clock is not None
    assert f"{clock:%H:%M}" == "07:30"
    assert days_of(days) == frozenset({0, 3})


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_understood_as_we_write_them(language: str) -> None:
    names = TEXTS.by_language[language]["days.names"][0].split(" ")
    assert len(names) == len(set(names)) == 7
    for first in range(7):
        for second in range(first + 1, 7):
            assert days_of(f"{names[first]}, {names[second]}") == frozenset({first, second})
    for choice, days in DAY_CHOICES.items():
        assert days_of(TEXTS.say(language, f"days.{choice}")) == frozenset(days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_skip_and_stop_mean_that_when_written(language: str) -> None:
    skip = command_of(TEXTS.say(language, "button.skip"))
    stop = command_of(TEXTS.say(language, "button.stop_exercise"))
    assert skip is not None
    assert skip.name is CommandName.SKIP
    assert stop is not None
    assert stop.name is CommandName.STOP


SCALES: tuple[Literal["energy", "stress", "sleep"], ...] = ("energy", "stress", "sleep")
# The ends of each scale, as the question names them: energy, stress, sleep.
ENDS = {
    "en": (("empty", "full"), ("calm", "very high")),
    "de": (("sehr niedrig", "sehr hoch"), ("ruhig", "sehr viel"), ("sehr schlecht", "sehr gut")),
    "es": (("muy baja", "muy alta"), ("calma", "muy alto"), ("muy mal", "muy bien")),
    "fr": (("très bas", "très haut"), ("calme", "très haut"), ("très mal", "très bien")),
    "pt": (("muito baixa", "muito alta"), ("calma", "muito alto"), ("muito mal", "muito bem")),
    "it": (("molto bassa", "molto alta"), ("calma", "moltissimo"), ("molto male", "molto bene")),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_answers_with_the_end_of_a_scale_is_scored_there(language: str) -> None:
    for key, ends in zip(SCALES, ENDS[language], strict=False):
        for said, number in zip(ends, (1, 5), strict=True):
            assert said in TEXTS.say(language, f"q.{key}")
            assert said in TEXTS.say(language, f"q.{key}.again")
            assert score(key, said).score == number, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_named_as_it_is_in_every_language(language: str) -> None:
    """Commands are not translated: a text that misspells one would send a client nowhere."""
    known = {f"/{name.value}" for name in CommandName}
    for key, variants in TEXTS.by_language[language].items():
        for text, english in zip(variants, ENGLISH[key], strict=True):
            named = set(re.findall(r"(?<![\w/])/[a-z]+", text))
            assert named <= (known if key != "stranger.coach" else {"/handrail"}), key
            assert named == set(re.findall(r"(?<![\w/])/[a-z]+", english)), key


# --- a practice's own words, and their mistakes ---------------------------------------------------------------

WORDS = '"button.skip" = "Skip"\n"hold.stopped" = "Stopped; {called} is called. {crisis}"\n"hello" = "Hello {name}"\n'
WORTE = (
    '"button.skip" = "Weiter"\n"hold.stopped" = "Halt; {called} kommt. {crisis}"\n"hello" = "Hallo {name}"\n'
)


def put(root: Path, language: str, text: str) -> Path:
    path = root / "said" / f"{language}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    root = tmp_path / "shipped"
    put(root, "en", WORDS)
    put(root, "de", WORTE)
    return root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def complaint(*roots: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        load_said(roots)
    return str(raised.value)


def test_a_practices_own_file_replaces_the_shipped_one_of_the_same_name(shipped: Path, own: Path) -> None:
    put(own, "de", WORTE.replace("Weiter", "Auslassen"))
    texts = load_said([own, shipped])
    assert texts.say("de", "button.skip") == "Auslassen"
    assert texts.say("en", "button.skip") == "Skip"
    assert load_said([shipped]).say("de", "button.skip") == "Weiter"


def test_a_practice_can_change_the_english_words_and_add_a_language(shipped: Path, own: Path) -> None:
    put(own, "en", WORDS.replace("Skip", "Next"))
    put(own, "nl", WORTE.replace("Weiter", "Overslaan"))
    texts = load_said([own, shipped])
    assert texts.languages == ("en", "de", "nl")
    assert texts.say("en", "button.skip") == "Next"
    assert texts.say("nl", "button.skip") == "Overslaan"


def test_a_folder_without_said_changes_nothing(shipped: Path, own: Path) -> None:
    assert load_said([own, shipped]) == load_said([shipped])


def test_the_shipped_files_are_all_loaded_from_a_practices_folder_too(tmp_path: Path) -> None:
    for language in FILES:
        put(tmp_path, language, (SAID / f"{language}.toml").read_text(encoding="utf-8"))
    texts: SaidTexts = load_said([tmp_path, PROMPTS])
    assert texts == TEXTS


BROKEN = {
    "a missing key": (WORTE.replace('"hello"', "# "), '"hello" is missing'),
    "a key that nobody says": (WORTE + '"hello.again" = "Na?"\n', '"hello.again"'),
    "a name that nobody fills in": (WORTE.replace("{name}", "{nam}"), "\"hello\" fills in ['nam']"),
    "an attribute of a name": (WORTE.replace("{name}", "{name.lower}"), '"hello"'),
    "a number for a text": (WORTE.replace('"Weiter"', "3"), '"button.skip" must be a text'),
    "an empty text": (WORTE.replace('"Weiter"', '" "'), '"button.skip" must be a text'),
    "an empty list": (WORTE.replace('"Weiter"', "[]"), '"button.skip" must be a text'),
    "a table": (WORTE + "[more]\nx = 1\n", '"more" must be a text'),
    "a brace left open": (WORTE.replace("{name}", "{name"), '"hello"'),
    "a brace that nothing opened": (WORTE.replace("{name}", "name}"), '"hello"'),
    "a brace without a name": (WORTE.replace("{name}", "{}"), '"hello"'),
    "a format of its own": (WORTE.replace("{name}", "{name:>3d}"), '"hello"'),
    "a hold without the crisis numbers": (WORTE.replace(" {crisis}", ""), '"hold.stopped"'),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_mistake_in_a_file_is_told_with_file_and_key(what: str, shipped: Path, own: Path) -> None:
    text, told = BROKEN[what]
    path = put(own, "de", text)
    said = complaint(own, shipped)
    assert str(path) in said
    assert told in said


@pytest.mark.parametrize("what", ["a missing key", "a name that nobody fills in", "a key that nobody says"])
def test_a_practices_own_english_is_measured_by_the_shipped_one(what: str, shipped: Path, own: Path) -> None:
    path = put(own, "en", BROKEN[what][0])
    said = complaint(own, shipped)
    assert str(path) in said
    assert BROKEN[what][1] in said


def test_a_file_that_is_no_toml_is_told_by_its_name(shipped: Path, own: Path) -> None:
    path = put(own, "de", '"hello" = Hallo\n')
    assert str(path) in complaint(own, shipped)


def test_a_file_that_is_not_utf_8_is_told_by_its_name(shipped: Path, own: Path) -> None:
    path = put(own, "de", WORTE)
    path.write_bytes(WORTE.replace("Hallo", "Grüß dich").encode("latin-1"))
    assert str(path) in complaint(own, shipped)


def test_a_mark_that_windows_puts_in_front_does_no_harm(shipped: Path, own: Path) -> None:
    put(own, "de", "\ufeff" + WORTE.replace("Weiter", "Auslassen"))
    assert load_said([own, shipped]).say("de", "button.skip") == "Auslassen"


def test_nothing_starts_without_the_english_words(tmp_path: Path) -> None:
    put(tmp_path, "de", WORTE)
    assert "en.toml" in complaint(tmp_path)
