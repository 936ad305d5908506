"""Sealing: a client's words lie encrypted under the client's own key, so that destroying the key erases them.

The practice's master key wraps the data keys and never touches data. AES-256-GCM throughout; every
sealed value names the row it belongs to, so that it does not open anywhere else.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hmac
import os
import secrets
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.core.errors import ConfigError

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"  # first byte of everything sealed: AES-256-GCM, 12-byte nonce, then ciphertext and tag
KEYS_KEPT = 4_096  # unwrapped keys in memory; 4,096 of them are about 2 MB
FINGERPRINTS_KEPT = 8_192
KEY_FILE = "handrail.key"


class DataKey:
    """An unwrapped key, ready to use. Never stored, never shown."""

    __slots__ = ("cipher",)

    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def __repr__(self) -> str:
        return "DataKey(...)"


class Vault:
    """Seals and opens under data keys, and makes fingerprints of identifiers. Threads may share it."""

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != KEY_BYTES:
            raise ConfigError(
                f"security.master_key must be {KEY_BYTES} bytes, base64; this one has {len(master_key)}"
            )
        self._wrapper = DataKey(_subkey(master_key, b"handrail: wrapping data keys"))
        self._fingerprint_key = _subkey(master_key, b"handrail: fingerprints of identifiers")
        self._keys: OrderedDict[bytes, DataKey] = OrderedDict()
        self._lock = Lock()
        self._remembered = lru_cache(FINGERPRINTS_KEPT)(self._compute)

    def new_key(self, owner: str) -> bytes:
        """A fresh data key for `owner`, wrapped: this form may be stored."""
        return self.seal(self._wrapper, secrets.token_bytes(KEY_BYTES), f"key:{owner}")

    def unwrap(self, wrapped: bytes, owner: str) -> DataKey:
        """The key inside `wrapped`; `ConfigError` if another master key wrapped it."""
        with self._lock:
            key = self._keys.get(wrapped)
            if key is not None:
                self._keys.move_to_end(wrapped)
                return key
        try:
            key = DataKey(self.open(self._wrapper, wrapped, f"key:{owner}"))
        except InvalidTag as error:
            raise ConfigError(
                "the master key does not fit this database: give the one it was made with "
                "(security.master_key or security.master_key_file)"
            ) from error
        with self._lock:
            self._keys[wrapped] = key
            if len(self._keys) > KEYS_KEPT:
                self._keys.popitem(last=False)
        return key

    def forget(self, wrapped: bytes) -> None:
        with self._lock:
            self._keys.pop(wrapped, None)

    def seal(self, key: DataKey, plaintext: bytes, about: str) -> bytes:
        """`about` names the row; the same words must be given to open."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + key.cipher.encrypt(nonce, plaintext, about.encode(errors="surrogatepass"))

    def open(self, key: DataKey, sealed: bytes, about: str) -> bytes:
        """The plaintext; `InvalidTag` if the bytes, the key or the row is not the one it was sealed for."""
        if sealed[:1] != VERSION:
            raise InvalidTag
        return key.cipher.decrypt(
            sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], about.encode(errors="surrogatepass")
        )

    def fingerprint(self, *parts: str) -> str:
        """A keyed hash (64 hex digits) that finds an identifier again without storing it."""
        return self._remembered(parts)

    def _compute(self, parts: tuple[str, ...]) -> str:
        # Lengths keep ("ab", "c") and ("a", "bc") apart.
        framed = b"".join(
            len(raw).to_bytes(4, "big") + raw
            for raw in (part.encode(errors="surrogatepass") for part in parts)
        )
        return hmac.digest(self._fingerprint_key, framed, "sha256").hex()


def _subkey(master_key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master_key)


def parse_key(text: str) -> bytes:
    """A master key written as base64 (plain or URL-safe); `ConfigError` says what is wrong with it."""
    how = "make one with: openssl rand -base64 32"
    try:
        raw = base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ConfigError(f"security.master_key is not base64; {how}") from error
    if len(raw) != KEY_BYTES:
        raise ConfigError(f"security.master_key holds {len(raw)} bytes, not {KEY_BYTES}; {how}")
    return raw


def read_or_make_key(path: Path | None, db_dir: Path) -> bytes:
    """The master key in `path` (by default `handrail.key` in `db_dir`); made there if there is no such file.

    The file is never seen half-written, and is the owner's alone (0600); one that others may read is refused.
    """
    path = path or db_dir / KEY_FILE
    if not path.exists():
        _make(path)
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise ConfigError(f"{path} may be read by others (mode {mode:o}); run: chmod 600 {path}")
    return parse_key(path.read_text(encoding="ascii", errors="replace"))


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two processes starting together the second keeps the first one's key.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
