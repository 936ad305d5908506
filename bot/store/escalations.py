"""Escalations: at most one per client that is not closed, which the database itself enforces."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_into

from bot.core.errors import HandrailError, NoSuchClient
from bot.store.form import Form
from bot.store.instants import NEVER, micros, micros_or_none
from bot.store.sealing import DataKey
from bot.store.tables import clients
from bot.store.tables import escalations as t
from bot.store.tx import Prepared, Row, Tx
from escalation.words import Escalation, State

BACK_OFF_FIRST_S = 1  # after a wake that raised; doubles each time ...
BACK_OFF_MOST_S = 60  # ... but a ladder is never left alone for longer than a minute

_FORM = Form(Escalation)

_WANTED = (t.c.id, t.c.client_id, t.c.sealed)
_OPEN_OF = Prepared(
    select(*_WANTED).where(t.c.client_id == bindparam("client"), t.c.state != State.CLOSED.value)
)
_BY_ID = Prepared(select(*_WANTED).where(t.c.id == bindparam("escalation")))
_INSERT = Prepared(
    insert_into(t)
    .values(
        {
            column: bindparam(column)
            for column in (
                "id",
                "client_id",
                "state",
                "wake_at",
                "sealed",
                "rev",
                "opened_at",
                "closed_at",
            )
        }
        | {"card_channel": "", "card_ref": "", "wake_failures": 0, "wake_not_before": 0}
    )
    .on_conflict_do_nothing()
)
_SAVE = Prepared(
    update(t)
    .where(t.c.id == bindparam("escalation"))
    .values(
        state=bindparam("state_"),
        wake_at=bindparam("wake_at_"),
        sealed=bindparam("sealed_"),
        rev=bindparam("rev_"),
        closed_at=bindparam("closed_at_"),
        wake_failures=0,
        wake_not_before=0,
    )
)
_DUE = Prepared(
    select(t.c.id)
    .where(t.c.wake_at.is_not(None), t.c.wake_at <= bindparam("now"), t.c.wake_not_before <= bindparam("now"))
    .order_by(t.c.wake_at)
    .limit(bindparam("limit"))
)
# It is the client's row that is locked, as everybody does who changes an escalation.
_STILL_DUE = Prepared(
    select(t.c.id)
    .join(clients, clients.c.id == t.c.client_id)
    .where(
        t.c.id == bindparam("escalation"),
        func.coalesce(t.c.wake_at, NEVER) <= bindparam("now"),  # no index but the key's is to be tried
        t.c.wake_not_before <= bindparam("now"),
    )
    .with_for_update(of=clients, key_share=True, skip_locked=True)
)
_FAILURES = Prepared(select(t.c.wake_failures).where(t.c.id == bindparam("escalation")))
_BACK_OFF = Prepared(
    update(t)
    .where(t.c.id == bindparam("escalation"))
    .values(wake_failures=bindparam("failures_"), wake_not_before=bindparam("not_before_"))
)
_CARD = Prepared(select(t.c.card_channel, t.c.card_ref).where(t.c.id == bindparam("escalation")))
_SET_CARD = Prepared(
    update(t)
    .where(t.c.id == bindparam("escalation"))
    .values(card_channel=bindparam("channel_"), card_ref=bindparam("ref_"))
)
_BY_CARD = Prepared(
    select(t.c.id).where(t.c.card_channel == bindparam("channel"), t.c.card_ref == bindparam("ref"))
)
_REV = Prepared(select(t.c.rev).where(t.c.id == bindparam("escalation")))
_STATE = Prepared(select(t.c.state).where(t.c.id == bindparam("escalation")))
_OPEN_ONES = Prepared(select(*_WANTED).where(t.c.state != State.CLOSED.value).order_by(t.c.opened_at, t.c.id))
_CLOSED_BEFORE = Prepared(
    select(*_WANTED)
    .where(t.c.closed_at.is_not(None), t.c.closed_at < bindparam("before"), t.c.sealed.is_not(None))
    .order_by(t.c.closed_at)
)
_ALL_OF = Prepared(
    select(*_WANTED).where(t.c.client_id == bindparam("client")).order_by(t.c.opened_at, t.c.id)
)


class AlreadyOpen(HandrailError):
    """This client has an escalation that is not closed: what was found belongs into that one."""


def open_of(tx: Tx, client_id: str) -> Escalation | None:
    """The one escalation of this client that is not closed."""
    return _load(tx, tx.row(_OPEN_OF, {"client": client_id}))


def by_id(tx: Tx, escalation_id: str) -> Escalation | None:
    """The escalation; None if there is none of this id, or its client was erased."""
    return _load(tx, tx.row(_BY_ID, {"escalation": escalation_id}))


def all_of(tx: Tx, client_id: str) -> list[Escalation]:
    """Every escalation of this client, oldest first."""
    return _loaded(tx, tx.rows(_ALL_OF, {"client": client_id}))


def insert(tx: Tx, escalation: Escalation, rev: int) -> None:
    """Put a new one on record; `AlreadyOpen` if the client has one, or this id is taken."""
    inserted = tx.change(
        _INSERT,
        {
            "id": escalation.id,
            "client_id": escalation.party.client,
            "state": escalation.state.value,
            "wake_at": _wake_at(escalation),
            "sealed": _seal(tx, escalation),
            "rev": rev,
            "opened_at": micros(escalation.opened_at),
            "closed_at": micros_or_none(escalation.closed_at),
        },
    )
    if not inserted:
        raise AlreadyOpen(
            f"client {escalation.party.client} has an open escalation; {escalation.id} was not stored"
        )


def save(tx: Tx, escalation: Escalation, rev: int) -> None:
    """Replace what is on record. `rev` counts the client's Updates. A back-off of its wakes ends with it."""
    tx.change(
        _SAVE,
        {
            "escalation": escalation.id,
            "state_": escalation.state.value,
            "wake_at_": _wake_at(escalation),
            "sealed_": _seal(tx, escalation),
            "rev_": rev,
            "closed_at_": micros_or_none(escalation.closed_at),
        },
    )


