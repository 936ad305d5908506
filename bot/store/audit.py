"""Audit: what was decided and done, per client and for the practice, each entry chained to the one before.

The hash covers the sealed bytes, so a chain still verifies after its client's key was destroyed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, delete, func, insert, select

from bot.store import meta
from bot.store.instants import instant, micros
from bot.store.tables import audit as t
from bot.store.tx import PRACTICE, Prepared, Tx

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

RETENTION = "audit_retention"  # in meta while entries may be deleted; the triggers look for it
UNREADABLE = {"erased": True}  # stands for details whose key was destroyed

_APPEND = Prepared(
    insert(t).values(
        {column: bindparam(column) for column in ("chain", "seq", "at", "kind", "sealed", "prev", "hash")}
    )
)
_TRAIL = Prepared(
    select(t.c.seq, t.c.at, t.c.kind, t.c.sealed, t.c.prev, t.c.hash)
    .where(t.c.chain == bindparam("chain"))
    .order_by(t.c.seq)
)
_OLD = Prepared(select(t.c.chain, func.max(t.c.seq)).where(t.c.at < bindparam("before")).group_by(t.c.chain))
_HASH = Prepared(select(t.c.hash).where(t.c.chain == bindparam("chain"), t.c.seq == bindparam("seq")))
_CUT = Prepared(delete(t).where(t.c.chain == bindparam("chain"), t.c.seq <= bindparam("seq")))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail, opened."""

    seq: int
    at: datetime
    kind: str
    details: Mapping[str, Json]


def append(tx: Tx, client_id: str | None, at: datetime, kind: str, details: Mapping[str, Json]) -> None:
    """Add an entry to the client's chain, or with None to the practice's.

    Costs one INSERT if `clients.save` follows in the same job, else an UPDATE of the chain's head too.
    """
    chain = client_id or PRACTICE
    head = tx.head_of(chain)
    key = (tx.key_of(chain) if client_id else None) or tx.practice_key
    seq, when, prev = head.seq + 1, micros(at), head.hash
    plain = json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    sealed = tx.vault.seal(key, plain, _about(chain, seq))
    hash_ = _link(prev, seq, when, kind, sealed)
    tx.change(
        _APPEND,
        {"chain": chain, "seq": seq, "at": when, "kind": kind, "sealed": sealed, "prev": prev, "hash": hash_},
    )
    head.seq, head.hash, head.moved = seq, hash_, True


def verify(tx: Tx, client_id: str | None) -> bool:
    """Whether the chain is whole: nothing changed, nothing missing since the last cut up to the head."""
    chain = client_id or PRACTICE
    seq, prev = _cut_of(tx, chain)
    for row_seq, at, kind, sealed, row_prev, hash_ in tx.rows(_TRAIL, {"chain": chain}):
        if row_seq != seq + 1 or row_prev != prev or hash_ != _link(prev, row_seq, at, kind, sealed):
            return False
        seq, prev = row_seq, hash_
    head = tx.head_of(chain)
    return (head.seq, head.hash) == (seq, prev)


def trail(tx: Tx, client_id: str | None) -> list[Entry]:
    """All entries, oldest first; details whose key was destroyed read `UNREADABLE`."""
    chain = client_id or PRACTICE
    return [
        Entry(seq, instant(at), kind, _details(tx, chain, seq, sealed))
        for seq, at, kind, sealed, _, _ in tx.rows(_TRAIL, {"chain": chain})
    ]


def retire(tx: Tx, before: datetime) -> int:
    """Delete what is older than `before`, remembering where each chain was cut; how many entries went."""
    gone = 0
    meta.put(tx, RETENTION, "now")
    for chain, seq in tx.rows(_OLD, {"before": micros(before)}):
        row = tx.row(_HASH, {"chain": chain, "seq": seq})
        if row is not None:
            meta.put(tx, f"audit_cut:{chain}", f"{seq}:{row[0]}")
            gone += tx.change(_CUT, {"chain": chain, "seq": seq})
    meta.remove(tx, RETENTION)
    return gone


def _cut_of(tx: Tx, chain: str) -> tuple[int, str]:
    seq, _, hash_ = (meta.get(tx, f"audit_cut:{chain}") or "0:").partition(":")
    return int(seq), hash_


def _about(chain: str, seq: int) -> str:
    return f"audit:{chain}:{seq}"


def _link(prev: str, seq: int, at: int, kind: str, sealed: bytes) -> str:
    return hashlib.sha256(b"|".join((f"{prev}|{seq}|{at}|{kind}".encode(), sealed))).hexdigest()


def _details(tx: Tx, chain: str, seq: int, sealed: bytes) -> Mapping[str, Json]:
    for key in (tx.key_of(chain) if chain else None, tx.practice_key):
        if key is None:
            continue
        try:
            opened: Mapping[str, Json] = json.loads(
                tx.vault.open(key, sealed, _about(chain, seq)).decode(errors="surrogatepass")
            )
        except InvalidTag:
            continue
        return opened
    return UNREADABLE
