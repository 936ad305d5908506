"""Finds the numbers of an answer that can be a score - "4", "7/10", "70%", "3-4", "slept 6h30" - and leaves out
those that count something else: dates, distances, children, coffees, yesterday."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Final, Literal, NamedTuple

from bot.routines.scoring_tokens import Question, Token
from bot.routines.words_phrases import expanded


class Reading(NamedTuple):
    """A number understood as a score from 1 to 5; `first` and `last` are the indexes of its tokens."""

    score: int
    kind: Literal["of_scale", "bare", "range", "hours"]
    first: int
    last: int
    when: Literal["now", "open", "past"]
    about: Question | None


def half_up(value: float) -> int:
    """The nearest whole score from 1 to 5, halves up."""
    return min(5, max(1, floor(value + 0.5)))


def of_hours(hours: float) -> int:
    """The score of a night of so many hours: 8 or more is 5, 7 is 4, 6 is 3, 5 is 2, less is 1."""
    return half_up(hours - 3)


def _words(notation: str) -> frozenset[str]:
    return frozenset(expanded(notation))


LABELS: Final[dict[str, Question]] = {
    word: question
    for question, words in (
        ("energy", "energy energies energie energia enrgy enery nrg energi eneryg energyy engery energia energetically"),
        ("stress", "stress strss stres stresss estres estresse streß stresslevel stresslevels stess stressniveau"),
        ("sleep", "sleep slep slp sleeep sleeping slept schlaf sueno sommeil sono sonno slpe sleept slepp sleap geschlafen dormi dormido dormito dormir"),
    )
    for word in words.split()
}  # type: ignore[assignment]

_SCALE_ENDS: Final = frozenset({4.0, 5.0, 6.0, 7.0, 10.0, 20.0, 100.0})
_RATIO_WORDS: Final = _words("of|von|sobre|sur|su|em|de|di|auf|outta|outa|over")
_PERCENT: Final = _words("%|percent|pct|prozent|porciento")
_HOURS: Final = _words("h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures|ora|ore|hs")
_BESIDE_HOURS: Final = _words(
    "solid|good|straight|full|broken|proper|unbroken|whole|measly|glorious|lousy|ish|odd|or|so|gute|scarse|buone|boas|bonnes|petites|-|+|"
    "interrupted|disturbed|patchy|lovely|decent|uninterrupted|restless|shitty|crappy|poor|great|blissful|sweet|short|miserable|or_so|maybe|plus"
)
_MINUTES: Final = _words("m|min|mins|minute|minutes|minuten|minutos|minuti")
_CLOCK: Final = _words("am|pm|uhr|oclock|a|p")
_UNITS: Final = (
    _words("""
        day|days|night|nights|week|weeks|wk|wks|month|months|year|years|yr|yrs|yo|k|km|kms|kg|kgs|g|lb|lbs|mi|mile|miles|m|mph|bpm|ml|cl|l|x|
        litres|liters|steps|reps|sets|laps|times|time|euro|euros|pound|pounds|quid|dollars|cup|coffee|pint|pints|beer|drink|glass|can|kid|child|
        children|boy|girl|baby|people|meeting|feet|men|women|shift|more|different|other|big|small|separate|wee|little|extra|st|nd|rd|th|nap|
        euro|tage|nachte|wochen|kinder|mal|dia|dias|noche|noches|veces|vez|ninos|jours|nuits|fois|enfants|giorni|notti|volte|volta|bambini|noites|
        vezes|criancas|filhos|hijos|figli|kids|boys|girls|coffees|things|meetings|thing|sec|secs|seconds|hundred|thousand|million|year-old|
        young|year-olds|small|tiny|screaming|back|long|deep|full|whole|consecutive|sick|late|early|double|night-shifts|cats|dogs|alarms|blocks
    """)
    | _MINUTES
    | frozenset("£$€")
)
_NOT_PLURALS: Final = _words("""
    this|less|was|is|its|thats|always|perhaps|yes|thanks|as|plus|unless|across|bless|guess|stress|has|towards|sometimes|besides|vs|mais|mas|
    menos|moins|pues|apres|depois|gracias|alors|hes|shes|lets|days|nights|ours|theres|us|whats|just_as|stars|dress|mess|happiness|tiredness|
    sickness|press|loss|less|pass|address|business|busy_ness|busyness|pls|ps|thus|minus|las|los|les|des|es|els|tres|pas|plus|dans|sans|sous|
    jours|suis|temps|cans|seems|feels|points|kicks|helps|works|means|gives|gets|keeps|hits|goes|makes|comes|says
