"""`datarequest check`: every finding of one application, or of many, with its clause."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from forms.editions.edition_map import EditionMap
from forms.fields import UnreadableFormError
from forms.text import Recogniser
from validator.finding import Finding, Severity, Stage
from validator.findings import check
from validator.record import Record
from webapp import clock
from webapp.checking import report
from webapp.commands.arguments import count, day
from webapp.editions import home_of_this_machine, map_in, maps_in
from webapp.unpacking.application import Opener
from webapp.unpacking.attaching import NOT_ATTACHED, Named, attached, named_document
from webapp.unpacking.intake import Taken, applications_in, bytes_of, is_folder
from webapp.unpacking.taking import take_in, take_in_package

EXAMPLE = "datarequest check application.pdf --stage submit"

WELL, FOUND, UNREADABLE = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="filled PDF, answers in JSON, ZIP file, or a folder of forms",
    )
    parser.add_argument(
        "--package", type=Path, metavar="FOLDER|FILE", help="one application with its documents: a folder or ZIP file"
    )
    parser.add_argument(
        "--attach",
        action="append",
        default=[],
        metavar="SLOT=FILE",
        help="a document of the application, such as irb_approval=letter.pdf or training:NAME=certificate.pdf",
    )
    parser.add_argument(
        "--stage", choices=[str(stage) for stage in Stage], default="submit", help="the gate (default: submit)"
    )
    parser.add_argument("--on", type=day, metavar="DATE", help="the day of the check (default: today in California)")
    parser.add_argument("--record", type=Path, metavar="FILE.json", help="what the Department recorded: a JSON list")
    parser.add_argument("--map", type=Path, metavar="FILE.toml", help="the map of a form of somebody else")
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help="a report, or JSON (one line for each of several files)",
    )
    parser.add_argument("--no-ocr", action="store_true", help="read no letters in pictures, which takes seconds a page")
    parser.add_argument("--jobs", type=count, default=1, metavar="N", help="how many files are read at once")
    parser.add_argument("--colour", choices=["auto", "always", "never"], default="auto", help="colours in the report")


def run(chosen: argparse.Namespace) -> int:
    """Check what was named; 0 no errors, 1 errors found, 2 a file could not be read: of several the highest."""
    from forms.reader import Reader
    from forms.scanned.tesseract import find, no_program
    from webapp.commands.pictures import Pictures

    try:
        documents = [named_document(one) for one in chosen.attach]
    except UnreadableFormError as wrong_name:
        sys.stderr.write(f"{wrong_name.message} {wrong_name.remedy}\n")
        return UNREADABLE
    try:
        record = _record(chosen.record)
        maps = (*maps_in(home_of_this_machine()), *([map_in(chosen.map)] if chosen.map else ()))
    except UnreadableFormError as unreadable:
        named = chosen.record if chosen.record and unreadable.kind != "map" else "The map of another form"
        sys.stderr.write(report.refusal_as_text(str(named), unreadable))
        return UNREADABLE
    files = [chosen.package] if chosen.package else list(_files(chosen.files))
    many = len(files) > 1 or any(is_folder(path) for path in chosen.files)
    if wrong := _asks_too_much(chosen, files, many=many):
        sys.stderr.write(f"{wrong}\n")
        return UNREADABLE
    on = chosen.on or clock.today()
    worst = WELL
    with Reader(hosts=min(chosen.jobs, len(files)), ocr=no_program if chosen.no_ocr else find) as read:
        take = partial(_take, chosen=chosen, documents=documents, read=read, maps=maps, ocr=Pictures(read))
        look = partial(_look, take=take, stage=Stage(chosen.stage), on=on, record=record)
        for number, (source, result) in enumerate(_results(files, look, chosen.jobs), 1):
            worst = max(worst, _tell(source, result, chosen, on, many))
            if many:
                _progress(number, len(files))
    return worst


Result = tuple[Taken, list[Finding]] | UnreadableFormError


def _asks_too_much(chosen: argparse.Namespace, files: list[Path], *, many: bool) -> str:
    """Why what was named can't be checked together; empty: it can."""
    if chosen.package and chosen.files:
        return "Name either files or one --package: a package is one application with its documents."
    if not files:
        return "There is no PDF and no JSON file in this folder." if chosen.files else "Name a file, or a --package."
    if chosen.attach and many:
        return "Documents belong to one application: name one file with --attach."
    return ""


