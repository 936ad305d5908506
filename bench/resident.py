"""How much memory a process holds."""

from __future__ import annotations

import subprocess
from pathlib import Path


def resident_mb(pid: int) -> float:
    """Resident megabytes: what of its memory lies in RAM, shared libraries counted."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        kilobytes = next(
            line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS")
        )
    else:
        kilobytes = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
        ).stdout
    return int(kilobytes) / 1024
