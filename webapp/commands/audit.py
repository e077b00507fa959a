"""`datarequest audit`: whether everything that is kept is as it was written down, and where its chain ends."""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import TYPE_CHECKING

from webapp.keeping import at_store

if TYPE_CHECKING:
    from webapp.storage.chain import Head
    from webapp.storage.store import Store

EXAMPLE = "datarequest audit verify"

WELL, FOUND = 0, 1
_NOTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument(
        "what",
        choices=("verify", "head"),
        help="verify: look at every row and every file; head: print the end of the chain, to be noted elsewhere",
    )
    parser.add_argument("--head", type=_noted, metavar="SEQ:HASH", help="the end of the chain as it was noted before")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")


def run(chosen: argparse.Namespace) -> int:
    """Verify; 0 all is as it was written down, 1 something is not, 2 what is kept can't be opened."""
    if chosen.what == "head":
        return at_store(lambda store: _head(store, as_json=chosen.json))
    return at_store(lambda store: _verify(store, chosen.head, as_json=chosen.json))


def _verify(store: Store, noted: tuple[int, str] | None, *, as_json: bool) -> int:
    from webapp.storage.audit import verify
    from webapp.storage.chain import Head
    from webapp.storage.migrating import demand_current

    demand_current(store)
    end = _end(store)
    faults = list(verify(store, noted=Head(*noted) if noted else None))
    if as_json:
        told = [{"where": fault.where, "matter": fault.matter} for fault in faults]
        sys.stdout.write(json.dumps({"head": _written(end), "events": end.seq, "faults": told}, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        sys.stdout.write(f"{_sum(len(faults))} The chain has {end.seq} events. Its end, to be noted elsewhere:\n")
        sys.stdout.write(f"{_written(end)}\n")
    return FOUND if faults else WELL


def _head(store: Store, *, as_json: bool) -> int:
    from webapp.storage.migrating import demand_current

    demand_current(store)
    end = _written(_end(store))
    sys.stdout.write(f"{json.dumps({'head': end}) if as_json else end}\n")
    return WELL


def _end(store: Store) -> Head:
    from webapp.storage.history import head

    with store.reading() as tx:
        return head(tx)


def _sum(faults: int) -> str:
    if not faults:
        return "Everything is as it was written down."
    return (
        f"{faults} {'thing is' if faults == 1 else 'things are'} not as written down; the first one is the first line."
    )


def _written(end: Head) -> str:
    return f"{end.seq}:{end.hash}"


def _noted(words: str) -> tuple[int, str]:
    if not (found := _NOTED.fullmatch(words.strip())):
        raise argparse.ArgumentTypeError("Write it as “audit head” prints it: a number, a colon, and 64 digits.")
    return int(found[1]), found[2]