""")
_NAMED_BY: Final = _words("""
    since|until|till|til|by|before|after|past|woke|every|each|in|day|week|age|aged|turned|no|number|nr|chapter|page|km|mile|part|season|
    episode|series|zone|grade|room|bus|q|question|have|had|has|got|ran|walked|did|took|drank|ate|um|gegen|seit|vor|nach|ab|alle|dalle|desde|
    depuis|pendant|tag|woche|dia|jour|giorno|vitamin|phase|top|next|these|those|other|another|with|£|$|€|#|@|up_at|june|july|january|february|
    march|april|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|
    sunday|covid|bed|awake|ages|for|drove|cycled|swam|lifted|lost|gained|version|type|category|round|lap|set|type
""")
_AROUND: Final = _words("a|an|the|about|around|like|maybe|say|roughly|approx|approximately|circa|ca|etwa|ungefahr|unos|casi|environ|presque|quasi|circa|nearly|almost|barely|only|just|over|under|another|some|~|at|solid|good|strong|weak|low|high|firm|cerca|uns|eine|ein|un|una|une|um|uma|er|ehh|um|prob|probably|i|guess|think|its|it|is|im|honest|big|hard|bare|mere|definite|easy|of")
_STANDS_AT: Final = _words("im|am|is|its|sitting|hovering|still|feeling|been|currently|put|me|running|about|was|operating|stuck|say|sits|level|levels|im_still|now|today|,|.|:|-|day|it|that|stay|holding|steady")
_PASSABLE_BEFORE_A: Final = _words("for|with|got|had|have|by|at|in|did|no|number")
""" "I've got a 4", "going with a 3": with the article the number is a mark, without it a count."""
_PAST: Final = _words("was|were|from|than|vs|versus|not|isnt|yesterday|usually|normally|before|against|gestern|ayer|hier|ieri|ontem|instead|statt|nicht|era|last")
_PAST_AFTER: Final = _words("yesterday|usually|normally|before|earlier|gestern|ayer|hier|ieri|ontem|last|previously|originally")
_NOW: Final = _words("now|today|tonight|currently|call|make|actually|sorry|mean|wait|rather|correction|heute|jetzt|hoy|ahora|aujourdhui|maintenant|oggi|adesso|hoje|agora|settle|overall|so|to|→|>|=|scratch|nope|meant|put|final|go|going|no")
_LINKS: Final = _words("-|to|or|and|bis|a|o|oder|ou|und|y|et|e|maybe|possibly|perhaps|bordering|verging|on|nearly|almost|going|~|/|&|ate|al|hasta|low|high|even|the|weak|strong|edging|towards|pushing")
_JOINS: Final = _words("-|to|or|and|bis|o|oder|ou|und|y|et|e|/|~|&|a|ate|maybe|possibly|perhaps|bordering|verging|almost|nearly|edging|pushing|going|&")
_OR: Final = _words("or|oder|ou|o")
_DEVICES: Final = _words("score|scored|scores|rating|garmin|oura|whoop|fitbit|watch|ring|tracker|app|battery|readiness|recovery|akku|batterie|bateria|batteria|scale")
_BATTERY: Final = _words("battery|akku|batterie|bateria|batteria|charged|charge|body")
_AWAKE: Final = _words("awake|lay|lying|stared|staring|took|taking|tossing|scrolling|scrolled|worked|working|drive|drove|flight|training|walk|walked|every|each|after|within|last|meeting|lost|missed|missing|tv|wach|despierto|despierta|eveille|sveglio|acordado|crying|wake|woke|reading|watching|work|extra")
_NOT_SLEPT: Final = _words("ago|late|later|early|earlier|less|more|fewer|behind|short|before|awake|lying|staring|tossing|scrolling|wach|driving|shift|commute|jetlag|difference|to|watching|crying|waiting|reading|gaming")
_SLEEP_EDGES: Final = _words("from|slept|asleep|bed|between|dormi|geschlafen|von|de|da|dalle|das|desde|out|down|crashed|sleep|lights")
_TILL: Final = _words("till|til|until|to|through|thru|bis|a|al|alle|as|ate|hasta|jusqua|and|-|>|→|up|awake|woke|alarm|wake|rose|at|,|then|las|by|about|around|las|again|feed|for")
_RISES: Final = _words("up|awake|woke|alarm|wake|rose|til|till|until|bis|hasta|ate|jusqua|→")


def _is_sign(token: Token) -> bool:
    return not token.text[0].isalnum()


def _clock(tokens: Sequence[Token], at: int) -> tuple[float, bool, int] | None:
    """Hour of the day at token `at`, whether it is surely a clock time, and its last token."""
    token = tokens[at]
    if token.number is None:
        if not token.text[0].isdigit() or ":" not in token.text:
            return None
        hours, _, minutes = token.text.partition(":")
        if int(hours) > 24 or int(minutes[:2]) > 59:
            return None
        hour, sure = int(hours) + int(minutes[:2]) / 60, True
    elif token.number <= 24:
        hour, sure = token.number, False
    else:
        return None
    last = at
    if at + 1 < len(tokens) and tokens[at + 1].text in _CLOCK:
        mark = tokens[at + 1].text
        beside = tokens[at + 1].start == token.end
        if mark in {"am", "pm", "uhr", "oclock"} or beside:
            last, sure = at + 1, True
            if mark in {"pm", "p"} and hour < 12:
                hour += 12
            elif mark in {"am", "a"} and hour == 12:
                hour = 0
    return hour, sure, last


def _night(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Hours of a night told by its two ends ("11 till 7", "bed at 10, up at 6"), and the last token of it."""
    begin = _clock(tokens, at)
    if begin is None:
        return None
    middle = begin[2] + 1
    between: list[str] = []
    while middle < len(tokens) and len(between) < 6 and (tokens[middle].text in _TILL or tokens[middle].text in _AROUND):
        between.append(tokens[middle].text)
        middle += 1
    if not between or middle >= len(tokens) or not set(between) & _TILL:
        return None
    end = _clock(tokens, middle)
    if end is None:
        return None
    before = {token.text for token in tokens[max(0, at - 4) : at]}
    after = tokens[end[2] + 1].text if end[2] + 1 < len(tokens) else ""
    if after in _HOURS or after in _UNITS or after in _PERCENT or after == "/":
        return None
    edges = bool(before & _SLEEP_EDGES) or bool(set(between) & _RISES)
    hours = (end[0] - begin[0]) % 24
    if hours > 14:
        hours -= 12
    plausible = begin[1] or end[1] or (edges and max(begin[0], end[0]) > 5) or begin[0] > end[0] + 2
    if not plausible or not 0.5 <= hours <= 14 or (between == [","] and not edges):
        return None
    return hours, end[2]


