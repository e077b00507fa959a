"""Taking a package in: a form with nine documents in a ZIP file, from its bytes to the places that are proposed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence

from bench.figures import Figure, measured, unmeasured
from forms.reader import Reader
from forms.scanned.tesseract import find
from forms.text import Recogniser
from tests.forms.packages.package_files import zip_of
from tests.forms.scanned.paper import Scan, as_pdf, scanned
from tests.webapp.unpacking.packed import files
from webapp.unpacking.package import open_package

_ROUNDS = 5
_SCANNED = ("scan 1.pdf", "Affiliation letter.pdf")
"""The papers of the package that come as pictures, at 300 dots an inch, where letters in pictures are read."""


def figures() -> list[Figure]:
    """The seconds of the whole with the share of unpacking; then with two scanned papers, and the share of OCR."""
    package = zip_of(files())
    with Reader() as read:
        read(next(iter(files().values())))  # so that what is kept is warm
        whole, unpacking = zip(*(_taken_in(package, read) for _ in range(_ROUNDS)), strict=True)
    seconds = statistics.median(whole)
    return [
        measured("package_seconds", seconds, "s"),
        measured("package_share_of_unpacking", statistics.median(unpacking) / seconds, "share"),
        *_with_scans(),
    ]


def _with_scans() -> list[Figure]:
    names = ("package_with_two_scans_seconds", "s"), ("package_share_of_ocr", "share")
    if find() is None:
        return [unmeasured(name, unit, None, reason="Tesseract is not installed") for name, unit in names]
    package = zip_of({name: _as_scan(name, content) for name, content in files().items()})
    taken = []
    with Reader(ocr=find) as read:
        _taken_in(package, read)
        for _ in range(_ROUNDS):
            clock = _Clock(read)
            taken.append((_taken_in(package, read, clock)[0], clock.seconds))
    seconds = statistics.median(whole for whole, _ in taken)
    share = statistics.median(ocr / whole for whole, ocr in taken)
    return [measured(name, value, unit) for (name, unit), value in zip(names, (seconds, share), strict=True)]


def _taken_in(package: bytes, read: Reader, ocr: Recogniser | None = None) -> tuple[float, float]:
    """The seconds of the whole, and those that unpacking took."""
    started = time.monotonic()
    unpacked = read.package(package)
    opened = time.monotonic()
    open_package("all.zip", unpacked, read, ocr=ocr)
    return time.monotonic() - started, opened - started


def _as_scan(name: str, content: bytes) -> bytes:
    return as_pdf(scanned(content, Scan()), Scan()) if name in _SCANNED else content


class _Clock:
    """Reads letters in pictures, and counts the seconds of it."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self.seconds = 0.0

    def __call__(self, content: bytes, pages: Sequence[int]) -> Mapping[int, str]:
        started = time.monotonic()
        seen = self._read.recognise(content, pages)
        self.seconds += time.monotonic() - started
        return seen
