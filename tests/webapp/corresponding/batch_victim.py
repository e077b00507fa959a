"""A worker that sends the letters of batches until it is ended: `python -m ….batch_victim HOME`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from tests.webapp.cases.played import NOW
from webapp.corresponding import batch
from webapp.storage.store import open_store


def main() -> None:
    store = open_store(Path(sys.argv[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while batch.work(store, sender="service@agency.example", now=_now):
        pass
    sys.stdout.write("done\n")


def _now() -> datetime:
    return NOW


if __name__ == "__main__":
    main()
