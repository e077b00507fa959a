"""A document in the place that was proposed or chosen for it, and how it travels with a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import quote_plus

from forms.attaching.kinds import DOCX
from forms.packages.proposing import SLOTS
from validator.evidence import Evidence
from webapp.unpacking.package import Document

NOWHERE = ""
LONGEST = 3_000_000
"""Bytes in which a browser sends the words of all documents; a document whose words are too many counts as not read."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document of a package that was taken apart for this page; its file is not kept."""

    name: str
    slot: str
    """Empty: it stands nowhere."""
    person: str
    why: str
    pages: tuple[str, ...] = ()
    paged: bool = True

    @property
    def place(self) -> str:
        """The place as a form names it."""
        return f"{self.slot}:{self.person}" if self.slot else NOWHERE

    @property
    def evidence(self) -> Evidence:
        """The document as the check sees it."""
        return Evidence(self.slot, self.person, self.name, self.pages, paged=self.paged)

    def put(self, place: str) -> Enclosed:
        """The same document in another place; nowhere for a place that there is not."""
        slot, _, person = place.partition(":")
        if slot not in SLOTS:
            return replace(self, slot=NOWHERE, person="")
        return replace(self, slot=slot, person=person)


def enclosed(documents: Iterable[Document]) -> Iterator[Enclosed]:
    """The documents of a package; one for each person where several are named in it."""
    room = LONGEST
    for one in documents:
        size = sum(len(quote_plus(page)) for page in one.attached.pages)
        pages = one.attached.pages if size <= room else ()
        room -= size if pages else 0
        slot = one.proposal.slot if one.proposal.is_placed else NOWHERE
        for person in one.proposal.people if slot and one.proposal.people else ("",):
            paged = one.attached.type != DOCX.media_type
            yield Enclosed(one.name, slot, person, one.proposal.why, pages, paged)


def as_carried(documents: Iterable[Enclosed]) -> list[dict[str, Any]]:
    """The documents as a page carries them."""
    return [asdict(one) for one in documents]


def of_carried(plain: Any) -> Enclosed | None:
    """A document that came back with a page; None where it is none."""
    match plain:
        case {
            "name": str(name), "slot": str(slot), "person": str(person), "why": str(why), "pages": list(pages),
            "paged": bool(paged),
        } if all(isinstance(page, str) for page in pages) and (slot in SLOTS or not slot):  # fmt: skip
            return Enclosed(name, slot, person, why, tuple(pages), paged)
    return None


def in_chosen_places(documents: Iterable[Enclosed], places: Mapping[str, str]) -> Iterator[Enclosed]:
    """The documents where a person wants them: `place.0` says where the first one belongs."""
    for number, one in enumerate(documents):
        place = places.get(f"place.{number}")
        yield one if place is None or place == one.place else replace(one.put(place), why="you chose it")
