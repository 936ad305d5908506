"""Opening: the database, the practice and the senses that a configuration describes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import bot
from bot import config, config_practice
from bot.core.errors import ConfigError
from bot.core.practice import Practice, Question
from bot.store import schema
from bot.store.database import Store, file_of
from bot.store.ledger import FILE as LEDGER_FILE
from bot.store.ledger import Ledger
from bot.store.sealing import KEY_FILE, Vault, parse_key, read_or_make_key
from bot.texts import crisis_text, load_said
from bot.world import World
from escalation.redflags import PackError, load_packs
from escalation.triage import triage
from escalation.words import Way

PROMPTS = Path(bot.__file__).parent.parent / "prompts"
QUESTIONS = (
    Question("energy", scale=True),
    Question("stress", scale=True),
    Question("sleep", scale=True),
    Question("win", scale=False),
    Question("obstacle", scale=False),
)


def open_store(settings: config.Settings) -> Store:
    """The migrated database of `settings`, its key made on first use. For commands; `run` also starts it."""
    schema.migrate(settings.database.url)
    folder = _folder(settings)
    given = settings.security
    if given.master_key:
        key = parse_key(given.master_key)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        key = read_or_make_key(Path(given.master_key_file) if given.master_key_file else None, folder)
    return Store(settings.database.url, Vault(key), ledger_of(settings))


def existing_vault(settings: config.Settings) -> Vault:
    """The vault under the key that there is already; `ConfigError` where a new one would have to be made."""
    given = settings.security
    if given.master_key:
        return Vault(parse_key(given.master_key))
    path = Path(given.master_key_file) if given.master_key_file else _folder(settings) / KEY_FILE
    if not path.exists():
        raise ConfigError(
            f"there is no master key at {path}; put the one there that the backup was made under (it is in no backup)"
        )
    return Vault(read_or_make_key(path, path.parent))


def ledger_of(settings: config.Settings) -> Ledger:
    """The ledger of erasures, which lies beside the database and in no backup."""
    return Ledger(_folder(settings) / LEDGER_FILE)


def _folder(settings: config.Settings) -> Path:
    file = file_of(settings.database.url)
    return file.parent if file else Path("data")


def prompt_roots(settings: config.Settings) -> tuple[Path, ...]:
    own = settings.practice.prompts
    return (Path(own), PROMPTS) if own else (PROMPTS,)


def practice_of(settings: config.Settings) -> Practice:
    """Everything that was settled before any event came."""
    roots = prompt_roots(settings)
    texts = load_said(roots)
    about = settings.practice
    team = config_practice.team_of(settings)
    return Practice(
        name=about.name,
        zone=about.timezone,
        country=about.country,
        language=about.language if about.language in texts.languages else "en",
        team=team,
        policy=config_practice.policy_of(settings),
        review_within=config_practice.review_within_of(settings),
        checkin=config_practice.checkin_of(settings),
        retention=config_practice.retention_of(settings),
        texts=texts,
        crisis=crisis_text(roots, about.country, texts),
        questions=QUESTIONS,
    )


def world_of(settings: config.Settings, source: config.Source) -> World:
    """The practice and the senses. In the playground every way exists: what would ring is shown on the page."""
    try:
        flags = load_packs(PROMPTS / "redflags")
    except PackError as error:
        raise ConfigError(str(error)) from error

    def zone_at(latitude: float, longitude: float) -> str:
        # Imported when first needed: its shapes take 40 MB.
        from timezonefinder import TimezoneFinder

        return TimezoneFinder().timezone_at(lat=latitude, lng=longitude) or ""

    practice = practice_of(settings)
    channel = "slack"
    if source is config.Source.SAMPLE:
        practice = replace(practice, team=replace(practice.team, ways=frozenset(Way)))
        channel = "playground"
    return World(practice, lambda text: triage(text, flags), zone_at, flags.version, channel)
