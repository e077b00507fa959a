"""Kill -9 in the middle of an act, at a moment drawn over its length: whoever is killed, and however it is asked.

A victim is a process that does one act when it is told to. The one here calls the storage itself; one that is a whole
server is told by the first byte of a request, and gives its answer in the response.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

REACH = 0.9
"""How far into the usual length of an act the moment is drawn; later ones mostly meet an act that is over."""


class Victim(Protocol):
    """A process about to act."""

    @property
    def pid(self) -> int: ...

    def send(self) -> None:
        """Let the act begin, and don't wait."""

    def answer(self) -> str | None:
        """What it acknowledged; None when it was killed before."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A round that is over: what was asked, and what was acknowledged."""

    job: Mapping[str, Any]
    answer: str | None


def strike(victim: Victim, after: float) -> str | None:
    """Kill a victim so many seconds after its act began; what it acknowledged."""
    victim.send()
    time.sleep(after)
    with suppress(ProcessLookupError):  # it was quicker, and is over
        os.kill(victim.pid, signal.SIGKILL)
    return victim.answer()


def rounds(
    start: Callable[[Mapping[str, Any]], Victim], jobs: Sequence[Mapping[str, Any]], *, trials: int, seed: int
) -> Iterator[Struck]:
    """Act by act: the first ones measure how long each kind takes, and in the others the victim is killed."""
    lengths: dict[str, list[float]] = {}
    draw = random.Random(seed)  # noqa: S311 - moments, not secrets
    for number, job in enumerate(jobs):
        victim, known = start(job), lengths.setdefault(job["act"], [])
        if number < trials:
            begun = time.perf_counter()
            victim.send()
            answer = victim.answer()
            known.append(time.perf_counter() - begun)
        else:
            answer = strike(victim, draw.uniform(0, REACH * statistics.median(known)))
        yield Struck(job, answer)


class Stable:
    """A process with everything loaded, which makes a victim for each act by a fork."""

    def __init__(self, home: Path, url: str | None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.webapp.storage.victim", str(home), url or ""],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        self.pid = 0

    def start(self, job: Mapping[str, Any]) -> Stable:
        """A victim for one act, with its database open."""
        self._write(json.dumps(job))
        self.pid = int(self._read().removeprefix("ready "))
        return self

    def send(self) -> None:
        self._write("")  # one byte: it is read whole or not at all

    def answer(self) -> str | None:
        said, answer = self._read(), None
        while said != "over":
            answer, said = said, self._read()
        return answer

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def _write(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n".encode())

    def _read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().decode().rstrip("\n")


@contextmanager
def stable(home: Path, url: str | None) -> Iterator[Stable]:
    """Victims that work with the storage of a home."""
    opened = Stable(home, url)
    try:
        yield opened
    finally:
        opened.close()
