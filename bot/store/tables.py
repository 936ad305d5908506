"""The tables. Times are microseconds since 1970 (UTC); everything personal is `sealed` or a fingerprint."""

from __future__ import annotations

from typing import ClassVar, cast

from sqlalchemy import BigInteger, Index, Integer, MetaData, Table, text
from sqlmodel import Field, SQLModel

# SQLite counts up by itself only in a column that is declared INTEGER.
_COUNTER = BigInteger().with_variant(Integer(), "sqlite")


class Base(SQLModel):
    metadata: ClassVar[MetaData] = MetaData()


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def _partial_unique(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Clients(Base, table=True):
    __tablename__ = "clients"
    __table_args__ = (
        Index("clients_address", "address_key", unique=True),
        Index("clients_name", "name_key"),
        _partial("clients_wake", "wake_at", where="wake_at IS NOT NULL"),
    )

    id: str = Field(primary_key=True)
    name_key: str | None = None  # fingerprint of the casefolded name
    address_key: str | None = None  # fingerprint of channel and chat
    membership: str
    held_by: str = ""
    rev: int = 0
    coach: str = ""
    wake_at: int | None = Field(default=None, sa_type=BigInteger)
    wake_failures: int = 0
    wake_not_before: int = Field(default=0, sa_type=BigInteger)
    wrapped_key: bytes | None = None  # none once erased
    sealed: bytes | None = None  # the Client; none once erased
    audit_seq: int = 0  # the head of this client's audit chain
    audit_head: str = ""
    created_at: int = Field(sa_type=BigInteger)
    erased_at: int | None = Field(default=None, sa_type=BigInteger)


class Invites(Base, table=True):
    __tablename__ = "invites"
    __table_args__ = (Index("invites_client", "client_id"),)

    code_key: str = Field(primary_key=True)  # fingerprint of the code: a copy of the database invites nobody
    client_id: str = Field(foreign_key="clients.id")
    created_at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(default=None, sa_type=BigInteger)


class Updates(Base, table=True):
    __tablename__ = "updates"
    __table_args__ = (
        _partial("updates_poison", "at", where="fate = 'poison'"),
        {"sqlite_with_rowid": False},
    )

    channel: str = Field(primary_key=True)
    update_id: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    client_id: str | None = Field(default=None, foreign_key="clients.id")
    fate: str = "handled"
    sealed: bytes | None = None  # a copy of one that we could not handle


class Transcript(Base, table=True):
    __tablename__ = "transcript"
    __table_args__ = (Index("transcript_client", "client_id", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=_COUNTER)
    client_id: str = Field(foreign_key="clients.id")
    at: int = Field(sa_type=BigInteger)
    who: str
    message: str = ""  # the channel's id of the message
    sealed: bytes


class CheckIns(Base, table=True):
    __tablename__ = "checkins"
    __table_args__ = (Index("checkins_client", "client_id", "at"),)

    id: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="clients.id")
    at: int = Field(sa_type=BigInteger)
    complete: int = 0
    sealed: bytes


class Escalations(Base, table=True):
    __tablename__ = "escalations"
    __table_args__ = (
        _partial_unique("escalations_one_per_client", "client_id", where="state <> 'closed'"),
        _partial("escalations_wake", "wake_at", where="wake_at IS NOT NULL"),
        Index("escalations_card", "card_channel", "card_ref"),
        Index("escalations_client", "client_id"),
        _partial("escalations_closed", "closed_at", where="closed_at IS NOT NULL"),
    )

    id: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="clients.id")
    state: str
    wake_at: int | None = Field(
        default=None, sa_type=BigInteger
    )  # the earlier of its wake_at and tell_client_at
    wake_failures: int = 0
    wake_not_before: int = Field(default=0, sa_type=BigInteger)
    sealed: bytes | None = None  # the Escalation; none once erased
    card_channel: str = ""
    card_ref: str = ""
    rev: int = 0
    opened_at: int = Field(sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)


class Outbox(Base, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        _partial("outbox_queue", "lane", "priority", "id", where="state = 'queued'"),
        _partial("outbox_expiry", "lane", "expires_at", where="state = 'queued' AND expires_at IS NOT NULL"),
        _partial("outbox_sending", "line", where="state = 'sending'"),
        _partial("outbox_buttons", "client_id", where="buttons = 1"),
        _partial("outbox_waiting_for_client", "client_id", where="state = 'queued'"),
        _partial("outbox_waiting_for_escalation", "escalation_id", where="state = 'queued'"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=_COUNTER)
    client_id: str | None = Field(default=None, foreign_key="clients.id")
    escalation_id: str | None = None
    channel: str = ""  # where a client's messages go: "telegram", "slack", "playground"
    lane: str  # "page", "coach", "client"
    kind: str  # the class of the payload
    key: str  # whose budget it spends: a chat, or the escalation channel
    line: str = ""  # rows of one line leave one after the other
    origin: str
    priority: int
    state: str = "queued"  # queued, sending, sent, failed, withdrawn, expired
    not_before: int = Field(default=0, sa_type=BigInteger)
    expires_at: int | None = Field(default=None, sa_type=BigInteger)
    attempts: int = 0
    worker: str = Field(default="", sa_column_kwargs={"server_default": ""})  # who is sending it
    created_at: int = Field(sa_type=BigInteger)
    started_at: int | None = Field(default=None, sa_type=BigInteger)
    ended_at: int | None = Field(default=None, sa_type=BigInteger)
    sealed: bytes | None = None  # the Outgoing; none once erased
    ref: str = ""  # the channel's id of what was sent
    buttons: int = 0  # 0 none, 1 carries live buttons once sent, 2 they have been taken off
    error: str = ""


class Reviews(Base, table=True):
    __tablename__ = "reviews"
    __table_args__ = (
        _partial("reviews_due", "due_at", where="state = 'open'"),
        Index("reviews_client", "client_id"),
    )

    id: str = Field(primary_key=True)
    client_id: str = Field(foreign_key="clients.id")
    opened_at: int = Field(sa_type=BigInteger)
    due_at: int = Field(sa_type=BigInteger)
    state: str = "open"  # open, settled
    settled_at: int | None = Field(default=None, sa_type=BigInteger)
    settled_by: str = ""
    settled_how: str = ""
    sealed: bytes | None = None  # words and reasons; none once erased
    ref: str = ""


class Audit(Base, table=True):
    __tablename__ = "audit"
    __table_args__ = ({"sqlite_with_rowid": False},)

    chain: str = Field(primary_key=True)  # a client's id; "" is the practice's own chain
    seq: int = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    kind: str
    sealed: bytes
    prev: str
    hash: str


class Workers(Base, table=True):
    __tablename__ = "workers"

    id: str = Field(primary_key=True)
    beat: int = Field(sa_type=BigInteger)


class Meta(Base, table=True):
    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


def _table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


metadata = Base.metadata
clients = _table(Clients)
invites = _table(Invites)
updates = _table(Updates)
transcript = _table(Transcript)
checkins = _table(CheckIns)
escalations = _table(Escalations)
outbox = _table(Outbox)
reviews = _table(Reviews)
audit = _table(Audit)
workers = _table(Workers)
meta = _table(Meta)
