"""Talking to whoever sets the practice up: one question at a time, and again until the answer can be used."""

from __future__ import annotations

import getpass
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from bot.core.errors import ConfigError

NOBODY = (
    "nobody is there to answer: init asks its questions at a terminal. Without one write the answers into a file, "
    "in the form of config.example.toml, and give it: handrail init --answers FILE"
)
STOPPED = "stopped; no settings were written. To start again: handrail init"
YES = frozenset(("y", "yes", "yeah", "yep", "yup", "sure", "ok", "okay", "j", "ja", "si", "sí", "oui", "sim"))
NO = frozenset(("n", "no", "nope", "nah", "nein", "non", "nao", "não"))
WIDTH = 110  # characters that most terminals show without breaking a line


class Shown(Enum):
    """Whether what is typed may be seen on the screen."""

    OPENLY = "openly"
    SECRETLY = "secretly"


@dataclass(frozen=True, slots=True)
class Question:
    ask: str
    why: str = ""
    example: str = ""
    default: str = ""  # what Enter means
    enter: str = ""  # what Enter does where there is no default: "skip this"
    shown: Shown = Shown.OPENLY


class Talk(Protocol):
    def say(self, text: str) -> None: ...

    def ask(self, question: Question) -> str:
        """What was typed, without the blanks around it. Raises `ConfigError` if nobody is there."""
        ...


class Terminal:
    """Talks on stderr, so that stdout carries results alone, and listens on stdin."""

    def say(self, text: str) -> None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def ask(self, question: Question) -> str:
        self.say("")
        if question.why:
            self.say(textwrap.fill(question.why, WIDTH))
        if question.example:
            self.say(
                textwrap.fill(
                    question.example, WIDTH, initial_indent="  For example: ", subsequent_indent="  "
                )
            )
        prompt = f"{question.ask}{_hint(question)}: "
        try:
            if question.shown is Shown.SECRETLY:
                typed = getpass.getpass(
                    f"{prompt}(not shown while you type or paste) ", stream=sys.stderr
                ).strip()
                if typed:
                    self.say(f"  {len(typed)} characters received.")
                return typed
            sys.stderr.write(prompt)
            sys.stderr.flush()
            line = sys.stdin.readline()
        except EOFError:
            raise ConfigError(STOPPED) from None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(NOBODY) from error
        if not line:
            sys.stderr.write("\n")
            raise ConfigError(STOPPED)
        return line.strip()


def _hint(question: Question) -> str:
    if question.default:
        return f" [{question.default}]"
    return f" [Enter: {question.enter}]" if question.enter else ""


def answer(talk: Talk, question: Question, problem: Callable[[str], str]) -> str:
    """An answer in which `problem` finds nothing wrong; what it finds is said, and the question asked again."""
    now = question
    while True:
        typed = talk.ask(now) or question.default
        if not typed.isprintable():
            wrong = "there are signs in it that no keyboard shows"
        elif not typed and not question.enter:
            wrong = "this one is needed"
        else:
            wrong = problem(typed) if typed else ""
        if not wrong:
            return typed
        talk.say(f"  Sorry: {wrong}. Let us try again.")
        now = replace(question, why="", example="")


def agreed(talk: Talk, question: Question) -> bool:
    """Yes or no; the default must be one of them."""
    typed = answer(talk, question, lambda said: "" if _plain(said) in YES | NO else "please write yes or no")
    return _plain(typed) in YES


def _plain(said: str) -> str:
    return said.strip(" .!,").casefold()
