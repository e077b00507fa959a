from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from webapp.cli import main

DEADLINE = ("deadline", "966(g)", "--from", "2026-06-12")
CASE = Path(__file__).parents[2] / "cases" / "denial_on_friday_letter_on_monday.toml"


def run(*words: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "webapp.cli", *words]
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **how)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
@pytest.mark.parametrize("words", [DEADLINE, ("letter", "--list"), ("clauses", "--json")])
def test_a_full_disk_is_told_in_words(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = run(*words, stdout=full)
    assert ran.returncode == 2
    assert ran.stderr.decode() == "There is no room for the output. Make room where it goes, or write it elsewhere.\n"


def test_an_output_that_is_closed_is_no_error() -> None:
    ran = run(*DEADLINE, stdout=None, preexec_fn=lambda: os.close(1))
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_terminal_without_our_letters_gets_them_nevertheless() -> None:
    ran = run("case", str(CASE), stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("utf-8")


def test_a_batch_that_is_stopped_says_so_and_nothing_else(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.json").write_bytes(b"{}")
    command = [sys.executable, "-m", "webapp.cli", "check", str(tmp_path)]
    batch = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert batch.stdout
    batch.stdout.readline()
    for _ in range(5):  # Python loses an interrupt that comes while it clears away what nobody needs: one presses again
        batch.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            batch.wait(timeout=6)  # its output is not taken, so that it can't have come to its end
            break
    _, told = batch.communicate(timeout=30)
    assert batch.returncode == 130, told
    assert b"Stopped." in told
    assert b"Traceback" not in told


@pytest.mark.parametrize("words", [DEADLINE, ("clauses", "--json"), ("deadline", "966(d)", "--from", "2026-06-12")])
def test_a_reader_that_has_gone_ends_the_output_quietly(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "webapp.cli", *words]
    assert subprocess.run(command, stdout=writing, stderr=writing, check=False).returncode in {0, 2}
    os.close(writing)


def test_a_pipe_of_ours_that_breaks_is_not_taken_for_a_reader_that_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    from webapp.commands import deadline

    def broken(_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(deadline, "run", broken)
    with pytest.raises(BrokenPipeError):
        main(DEADLINE)
