"""How well scans are read: every condition at 200 and 300 dots an inch, as tables for docs/reading.md.

python -m tests.forms.scanned.matrix [pages, counted from 0, and joined by commas]    (needs tesseract; an hour)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from forms.acroform import read_fields
from forms.fields import Field, Value
from forms.fill import fill
from forms.flattened.sheets import blank
from forms.reader import Reader
from forms.scanned import SURE
from forms.scanned.tesseract import find
from tests.applications import changed
from tests.forms.flattened.forms import ANSWERS
from tests.forms.scanned.paper import Scan, as_pdf, scanned
from tests.forms.scanned.photograph import Photograph

ANSWERED = changed(
    {
        **ANSWERS,
        "bona_fide_researcher.name": "Alexandra Reyes",
        "project_title": "A “cohort” — 10 % of counties: a follow-up",
    }
)
"""Letters of English and Spanish only, the languages that are asked for: others are taken for their neighbours."""

ALL = Scan(degrees=1, noise=12, jpeg=60, paper=225, fold=True, stamp=True)
ASIDE = Scan(photograph=Photograph(8, barrel=0.015, shadow=True), jpeg=85, upwards=180)
CONDITIONS = {
    "clean": Scan(),
    "turned by 1°": Scan(degrees=1),
    "noise": Scan(noise=12),
    "JPEG, quality 60": Scan(jpeg=60),
    "grey paper": Scan(paper=215),
    "fold line": Scan(fold=True),
    "stamp over a field": Scan(stamp=True),
    "all of these": ALL,
    "upside down": Scan(upwards=180),
    "lying on a side": Scan(upwards=90),
    "stretched by 3 %": Scan(stretch=1.03),
    "photograph, from 8° aside": Scan(photograph=Photograph(8), jpeg=85),
    "photograph, from 15° aside": Scan(photograph=Photograph(15), jpeg=85),
    "photograph in a shadow": Scan(photograph=Photograph(4, shadow=True), jpeg=85),
    "photograph from 8° aside, bulging, in a shadow, on its head": ASIDE,
}
BINS = (0.0, 0.5, 0.7, SURE, 0.95, 1.01)


@dataclass
class Tally:
    """What was read of one kind of answer, counted."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong_and_sure: list[str] = field(default_factory=list)
    calibration: Counter[tuple[float, bool]] = field(default_factory=Counter)

    def add(self, one: Field, wanted: Value, kind: str) -> None:
        """Count one answer; prose by its letters."""
        found, expected = bare(one.value), bare(wanted)
        if kind == "prose" and isinstance(expected, str) and expected:
            self.all[kind] += len(expected)
            self.right[kind] += max(0, len(expected) - distance(expected, str(found)))
        else:
            self.all[kind] += 1
            self.right[kind] += found == expected
        if expected or found:
            floor = max(edge for edge in BINS if edge <= one.confidence)
            self.calibration[floor, found == expected] += 1
        if found != expected and one.confidence >= SURE:
            self.wrong_and_sure.append(one.name)

    def share(self, kind: str) -> float:
        """The share that was right, in per cent."""
        return 100 * self.right[kind] / max(1, self.all[kind])


def kind_of(name: str) -> str:
    """Short answers, prose, or marks."""
    control = blank().controls[name]
    return {"line": "short", "list": "short", "prose": "prose"}.get(control.kind, "mark")


def bare(value: Value) -> str | bool:
    """A value without white space; nothing is False."""
    return "".join(value.split()) if isinstance(value, str) and value.strip() else bool(value)


def distance(wanted: str, found: str) -> int:
    """How many letters have to be changed, left out or put in."""
    row = list(range(len(found) + 1))
    for number, letter in enumerate(wanted, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(found, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != other))
    return row[-1]


def measured(scan: Scan, read: Reader, pages: Sequence[int] | None = None) -> Tally:
    """What is read of the form in one condition."""
    form = fill(ANSWERED)
    wanted = {one.name: one.value for one in read_fields(form).fields}
    tally = Tally()
    for one in read(as_pdf(scanned(form, scan, pages), scan)).fields:
        kind = kind_of(one.name)
        if one.name not in {"data_system", "edition"} and (kind == "mark" or one.value or wanted[one.name]):
            tally.add(one, wanted[one.name], kind)
    return tally


def rows(read: Reader, pages: Sequence[int] | None) -> Iterator[str]:
    """The tables, line by line."""
    calibration: Counter[tuple[float, bool]] = Counter()
    yield "| scan | dpi | short answers | letters of prose | marks | wrong and not called hard |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for name, scan in CONDITIONS.items():
        for dpi in (300, 200):
            tally = measured(replace(scan, dpi=dpi), read, pages)
            calibration += tally.calibration
            shares = " | ".join(f"{tally.share(kind):.1f} %" for kind in ("short", "prose", "mark"))
            yield f"| {name} | {dpi} | {shares} | {', '.join(tally.wrong_and_sure) or 'none'} |"
    yield ""
    yield "| confidence | answers | right |"
    yield "| --- | ---: | ---: |"
    for low, high in pairwise(BINS):
        right, wrong = calibration[low, True], calibration[low, False]
        share = f"{100 * right / (right + wrong):.1f} %" if right + wrong else ""
        yield f"| {low:.2f} to {min(high, 1):.2f} | {right + wrong} | {share} |"


def main(words: Sequence[str]) -> None:
    """Print the tables as they come."""
    pages = [int(number) for number in words[0].split(",")] if words else None
    with Reader(ocr=find) as read:
        for row in rows(read, pages):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
