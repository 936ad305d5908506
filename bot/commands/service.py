"""`run` and `migrate`: the practice's process, and its database."""

from __future__ import annotations

import sys

from bot.commands.asked import ConfigOption, JsonOption, chosen, print_json, print_text


def run(config: ConfigOption = None) -> None:
    """Run everything; without settings, the playground."""
    this = chosen(config)
    from bot import app
    from bot import config as settings_rules

    settings_rules.check_supported(this.settings)
    if this.source is settings_rules.Source.FILE:
        for warning in settings_rules.warnings_of(this.settings):
            sys.stderr.write(f"handrail: note: {warning}\n")
    app.run(this.settings, this.source)


def migrate(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Bring the database to this version's form."""
    from bot.store import schema

    schema.migrate(chosen(config).settings.database.url)
    if json:
        print_json({"migrated": True}, None)
    else:
        print_text("The database has this version's form.")
