"""`invite`, `show`, `export`, `erase`: one client's way in, record, and rights."""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.asked import ClientArgument, ConfigOption, Json, JsonOption, chosen, print_json, print_text
from bot.config_words import parse_days, parse_time
from bot.core.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.core.client import CheckInRecord
    from bot.desk import Shown
    from bot.store.database import Store
    from escalation.words import Escalation

NameOption = Annotated[str, typer.Option("--name", metavar="N", help="The client's name.")]
ProgramOption = Annotated[str, typer.Option("--program", metavar="P", help="Which check-in is asked.")]
CoachOption = Annotated[str, typer.Option("--coach", metavar="C", help="The client's coach; else the owner.")]
ZoneOption = Annotated[str, typer.Option("--timezone", metavar="Z", help="Such as Europe/Berlin.")]
TimeOption = Annotated[str, typer.Option("--time", metavar="HH:MM", help="When the check-in is asked.")]
DaysOption = Annotated[
    str, typer.Option("--days", metavar="D", help="daily, weekdays, or such as mon,wed,fri.")
]
LanguageOption = Annotated[str, typer.Option("--language", metavar="L", help="Two letters, such as en.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask again at a terminal.")]


def invite(
    name: NameOption,
    program: ProgramOption = "general",
    coach: CoachOption = "",
    timezone: ZoneOption = "",
    time: TimeOption = "",
    days: DaysOption = "",
    language: LanguageOption = "",
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Make a client's invite; what is given is not asked in chat."""
    try:
        hour = parse_time(time) if time else None
        chosen_days = parse_days(days) if days else ()
    except ValueError as error:
        raise ConfigError(str(error)) from None
    this = chosen(config)
    from bot import clock, desk, opening

    wish = desk.Invitation(name, program, coach, timezone, hour, chosen_days, language)
    store = opening.open_store(this.settings)
    _learn_names(this.settings, store)
    made = store.transact(desk.invite, opening.practice_of(this.settings), wish, clock.now())
    if made.namesake:
        sys.stderr.write(f"handrail: note: {made.namesake}\n")
    if made.in_slack:
        sys.stderr.write(
            f"handrail: note: in Slack the client opens {made.in_slack} and writes: start {made.code}\n"
        )
    print_json({"client": made.client, "code": made.code, "link": made.link}, _indent(json))


def _learn_names(settings: Settings, store: Store) -> None:
    """The link needs a bot's name. `run` has usually learned it; else the channels are asked, and may be away."""
    from bot import channels, desk
    from bot.store import meta

    for name in channels.no_longer(settings):
        store.transact(meta.remove, name)
    if settings.telegram.token:
        _learn(store, desk.TELEGRAM_USERNAME, "Telegram", lambda: channels.bot_name(settings))
    if settings.slack.bot_token:
        _learn(store, desk.SLACK_LINK, "Slack", lambda: channels.slack_link(settings))


def _learn(store: Store, key: str, channel: str, ask: Callable[[], Coroutine[object, object, str]]) -> None:
    from bot.store import meta

    if store.transact(meta.get, key):
        return
    import asyncio

    from bot.core.errors import ChannelError

    try:
        name = asyncio.run(_asked(ask))
    except ChannelError as error:
        sys.stderr.write(f"handrail: note: no link yet, {channel} did not tell the bot's name: {error}\n")
    else:
        store.transact(meta.put, key, name)


async def _asked(ask: Callable[[], Coroutine[object, object, str]]) -> str:
    return await ask()


def show(client: ClientArgument, config: ConfigOption = None, json: JsonOption = False) -> None:
    """A client's check-ins and open escalation, as JSON."""
    this = chosen(config)
    from bot import clock, desk, opening

    shown = opening.open_store(this.settings).transact(desk.show, client, clock.now())
    print_json(_record(shown), _indent(json))


def export(client: ClientArgument, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Everything on record about a client, as JSON."""
    this = chosen(config)
    from bot import opening
    from bot.commands.rights import exported

    document = opening.open_store(this.settings).transact(exported, client)
    if json:
        print_json(json_text.loads(document), None)
    else:
        print_text(document)


def erase(
    client: ClientArgument, config: ConfigOption = None, json: JsonOption = False, yes: YesOption = False
) -> None:
    """Erase a client for ever; while held, once handed back."""
    this = chosen(config)
    if not yes and not json and sys.stdin.isatty():
        typer.confirm(f"Erase {client} for ever?", abort=True, err=True)
    from bot import clock, opening
    from bot.commands.rights import erased

    done = opening.open_store(this.settings).transact(
        erased, opening.practice_of(this.settings), client, clock.now()
    )
    if json:
        print_json({"client": done.client, "erased": done.at_once}, None)
    elif done.at_once:
        print_text(f"Client {done.client} is erased.")
    else:
        print_text(
            f"Client {done.client} is erased once the escalation is handed back, in 30 days at the latest."
        )


def _indent(json: bool) -> int | None:
    """These answers are JSON either way; `--json` keeps them on one line."""
    return None if json else 2


def _record(shown: Shown) -> dict[str, Json]:
    client, escalation = shown.client, shown.escalation
    return {
        "client": client.id,
        "name": client.name,
        "membership": client.membership.value,
        "held_by": client.held_by or None,
        "next_checkin_at": _instant(client.next_checkin_at),
        "checkins": [_checkin(each) for each in shown.checkins],
        "escalation": None if escalation is None else _escalation(escalation, client.rev),
    }


def _checkin(record: CheckInRecord) -> dict[str, Json]:
    return {
        "at": _instant(record.at),
        "energy": record.energy,
        "stress": record.stress,
        "sleep": record.sleep,
        "win": record.win,
        "obstacle": record.obstacle,
        "complete": record.complete,
    }


def _escalation(escalation: Escalation, rev: int) -> dict[str, Json]:
    pages: list[Json] = [
        {"to": page.to, "way": page.way.value, "at": _instant(page.at), "result": page.result.value}
        for page in escalation.pages
    ]
    return {"id": escalation.id, "state": escalation.state.value, "rev": rev, "pages": pages}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
