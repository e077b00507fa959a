"""`datarequest backup`: everything that is kept at one moment, in a folder or a ZIP file, while the service runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from webapp import clock
from webapp.keeping import at_store

if TYPE_CHECKING:
    from webapp.storage.store import Store

EXAMPLE = "datarequest backup /backups/2026-11-25.zip"

WELL, FOUND = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("place", type=Path, metavar="DIR|FILE.zip", help="where it is written; must not be there yet")


def run(chosen: argparse.Namespace) -> int:
    """Back up; 0 written, 1 written but files that should be there were missing or changed, 2 not written."""
    return at_store(lambda store: _back_up(store, chosen.place))


def _back_up(store: Store, place: Path) -> int:
    from webapp.storage.backup import back_up

    done = back_up(store, place, at=clock.now())
    sys.stdout.write(f"Wrote {place}: {done.rows} rows, {done.files} files; {done.head.seq} events in the chain.\n")
    for address in done.damaged:
        sys.stderr.write(f"The file {address} is missing or was changed, and is not in the backup.\n")
    return FOUND if done.damaged else WELL
