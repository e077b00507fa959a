"""`datarequest migrate`: the tables brought to the edition of this version, and the lists written anew."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from webapp.keeping import at_store

if TYPE_CHECKING:
    from webapp.storage.store import Store

EXAMPLE = "datarequest migrate"

WELL = 0
HEAD = "head"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--to", default=HEAD, metavar="REV", help="the edition (default: that of this version)")
    parser.add_argument(
        "--backward", action="store_true", help="go back to an older edition, and lose what only newer tables hold"
    )


def run(chosen: argparse.Namespace) -> int:
    """Migrate; 0 done, 2 left as it was."""
    return at_store(lambda store: _migrate(store, chosen.to, backward=chosen.backward))


def _migrate(store: Store, to: str, *, backward: bool) -> int:
    from webapp.storage.casework import list_anew
    from webapp.storage.migrating import is_current, migrate

    before, after = migrate(store, to=to, backward=backward)
    sys.stdout.write(f"What is kept has edition {after or 'none'} (before: {before or 'none'}).\n")
    if is_current(store):
        with store.writing() as tx:
            count = list_anew(tx)
        sys.stdout.write(f"The lists were written anew; they name {count} applications.\n")
    return WELL
