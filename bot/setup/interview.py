"""The interview: practice, you, Telegram, Slack, other coaches, who is on call, and where the data is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.config_checks import coaches as coach_problems
from bot.config_sections import (
    CoachSection,
    DatabaseSection,
    PracticeSection,
    SlackSection,
    TelegramSection,
)
from bot.routines.understanding import language_of
from bot.routines.words_zones import zone_from
from bot.setup import places, texts
from bot.setup.answers import Answers, problem
from bot.setup.on_call import rotation
from bot.setup.talk import Question, Shown, Talk, agreed, answer
from escalation.words import Role

Check = Callable[[str], str]
BotNamed = Callable[
    [str], str
]  # the bot's name for a token, "" if Telegram is away; ConfigError if it is refused
BOT_TOKEN = re.compile(r"(?<![\w:])\d{3,}:[\w-]{8,}(?![\w:])", re.ASCII)
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]+")
MEMBER_ID = re.compile(r"[UW][A-Z0-9]+")
APPRISE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def interview(
    talk: Talk,
    languages: tuple[str, ...],
    offer_manifest: Callable[[Talk], str],
    bot_checked: Callable[[Talk, str], str],
    database: str,
    folder: Path,
    today: date,
) -> Answers:
    """Everything that a settings file needs. `offer_manifest` says where the manifest is to be found.

    `bot_checked` looks at a token and says what is wrong with it; a `database` that is given is not asked for.
    """
    talk.say(texts.WELCOME)
    practice = _practice(talk, languages)
    talk.say("\n--- You")
    me = _coach(talk, (), "What is your first name?", Role.OWNER)
    telegram = _telegram(talk, bot_checked)
    slack = _slack(talk, offer_manifest)
    everybody: tuple[CoachSection, ...] = (_completed(talk, (), me, slack),)
    talk.say(f"\n{texts.COACHES}")
    while agreed(talk, Question("Is there another coach to add? (yes/no)", default="no")):
        other = _coach(talk, everybody, "What is the coach's first name?", None)
        everybody = (*everybody, _completed(talk, everybody, other, slack))
    return Answers(
        practice=practice,
        telegram=telegram,
        slack=slack,
        coaches=everybody,
        rotations=rotation(talk, everybody, today),
        database=DatabaseSection() if database else _database(talk, folder),
    )


def _practice(talk: Talk, languages: tuple[str, ...]) -> PracticeSection:
    talk.say("\n--- Your practice")
    name = answer(
        talk,
        Question(
            "What is your practice called?",
            "Clients read this name when Handrail introduces itself.",
            "Harbour Coaching",
        ),
        lambda typed: problem(PracticeSection, "name", typed),
    )
    country = answer(
        talk,
        Question(
            "Which country are your clients in?",
            "Somebody in danger is shown the emergency number and crisis lines of this country.",
            "Germany, or DE",
        ),
        lambda typed: problem(PracticeSection, "country", places.country_of(typed)),
    )
    code = places.country_of(country).upper()
    zones = places.zones_of(code)
    zone = answer(
        talk,
        Question(
            "Which time zone?",
            "The times that coaches read are in it. Clients choose their own.",
            "Europe/Berlin, or Berlin",
            default=zones[0] if zones else "",
        ),
        lambda typed: problem(PracticeSection, "timezone", _zone(typed)),
    )
    language = answer(
        talk,
        Question(
            "Which language?",
            f"For clients who have not chosen one. There are: {', '.join(languages)}.",
            default="en",
        ),
        lambda typed: (
            problem(PracticeSection, "language", _language(typed))
            or (
                ""
                if _language(typed) in languages
                else f"it does not speak {typed}; there are {', '.join(languages)}"
            )
        ),
    )
    return PracticeSection(name=name, country=code, timezone=_zone(zone), language=_language(language))


def _language(typed: str) -> str:
    """Two letters, also for "German" or "Deutsch"."""
    return typed.lower() if len(typed) == 2 else language_of(typed) or typed.lower()


def _zone(typed: str) -> str:
    return typed if not problem(PracticeSection, "timezone", typed) else zone_from(typed) or typed


def _coach(talk: Talk, others: tuple[CoachSection, ...], ask: str, role: Role | None) -> CoachSection:
    name = answer(
        talk,
        Question(ask, 'Clients and coaches read it: "Ana has seen your message".', "Ana"),
        _another(others, "name"),
    )
    if role is None:
        role = _role(talk, name)
    telegram = answer(
        talk,
        Question(
            f"{name}'s own Telegram id?",
            "So that Telegram is a second way to call a coach when Slack is down. It is a number, not the @name: "
            "write to @userinfobot in Telegram, and it answers with your id.",
            "123456789",
            enter="skip this",
        ),
        _another(others, "telegram_user_id"),
    )
    phone = answer(
        talk,
        Question(
            f"{name}'s phone number?",
            "Other coaches see it when somebody has to be called. Clients do not.",
            "+44 20 7946 0000",
            enter="skip this",
        ),
        lambda typed: "" if sum(sign.isdigit() for sign in typed) >= 3 else "there is hardly a digit in it",
    )
    apprise = answer(
        talk,
        Question(
            f"Other addresses for {name}?",
            texts.APPRISE,
            texts.APPRISE_EXAMPLES,
            "",
            "skip this",
            Shown.SECRETLY,
        ),
        _apprise_problem,
    )
    said: dict[str, object] = {"name": name, "role": role, "telegram_user_id": telegram, "phone": phone}
    said["apprise"] = _addresses(apprise)
    return CoachSection.model_validate({key: value for key, value in said.items() if value})


def _another(others: tuple[CoachSection, ...], key: str) -> Check:
    """Sound by itself, and not what another coach has already."""

    def wrong(typed: str) -> str:
        said = problem(CoachSection, key, typed)
        if said:
            return said
        candidate = CoachSection(name="?").model_copy(update={key: typed})
        doubles = (line for line in coach_problems((*others, candidate)) if f" {key}:" in line)
        return next((line.partition(": ")[2] for line in doubles), "")

    return wrong


def _role(talk: Talk, name: str) -> Role:
    question = Question(
        f"Is {name} a coach, an owner or an assistant?",
        "Coaches are called and hand clients back. Owners are also called when nobody else answers. Assistants "
        "acknowledge and note, nothing more.",
        default="coach",
    )
    return Role(answer(talk, question, lambda typed: problem(CoachSection, "role", typed.lower())).lower())


def _addresses(typed: str) -> tuple[str, ...]:
    # A comma inside an address is followed by no other address.
    return tuple(part.strip() for part in re.split(r",\s*(?=[A-Za-z][\w+.-]*://)", typed) if part.strip())


def _apprise_problem(typed: str) -> str:
    bad = [n for n, each in enumerate(_addresses(typed), 1) if not APPRISE_ADDRESS.fullmatch(each)]
    which = f"number {bad[0]}" if len(_addresses(typed)) > 1 and bad else "this one"
    return f"an address begins with its kind and ://, as in the examples; {which} does not" if bad else ""


def _telegram(talk: Talk, bot_checked: Callable[[Talk, str], str]) -> TelegramSection:
    talk.say(f"\n{texts.TELEGRAM}")

    def wrong(typed: str) -> str:
        token = _token_in(typed)
        if not token:
            return "a token is a number, a colon and a row of letters without blanks, such as 123456789:AAF-example"
        return bot_checked(talk, token)

    question = Question("The bot's token?", enter="skip Telegram for now", shown=Shown.SECRETLY)
    token = answer(talk, question, wrong)
    return TelegramSection(token=_token_in(token)) if token else TelegramSection()


def _token_in(typed: str) -> str:
    """The one token in what was pasted: quotes or a piece of BotFather's sentence may stand around it."""
    found = BOT_TOKEN.findall(typed)
    return str(found[0]) if len(found) == 1 else ""


