"""The service as an operator runs it: a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Served:
    """A running service: where it is reached, what it said in the end."""

    process: subprocess.Popen[str]
    address: str
    said: str = ""

    def stop(self) -> int:
        """Tell it to end as a supervisor does; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.said += "".join(self.process.communicate(timeout=20))
        return self.process.returncode


def start(home: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """Start the command with a home of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "serve", *words],
        env={**os.environ, "DATAREQUEST_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def served(home: Path, *words: str, **environment: str) -> Iterator[Served]:
    """The service, until the block ends."""
    process = start(home, *words, **environment)
    assert process.stdout is not None
    first = process.stdout.readline()
    found = re.search(r"http://\S+", first)
    service = Served(process, found[0] if found else "", first)
    try:
        yield service
    finally:
        service.stop()