def rev_of(tx: Tx, escalation_id: str) -> int:
    """The client's REV as of the last save."""
    row = tx.row(_REV, {"escalation": escalation_id})
    return int(row[0]) if row else 0


def state_of(tx: Tx, escalation_id: str) -> State | None:
    """Where it stands, also if its client was erased; None for an id that is not on record."""
    row = tx.row(_STATE, {"escalation": escalation_id})
    return State(row[0]) if row else None


def due(tx: Tx, now: datetime, limit: int) -> list[str]:
    """Ids of the escalations whose wake has come, the longest waiting first."""
    return [str(row[0]) for row in tx.rows(_DUE, {"now": micros(now), "limit": limit})]


def take_due(tx: Tx, escalation_id: str, now: datetime) -> bool:
    """Whether the wake is still to be carried out, and is ours: another process may have it, or have done it."""
    return tx.row(_STILL_DUE, {"escalation": escalation_id, "now": micros(now)}) is not None


def back_off(tx: Tx, escalation_id: str, now: datetime) -> None:
    """Its wake raised: try again in 1, 2, 4 ... seconds, a minute at most."""
    row = tx.row(_FAILURES, {"escalation": escalation_id})
    failures = int(row[0]) if row else 0
    wait_s = min(BACK_OFF_FIRST_S << min(failures, 20), BACK_OFF_MOST_S)
    tx.change(
        _BACK_OFF,
        {
            "escalation": escalation_id,
            "failures_": failures + 1,
            "not_before_": micros(now) + wait_s * 1_000_000,
        },
    )


def card_ref(tx: Tx, escalation_id: str) -> str:
    """The card's id in the escalation channel; empty until it has been posted."""
    row = tx.row(_CARD, {"escalation": escalation_id})
    return str(row[1]) if row else ""


def set_card_ref(tx: Tx, escalation_id: str, channel: str, ref: str) -> None:
    tx.change(_SET_CARD, {"escalation": escalation_id, "channel_": channel, "ref_": ref})


def by_card(tx: Tx, channel: str, ref: str) -> str | None:
    """The id of the escalation whose card this is: thread replies name nothing else."""
    row = tx.row(_BY_CARD, {"channel": channel, "ref": ref}) if ref else None
    return str(row[0]) if row else None


def open_ones(tx: Tx) -> list[Escalation]:
    """All that are not closed, oldest first."""
    return _loaded(tx, tx.rows(_OPEN_ONES, {}))


def closed_before(tx: Tx, before: datetime) -> list[Escalation]:
    """Those closed before then and not yet erased, oldest first."""
    return _loaded(tx, tx.rows(_CLOSED_BEFORE, {"before": micros(before)}))


def _wake_at(escalation: Escalation) -> int | None:
    times = [micros(at) for at in (escalation.wake_at, escalation.tell_client_at) if at is not None]
    return min(times, default=None)


def _key(tx: Tx, client_id: str) -> DataKey:
    key = tx.key_of(client_id)
    if key is None:
        raise NoSuchClient(f"client {client_id} is not on record, or was erased; no escalation was stored")
    return key


def _seal(tx: Tx, escalation: Escalation) -> bytes:
    key = _key(tx, escalation.party.client)
    return tx.vault.seal(key, _FORM.write(escalation), f"escalations:{escalation.id}")


def _load(tx: Tx, row: Row | None) -> Escalation | None:
    if row is None:
        return None
    escalation_id, client_id, sealed = row
    key = tx.key_of(client_id)
    if key is None or sealed is None:
        return None
    return _FORM.read(tx.vault.open(key, sealed, f"escalations:{escalation_id}"))


def _loaded(tx: Tx, rows: list[Row]) -> list[Escalation]:
    return [escalation for escalation in (_load(tx, row) for row in rows) if escalation is not None]