def _slack(talk: Talk, offer_manifest: Callable[[Talk], str]) -> SlackSection:
    talk.say("\n--- Slack: where your coaches are called")
    if not agreed(
        talk,
        Question(
            "Do your coaches use Slack? (yes/no)",
            "Coaches are called in a Slack channel, take over there, and write to the client from there. Without Slack "
            "they are called by Telegram, SMS, mail or push.",
            default="yes",
        ),
    ):
        return SlackSection()
    talk.say(f"\n{texts.SLACK.format(where=offer_manifest(talk))}")

    def beginning(*starts: str) -> Check:
        shown = " or ".join(starts)
        return lambda typed: (
            "" if typed.startswith(starts) and " " not in typed else f"this one begins with {shown}"
        )

    later = "skip Slack for now"
    bot = answer(
        talk, Question("The bot token (xoxb-)?", enter=later, shown=Shown.SECRETLY), beginning("xoxb-")
    )
    if not bot:
        return SlackSection()
    app = answer(talk, Question("The app token (xapp-)?", shown=Shown.SECRETLY), beginning("xapp-"))
    channel = answer(
        talk,
        Question(
            "The channel's id?", "Its id, not its name: it stays when the channel is renamed.", "C012AB3CD"
        ),
        lambda typed: (
            ""
            if CHANNEL_ID.fullmatch(typed)
            else "an id is C or G and a row of capitals and digits; this is none"
        ),
    )
    return SlackSection(bot_token=bot, app_token=app, escalation_channel=channel)


def _completed(
    talk: Talk, others: tuple[CoachSection, ...], coach: CoachSection, slack: SlackSection
) -> CoachSection:
    """With the Slack id, where there is a Slack."""
    if not slack.bot_token:
        return coach
    question = Question(
        f"{coach.name}'s Slack member id?",
        "Only people whose id is known may press buttons on a card. In Slack: open the profile, the three dots, "
        '"Copy member ID".',
        "U012AB3CD",
        enter="skip this",
    )
    another = _another(others, "slack_user")
    user = answer(
        talk,
        question,
        lambda typed: (
            another(typed)
            if MEMBER_ID.fullmatch(typed)
            else "a member id is U or W and a row of capitals and digits; this is none"
        ),
    )
    said = coach.model_dump(exclude_unset=True)
    return CoachSection.model_validate(said | {"slack_user": user}) if user else coach


def _database(talk: Talk, folder: Path) -> DatabaseSection:
    talk.say(f"\n{texts.DATA}")
    default = folder / "data"

    def url(typed: str) -> str:
        if "://" in typed:
            return typed
        return f"sqlite:///{(folder / Path(typed).expanduser()).resolve() / 'handrail.db'}"

    def wrong(typed: str) -> str:
        if "://" not in typed and "?" in typed:
            return "a question mark cannot be part of the folder's name"
        return problem(DatabaseSection, "url", url(typed))

    typed = answer(
        talk,
        Question(
            "In which folder?",
            "Everything is kept in one file in this folder, with a key beside it. That is enough for a practice. (For "
            "several machines write the address of a Postgres database instead: postgresql://user:password@host/name)",
            default=str(default),
        ),
        wrong,
    )
    return DatabaseSection(url=url(typed))
