"""How much memory a process and everything that it started hold together."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

GLANCE_SECONDS = 0.05


def peak_megabytes(process: subprocess.Popen[bytes]) -> float:
    """The most that was held at any glance until the process ended; pages that several share count once."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_kilobytes(one) for one in _family(process.pid)))
        time.sleep(GLANCE_SECONDS)
    return peak / 1024


def _family(pid: int) -> Iterator[int]:
    """A process and its descendants."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _kilobytes(pid: int) -> int:
    """The share of one process: of a page that n processes hold, an n-th."""
    found = re.search(r"^Pss:\s+(\d+)", _text(Path(f"/proc/{pid}/smaps_rollup")), re.MULTILINE)
    return int(found[1]) if found else 0


def _text(path: Path) -> str:
    """The text of a file of the kernel; empty when its process has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
