"""Puts one tagged PDF behind another, so that the whole is still read aloud in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name, NumberTree, OutlineItem

_READ_ONLY = 1


def join(book: pikepdf.Pdf, further: pikepdf.Pdf, *, title: str) -> None:
    """Append the pages of another PDF with their tags and fields; nobody fills in what is bound.

    Both are our own, and tagged. The fields stay fields, so that the bound form can be read like any other; they are
    marked as read-only.

    Args:
        book: What is appended to.
        further: What is appended.
        title: What its first page is called in the list of contents.
    """
    first = len(book.pages)
    contents = OutlineItem(title, first, "Fit")
    with further.open_outline() as outline:
        contents.children.extend(_moved(outline.root, further, first))
    _make_room(book, further)
    for page in further.pages:  # `add_pages_from` would make other fields of them, which no tag leads to
        book.pages.append(page)
    _join_tags(book, further)
    book.Root.AcroForm = book.copy_foreign(further.Root.AcroForm)
    for field in _fields(book.Root.AcroForm.Fields):
        field.Ff = int(field.get("/Ff", 0)) | _READ_ONLY
    with book.open_outline() as outline:
        outline.root.append(contents)


def _moved(items: list[OutlineItem], further: pikepdf.Pdf, first: int) -> Iterator[OutlineItem]:
    """The other's list of contents, leading to its pages where they stand now."""
    places = {page.obj.objgen: number for number, page in enumerate(further.pages, start=first)}
    for item in items:
        page = item.destination[0].objgen if isinstance(item.destination, Array) else (0, 0)
        moved = OutlineItem(item.title, places.get(page, first), "Fit")
        moved.children.extend(_moved(item.children, further, first))
        yield moved


def _make_room(book: pikepdf.Pdf, further: pikepdf.Pdf) -> None:
    """Number what the other's tags are found by on from ours."""
    shift = _next(book)
    for page in further.pages:
        holders: list[tuple[Any, str]] = [(page.obj, "/StructParents")]
        holders += [(annotation, "/StructParent") for annotation in page.get("/Annots", Array())]
        for holder, key in holders:
            if key in holder:
                holder[key] = int(holder[key]) + shift


def _join_tags(book: pikepdf.Pdf, further: pikepdf.Pdf) -> None:
    """Hang the other's tags below ours. Its pages are in the book already, so that its tags find them there."""
    ours, theirs = book.Root.StructTreeRoot, book.copy_foreign(further.Root.StructTreeRoot)
    shift, top = _next(book), Array(ours.K)[0]
    found = dict(NumberTree(theirs.ParentTree).items())
    for part in _several(theirs.K):
        part.P = top
        if Name.Document == part.S:
            part.S = Name.Part
        top.K = Array([*_several(top.K), part])
    numbers = NumberTree(ours.ParentTree)
    for number, tag in found.items():
        numbers[number + shift] = tag
    ours.ParentTreeNextKey = shift + max(found, default=-1) + 1


def _next(book: pikepdf.Pdf) -> int:
    return int(book.Root.StructTreeRoot.ParentTreeNextKey)


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else [value]


def _fields(nodes: Any) -> Iterator[Any]:
    """The fields that hold a value."""
    for node in nodes:
        if "/FT" in node:
            yield node
        else:
            yield from _fields(node.Kids)
