"""Clients: found by address, id or name; saved whole and sealed, beside the few columns that queries need."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy import insert as insert_into

from bot.core.client import Client
from bot.core.errors import NoSuchClient
from bot.store.form import Form, plain
from bot.store.instants import NEVER, micros, micros_or_none
from bot.store.sealing import DataKey
from bot.store.tables import clients as t
from bot.store.tx import Prepared, Row, Tx, Value

BACK_OFF_FIRST_S = 2  # after a wake that raised; doubles each time ...
BACK_OFF_MOST_S = 3_600  # ... up to an hour

_FORM = Form(Client)

_WANTED = (
    t.c.id,
    t.c.sealed,
    t.c.wrapped_key,
    t.c.audit_seq,
    t.c.audit_head,
    t.c.name_key,
    t.c.address_key,
)
_BY_ADDRESS_PLAIN = select(*_WANTED).where(t.c.address_key == bindparam("address"))
_BY_ADDRESS = Prepared(_BY_ADDRESS_PLAIN)
_BY_ADDRESS_LOCKED = Prepared(_BY_ADDRESS_PLAIN.with_for_update(key_share=True))
_BY_ID_PLAIN = select(*_WANTED).where(t.c.id == bindparam("client"))
_BY_ID = Prepared(_BY_ID_PLAIN)
_BY_ID_LOCKED = Prepared(_BY_ID_PLAIN.with_for_update(key_share=True))
_BY_NAME = Prepared(select(t.c.id).where(t.c.name_key == bindparam("name")).order_by(t.c.created_at, t.c.id))
_EVERYBODY = Prepared(select(*_WANTED).where(t.c.sealed.is_not(None)).order_by(t.c.created_at, t.c.id))
_ERASED = Prepared(select(t.c.id).where(t.c.id == bindparam("client"), t.c.erased_at.is_not(None)))
_ALL_ERASED = Prepared(select(t.c.id).where(t.c.erased_at.is_not(None)))
_INSERT = Prepared(
    insert_into(t).values(
        {
            column: bindparam(column)
            for column in (
                "id",
                "name_key",
                "address_key",
                "membership",
                "held_by",
                "rev",
                "coach",
                "wake_at",
                "wrapped_key",
                "sealed",
                "created_at",
            )
        }
        | {"wake_failures": 0, "wake_not_before": 0, "audit_seq": 0, "audit_head": ""}
    )
)
_CHANGED = {
    "membership": bindparam("membership_"),
    "held_by": bindparam("held_by_"),
    "rev": bindparam("rev_"),
    "coach": bindparam("coach_"),
    "wake_at": bindparam("wake_at_"),
    "sealed": bindparam("sealed_"),
    "audit_seq": bindparam("audit_seq_"),
    "audit_head": bindparam("audit_head_"),
    "wake_failures": 0,
    "wake_not_before": 0,
}
_SAVE = Prepared(update(t).where(t.c.id == bindparam("client")).values(_CHANGED))
# Naming an indexed column in SET makes SQLite rewrite its index, changed or not; these two hardly ever are.
_SAVE_WITH_NAMES = Prepared(
    update(t)
    .where(t.c.id == bindparam("client"))
    .values(_CHANGED | {"name_key": bindparam("name_key_"), "address_key": bindparam("address_key_")})
)
_DUE = Prepared(
    select(t.c.id)
    .where(t.c.wake_at.is_not(None), t.c.wake_at <= bindparam("now"), t.c.wake_not_before <= bindparam("now"))
    .order_by(t.c.wake_at)
    .limit(bindparam("limit"))
)
_STILL_DUE = Prepared(
    select(t.c.id)
    .where(
        t.c.id == bindparam("client"),
        func.coalesce(t.c.wake_at, NEVER) <= bindparam("now"),  # no index but the key's is to be tried
        t.c.wake_not_before <= bindparam("now"),
    )
    .with_for_update(key_share=True, skip_locked=True)
)
_FAILURES = Prepared(select(t.c.wake_failures).where(t.c.id == bindparam("client")))
_BACK_OFF = Prepared(
    update(t)
    .where(t.c.id == bindparam("client"))
    .values(wake_failures=bindparam("failures_"), wake_not_before=bindparam("not_before_"))
)


def by_address(tx: Tx, channel: str, chat: str) -> Client | None:
    """Whoever writes from `chat`, locked until the commit."""
    row = tx.row(
        _BY_ADDRESS_LOCKED if tx.writes else _BY_ADDRESS, {"address": address_key(tx, channel, chat)}
    )
    return _keep(tx, row)


def by_id(tx: Tx, client_id: str) -> Client | None:
    """The client, locked until the commit; None for an id that is not on record, or was erased."""
    return _keep(tx, tx.row(_BY_ID_LOCKED if tx.writes else _BY_ID, {"client": client_id}))


def was_erased(tx: Tx, client_id: str) -> bool:
    """Whether this was a client's id, of whom nothing can be read any more."""
    return tx.row(_ERASED, {"client": client_id}) is not None


def erased_ids(tx: Tx) -> frozenset[str]:
    """The ids of everybody who was ever erased."""
    return frozenset(str(row[0]) for row in tx.rows(_ALL_ERASED, {}))


