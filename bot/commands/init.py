"""`init`: asks what a practice needs, writes the settings file and the key, and says what comes next."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from bot.commands.asked import ConfigOption, JsonOption, print_json, print_text
from bot.core.errors import ChannelError, ConfigError, Rejected, Unreachable

if TYPE_CHECKING:
    from bot.setup.answers import Answers
    from bot.setup.talk import Talk

AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers", metavar="FILE", help="Ask nothing: the answers, in the settings' own form (TOML)."
    ),
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="With --answers: replace the settings that are there.")
]
ManifestOption = Annotated[
    bool,
    typer.Option("--slack-manifest", help="Only print the Slack app's manifest: socket (usual) or http."),
]
DoorArgument = Annotated[
    str, typer.Argument(metavar="[socket|http]", show_default=False, help="For --slack-manifest.")
]

MANIFEST_FILE = "slack-manifest.json"
OWN_PROMPTS = "practice-prompts"  # in a checkout `prompts` is ours


def init(
    door: DoorArgument = "",
    slack_manifest: ManifestOption = False,
    answers: AnswersOption = None,
    overwrite: OverwriteOption = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Set a practice up: ask, write the settings file, make the key."""
    if slack_manifest:
        print_text(_manifest(door or "socket", config))
        return
    if door:
        raise ConfigError(f'"{door}" belongs to --slack-manifest; init itself takes no argument')
    path = (config or Path(os.environ.get("HANDRAIL_CONFIG") or "handrail.toml")).absolute()
    if answers is None and not _somebody_there():
        from bot.setup.talk import NOBODY

        raise ConfigError(NOBODY)
    from bot.setup.talk import Question, Terminal, agreed

    talk = Terminal()
    if path.exists() and answers is not None and not overwrite:
        raise ConfigError(
            f"{path}: is there already; add --overwrite to replace it (the former is kept beside it)"
        )
    if path.exists() and answers is None:
        keep = Question(
            "Write a new one? (yes/no)",
            f"{path} is there already. The former is kept beside it.",
            default="no",
        )
        if not agreed(talk, keep):
            talk.say("Nothing was changed.")
            return
    quiet_libraries()
    said, bot_name = _from_file(answers) if answers is not None else _from_person(talk, path)
    _write(said, path, bot_name, json)


def _somebody_there() -> bool:
    stdin: TextIO | None = sys.stdin  # None where the process was started with it closed
    return stdin is not None and stdin.isatty()


def quiet_libraries() -> None:
    """A library that logs an address would show the token in it."""
    from bot import logs

    logs.quiet_libraries()


def _from_file(file: Path) -> tuple[Answers, str]:
    from bot.setup.answers import from_file

    said = from_file(file)
    if not said.coaches:
        raise ConfigError(
            f'{file}: [[coaches]]: nobody can be called yet; write at least [[coaches]] and name = "..."'
        )
    token = said.telegram.token
    if not token:
        return said, ""
    try:
        return said, _bot_name(token, said.telegram.api_base_url)
    except ConfigError as error:
        raise ConfigError(f"{file}: [telegram] token: {error}") from None
    except ChannelError as error:
        sys.stderr.write(f"handrail: note: Telegram cannot be reached ({error}); the token is not checked\n")
        return said, ""


def _from_person(talk: Talk, path: Path) -> tuple[Answers, str]:
    from bot import clock, opening, texts
    from bot.setup.interview import interview

    names: list[str] = []

    def bot_checked(talk: Talk, token: str) -> str:
        talk.say("  Asking Telegram ...")
        try:
            names.append(_bot_name(token, os.environ.get("HANDRAIL_TELEGRAM__API_BASE_URL", "")))
        except ConfigError as error:
            return str(error)
        except ChannelError as error:
            talk.say(
                f"  Telegram cannot be reached ({error}); the token is not checked. `handrail doctor` does it later."
            )
        else:
            talk.say(f"  Telegram knows it: this is @{names[-1]}.")
        return ""

    said = interview(
        talk,
        tuple(texts.load_said((opening.PROMPTS,)).languages),
        _offer_manifest(path.parent / MANIFEST_FILE),
        bot_checked,
        os.environ.get("HANDRAIL_DATABASE__URL", ""),
        path.parent,
        clock.now().date(),
    )
    return said, names[-1] if names else ""