def _take(
    path: Path,
    *,
    chosen: argparse.Namespace,
    documents: Sequence[Named],
    read: Opener,
    maps: Sequence[EditionMap],
    ocr: Recogniser,
) -> Taken:
    """The application in a file or package, with the documents that came with it or were named."""
    taken = take_in_package(path, read, maps, ocr=ocr) if chosen.package else take_in(path, read, maps, ocr=ocr)
    evidence, notes = attached(documents, taken, read, ocr=ocr)
    return replace(taken, evidence=(*taken.evidence, *evidence), notes=(*taken.notes, *notes))


def _look(path: Path, *, take: Callable[[Path], Taken], stage: Stage, on: date, record: list[Record]) -> Result:
    try:
        taken = take(path)
        return taken, check(taken.application, stage, on=on, record=record, evidence=taken.evidence)
    except UnreadableFormError as unreadable:
        return unreadable


def _results(files: list[Path], look: Any, jobs: int) -> Iterator[tuple[Path, Result]]:
    """The results in the order of the files; several are read at once, in processes of their own."""
    if jobs == 1:
        yield from ((path, look(path)) for path in files)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(jobs) as pool:
        yield from zip(files, pool.map(look, files), strict=True)


def _tell(source: Path, result: Result, chosen: argparse.Namespace, on: date, many: bool) -> int:
    as_json = chosen.format == "json"
    if isinstance(result, UnreadableFormError):
        told: Any = (
            report.refusal_as_json(str(source), result) if as_json else report.refusal_as_text(str(source), result)
        )
    else:
        taken, findings = result
        colour = _coloured(chosen.colour)
        told = (
            report.as_json(*result)
            if as_json
            else report.as_text(taken, findings, Stage(chosen.stage), on=on, colour=colour)
        )
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=None if many else 2) + "\n")
    else:
        sys.stdout.write(told + ("\n" if many else ""))
    sys.stdout.flush()
    return UNREADABLE if isinstance(result, UnreadableFormError) else _ending(*result)


def _ending(taken: Taken, findings: Sequence[Finding]) -> int:
    """How the check of an application that was read ends: well only where nothing is wrong and all of it counted."""
    uncounted = taken.is_unconfirmed or any(note.kind == NOT_ATTACHED for note in taken.notes)
    return FOUND if uncounted or any(finding.severity is Severity.ERROR for finding in findings) else WELL


def _files(named: list[Path]) -> Iterator[Path]:
    """The files that are meant; of a folder every PDF and JSON file in it, in order."""
    for path in named:
        yield from applications_in(path) if is_folder(path) else [path]


def _record(path: Path | None) -> list[Record]:
    if path is None:
        return []
    try:
        entries = json.loads(bytes_of(path))
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise ValueError("The record is not a list.")
        return [Record.of(entry) for entry in entries]
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise UnreadableFormError(
            "record", "The record is not JSON.", "Write a JSON list of what was recorded."
        ) from None
    except ValueError as wrong:
        raise UnreadableFormError("record", str(wrong), "See the page on checking for the shape of a record.") from None


def _progress(number: int, of: int) -> None:
    """How far a batch has come, on the error stream, so that the output stays whole."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{number} of {of} checked" + ("\n" if number == of else ""))
    elif number % 100 == 0 or number == of:
        sys.stderr.write(f"{number} of {of} checked\n")
    sys.stderr.flush()


def _coloured(wish: str) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return wish == "always" or (wish == "auto" and sys.stdout.isatty() and not plain)