def insert(tx: Tx, client: Client, now: datetime) -> None:
    """Put a new client on record, with a key of their own."""
    wrapped = tx.vault.new_key(client.id)
    name, address = _names(tx, client)
    key = tx.vault.unwrap(wrapped, client.id)
    tx.change(
        _INSERT,
        {
            "id": client.id,
            "name_key": name,
            "address_key": address,
            "membership": client.membership.value,
            "held_by": client.held_by,
            "rev": client.rev,
            "coach": client.coach,
            "wake_at": micros_or_none(client.wake_at),
            "wrapped_key": wrapped,
            "sealed": _seal(tx, key, client),
            "created_at": micros(now),
        },
    )
    tx.heads.pop(client.id, None)
    tx.remember(client.id, wrapped, 0, "")
    tx.lookups[client.id] = (name, address)


def save(tx: Tx, client: Client) -> None:
    """Replace what is on record; `NoSuchClient` if nothing is. Carries along the head of the audit chain.

    A back-off of the client's wakes ends with it.
    """
    key = tx.key_of(client.id)
    if key is None:
        raise NoSuchClient(f"client {client.id} is not on record, or was erased; nothing was saved")
    head = tx.head_of(client.id)
    names = _names(tx, client)
    values: dict[str, Value] = {
        "client": client.id,
        "membership_": client.membership.value,
        "held_by_": client.held_by,
        "rev_": client.rev,
        "coach_": client.coach,
        "wake_at_": micros_or_none(client.wake_at),
        "sealed_": _seal(tx, key, client),
        "audit_seq_": head.seq,
        "audit_head_": head.hash,
    }
    if tx.lookups.get(client.id) == names:
        tx.change(_SAVE, values)
    else:
        values["name_key_"], values["address_key_"] = names
        tx.change(_SAVE_WITH_NAMES, values)
        tx.lookups[client.id] = names
    head.moved = False


def detach(tx: Tx, client: Client) -> Client:
    """The client without an address: the chat may become somebody else's, or the client come by another."""
    detached = replace(client, channel="", chat="")
    save(tx, detached)
    return detached


def find(tx: Tx, ref: str) -> Client:
    """The client with the id or the name `ref`, in whatever case; else `NoSuchClient` names the choices."""
    ref = plain(ref)
    client = by_id(tx, ref)
    if client is not None:
        return client
    ids = called(tx, ref)
    if len(ids) > 1:
        raise NoSuchClient(f"{len(ids)} clients are called {ref}: give an id, one of {', '.join(ids)}")
    client = by_id(tx, ids[0]) if ids else None
    if client is None:
        raise NoSuchClient(f"no client has the id or the name {ref}")
    return client


def called(tx: Tx, name: str) -> tuple[str, ...]:
    """The ids of whoever has this name, in whatever case."""
    return tuple(str(row[0]) for row in tx.rows(_BY_NAME, {"name": name_key(tx, plain(name))}))


def due(tx: Tx, now: datetime, limit: int) -> list[str]:
    """Ids of the clients whose wake has come, the longest waiting first."""
    return [str(row[0]) for row in tx.rows(_DUE, {"now": micros(now), "limit": limit})]


def take_due(tx: Tx, client_id: str, now: datetime) -> bool:
    """Whether the wake is still to be carried out, and is ours: another process may have it, or have done it."""
    return tx.row(_STILL_DUE, {"client": client_id, "now": micros(now)}) is not None


def back_off(tx: Tx, client_id: str, now: datetime) -> None:
    """The client's wake raised: leave them alone for 2, 4, 8 ... seconds, an hour at most."""
    row = tx.row(_FAILURES, {"client": client_id})
    failures = int(row[0]) if row else 0
    wait_s = min(BACK_OFF_FIRST_S << min(failures, 20), BACK_OFF_MOST_S)
    tx.change(
        _BACK_OFF,
        {"client": client_id, "failures_": failures + 1, "not_before_": micros(now) + wait_s * 1_000_000},
    )


def everybody(tx: Tx) -> list[Client]:
    """All clients on record, those first who came first. Locks nobody."""
    loaded = (_load(tx, row) for row in tx.rows(_EVERYBODY, {}))
    return [client for client in loaded if client is not None]


def address_key(tx: Tx, channel: str, chat: str) -> str | None:
    return tx.vault.fingerprint("address", channel, chat) if chat else None


def name_key(tx: Tx, name: str) -> str | None:
    folded = " ".join(name.casefold().split())
    return tx.vault.fingerprint("name", folded) if folded else None


def _names(tx: Tx, client: Client) -> tuple[str | None, str | None]:
    return name_key(tx, client.name), address_key(tx, client.channel, client.chat)


def _seal(tx: Tx, key: DataKey, client: Client) -> bytes:
    return tx.vault.seal(key, _FORM.write(client), f"clients:{client.id}")


def _keep(tx: Tx, row: Row | None) -> Client | None:
    """The client in a row that is locked; `tx` remembers what the row said beside."""
    if row is None:
        return None
    client_id, _, wrapped, seq, head, name, address = row
    tx.remember(client_id, wrapped, seq, head)
    tx.lookups[client_id] = (name, address)
    return _load(tx, row)


def _load(tx: Tx, row: Row) -> Client | None:
    client_id, sealed, wrapped = row[:3]
    if sealed is None or wrapped is None:
        return None
    key = tx.vault.unwrap(wrapped, client_id)
    return _FORM.read(tx.vault.open(key, sealed, f"clients:{client_id}"))
