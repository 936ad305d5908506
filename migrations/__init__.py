"""The database's history, for Alembic. Run through `bot.store.schema`."""
