"""How many names in letters beyond English and Spanish are read, with those languages alone and with all Latin letters.

python -m tests.forms.scanned.names    (needs tesseract with its Latin script; three minutes)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from forms.fields import Reading
from forms.fill import fill
from forms.reader import Reader
from forms.scanned import SURE
from forms.scanned.tesseract import Tesseract, find
from tests.applications import changed
from tests.forms.scanned.paper import Scan, as_pdf, scanned
from tests.papers.make import TYPED, member

NAMES = (
    "Zoë Brontë", "Łukasz Wałęsa", "Antonín Dvořák", "Søren Ødegård", "Nguyễn Thị Hằng", "Jürgen Gößmann",
    "Ştefan Ţurcanu", "Özgür Çelik", "Ásgeir Þórðarson", "Ĝis Ŭako", "José Núñez", "Noor Haddad",
)  # fmt: skip
_PAGES = (2, 10)
"""Counted from 0: those that name so many Team Members."""


def rows(program: Tesseract) -> Iterator[str]:
    """The table, line by line."""
    form = fill(changed({**TYPED, "team_members": [member(name) for name in NAMES]}))
    yield f"| data | dpi | right, of {len(NAMES)} names | wrong and not called hard |"
    yield "| --- | ---: | ---: | --- |"
    for called, one in {"English and Spanish": replace(program, script=""), "all Latin letters": program}.items():
        for dpi in (300, 200):
            scan = as_pdf(scanned(form, Scan(dpi=dpi), _PAGES), Scan(dpi=dpi))
            found = {field.name: field for field in _read(scan, one).fields}
            pairs = [(name, found[f"team_members.{number}.name"]) for number, name in enumerate(NAMES)]
            wrong = [field for name, field in pairs if str(field.value).split() != name.split()]
            sure = [str(field.value) for field in wrong if field.confidence >= SURE]
            yield f"| {called} | {dpi} | {len(NAMES) - len(wrong)} | {', '.join(sure) or 'none'} |"


def _read(scan: bytes, program: Tesseract) -> Reading:
    with Reader(ocr=lambda: program) as read:
        return read(scan)


if __name__ == "__main__":
    found = find()
    if found is None or not found.script:
        sys.exit("Tesseract is not installed with its Latin script.")
    for row in rows(found):
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
