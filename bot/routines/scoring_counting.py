"""The words around a number that tell what it counts: a score, hours of sleep, the hour of the day, or other things."""

from __future__ import annotations

from typing import Final

from bot.routines.scoring_tokens import Question
from bot.routines.words_phrases import expanded


def _words(notation: str) -> frozenset[str]:
    return frozenset(expanded(notation))


_LABEL_WORDS: Final[dict[Question, str]] = {
    "energy": """
        energy|energies|energie|energia|enrgy|enery|nrg|energi|eneryg|energyy|engery|energetically
    """,
    "stress": """
        stress|strss|stres|stresss|estres|estresse|stresslevel|stresslevels|stess|stressniveau
    """,
    "sleep": """
        sleep|slep|slp|sleeep|sleeping|slept|schlaf|sueno|sommeil|sono|sonno|slpe|sleept|slepp|sleap|geschlafen|dormi|
        dormido|dormito|dormir
    """,
}
LABELS: Final[dict[str, Question]] = {
    word: question for question, notation in _LABEL_WORDS.items() for word in expanded(notation)
}
"""The words that name one of the three questions."""

SCALE_ENDS: Final = frozenset({4.0, 5.0, 6.0, 7.0, 10.0, 20.0, 100.0})
RATIO_WORDS: Final = _words("of|von|sobre|sur|su|em|de|di|auf|outta|outa|over")
PERCENT: Final = _words("%|percent|pct|prozent|porciento")
HOURS: Final = _words("h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures|ora|ore|hs")
BESIDE_HOURS: Final = _words("""
    solid|good|straight|full|broken|proper|unbroken|whole|measly|glorious|lousy|ish|odd|or|so|gute|scarse|
    buone|boas|bonnes|petites|-|+|interrupted|disturbed|patchy|lovely|decent|uninterrupted|restless|shitty|
    crappy|poor|great|blissful|sweet|short|miserable|or_so|maybe|plus
""")
MINUTES: Final = _words("m|min|mins|minute|minutes|minuten|minutos|minuti")
CLOCK: Final = _words("am|pm|uhr|oclock|a|p")
UNITS: Final = (
    _words("""
    day|days|night|nights|week|weeks|wk|wks|month|months|year|years|yr|yrs|yo|k|km|kms|kg|kgs|g|lb|lbs|mi|
    mile|miles|m|mph|bpm|ml|cl|l|x|litres|liters|steps|reps|sets|laps|times|time|euro|euros|pound|pounds|
    quid|dollars|cup|coffee|pint|pints|beer|drink|glass|can|kid|child|children|boy|girl|baby|people|meeting|
    feet|men|women|shift|more|different|other|big|small|separate|wee|little|extra|st|nd|rd|th|nap|euro|tage|
    nachte|wochen|kinder|mal|dia|dias|noche|noches|veces|vez|ninos|jours|nuits|fois|enfants|giorni|notti|
    volte|volta|bambini|noites|vezes|criancas|filhos|hijos|figli|kids|boys|girls|coffees|things|meetings|
    thing|sec|secs|seconds|hundred|thousand|million|year-old|young|year-olds|small|tiny|screaming|back|long|
    deep|full|whole|consecutive|sick|late|early|double|night-shifts|cats|dogs|alarms|blocks
""")
    | MINUTES
    | frozenset("£$€")
)
NOT_PLURALS: Final = _words("""
    this|less|was|is|its|thats|always|perhaps|yes|thanks|as|plus|unless|across|bless|guess|stress|has|
    towards|sometimes|besides|vs|mais|mas|menos|moins|pues|apres|depois|gracias|alors|hes|shes|lets|days|
    nights|ours|theres|us|whats|just_as|stars|dress|mess|happiness|tiredness|sickness|press|loss|less|pass|
    address|business|busy_ness|busyness|pls|ps|thus|minus|las|los|les|des|es|els|tres|pas|plus|dans|sans|
    sous|jours|suis|temps|cans|seems|feels|points|kicks|helps|works|means|gives|gets|keeps|hits|goes|makes|
    comes|says
""")
NAMED_BY: Final = _words("""
    since|until|till|til|by|before|after|past|woke|every|each|in|day|week|age|aged|turned|no|number|nr|
    chapter|page|km|mile|part|season|episode|series|zone|grade|room|bus|q|question|have|had|has|got|ran|
    walked|did|took|drank|ate|um|gegen|seit|vor|nach|ab|alle|dalle|desde|depuis|pendant|tag|woche|dia|jour|
    giorno|vitamin|phase|top|next|these|those|other|another|with|£|$|€|#|@|up_at|june|july|january|february|
    march|april|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|
    wednesday|thursday|friday|saturday|sunday|covid|bed|awake|ages|for|drove|cycled|swam|lifted|lost|gained|
    version|type|category|round|lap|set|type
""")
AROUND: Final = _words("""
    a|an|the|about|around|like|maybe|say|roughly|approx|approximately|circa|ca|etwa|ungefahr|unos|casi|
    environ|presque|quasi|circa|nearly|almost|barely|only|just|over|under|another|some|~|at|solid|good|
    strong|weak|low|high|firm|cerca|uns|eine|ein|un|una|une|um|uma|er|ehh|um|prob|probably|i|guess|think|
    its|it|is|im|honest|big|hard|bare|mere|definite|easy|of
""")
STANDS_AT: Final = _words("""
    im|am|is|its|sitting|hovering|still|feeling|been|currently|put|me|running|about|was|operating|stuck|say|
    sits|level|levels|im_still|now|today|,|.|:|-|day|it|that|stay|holding|steady
""")
PASSABLE_BEFORE_A: Final = _words("for|with|got|had|have|by|at|in|did|no|number")
""" "I've got a 4", "going with a 3": with the article the number is a mark, without it a count."""
PAST: Final = _words("""
    was|were|from|than|vs|versus|not|isnt|yesterday|usually|normally|before|against|gestern|ayer|hier|ieri|
    ontem|instead|statt|nicht|era|last
""")
PAST_AFTER: Final = _words("""
    yesterday|usually|normally|before|earlier|gestern|ayer|hier|ieri|ontem|last|previously|originally
""")
NOW: Final = _words("""
    now|today|tonight|currently|call|make|actually|sorry|mean|wait|rather|correction|heute|jetzt|hoy|ahora|
    aujourdhui|maintenant|oggi|adesso|hoje|agora|settle|overall|so|to|→|>|=|scratch|nope|meant|put|final|go|
    going|no
""")
LINKS: Final = _words("""
    -|to|or|and|bis|a|o|oder|ou|und|y|et|e|maybe|possibly|perhaps|bordering|verging|on|nearly|almost|going|
    ~|/|&|ate|al|hasta|low|high|even|the|weak|strong|edging|towards|pushing
""")
JOINS: Final = _words("""
    -|to|or|and|bis|o|oder|ou|und|y|et|e|/|~|&|a|ate|maybe|possibly|perhaps|bordering|verging|almost|nearly|
    edging|pushing|going|&
""")
OR: Final = _words("or|oder|ou|o")
DEVICES: Final = _words("""
    score|scored|scores|rating|garmin|oura|whoop|fitbit|watch|ring|tracker|app|battery|readiness|recovery|
    akku|batterie|bateria|batteria|scale
""")
BATTERY: Final = _words("battery|akku|batterie|bateria|batteria|charged|charge|body")
AWAKE: Final = _words("""
    awake|lay|lying|stared|staring|took|taking|tossing|scrolling|scrolled|worked|working|drive|drove|flight|
    training|walk|walked|every|each|after|within|last|meeting|lost|missed|missing|tv|wach|despierto|
    despierta|eveille|sveglio|acordado|crying|wake|woke|reading|watching|work|extra
""")
NOT_SLEPT: Final = _words("""
    ago|late|later|early|earlier|less|more|fewer|behind|short|before|awake|lying|staring|tossing|scrolling|
    wach|driving|shift|commute|jetlag|difference|to|watching|crying|waiting|reading|gaming
""")
SLEEP_EDGES: Final = _words("""
    from|slept|asleep|bed|between|dormi|geschlafen|von|de|da|dalle|das|desde|out|down|crashed|sleep|lights
""")
TILL: Final = _words("""
    till|til|until|to|through|thru|bis|a|al|alle|as|ate|hasta|jusqua|and|-|>|→|up|awake|woke|alarm|wake|
    rose|at|,|then|las|by|about|around|las|again|feed|for
""")
RISES: Final = _words("up|awake|woke|alarm|wake|rose|til|till|until|bis|hasta|ate|jusqua|→")
