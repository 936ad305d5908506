"""Tells a side question ("can I swap it with Thursday?") from an answer that merely sounds unsure ("ok I guess?")."""

from __future__ import annotations

import re
from typing import Final

from bot.routines.words_fold import fold

_ASKS_SOMEBODY: Final = (
    r"(?:can|could|should|shall|may|might|would|will|do|does|did|am|are|is|was|were|has|have) (?:i|we|you|u"
    r"|it|this|that|there|they|he|she|my|the|anyone|someone|these|those|a|your)"
    r"|(?:can|could|would|will|do|are) (?:ya|yous)"
    r"|(?:puedo|puedes|podria|podrias|debo|deberia|tengo que|es que)"
    r"|(?:kann|konnte|darf|soll|sollte|muss|kannst|konntest|ist|sind|hast|habt|gibt|werde|wird) (?:ich|du"
    r"|man|ihr|wir|das|es|der|die|sie|mir)"
    r"|(?:puis-je|est-ce que|peux-tu|pouvez-vous|est-il|dois-je|je peux|je dois|tu peux|vous pouvez)"
    r"|(?:posso|puoi|potrei|devo|dovrei|potresti|possiamo)"
    r"|(?:posso|pode|podes|poderia|devo|deveria)"
)
_ASKS_WHAT: Final = (
    r"(?:what|whats|what's|which|who|whos|who's|whose|why|whys|why's|how|hows|how's|when|whens|when's|where"
    r"|wheres|where's|whats|wat|wot)"
    r"|(?:que|cual|cuando|como|donde|quien|por que|cuanto|cuantos|cuanta|cuantas|para que)"
    r"|(?:was|wie|wann|wo|warum|wieso|weshalb|wer|welche|welcher|welches|wieviel|wozu)"
    r"|(?:quel|quelle|quels|quelles|quand|comment|ou|pourquoi|qui|combien|qu'est-ce|c'est quoi|quoi)"
    r"|(?:che|cosa|quale|quali|quando|come|dove|perche|chi|quanto|quanti|cos'e|qual e)"
    r"|(?:o que|qual|quais|quando|como|onde|por que|porque|quem|quanto|quantos)"
)
_ENGLISH_WHAT: Final = re.compile(
    r"\A(?:what|whats|what's|which|who|whos|who's|why|how|hows|how's|when|whens|when's|where|wheres|where's) "
    r"(?:is|are|was|were|do|does|did|can|could|should|would|will|am|have|has|if|about|one|kind|exactly"
    r"|counts|to|the difference|my|the point"
    r"|time|day|days|do i|you mean|happens|happened|many|much|often|long|far|come|makes)\b"
)
_OPENING: Final = (
    r"(?:\A|[.!;,:\n] ?|\b(?:but|and|also|btw|so|ok|hey|sorry|quick question|question|wait|um"
    r"|aber|pero|mais|ma|mas|und|et|y|e) )"
)
_SOMEBODY: Final = re.compile(_OPENING + r"[ (]*(?:" + _ASKS_SOMEBODY + r")\b")
_WHAT: Final = re.compile(_OPENING + r"[ (¿]*(?:" + _ASKS_WHAT + r")\b")
_STARTS_SOMEBODY: Final = re.compile(
    r"\A(?:(?:hi|hey|hello|sorry|ok|btw|so|and|but|wait|um|quick question|question)[,:.!]? )?"
    r"(?:can|could|should|shall|may|do|does|did|am|are|is) (?:i|we|you|u|it|this|that|there|they|my|the"
    r"|anyone|someone) \w+ \w+"
)
_EXCLAIMS: Final = re.compile(
    r"\A(?:what an?|how (?:lovely|nice|kind|sweet|awful|annoying)|what stress|what sleep|what energy"
    r"|who knows|why not|how dare|who cares|god knows)\b"
)
_HEDGES: Final = re.compile(
    r"\b(?:i guess|i think|i suppose|maybe|perhaps|probably|dunno|not sure|ish|or so|right|eh|no|isn't it"
    r"|innit|ok|okay|i reckon|ich glaube|vielleicht|creo|quizas|tal vez|je crois|peut-etre|forse|credo"
    r"|talvez|acho)\b[^a-z?]*\?*\Z"
    r"|\A(?:maybe|perhaps|probably|i guess|i think|not sure|dunno|vielleicht|quizas|peut-etre|forse|talvez)\b"
)
_WORDS: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONG_ENOUGH: Final = 4


def is_question(text: str) -> bool:
    """Whether the message asks something that wants an answer, with or without a question mark."""
    folded = " ".join(fold(text).split())
    words = _WORDS.findall(folded)
    if len(words) < 2 or _EXCLAIMS.match(folded):
        return False
    if "?" not in folded:
        return len(words) > 2 and bool(_STARTS_SOMEBODY.match(folded) or _ENGLISH_WHAT.match(folded))
    last = folded.rfind("?")
    asked, after = folded[: last + 1], folded[last + 1 :]
    if _SOMEBODY.search(asked):
        return True
    if len(_WORDS.findall(after)) > 0 and len(after) > 1:
        return False
    if _WHAT.search(asked):
        return True
    return (
        len(words) >= _LONG_ENOUGH
        and not any(char.isdigit() for char in folded)
        and not _HEDGES.search(asked)
    )
