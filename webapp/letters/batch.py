"""One letter, or one for each application of a folder: several at once, none stopped by another's failure."""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from forms.fields import UnreadableFormError
from templates.letterhead import Stationery
from templates.problems import LetterError, NothingToWriteError
from validator.finding import Stage
from webapp.editions import home_of_this_machine, maps_in
from webapp.letters.case import Case
from webapp.letters.making import make, read_given, read_stationery, written_as
from webapp.unpacking.intake import Read, applications_in, is_folder, take_in

WELL, NOTHING, NOT_MADE = 0, 1, 2
FAILURES, NEEDLESS = "not-made.txt", "nothing-to-write.txt"


@dataclass(frozen=True, slots=True)
class Order:
    """Which letter is wanted, on whose paper, of which day, in which formats."""

    kind: str
    on: date
    stage: Stage = Stage.SUBMIT
    letterhead: Path | None = None
    facts: Path | None = None
    """A file of facts for every letter, or a folder with a file for each, named like its application."""
    formats: tuple[str, ...] = ("docx",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter: the files that were written, what to know, why it, or a format, was not made."""

    written: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    needless: tuple[str, ...] = ()
    """Why there was nothing to write."""


def carry_out(order: Order, application: dict[str, Any], name: str, output: Path) -> Outcome:
    """Make one letter and write it as `output` with each format's ending.

    Where a format can't be made, the Word file is written all the same: it needs no typeface of ours.
    """
    try:
        stationery = _stationery(order.letterhead) if order.letterhead else None
        case = Case(application, stationery, order.on, _given(order.facts, name), order.stage)
        made = make(order.kind, case)
    except NothingToWriteError as nothing:
        return Outcome(needless=tuple(map(str, nothing.problems)))
    except LetterError as wrong:
        return Outcome(failed=tuple(map(str, wrong.problems)))
    written, failed = [], list[str]()
    for form in order.formats:
        try:
            written.append(_write(output, form, written_as(made, form)))
        except LetterError as wrong:
            failed += map(str, wrong.problems)
    if failed and not any(path.suffix == ".docx" for path in written):
        written.append(_write(output, "docx", made.docx))
    return Outcome(tuple(written), made.notes, tuple(failed))


def run_one(order: Order, application: Path, output: Path) -> int:
    """The letter of one application."""
    from forms.reader import Reader

    try:
        with Reader() as read:
            taken = take_in(application, read, maps_in(home_of_this_machine()))
    except UnreadableFormError as unreadable:
        sys.stderr.write(f"{application}: {unreadable.message} {unreadable.remedy}\n")
        return NOT_MADE
    for note in taken.notes:
        sys.stderr.write(f"{note.message}\n")
    try:
        outcome = carry_out(order, taken.application, application.stem, output.with_suffix(""))
    except OSError:
        sys.stderr.write(f"{output} could not be written. Look whether its folder exists and may be written to.\n")
        return NOT_MADE
    for sentence in (*outcome.failed, *outcome.needless, *outcome.notes):
        sys.stderr.write(f"{sentence}\n")
    for path in outcome.written:
        sys.stdout.write(f"Wrote {path}\n")
    return NOT_MADE if outcome.failed else NOTHING if outcome.needless else WELL


def run_folder(order: Order, folder: Path, output: Path, *, jobs: int) -> int:
    """A letter for each application of a folder, with a list of those that were not made, and of those not needed."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name in (FAILURES, NEEDLESS):
            (output / name).unlink(missing_ok=True)
    except OSError:
        sys.stderr.write(f"{output} cannot take the letters. Name a folder that may be written to.\n")
        return NOT_MADE
    sources = applications_in(folder)
    failures, needless = list[str](), list[str]()
    for number, (source, outcome) in enumerate(_outcomes(order, folder, sources, output, jobs), start=1):
        _progress(number, len(sources))
        why = "".join(f"  {sentence}\n" for sentence in (*outcome.failed, *outcome.needless))
        if why:
            (failures if outcome.failed else needless).append(f"{source.relative_to(folder)}\n{why}")
    made = len(sources) - len(failures) - len(needless)
    sys.stdout.write(f"{made} of {len(sources)} letters made in {output}\n")
    if needless:
        sys.stdout.write(f"Nothing to write for {len(needless)} ({_list(output / NEEDLESS, needless)})\n")
    if failures:
        listed = _list(output / FAILURES, failures)
        sys.stderr.write(f"Not made, or not in every format ({listed}):\n" + "".join(failures))
    return NOT_MADE if failures or not sources else WELL


def _list(path: Path, rows: list[str]) -> Path:
    path.write_text("".join(rows), "utf-8", errors="replace")
    return path


def _outcomes(
    order: Order, folder: Path, sources: list[Path], output: Path, jobs: int
) -> Iterator[tuple[Path, Outcome]]:
    """Outcomes in the order of the files. Applications are read by the guarded reader, letters made by workers."""
    from forms.reader import Reader

    names = _names(folder, sources)
    with Reader(hosts=jobs) as read, _workers(jobs) as workers, ThreadPoolExecutor(jobs) as threads:

        def one(source: Path) -> Outcome:
            return _from_file(order, source, output / names[source], read, workers)

        yield from zip(sources, threads.map(one, sources), strict=True)


def _from_file(order: Order, source: Path, output: Path, read: Read, workers: ProcessPoolExecutor) -> Outcome:
    try:
        application = take_in(source, read, maps_in(home_of_this_machine())).application
        return workers.submit(carry_out, order, application, source.stem, output).result()
    except UnreadableFormError as unreadable:
        return Outcome(failed=(f"{unreadable.message} {unreadable.remedy}",))
    except OSError:
        return Outcome(failed=("The letter could not be written. Look whether its folder may be written to.",))


def _workers(jobs: int) -> ProcessPoolExecutor:
    """Processes that start afresh: the one that reads and prints has threads, and must not be copied."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _names(folder: Path, sources: list[Path]) -> dict[Path, Path]:
    """A name for each letter: its application's, with the ending only where two would be the same."""
    bare = {source: source.relative_to(folder).with_suffix("") for source in sources}
    often = Counter(bare.values())
    return {
        source: name if often[name] == 1 else name.with_name(f"{name.name}-{source.suffix[1:].casefold()}")
        for source, name in bare.items()
    }


def _write(output: Path, form: str, content: bytes) -> Path:
    path = output.with_name(f"{output.name}.{form}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@lru_cache(maxsize=4)
def _stationery(path: Path) -> Stationery:
    return read_stationery(path)


def _given(facts: Path | None, name: str) -> dict[str, Any]:
    if facts is None:
        return {}
    if not is_folder(facts):
        return dict(read_given(facts))
    own = facts / f"{name}.json"
    return dict(read_given(own)) if own.is_file() else {}


def _progress(number: int, of: int) -> None:
    """How far the batch has come, on the error stream, so that the output stays whole."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{number} of {of} letters" + ("\n" if number == of else ""))
    elif number % 100 == 0 or number == of:
        sys.stderr.write(f"{number} of {of} letters\n")
    sys.stderr.flush()
