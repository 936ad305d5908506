"""Acknowledge links: a token is one coach's for one escalation, proved by the practice's key, stored nowhere."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from bot.store.sealing import Vault

PROOF = 32  # hex digits of the HMAC that are kept: 128 bits


def token(vault: Vault, escalation: str, coach: str) -> str:
    who = urlsafe_b64encode(coach.encode()).decode().rstrip("=")
    return f"{escalation}.{who}.{vault.fingerprint('ack', escalation, coach)[:PROOF]}"


def read(vault: Vault, token_: str) -> tuple[str, str] | None:
    """(escalation, coach) of a genuine token; None for any other."""
    parts = token_.split(".")
    if len(parts) != 3:
        return None
    escalation, who, proof = parts
    try:
        coach = urlsafe_b64decode(who + "=" * (-len(who) % 4)).decode()
    except (Error, ValueError):
        return None
    genuine = vault.fingerprint("ack", escalation, coach)[:PROOF]
    return (escalation, coach) if hmac.compare_digest(genuine, proof) else None
