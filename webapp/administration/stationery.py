"""What letters of a day are written with: the letterhead that was set, read whole before any letter needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from templates.letterhead import Stationery, neutral, stationery
from templates.problems import LetterError
from validator.dates import read_date, written
from webapp.storage import letterheads
from webapp.storage.store import Transaction

NEEDED = ("signer", "contact")
"""Without these no letter of the Department can be written."""


class NotALetterheadError(ValueError):
    """What was chosen is no letterhead: the field it is about, and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


@dataclass(frozen=True, slots=True)
class Chosen:
    """The files that somebody chose, and the first day of the letters that they are for."""

    since: date
    toml: str
    pictures: Mapping[str, bytes]


def stationery_on(tx: Transaction, day: date) -> Stationery:
    """What letters of a day are written with; the neutral one, which says “draft” on each page, where none is set."""
    kept = letterheads.in_force(tx, on=day)
    return stationery(kept.toml, partial(_picture, kept.pictures)) if kept else neutral()


def chosen(since: str, file: bytes, pictures: Mapping[str, bytes]) -> Chosen:
    """What was sent, read as letters read it.

    Raises:
        NotALetterheadError: It can't be used; the words say why.
    """
    first = read_date(since)
    if first is None:
        raise NotALetterheadError("since", "Write the first day of its letters, such as 11/22/2026.")
    if not file:
        raise NotALetterheadError("file", "Choose the file of the letterhead.")
    try:
        text = file.decode("utf-8-sig")
        _read_whole(stationery(text, partial(_picture, pictures)), first)
    except UnicodeDecodeError:
        raise NotALetterheadError("file", "The file is not text in UTF-8. Save it so, and choose it again.") from None
    except LetterError as error:
        raise NotALetterheadError("file", " ".join(f"{one.message} {one.remedy}" for one in error.problems)) from error
    return Chosen(first, text, pictures)


def _read_whole(found: Stationery, since: date) -> None:
    """Use each entry once, with its picture."""
    days = {since, *(entry["since"] for rows in found.entries.values() for entry in rows if entry["since"] > since)}
    for day in sorted(days):
        if found.letterhead("Department", on=day) is None:
            raise NotALetterheadError("file", "The file has no entry [[department]]: letters need one.")
        for role in NEEDED:
            if not found.official(role, on=day):
                raise NotALetterheadError("file", f"Nobody is “{role}” on {written(day)}. Add an [[official]] for it.")


def _picture(pictures: Mapping[str, bytes], name: str) -> bytes:
    try:
        return pictures[name]
    except KeyError:
        raise FileNotFoundError(name) from None
