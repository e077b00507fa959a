"""Taking a package in: a form with nine documents in a ZIP file, from its bytes to the places that are proposed."""

from __future__ import annotations

import statistics
import time

from bench.figures import Figure, measured
from forms.reader import Reader
from tests.forms.packages.package_files import zip_of
from tests.webapp.unpacking.packed import files
from webapp.unpacking.package import open_package

_ROUNDS = 5


def figures() -> list[Figure]:
    """The seconds of the whole, and the share of them that unpacking takes; no letters are read in pictures here."""
    package = zip_of(files())
    with Reader() as read:
        read(next(iter(files().values())))  # so that what is kept is warm
        whole, unpacking = [], []
        for _ in range(_ROUNDS):
            started = time.monotonic()
            unpacked = read.package(package)
            opened = time.monotonic()
            open_package("all.zip", unpacked, read)
            unpacking.append(opened - started)
            whole.append(time.monotonic() - started)
    seconds = statistics.median(whole)
    return [
        measured("package_seconds", seconds, "s"),
        measured("package_share_of_unpacking", statistics.median(unpacking) / seconds, "share"),
    ]
