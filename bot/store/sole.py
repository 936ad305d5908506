"""One `handrail run` to one SQLite file: a lock beside it, which the system gives back even after kill -9."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.errors import HandrailError
from bot.store.database import file_of

SUFFIX = ".lock"
PATIENCE_S = 12  # another that was told to stop has ten seconds for what is on the wire
LOOK_EVERY_S = 0.2
UNHEARD_OF = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)  # some network file systems know no locks


@contextmanager
def sole(url: str, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Nobody else is in here with the same SQLite file. Any number may be with the same Postgres.

    Two would each take the other's sends for what a crash had left, and send them again.
    """
    file = file_of(url)
    if file is None:
        yield
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file.with_name(file.name + SUFFIX), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _lock(handle, file, patience_s)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, file: Path, patience_s: float) -> None:
    for look in range(round(patience_s / LOOK_EVERY_S) + 1):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if look == 0 and patience_s:
                sys.stderr.write(
                    f"handrail: another `handrail run` has {file}; waiting, in case it is about to stop\n"
                )
                sys.stderr.flush()
            time.sleep(LOOK_EVERY_S if patience_s else 0)
        except OSError as error:
            if error.errno not in UNHEARD_OF:
                raise
            return
        else:
            return
    raise HandrailError(
        f"Handrail is running already, with {file}: use that one, or stop it first (Ctrl-C where it runs). "
        "Several at once need Postgres"
    )