def _slept(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Hours slept told as a length ("7 and a half hours", "6-7 hrs", "6h30"), and the last token of it."""
    first = tokens[at].number
    if first is None or first > 24:
        return None
    values = [first]
    here = at + 1
    while here < len(tokens) and here - at < 6 and tokens[here].text not in _HOURS:
        number = tokens[here].number
        if number is not None and tokens[here - 1].text in _JOINS:
            values.append(number)
        elif tokens[here].text not in _BESIDE_HOURS and tokens[here].text not in _JOINS:
            return None
        here += 1
    if here >= len(tokens) or tokens[here].text not in _HOURS:
        return None
    hours = sum(values) / len(values)
    last = here
    if here + 1 < len(tokens):
        minutes = tokens[here + 1].number
        if minutes is not None and 0 < minutes < 60 and (tokens[here + 1].end - tokens[here + 1].start == 2 or minutes > 9):
            hours, last = hours + minutes / 60, here + 1
    before = {token.text for token in tokens[max(0, at - 4) : at] if token.clause == tokens[at].clause}
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if (before & _AWAKE and "slept" not in before) or after in _NOT_SLEPT or (after == "of" and last + 2 < len(tokens) and tokens[last + 2].text in _AWAKE):
        return None
    return hours, last


def _when(tokens: Sequence[Token], first: int, last: int, question: Question) -> Literal["now", "open", "past"]:
    here = first - 1
    seen: list[str] = []
    while here >= 0 and len(seen) < 4 and (tokens[here].text in _AROUND or _is_sign(tokens[here]) or tokens[here].text in LABELS or tokens[here].text in {"be", "me", "to", "up", "down", "it", "that", "as"}):
        seen.append(tokens[here].text)
        here -= 1
    if here >= 0:
        before = tokens[here].text
        if before in _PAST and not ("," in seen or "." in seen or ";" in seen):
            corrected = before == "not" or before == "isnt"
            today = any(token.text in {"today", "now", "tonight"} for token in tokens[last + 1 : last + 3])
            alone = before in {"was", "were", "era"} and question == "sleep"
            return "open" if (today or alone) and not corrected else "past"
        if before in _NOW and (before not in {"to", "so", "no", "go", "going", "put"} or not {",", "."} & set(seen)):
            return "now"
    if "to" in seen or "→" in seen or ">" in seen:
        return "now"
    for token in tokens[last + 1 : last + 4]:
        if token.text in {"now", "today", "tonight", "heute", "jetzt", "hoy", "ahora", "oggi", "adesso", "hoje", "agora"}:
            return "now"
        if token.text in _PAST_AFTER:
            return "open" if question == "sleep" and token.text == "last" else "past"
        if (_is_sign(token) and token.text != "(") or token.number is not None:
            break
    return "open"


def _label(tokens: Sequence[Token], first: int, last: int) -> Question | None:
    here = first - 1
    while here >= 0 and first - here < 6 and (tokens[here].text in _AROUND or tokens[here].text in {":", "=", "-", "level", "levels", "wise", "score", "was", "today", "quality"}):
        here -= 1
    if here >= 0 and (label := LABELS.get(tokens[here].text)) is not None:
        return label
    here = last + 1
    while here < len(tokens) and here - last < 3 and tokens[here].text in {"for", "on", "in", "my", "the", "of", "de", "di", "as", "bei", "terms"}:
        here += 1
    if here < len(tokens) and tokens[here].clause == tokens[last].clause and (here + 1 >= len(tokens) or tokens[here + 1].number is None):
        return LABELS.get(tokens[here].text)
    return None


def _counts_something(tokens: Sequence[Token], first: int, last: int) -> bool:
    if last + 1 < len(tokens):
        after = tokens[last + 1]
        adjacent = after.start == tokens[last].end
        if after.text in _UNITS or after.text in _HOURS or (after.text in _CLOCK and after.text not in {"a", "p"}) or (adjacent and after.text.isalpha() and after.text not in {"s", "ish"}):
            return True
        words = [token.text for token in tokens[last + 1 : last + 3] if token.clause == after.clause and token.text.isalpha()]
        if words and any(word.endswith("s") and len(word) > 3 and not word.endswith("ss") and word not in _NOT_PLURALS and word not in LABELS for word in words):
            return True
    here = first - 1
    article = False
    while here >= 0 and tokens[here].text in _AROUND:
        article = article or tokens[here].text in {"a", "an", "ein", "eine", "un", "una", "une", "um", "uma", "at", "solid"}
        here -= 1
    if here < 0:
        return False
    before = tokens[here].text
    if before in {"bed", "woke", "up", "awake", "alarm"}:
        return True
    if tokens[first - 1].text == "at" and before not in _STANDS_AT and before not in LABELS:
        return True
    return before in _NAMED_BY and not (article and before in _PASSABLE_BEFORE_A)


def _on_scale(question: Question, value: float, scale: float | None) -> int | None:
    if scale is not None:
        return half_up(5 * value / scale)
    if value <= 5:
        return half_up(value)
    if question == "sleep" and value <= 12:
        return of_hours(value)
    if value <= 11:
        return half_up(value / 2)
    return None


def _declared_scale(tokens: Sequence[Token]) -> tuple[float | None, frozenset[int]]:
    """The upper end of a scale that the answer names ("on a scale of 1 to 10"), and the tokens it takes."""
    for at, token in enumerate(tokens):
        if token.text in {"scale", "skala", "escala", "echelle", "scala"}:
            used = [here for here in range(at, min(len(tokens), at + 6)) if tokens[here].number is not None]
            if len(used) > 1 and tokens[used[0]].number in {0.0, 1.0} and tokens[used[1]].number in _SCALE_ENDS:
                return tokens[used[1]].number, frozenset(used[:2])
            if used and tokens[used[0]].number in {5.0, 10.0, 100.0}:
                return tokens[used[0]].number, frozenset(used[:1])
    return None, frozenset()


def readings(question: Question, tokens: Sequence[Token]) -> list[Reading]:
    """Every number that can answer the question, in the order of the text."""
    found: list[Reading] = []
    scale, taken = _declared_scale(tokens)
    at = 0
    while at < len(tokens):
        step = _reading_at(question, tokens, at, scale) if at not in taken else None
        if step is None:
            at += 1
            continue
        reading, last = step
        if reading is not None:
            found.append(reading)
        at = last + 1
    return found


def _made(question: Question, tokens: Sequence[Token], score: int, kind: Literal["of_scale", "bare", "range", "hours"], first: int, last: int) -> Reading:
    label = _label(tokens, first, last)
    return Reading(score, kind, first, last, _when(tokens, first, last, question), label)


def _reading_at(question: Question, tokens: Sequence[Token], at: int, scale: float | None) -> tuple[Reading | None, int] | None:
    """What the token begins: a reading, a number that counts something else (None), or nothing at all."""
    token = tokens[at]
    if not token.text[0].isdigit():
        return None
    following = [tokens[here].text for here in range(at + 1, min(at + 3, len(tokens)))]
    night = _night(tokens, at)
    if night is not None:
        return (_made(question, tokens, of_hours(night[0]), "hours", at, night[1]) if question == "sleep" else None), night[1]
    if token.number is None:
        return None, at
    ratio = _ratio(tokens, at)
    if ratio is not None:
        return _made(question, tokens, half_up(5 * token.number / ratio[0]), "of_scale", at, ratio[1]), ratio[1]
    if following and (following[0] in _PERCENT or following in (["per", "cent"], ["por", "ciento"], ["por", "cento"], ["per", "cento"], ["pour", "cent"])):
        last = at + (1 if following[0] in _PERCENT else 2)
        return _made(question, tokens, half_up(token.number / 20), "of_scale", at, last), last
    if following and following[0] in {"star", "stars", "sterne", "estrellas", "etoiles", "stelle", "estrelas"} and token.number <= 5:
        return _made(question, tokens, half_up(token.number), "of_scale", at, at + 1), at + 1
    slept = _slept(tokens, at)
    if slept is not None:
        return (_made(question, tokens, of_hours(slept[0]), "hours", at, slept[1]) if question == "sleep" else None), slept[1]
    if token.number > 11 and token.number <= 100 and _by_device(tokens, at):
        return _made(question, tokens, half_up(token.number / 20), "of_scale", at, at), at
    pair = _pair(question, tokens, at, scale)
    if pair is not None:
        return pair, pair.last
    if _counts_something(tokens, at, at):
        return None, at
    value = token.number
    if at and tokens[at - 1].text in {"-", "minus"} and tokens[at - 1].end >= token.start - 1 and (at == 1 or tokens[at - 2].number is None) and (at == 1 or tokens[at - 1].text == "minus"):
        value = 0
    score = _on_scale(question, value, scale)
    return (_made(question, tokens, score, "bare", at, at) if score is not None else None), at


def _ratio(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The scale of "7/10" or "7 out of 10" and its last token."""
    here = at + 1
    while here < len(tokens) and here <= at + 3 and (tokens[here].text in _RATIO_WORDS or tokens[here].text in {"/", "out", "a", "possible", "stars", "the"}):
        here += 1
    if here == at + 1 or here >= len(tokens):
        return None
    scale = tokens[here].number
    if scale not in _SCALE_ENDS or scale is None:
        return None
    after = tokens[here + 1].text if here + 1 < len(tokens) else ""
    if after == "/" or after in _HOURS or after in _UNITS:
        return None
    return scale, here


def _by_device(tokens: Sequence[Token], at: int) -> bool:
    near = tokens[max(0, at - 5) : at + 4]
    return any(token.text in _DEVICES or token.text in _BATTERY for token in near)


def _pair(question: Question, tokens: Sequence[Token], at: int, scale: float | None) -> Reading | None:
    """Two neighbouring scores as one: "3-4", "between 2 and 4", "a 3, maybe a 4"; None when they are no pair."""
    first = tokens[at].number
    here = at + 1
    links: list[str] = []
    while here < len(tokens) and here - at < 6 and tokens[here].number is None and (tokens[here].text in _LINKS or tokens[here].text == ","):
        links.append(tokens[here].text)
        here += 1
    if first is None or here >= len(tokens) or not set(links) & _JOINS:
        return None
    second = tokens[here].number
    if second is None or max(first, second) > 10:
        return None
    near = at - 1
    while near > 0 and tokens[near].text in {"a", "an", "about", "around", "un", "una", "eine"}:
        near -= 1
    before = tokens[near].text if at else ""
    if before in {"from", "von", "down", "up", "was"} or (links[0] in {","} and not set(links) & {"maybe", "possibly", "perhaps", "or", "nearly", "almost"}):
        return None
    ratio = _ratio(tokens, here)
    last = ratio[1] if ratio else here
    if ratio is None and _counts_something(tokens, at, here):
        return None
    low, high = sorted((first, second))
    if high - low > 1 and (set(links) & _OR or (before not in {"between", "zwischen", "entre", "tra", "fra"} and not set(links) & {"-", "to", "bis", "a"})):
        return None
    if high - low > 3:
        return None
    value = (low + high) / 2
    score = half_up(5 * value / ratio[0]) if ratio else _on_scale(question, value, scale)
    return _made(question, tokens, score, "range", at, last) if score is not None else None
