"""Tx: what a store function gets - one transaction, the vault, and what this job has already learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, cast

from sqlalchemy import Connection, Dialect, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

from bot.store.ledger import Ledger
from bot.store.sealing import DataKey, Vault
from bot.store.tables import clients, meta

Lane = Literal["page", "coach", "client"]
Value = int | str | bytes | None
Row = tuple[Any, ...]  # what a driver returns; each reader gives the columns their types

PRACTICE = ""  # the name of the practice's own audit chain
PRACTICE_HEAD = "audit"  # in meta: "SEQ:HASH" of that chain


class Cursor(Protocol):
    rowcount: int

    def fetchall(self) -> list[Any]: ...

    def fetchone(self) -> Any: ...

    def executemany(self, sql: str, params: Sequence[Mapping[str, Value]], /) -> object: ...


class Driver(Protocol):
    """The part that sqlite3's and psycopg's connections have in common."""

    def execute(self, sql: str, params: Mapping[str, Value], /) -> Any: ...

    def cursor(self) -> Any: ...


class Prepared:
    """A Core statement, rendered once per database and then given straight to the driver.

    Core's own way from statement to driver costs 25-40 microseconds each time, more than SQLite needs to
    run it. All our columns are plain integers, texts and bytes, so nothing is lost by going around.
    """

    __slots__ = ("_rendered", "statement")

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._rendered: dict[str, tuple[str, dict[str, Value]]] = {}

    def on(self, dialect: Dialect) -> tuple[str, dict[str, Value]]:
        """The SQL and the values that the statement itself brings."""
        found = self._rendered.get(dialect.name)
        if found is None:
            compiled = cast(SQLCompiler, self.statement.compile(dialect=dialect))
            if "POSTCOMPILE" in str(compiled):
                raise TypeError(f"a list cannot be bound in a prepared statement: {compiled}")
            named = {name: bind for bind, name in compiled.bind_names.items()}
            own = {name: bind.effective_value for name, bind in named.items() if not bind.required}
            found = self._rendered[dialect.name] = (str(compiled), own)
        return found


class Head:
    """The end of an audit chain as this job sees it."""

    __slots__ = ("hash", "moved", "seq")

    def __init__(self, seq: int, hash_: str) -> None:
        self.seq = seq
        self.hash = hash_
        self.moved = False


_KEY = Prepared(select(clients.c.wrapped_key).where(clients.c.id == bindparam("client")))
_HEAD_PLAIN = select(clients.c.wrapped_key, clients.c.audit_seq, clients.c.audit_head).where(
    clients.c.id == bindparam("client")
)
_HEAD = Prepared(_HEAD_PLAIN)
_HEAD_LOCKED = Prepared(_HEAD_PLAIN.with_for_update(key_share=True))
_PRACTICE_HEAD_PLAIN = select(meta.c.value).where(meta.c.key == PRACTICE_HEAD)
_PRACTICE_HEAD = Prepared(_PRACTICE_HEAD_PLAIN)
_PRACTICE_HEAD_LOCKED = Prepared(_PRACTICE_HEAD_PLAIN.with_for_update())
_MOVE_HEAD = Prepared(
    update(clients)
    .where(clients.c.id == bindparam("client"))
    .values(audit_seq=bindparam("seq_"), audit_head=bindparam("head_"))
)
_PUT = insert(meta).values(key=bindparam("key"), value=bindparam("value"))
_MOVE_PRACTICE_HEAD = Prepared(
    _PUT.on_conflict_do_update(index_elements=["key"], set_={"value": _PUT.excluded.value})
)


class Tx:
    """One job's share of a transaction. Lives as long as the job."""

    __slots__ = (
        "_dialect",
        "_driver",
        "conn",
        "heads",
        "keys",
        "lanes",
        "ledger",
        "lookups",
        "practice_key",
        "scrub",
        "vault",
        "worker",
        "writes",
    )

    def __init__(
        self,
        conn: Connection,
        vault: Vault,
        practice_key: DataKey,
        ledger: Ledger | None,
        mode: Literal["write", "read"],
        worker: str = "",
    ) -> None:
        self.conn = conn
        self.vault = vault
        self.practice_key = practice_key
        self.ledger = ledger
        self.writes = mode == "write"
        self.worker = worker  # the process whose job this is
        self.lanes: set[Lane] = set()
        self.scrub = False
        self.keys: dict[str, DataKey | None] = {}
        self.heads: dict[str, Head] = {}
        self.lookups: dict[str, tuple[str | None, str | None]] = {}  # a client's stored name and address keys
        self._dialect = conn.dialect
        self._driver: Driver = conn.connection.driver_connection  # type: ignore[assignment]

    # --- statements ---------------------------------------------------------------------------------

    def rows(self, prepared: Prepared, params: Mapping[str, Value]) -> list[Row]:
        sql, own = prepared.on(self._dialect)
        rows: list[Row] = self._driver.execute(sql, {**own, **params}).fetchall()
        return rows

    def row(self, prepared: Prepared, params: Mapping[str, Value]) -> Row | None:
        sql, own = prepared.on(self._dialect)
        row: Row | None = self._driver.execute(sql, {**own, **params}).fetchone()
        return row

    def change(self, prepared: Prepared, params: Mapping[str, Value]) -> int:
        """Run a statement that returns nothing; how many rows it touched."""
        sql, own = prepared.on(self._dialect)
        count: int = self._driver.execute(sql, {**own, **params}).rowcount
        return count

    def change_many(self, prepared: Prepared, several: Iterable[Mapping[str, Value]]) -> None:
        sql, own = prepared.on(self._dialect)
        self._driver.cursor().executemany(sql, [{**own, **params} for params in several])

    # --- after the commit ---------------------------------------------------------------------------

    def wake(self, lane: Lane) -> None:
        """Wake the dispatcher's loop for `lane` once this is committed."""
        self.lanes.add(lane)

    # --- what is known of a client ------------------------------------------------------------------

    def remember(self, client: str, wrapped: bytes | None, seq: int, head: str) -> DataKey | None:
        """Note what a locked row of `clients` said, so that sealing and auditing need not ask again."""
        key = None if wrapped is None else self.vault.unwrap(wrapped, client)
        self.keys[client] = key
        if client not in self.heads:
            self.heads[client] = Head(seq, head)
        return key

    def key_of(self, client: str) -> DataKey | None:
        """The client's data key; None for somebody who is not on record, or was erased. Locks nothing."""
        if client not in self.keys:
            row = self.row(_KEY, {"client": client})
            wrapped: bytes | None = row[0] if row else None
            self.keys[client] = None if wrapped is None else self.vault.unwrap(wrapped, client)
        return self.keys[client]

    def head_of(self, chain: str) -> Head:
        """The end of `chain`, locked until the commit: two writers never continue from the same entry."""
        head = self.heads.get(chain)
        if head is not None:
            return head
        if chain == PRACTICE:
            row = self.row(_PRACTICE_HEAD_LOCKED if self.writes else _PRACTICE_HEAD, {})
            seq, _, hash_ = str(row[0]).partition(":") if row else ("0", "", "")
            head = Head(int(seq), hash_)
        else:
            row = self.row(_HEAD_LOCKED if self.writes else _HEAD, {"client": chain})
            if row is not None:
                self.remember(chain, row[0], row[1], row[2])
                return self.heads[chain]
            head = Head(0, "")
        self.heads[chain] = head
        return head

    def finish(self) -> None:
        """Write down the chain heads that nothing else has written."""
        for chain, head in self.heads.items():
            if not head.moved:
                continue
            head.moved = False
            if chain == PRACTICE:
                self.change(_MOVE_PRACTICE_HEAD, {"key": PRACTICE_HEAD, "value": f"{head.seq}:{head.hash}"})
            else:
                self.change(_MOVE_HEAD, {"client": chain, "seq_": head.seq, "head_": head.hash})
