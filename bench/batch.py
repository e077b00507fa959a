"""What a university feels: the guard's cost for one form, a folder of forms, the first form, the first word."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, measured
from bench.findings import read_twice
from bench.memory import peak_megabytes
from bench.papers import filled, filled_with_errors
from bench.rounds import clocked, quickest
from forms.reader import Reader

FORMS = 500
JOBS = 2
STARTS = 7
"""Fresh processes for each figure that is a median of starts."""

DATAREQUEST = (sys.executable, "-m", "webapp.cli")


def figures() -> list[Figure]:
    """Wall time, for that is what people wait."""
    with TemporaryDirectory() as folder:
        return [
            measured("guard_overhead_ms", _guard_seconds(filled()) * 1000, "ms"),
            *_batch(Path(folder, "batch")),
            measured("cold_check_seconds", _cold_check_seconds(Path(folder, "form.pdf")), "s"),
            measured("start_seconds", _median_seconds("--help"), "s", 0.5),
        ]


def _guard_seconds(pdf: bytes) -> float:
    """How much longer a guarded reading takes than the same reading without the guard."""
    with Reader() as read:
        guarded = clocked(partial(read, pdf), repeats=1, clock=time.perf_counter)
        bare = clocked(partial(read_twice, pdf), repeats=1, clock=time.perf_counter)
        seconds = quickest({"guarded": guarded, "bare": bare})
    return seconds["guarded"] - seconds["bare"]


def _batch(folder: Path) -> list[Figure]:
    """A folder of forms, half of them right and half with forty errors, on two cores."""
    folder.mkdir()
    for number in range(FORMS):
        Path(folder, f"{number:03}.pdf").write_bytes(filled_with_errors() if number % 2 else filled())
    command = [*DATAREQUEST, "check", str(folder), "--jobs", str(JOBS), "--format", "json"]
    started = time.perf_counter()
    with (
        Path(folder.parent, "findings.jsonl").open("w+b") as told,
        subprocess.Popen(command, stdout=told, stderr=subprocess.DEVNULL) as process,
    ):
        peak = peak_megabytes(process)
        seconds = time.perf_counter() - started
        told.seek(0)
        lines = [line for line in told if b'"findings"' in line]
    assert len(lines) == FORMS, f"{len(lines)} of {FORMS} forms were checked"
    return [
        measured("batch_forms_per_second", FORMS / seconds, "forms/s"),
        measured("batch_peak_mb", peak, "MB"),
    ]


def _cold_check_seconds(form: Path) -> float:
    form.write_bytes(filled())
    return _median_seconds("check", str(form))


def _median_seconds(*words: str) -> float:
    """The median wall time of a command in a fresh process."""
    seconds = []
    for _ in range(STARTS):
        started = time.perf_counter()
        done = subprocess.run([*DATAREQUEST, *words], capture_output=True, check=False)
        seconds.append(time.perf_counter() - started)
        assert done.returncode in {0, 1}, done.stderr
    return statistics.median(seconds)
