"""The practice's own data key, for what belongs to no client: it lies wrapped in `meta`."""

from __future__ import annotations

import base64

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.sealing import DataKey, Vault
from bot.store.tables import meta

NAME = "practice_key"


def read_or_make(conn: Connection, vault: Vault) -> DataKey:
    """The key; of two processes that open a new database together, both get the first one's."""
    wanted = select(meta.c.value).where(meta.c.key == NAME)
    stored = conn.scalar(wanted)
    if stored is None:
        fresh = base64.b64encode(vault.new_key("practice")).decode()
        conn.execute(insert(meta).values(key=NAME, value=fresh).on_conflict_do_nothing())
        stored = conn.scalar(wanted)
    return vault.unwrap(base64.b64decode(str(stored)), "practice")
