"""Reads the hour and the days of the week that a client names when choosing when to be asked."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from bot.routines.words_fold import fold
from bot.routines.words_numbers import digits_of
from bot.routines.words_phrases import words

_LONGEST: Final = 200
"""An hour or a list of days is named in one short sentence; anything longer is something else."""

_DOUBTFUL_HOURS: Final = {
    "one": "1", "una": "1", "une": "1", "ein": "1", "eins": "1", "uma": "1", "due": "2", "dos": "2", "duas": "2",
    "sei": "6", "sept": "7", "neuf": "9", "dix": "10", "once": "11",
}  # fmt: skip
_HOUR_WORD: Final = re.compile(
    r"\b(las|la|alle|all|l|as|at|past|to|halb|nach|vor|gegen|um|half|a|para|vers|around|about|till"
    r"|until) (?:le |les )?"
    r"('?)(" + "|".join(_DOUBTFUL_HOURS) + r")\b"
)
_HOUR_WORD_BEFORE: Final = re.compile(
    r"\b("
    + "|".join(_DOUBTFUL_HOURS)
    + r")\b(?= ?(?:am|pm|a\.m|p\.m|o'?clock|uhr|heures?|y |e mezz|e un quarto|e meia"
    r"|in the (?:morning|afternoon|evening)|in punto|de la (?:manana|tarde|noche)|da (?:manha|tarde|noite)"
    r"|di (?:mattina|notte)|:))"
)
_QUARTERS: Final = (
    (re.compile(r"\b(?:quarter|viertel|1/4) (?:past|after|nach) (\d{1,2})\b"), r"\1:15"),
    (re.compile(r"\b(?:quarter|viertel|1/4) (?:to|till|before|of|vor) (\d{1,2})\b"), r"\1-15"),
    (re.compile(r"\b(?:half past) (\d{1,2})\b"), r"\1:30"),
    (re.compile(r"\b(?:halb) (\d{1,2})\b"), r"\1-30"),
    (re.compile(r"\bhalf (\d{1,2})\b"), r"\1:30"),
    (re.compile(r"\bdreiviertel (\d{1,2})\b"), r"\1-15"),
    (re.compile(r"\b(\d{1,2}) (?:minutes? |minuten |mins? )?(?:past|after|nach) (\d{1,2})\b"), r"\2:\1"),
    (re.compile(r"\b(\d{1,2}) (?:minutes? |minuten |mins? )?(?:to|before|vor) (\d{1,2})\b"), r"\2-\1"),
    (re.compile(r"\b(\d{1,2})(?: ?h| ?heures?)? (?:y|et|e) (?:un )?(?:cuarto|quart|quarto)\b"), r"\1:15"),
    (re.compile(r"\b(\d{1,2})(?: ?h| ?heures?)? (?:menos|moins|meno) (?:le |un )?(?:cuarto|quart"
        r"|quarto)\b"), r"\1-15"),
    (re.compile(r"\b(\d{1,2})(?: ?h| ?heures?) et (?:demie?)\b"), r"\1:30"),
    (re.compile(r"\b(\d{1,2}) (?:y|e) (\d{2})\b(?! ?(?:h|:))"), r"\1:\2"),
    (re.compile(r"\b(\d{1,2})\.5(?!\d)"), r"\1:30"),
    (re.compile(r"\b(\d{1,2}) 1/2(?!\d)"), r"\1:30"),
)  # fmt: skip
_HOUR_AND_MINUTE: Final = re.compile(r"(?<![\d:.,/+-])(\d{1,2}) ([0-5]\d)(?![\d:./])")
_CLOCK: Final = re.compile(
    r"(?<![\d:.,/+-])(\d{1,2})"
    r"(?:(?: ?: ?|\.| ?h ?| ?uhr )([0-5]?\d)(?![\d:])|-(\d{1,2})(?!\d)|)"
    r" ?(a\.? ?m\b\.?|p\.? ?m\b\.?|o'? ?clock|uhr|hrs?\b(?! of)|h\b|heures?\b|horas?\b|in punto|en punto"
    r"|ish\b)?(?![\d:%])"
)
_FOUR_DIGITS: Final = re.compile(
    r"(?<![\d:.,/+-])([01]\d|2[0-3])([0-5]\d)(?![\d:./])(?: ?(?:h|hrs?|hours|uhr)\b)?"
)
_EVENING: Final = re.compile(
    r"\b(?:p\.? ?m|evenings?|(?:at|every) night|tonight|afternoons?|nachmittags?|abends?|(?:de|por"
    r"|en) la (?:tarde|noche)"
    r"|(?:du|le) soir|de l'apres-midi|l'apres-midi|di sera|la sera|stasera|(?:di|del) pomeriggio|da tarde"
    r"|da noite|a noite|a tarde)\b"
)
_MORNING: Final = re.compile(
    r"\b(?:a\.? ?m|mornings?|morgens|vormittags?|fruh|(?:de|por) la manana|(?:du|le) matin|(?:di|del"
    r"|la) mattina|mattino|da manha|de manha)\b"
)
_NOON: Final = re.compile(r"\b(?:noon|midday|mid day|mittags?|mediodia|midi|mezzogiorno|meio[- ]dia)\b")
_MIDNIGHT: Final = re.compile(r"\b(?:midnight|mitternacht|medianoche|minuit|mezzanotte|meia[- ]noite)\b")
_SPAN: Final = re.compile(
    r"\b\d{1,2}(?:\.\d)? ?(?:hours|hrs|stunden)\b(?! ?sharp)|\b(?:slept|sleep|dormi|geschlafen|for) (?:about )?\d"
)
_DISTANCE: Final = re.compile(
    r"\d ?(?:k|km|kg|miles?|mi|m|min|mins|minutes?|%|/ ?\d|x|days?|weeks?|months?|times|years?)\b"
)
_FILLER: Final = re.compile(
    r"\b(?:at|around|about|by|say|maybe|make|it|its|please|pls|thanks|thank|you|ok|okay|for|me|my|time|is"
    r"|works?|good|best|fine"
    r"|perfect|would|be|d|let|lets|s|let's|on|a|las|los|sobre|hacia|por|favor|um|gegen|ab|bitte|vers|autour"
    r"|de|alle|le|les|as|pelas|verso|per"
    r"|favore|sil|plait|vous|te|uhr|hours?|h|hrs?|heures?|ore|horas?|oclock|o'clock|sharp|ish|in|the|and"
    r"|every|day|daily|from|to|change|move|set|i|i'd|i'll|we|prefer|like|want|how|what|if|possible|now|right"
    r"|here|currently|currently,|am|pm|just|gone|actually)\b"
)
_LEFT_OVER: Final = re.compile(r"[a-z]{2,}")


def _clock_from(found: re.Match[str], text: str) -> time | None:
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        minutes = hour * 60 - int(found[3])
        if not 0 <= hour <= 24 or int(found[3]) not in range(1, 60):
            return None
        hour, minute = divmod(minutes % 1440, 60)
    if hour > 24 or (hour == 24 and minute):
        return None
    hour %= 24
    marker = (found[4] or "").replace(".", "").replace(" ", "")
    if marker == "pm" or (marker != "am" and _EVENING.search(text)):
        if hour == 12 and marker != "pm" and re.search(r"\bnight\b", text):
            hour = 0
        elif hour < 12:
            hour += 12
    elif hour == 12 and (marker == "am" or _MORNING.search(text)):
        hour = 0
    return time(hour, minute)


def _hours_as_digits(text: str) -> str:
    text = _HOUR_WORD.sub(lambda found: f"{found[1]} {_DOUBTFUL_HOURS[found[3]]}", text)
    text = _HOUR_WORD_BEFORE.sub(lambda found: _DOUBTFUL_HOURS[found[1]], text)
    text = digits_of(text)
    for pattern, clock in _QUARTERS:
        text = pattern.sub(clock, text)
    return _HOUR_AND_MINUTE.sub(r"\1:\2", text)


def time_of_day(text: str) -> time | None:
    """The one hour of the day that the text names; a bare "8" is 08:00. None for none, several or a length of time."""
    folded = fold(text)
    if len(folded) > _LONGEST:
        return None
    if _NOON.search(folded) and not re.search(r"\d", folded):
        return time(12, 0)
    if _MIDNIGHT.search(folded) and not re.search(r"\d", folded):
        return time(0, 0)
    levelled = _hours_as_digits(folded)
    if _SPAN.search(levelled) or _DISTANCE.search(levelled):
        return None
    marked: set[time] = set()
    bare: set[time] = set()
    four = _FOUR_DIGITS.search(levelled)
    if four is not None:
        marked.add(time(int(four[1]), int(four[2])))
        levelled = levelled[: four.start()] + levelled[four.end() :]
    for found in _CLOCK.finditer(levelled):
        clock = _clock_from(found, levelled)
        if clock is not None:
            (marked if found[2] or found[3] or found[4] else bare).add(clock)
        elif not found[3]:
            return None
    if len(marked) == 1:
        return marked.pop()
    if marked or len(bare) != 1:
        return None
    rest = _FILLER.sub(" ", _EVENING.sub(" ", _MORNING.sub(" ", levelled)))
    named = re.search(r"\b(?:at|um|gegen|alle|a las|a la|vers|as|pelas|around) \d", levelled)
    return bare.pop() if named or not _LEFT_OVER.search(rest) else None


_DAY_NAMES: Final = (
    "monday|mondays|mon; montag|montags; lundi|lundis; lunes|lun; lunedi; segunda|segundas|segunda-feira|seg",
    "tuesday|tuesdays|tue|tues; dienstag|dienstags; mardi|mardis; martes; martedi; terca|tercas|terca-feira|ter",
    "wednesday|wednesdays|wed|weds; mittwoch|mittwochs; mercredi|mercredis; miercoles|mie; mercoledi;"
    "quarta|quartas|quarta-feira|qua",
    "thursday|thursdays|thu|thur|thurs; donnerstag|donnerstags; jeudi|jeudis|jeu; jueves|jue; giovedi|gio;"
    "quinta|quintas|quinta-feira|qui",
    "friday|fridays|fri; freitag|freitags; vendredi|vendredis; viernes|vie; venerdi; sexta|sextas|sexta-feira",
    "saturday|saturdays|sat; samstag|samstags|sonnabend; samedi|samedis; sabado|sabados|sab; sabato",
    "sunday|sundays|sun; sonntag|sonntags; dimanche|dimanches; domingo|domingos|dom; domenica",
)
_SHORT_DAY_NAMES: Final = (
    "mo|m|lu",
    "tu|di|mar|ma",
    "we|w|mi|mer|me",
    "th|do|je",
    "fr|f|ven|ve|sex",
    "sa|sam",
    "su|so|dim",
)
"""Abbreviations that are words too ("do", "so", "mar"): days only where a message holds nothing but days."""
_STRONG: Final = {name: day for day, names in enumerate(_DAY_NAMES) for name in words(names)}
_WEAK: Final = {name: day for day, names in enumerate(_SHORT_DAY_NAMES) for name in words(names)} | _STRONG
_ALL: Final = frozenset(range(7))
_WORKING: Final = frozenset(range(5))
_GROUPS: Final[tuple[tuple[re.Pattern[str], frozenset[int]], ...]] = (
    (re.compile(r"\b(?:week ?ends?|wochenenden?|am wochenende|fines? de semana|finde|finais de semana"
        r"|fim de semana|fine settimana)\b"), frozenset({5, 6})),
    (re.compile(r"\b(?:week ?days?|work(?:ing)? ?days?|work week|school days|business days|werktags?"
        r"|werktage|wochentags?|unter der woche|arbeitstage|entre semana|dias laborables|dias de semana"
        r"|laborables|en semaine|jours ouvres|jours ouvrables|semaine|feriali|giorni feriali"
        r"|infrasettimanale|dias uteis|durante a semana|during the week)\b"), _WORKING),
    (re.compile(r"\b(?:daily|every ?day|all days?|all week|each day|any ?day|7 days|seven days|all 7"
        r"|all seven|whole week|taglich|jeden tag|alle tage|immer|todos los dias|cada dia|diario|diariamente"
        r"|a diario|tous les jours|chaque jour|quotidien|quotidiennement|toute la semaine|tutti i giorni"
        r"|ogni giorno|ogni di|quotidiano|todos os dias|todo dia|cada dia|24/7|7/7)\b"), _ALL),
    (re.compile(r"\b(?:mwf|m/w/f)\b"), frozenset({0, 2, 4})),
    (re.compile(r"\b(?:tth|tuth|t/th)\b"), frozenset({1, 3})),
    (re.compile(r"\b(?:mtwtf|mtwthf|m-f|5 days a week)\b"), _WORKING),
)  # fmt: skip
_TOKEN: Final = re.compile(r"[a-z]+(?:-feira)?|[-,&/+;.]|→|\n")
_TO: Final = frozenset(
    {
        "-",
        "to",
        "through",
        "thru",
        "till",
        "until",
        "bis",
        "a",
        "al",
        "au",
        "ate",
        "jusqu",
        "hasta",
        "fino",
        "→",
        "and_",
    }
)
_LINKS: Final = (
    words(
        "and|y|e|et|und|ou|o|or|on|the|les|le|los|el|i|il|am|an|aos|as|nas|da|de|du|dal|del|from|to|every|each|only|just"
    )
    | words("please|von|bis|nur|solo|seulement|bitte|oder")
    | frozenset("&,/+;.-\n")
    | _TO
)
_EXCEPT: Final = re.compile(
    r"\b(?:except|excluding|but not|not|no|without|bar|apart from|other than|ausser|nicht|ohne|menos|excepto"
    r"|salvo|sauf|hors|tranne|eccetto|exceto|but)\b"
)


def _listed(text: str) -> frozenset[int] | None:
    """The days and ranges of days that the words name, or None when they name none."""
    tokens = _TOKEN.findall(text)
    named = [token for token in tokens if token not in _LINKS or token in _STRONG]
    names = (
        _WEAK
        if named and all(word in _WEAK for word in named) and (len(named) > 1 or len(named[0]) > 2)
        else _STRONG
    )
    days: set[int] = set()
    previous: int | None = None
    spanning = False
    for token in tokens:
        day = names.get(token)
        if day is not None:
            if spanning and previous is not None:
                days.update((previous + step) % 7 for step in range((day - previous) % 7 + 1))
            days.add(day)
            previous, spanning = day, False
        elif token in _TO:
            spanning = previous is not None
        elif token in {"le", "o", "il", "los", "el", "les", "\n", "a"}:
            continue
        else:
            spanning = False
    return frozenset(days) if days else None


def days_of(text: str) -> frozenset[int] | None:
    """The days of the week that the text names, 0 for Monday; None when it names none."""
    folded = fold(text)
    if len(folded) > _LONGEST:
        return None
    kept, _, dropped = folded.partition(found[0]) if (found := _EXCEPT.search(folded)) else (folded, "", "")
    wanted: frozenset[int] = frozenset()
    for pattern, days in _GROUPS:
        if pattern.search(kept):
            wanted |= days
            kept = pattern.sub(" ", kept)
    wanted |= _listed(kept) or frozenset()
    if found is None:
        return wanted or None
    unwanted: frozenset[int] = _listed(dropped) or frozenset()
    for pattern, days in _GROUPS:
        if pattern.search(dropped):
            unwanted |= days
    if not unwanted:
        return wanted or None
    return ((wanted or _ALL) - unwanted) or None
