"""`datarequest restore`: a backup, put back where nothing is kept yet, and looked at row by row and file by file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.keeping import at_store

if TYPE_CHECKING:
    from webapp.storage.store import Store

EXAMPLE = "DATAREQUEST_HOME=/srv/datarequest datarequest restore /backups/2026-11-25.zip"

WELL, FOUND = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("place", type=Path, metavar="DIR|FILE.zip", help="what “datarequest backup” wrote")


def run(chosen: argparse.Namespace) -> int:
    """Restore into DATAREQUEST_HOME (and DATABASE_URL); 0 all is right, 1 something in it is not, 2 not restored."""
    return at_store(lambda store: _restore(store, chosen.place))


def _restore(store: Store, place: Path) -> int:
    from webapp.storage.backup import restore

    done = restore(store, place)
    sys.stdout.write(f"Restored {done.rows} rows and {done.files} files.\n")
    sys.stdout.writelines(f"{fault}\n" for fault in done.faults)
    if not done.faults:
        sys.stdout.write("Every hash is as it was written down.\n")
    return FOUND if done.faults else WELL