def _bot_name(token: str, api_base_url: str) -> str:
    """What Telegram calls the bot. `ConfigError` if it refuses the token, another `ChannelError` if it is away."""
    import asyncio

    from bot.channels import bot_name
    from bot.config_sections import TelegramSection
    from bot.setup.answers import Answers

    where = {"api_base_url": api_base_url} if api_base_url else {}
    asked = Answers(telegram=TelegramSection.model_validate({"token": token, **where}))
    try:
        return asyncio.run(bot_name(asked))
    except (Rejected, Unreachable):
        raise ConfigError("Telegram does not know this token; copy it from @BotFather once more") from None


def _offer_manifest(file: Path) -> Callable[[Talk], str]:
    def offer(talk: Talk) -> str:
        from bot.setup.talk import Question, agreed

        question = Question(
            f"Write the Slack app's manifest to {file}? (yes/no)",
            "Slack makes the app from it. You will copy its text into a page of Slack's.",
            default="yes",
        )
        if agreed(talk, question):
            file.write_text(_manifest("socket", None) + "\n", "utf-8")
            return f"the text in {file}"
        talk.say(f"\n{_manifest('socket', None)}\n")
        return "the text above"

    return offer


def _manifest(door: str, config: Path | None) -> str:
    from adapters.slack.manifest import Way, manifest
    from bot import config as settings

    if door not in tuple(Way):
        raise ConfigError(f'"{door}" is no way to reach Slack; write socket or http')
    file = settings.find_file(config, os.environ, Path()) if door == Way.HTTP else None
    known = file is not None and (file.is_file() or config is not None)
    return manifest(Way(door), settings.load(file).web.public_url if known else "")


def _write(said: Answers, path: Path, bot_name: str, json: bool) -> None:
    from bot.setup import texts, written

    said = _with_database(said)
    said, lines = _with_crisis_lines(said, path.parent)
    said, key = _with_key(said)
    former = written.save(said, path)
    at_hand = path == Path("handrail.toml").absolute() or os.environ.get("HANDRAIL_CONFIG") == str(path)
    if json:
        print_json(
            {
                "config": str(path),
                "key": str(key) if key else None,
                "crisis_lines": lines or None,
                "bot": bot_name or None,
            },
            None,
        )
        return
    kept = f" The former one is {former} now." if former else ""
    print_text(f"\nWritten: {path}.{kept}")
    if bot_name:
        print_text(f"The bot is @{bot_name}.")
    kept_key = str(key) if key else "security.master_key"
    print_text("\n" + texts.next_steps(_called(), "" if at_hand else str(path), kept_key, lines, bot_name))


def _called() -> str:
    """How this command is typed here: from a checkout it is not found by its name alone."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "handrail" and not shutil.which("handrail") else "handrail"


def _with_database(said: Answers) -> Answers:
    """The default's place written out: it must not move with the folder in which somebody starts the next command."""
    from bot.config_sections import DatabaseSection
    from bot.store.database import file_of

    file = file_of(said.database.url)
    if "url" in said.database.model_fields_set or file is None or os.environ.get("HANDRAIL_DATABASE__URL"):
        return said
    return said.model_copy(update={"database": DatabaseSection(url=f"sqlite:///{file.absolute()}")})


def _with_key(said: Answers) -> tuple[Answers, Path | None]:
    """The practice's key, made if there is none; on Postgres its place is written down, since no file is beside it."""
    from bot.config_sections import SecuritySection
    from bot.store.database import file_of
    from bot.store.sealing import KEY_FILE, parse_key, read_or_make_key

    if said.security.master_key:
        parse_key(said.security.master_key)
        return said, None
    if os.environ.get("HANDRAIL_SECURITY__MASTER_KEY"):
        return said, None
    given = said.security.master_key_file
    file = file_of(os.environ.get("HANDRAIL_DATABASE__URL") or said.database.url)
    path = (Path(given) if given else (file.parent if file else Path("data")) / KEY_FILE).absolute()
    read_or_make_key(path, path.parent)
    if given or file:
        return said, path
    return said.model_copy(update={"security": SecuritySection(master_key_file=str(path))}), path


def _with_crisis_lines(said: Answers, folder: Path) -> tuple[Answers, str]:
    """The country's crisis lines as a file of the practice's own, so that somebody can confirm them; where it is."""
    from bot.config_sections import PracticeSection
    from bot.opening import PROMPTS

    name = f"resources/{said.practice.country.lower()}.toml"
    if said.practice.prompts or not said.practice.country or not (PROMPTS / name).is_file():
        return said, ""
    own = folder / OWN_PROMPTS
    copy = own / name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROMPTS / name, copy)
    practice = PracticeSection.model_validate(
        said.practice.model_dump(exclude_unset=True) | {"prompts": str(own)}
    )
    return said.model_copy(update={"practice": practice}), str(copy)
