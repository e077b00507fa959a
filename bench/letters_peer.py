"""The peer in Node: docxtemplater fills the same letter, in one warm process that this one clocks."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.node_peer import NoPeerError, Peer

PROGRAM = Path(__file__).parent / "letters_node"
HOME = Path("var", "bench", "letters_node")
WARMING = 150
"""Letters before the first measured one; later ones are no faster."""


@contextmanager
def started(template: bytes, data: dict[str, Any]) -> Iterator[tuple[Peer, Path]]:
    """The peer, warm, and the letter that it made; NoPeerError where Node or its packages are not to be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NoPeerError("Node.js is not installed.")
    _install(npm)
    inputs = {"template.docx": template, "data.json": json.dumps(data).encode()}
    for name, content in inputs.items():
        (HOME / name).write_bytes(content)
    letter = HOME / "letter.docx"
    command = [node, "letters.mjs", *inputs, letter.name]
    with subprocess.Popen(command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise NoPeerError("Node could not be spoken to.")
        peer = Peer(process.stdin, process.stdout)
        peer(WARMING)
        yield peer, letter
        process.stdin.close()


def _install(npm: str) -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    for part in PROGRAM.iterdir():
        shutil.copy(part, HOME)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    if subprocess.run(command, cwd=HOME, capture_output=True, check=False).returncode != 0:
        raise NoPeerError("npm could not install docxtemplater: is the network there?")
