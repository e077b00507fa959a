"""The peer in Node: pdf-lib reads the form and ajv checks it, in one warm process that this one clocks."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO

from bench.rounds import REPEATS

PROGRAM = Path(__file__).parent / "node"
HOME = Path("var", "bench", "node")
"""Where npm puts the peer's packages, below the folder that the bench is started in."""

WARMING = 150
"""Repeats before the first measured one; later ones are no faster."""


class NoPeerError(Exception):
    """The peer cannot run here; says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """The running process: each turn answers with its CPU time and what it found."""

    asks: IO[str]
    answers: IO[str]

    def __call__(self, repeats: int = REPEATS) -> float:
        """The CPU seconds of one repeat."""
        return self._turn(repeats)[0]

    def errors(self) -> list[str]:
        """What the peer finds: place, keyword, and the missing name."""
        return self._turn(1)[1]

    def _turn(self, repeats: int) -> tuple[float, list[str]]:
        self.asks.write(f"{repeats}\n")
        self.asks.flush()
        line = self.answers.readline()
        if not line:
            raise NoPeerError("Node ended with an error.")
        told = json.loads(line)
        return float(told["milliseconds"]) / 1000, list(told["errors"])


@contextmanager
def started(pdf: Path) -> Iterator[Peer]:
    """The peer, warm, for one form; NoPeerError where Node or its packages are not to be had."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise NoPeerError("Node.js is not installed.")
    program = _installed() / "findings.mjs"
    with (
        as_file(files("validator.schema") / "carpos" / "1.json") as schema,
        subprocess.Popen(
            [node, program, schema, pdf], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        if process.stdin is None or process.stdout is None:
            raise NoPeerError("Node could not be spoken to.")
        peer = Peer(process.stdin, process.stdout)
        peer(WARMING)
        yield peer
        process.stdin.close()


def _installed() -> Path:
    """The folder that holds the peer's program and its packages, in the versions of the lock file."""
    HOME.mkdir(parents=True, exist_ok=True)
    for part in PROGRAM.iterdir():
        shutil.copy(part, HOME)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd=HOME,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise NoPeerError("npm could not install pdf-lib and ajv: is the network there?")
    return HOME
