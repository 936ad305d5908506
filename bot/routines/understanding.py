"""Decides what a short message means whatever was asked: a command in plain words, a yes or a no, a side question,
an hour, days, a place, a phone number or a language. It never reads risk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.routines.words_commands import COMMAND_WORDS, CommandName
from bot.routines.words_consent import NO_WORDS, YES_WORDS
from bot.routines.words_fold import LONGEST_READ, fold, plain_words
from bot.routines.words_languages import LANGUAGE_CODES, LANGUAGE_NAMES
from bot.routines.words_phrases import any_of
from bot.routines.words_questions import is_question
from bot.routines.words_times import days_of, time_of_day
from bot.routines.words_zones import utc_offset_from_local, zone_for_offset, zone_from

__all__ = [
    "Command",
    "CommandName",
    "command_of",
    "days_of",
    "is_question",
    "language_of",
    "phone_of",
    "time_of_day",
    "utc_offset_from_local",
    "yes_no",
    "zone_for_offset",
    "zone_from",
]

_LONGEST_COMMAND: Final = 120
"""No command takes more words than this; a longer message tells something."""


@dataclass(frozen=True, slots=True)
class Command:
    """What the client asks of the avatar, with what stood behind a slash command ("/start CODE"), else ""."""

    name: CommandName
    argument: str = ""


_SLASH: Final = re.compile(r"\A\s*/([A-Za-z_]{2,20})(?:@[A-Za-z0-9_]{1,40})?(?:\s+(\S[\s\S]*))?\s*\Z")
_SLASH_NAMES: Final = {name.value: name for name in CommandName} | {
    "check_in": CommandName.CHECKIN,
    "time": CommandName.WHEN,
    "times": CommandName.WHEN,
    "days": CommandName.WHEN,
    "timezone": CommandName.WHEN,
    "coach": CommandName.HUMAN,
    "privacy": CommandName.POLICY,
    "consent": CommandName.POLICY,
    "erase": CommandName.DELETE,
    "unsubscribe": CommandName.STOP,
    "quit": CommandName.STOP,
    "menu": CommandName.HELP,
    "commands": CommandName.HELP,
    "stats": CommandName.PROGRESS,
    "continue": CommandName.RESUME,
}
_BEFORE: Final = re.compile(
    any_of("""
        please|pls|plz|hi|hey|hello|hiya|ok|okay|so|well|um|right|oh|yes|yeah|actually|sorry|just|bot|handrail;
        can|could|may|would i|we|you please|just?; will you please?; can; is it possible to; would it be possible to;
        how|where do|can|could|would i; i want|need|wish|have|would_like|would_love you? to; i want|need|would_like;
        id like|love you? to; id like; i wanna; i will|would_rather; id rather; ill; i think ill; im going to; im gonna;
        time to; you can; you to; to; lets; let us; let me; go and; do you mind;
        bitte|hallo; kann|konnte|darf ich; kannst|konntest du; ich mochte|will|brauche; ich wurde gern|gerne;
        por favor; hola; puedo|puedes|podria|podrias|quiero|quisiera|necesito; me gustaria;
        bonjour|salut; sil te|vous plait; puis je; je peux|veux|voudrais; peux tu; pouvez vous; jaimerais;
        jai besoin de;
        est ce que je peux; ciao; per favore; posso|puoi|vorrei|voglio; mi piacerebbe; ho bisogno di;
        ola|oi|queria; eu quero?; quero|preciso|posso|pode|podes; gostaria de
    """)
    + r"(?: |\Z)"
)
_AFTER: Final = re.compile(
    " "
    + any_of("""
        please|pls|plz|thanks|thank_you|thankyou|thx|ta|cheers|mate|ok|okay|now|instead|bot|handrail; if possible;
        if i can; if you can; if thats ok|okay|alright; would be great; bitte|danke|jetzt|mal; por favor; gracias|ahora;
        sil te|vous plait; svp|stp|merci|maintenant; per favore; grazie|adesso|ora; obrigado|obrigada|agora
    """)
    + r"\Z"
)
_MOST_STRIPS: Final = 5


def command_of(text: str) -> Command | None:
    """The command that the whole message means, in slash form or in plain words; None when it says anything else."""
    if text.lstrip()[:1] == "/":
        found = _SLASH.match(text[:LONGEST_READ])
        name = _SLASH_NAMES.get(found[1].lower()) if found else None
        return Command(name, (found[2] or "").strip()) if found and name else None
    if len(text) > _LONGEST_COMMAND:
        return None
    words = plain_words(text)
    name = COMMAND_WORDS.get(words)
    if name is not None:
        return Command(name)
    for ending in (False, True):
        rest = words
        for _ in range(_MOST_STRIPS):
            shorter = _AFTER.sub("", rest) if ending else rest
            shorter = _BEFORE.sub("", shorter) if shorter == rest else shorter
            if shorter == rest:
                break
            rest = shorter
            name = COMMAND_WORDS.get(rest)
            if name is not None:
                return Command(name)
    return None


_YES_SIGNS: Final = frozenset("👍✅✔☑👌🙏💯🆗")
_NO_SIGNS: Final = frozenset("👎❌✖🚫⛔🙅")
_NO_FIRST: Final = re.compile(r"\A(?:no|nope|nah|nein|non|nao|never|nee)(?: |\Z)")
_TAKES_BACK: Final = re.compile(
    r"\b(?:but|though|unless|except|however|problem|problems|worries|bother|mind|go ahead|sure|yes|fine|ok"
    r"|agree|aber|pero|mais|mas|ma|objection|doubt|idea|matter|issue|issues|need to ask|no problem|wait"
    r"|problema|hay problema|pasa nada|probleme?|souci|preoccupation)\b"
)


def yes_no(text: str) -> Literal["yes", "no"] | None:
    """A clear yes or a clear no; anything with a condition in it is neither."""
    words = plain_words(text)
    if not words:
        signs = frozenset(text[:LONGEST_READ])
        if signs & _YES_SIGNS:
            return None if signs & _NO_SIGNS else "yes"
        return "no" if signs & _NO_SIGNS else None
    if len(words) > _LONGEST_COMMAND or (text.rstrip().endswith("?") and words not in {"no", "nope"}):
        return None
    if words in YES_WORDS:
        return "yes"
    if words in NO_WORDS:
        return "no"
    return "no" if _NO_FIRST.match(words) and not _TAKES_BACK.search(words) else None


_PHONE: Final = re.compile(
    r"(?<![\w+])(?:\+ ?)?\(?\d(?:[ \t\u00a0().\-–/]{0,3}\d){5,16}(?!\w)(?: ?(?:ext|x)\.? ?\d{1,5})?",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\A(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\Z")


def phone_of(text: str) -> str | None:
    """The first phone number in the text as it was written, at least six digits; dates are not numbers to call."""
    for found in _PHONE.finditer(text[:LONGEST_READ]):
        number = str(found[0]).strip()
        if not _DATE.match(number):
            return number
    return None


_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The two-letter code of the one language that the text names, or None."""
    folded = fold(text).strip()
    if len(folded) > _LONGEST_COMMAND:
        return None
    words: list[str] = _WORD.findall(folded)
    if words and words[0] in LANGUAGE_CODES and (len(words) == 1 or len(folded) <= 5):
        return words[0]
    named = {LANGUAGE_NAMES[word] for word in words if word in LANGUAGE_NAMES}
    return named.pop() if len(named) == 1 else None
