"""`datarequest record`: the one sealed file with all that was submitted, made where there is none yet."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.config import Config
from webapp.keeping import at_store

if TYPE_CHECKING:
    from webapp.storage.store import Store

EXAMPLE = "datarequest record 2026-0001 -o record.pdf"

WELL, FOUND = 0, 1
_AT_ONCE = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("number", nargs="?", metavar="NUMBER", help="of an application, such as 2026-0001")
    which.add_argument("--missing", action="store_true", help="make every record that is not there yet")
    parser.add_argument("--round", type=int, default=1, metavar="N", help="which submission of it (default: the first)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help="where the file is written")


def run(chosen: argparse.Namespace) -> int:
    """Write a record, or make those that are missing; 0 done, 1 some could not be made, 2 not possible."""
    if chosen.missing:
        return at_store(_make_missing)
    to = chosen.output or Path(f"record-{chosen.number}-{chosen.round}.pdf")
    return at_store(lambda store: _write(store, chosen.number, chosen.round, to))


def _write(store: Store, number: str, round_: int, to: Path) -> int:
    from webapp.recording.making import make
    from webapp.storage.seals import shown

    sealed = make(store, number, round_, at=Config.of(os.environ))
    shutil.copyfile(store.files.path(sealed.sha256), to)
    sys.stdout.write(f"Wrote {to}: {sealed.what}. Its code is {shown(sealed.code)}.\n")
    return WELL


def _make_missing(store: Store) -> int:
    from webapp.recording.making import make
    from webapp.storage import records
    from webapp.storage.troubles import StorageError

    with store.reading() as tx:
        missing = records.missing(tx, most=_AT_ONCE)
    failed = 0
    for number, round_ in missing:
        try:
            make(store, number, round_, at=Config.of(os.environ))
        except StorageError as trouble:
            sys.stderr.write(f"Application {number}, round {round_}: {trouble}\n")
            failed += 1
    sys.stdout.write(f"Made {len(missing) - failed} of {len(missing)} records.\n")
    return FOUND if failed else WELL
