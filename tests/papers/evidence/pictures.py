"""Measures the comparison of papers that come as pictures: rendered, scanned, and read by the real program.

python -m tests.papers.evidence.pictures    prints the table of docs/evidence.md (needs tesseract; half an hour)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache

from forms.reader import Attached, Reader
from forms.scanned.tesseract import find
from forms.text import as_evidence, read_document
from tests.applications import ON
from tests.forms.scanned.paper import Scan, as_pdf, scanned
from tests.papers.evidence.make import paper
from tests.papers.evidence.packages import PACKAGES, PLANTS, Package
from tests.papers.further.packages import BUILT, Sheet, packages, plants
from validator.evidence import Evidence
from validator.finding import Finding
from validator.findings import check

CONDITIONS = {
    "300 dots an inch": Scan(),
    "200 dots an inch": Scan(dpi=200),
    "200, grey paper, noise": Scan(dpi=200, paper=215, noise=8),
    "200, turned by 1°": Scan(dpi=200, degrees=1),
    "200, JPEG of quality 40": Scan(dpi=200, jpeg=40),
    "200, all of these, a fold": Scan(dpi=200, degrees=1, noise=8, jpeg=60, paper=215, fold=True),
}
_AT_ONCE = 2


@dataclass
class Seen:
    """What is seen in papers that are scanned in one way; each is read once."""

    read: Reader
    scan: Scan
    known: dict[tuple[str, ...], Evidence] = field(default_factory=dict)

    def __call__(self, evidence: Evidence, facts: Mapping[str, str]) -> Evidence:
        """The same paper as a picture."""
        if evidence.pages not in self.known:
            pdf = as_pdf(scanned(paper(evidence.name.removesuffix(".pdf"), **facts), self.scan), self.scan)
            found = read_document(pdf, read=self.read, ocr=self.read.recognise)
            self.known[evidence.pages] = replace(evidence, pages=found.pages, recognised=frozenset(found.recognised))
        seen = self.known[evidence.pages]
        return replace(evidence, pages=seen.pages, recognised=seen.recognised)


def as_pictures(
    package: Package, seen: Callable[[Evidence, Mapping[str, str]], Evidence], **instead: str
) -> list[Evidence]:
    """The papers of a package as pictures; a fact may be planted in all of them."""
    people = ";".join(dict.fromkeys(one.person for one in package.evidence() if one.person))
    facts = {**package.facts, "people": people, **instead}
    return [
        seen(one, {**({"person": one.person} if one.person else {}), **facts}) for one in package.evidence(**instead)
    ]


def told(package: Package, evidence: list[Evidence]) -> list[Finding]:
    """What is found in a package."""
    return check(package.application, "submit", on=ON, evidence=evidence)


def rows() -> Iterator[tuple[str, list[Finding], int, int]]:
    """The way of scanning; findings that are none; of how many papers; contradictions found."""
    with Reader(hosts=_AT_ONCE + 1, ocr=find) as read, ThreadPoolExecutor(_AT_ONCE) as pool:
        for name, scan in CONDITIONS.items():
            seen = Seen(read, scan)
            agree = list(pool.map(lambda package, seen=seen: as_pictures(package, seen), PACKAGES))
            differ = list(pool.map(lambda plant, seen=seen: as_pictures(plant.package, seen, **plant.facts), PLANTS))
            false = [one for package, papers in zip(PACKAGES, agree, strict=True) for one in told(package, papers)]
            found = sum(
                plant.place in {(one.clause, one.pointer) for one in told(plant.package, papers)}
                for plant, papers in zip(PLANTS, differ, strict=True)
            )
            yield name, false, sum(map(len, agree)), found


def further() -> tuple[str, list[Finding], int, int]:
    """The same of the papers of another hand, but for their Word documents, which stay as they are."""
    scan = Scan(dpi=200, jpeg=60)
    with Reader(ocr=find) as read:

        @cache
        def seen(file: str) -> Attached:
            content = (BUILT / file).read_bytes()
            if file.endswith(".pdf"):
                content = as_pdf(scanned(content, scan), scan)
            return read_document(content, read=read, ocr=read.recognise)

        def look(sheet: Sheet) -> Evidence:
            return as_evidence(seen(sheet.file), slot=sheet.slot, person=sheet.person, name=sheet.file)

        every = packages().values()
        false = [one for package in every for one in package.findings(look)]
        found = sum(bool(plant.found(look)) for plant in plants())
        return "200, JPEG of quality 60, papers of another hand", false, sum(len(one.sheets) for one in every), found


def main() -> None:
    """Print the table as it comes, and on the other stream what was found and is none."""
    sys.stdout.write("| scanned with | findings that are none | contradictions found |\n|---|---|---|\n")
    for name, false, papers, found in rows():
        _tell(name, false, papers, f"{found} of {len(PLANTS)}")
    name, false, papers, found = further()
    _tell(name, false, papers, f"{found} of {len(plants())}")


def _tell(name: str, false: list[Finding], papers: int, found: str) -> None:
    sys.stdout.write(f"| {name} | {len(false)} in {papers} papers | {found} |\n")
    sys.stdout.flush()
    for one in false:
        sys.stderr.write(f"{name}: {one.message}\n")


if __name__ == "__main__":
    main()
