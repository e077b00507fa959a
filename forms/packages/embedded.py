"""The files that a PDF carries inside: attached to it, to one of its pages, or as the parts of a portfolio."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pikepdf

from forms.limits import APPLICATION_SIZE, ATTACHMENT_PAGES, ATTACHMENT_SIZE, PACKAGE_FILES
from forms.packages.inside import Inside, is_packed
from forms.packages.package_refusals import refuse
from forms.reading import opening  # noqa: F401  # sets the limits of qpdf, which hold for the whole process
from forms.reading.objects import UNNUMBERED, entries, identity, items, name, text

_DEEPEST, _MOST_NODES = 16, 1000
"""Of the tree that the names of attached files stand in."""
_MOST_ANNOTATIONS = 5000
_LONGEST_NAME = 400


def embedded(package: bytes) -> Iterator[Inside]:
    """Every file that a PDF carries, once each, in the order of their names; none where it carries none.

    Raises:
        UnreadableFormError: It is damaged, wants a password, or carries more than an application holds.
    """
    with _opened(package) as pdf:
        specifications = _once(_specifications(pdf))
        if len(specifications) > PACKAGE_FILES.most:
            raise refuse("too_large", what=f"it has more than {PACKAGE_FILES}")
        room = APPLICATION_SIZE.most
        found = []
        for specification in specifications:
            inside = _inside(specification)
            room -= inside.size
            if room < 0:
                raise refuse("bomb")
            found.append(inside)
        yield from found


@contextmanager
def _opened(package: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(io.BytesIO(package)) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise refuse("password") from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # qpdf and its binding raise all of these on one broken file or another.
        raise refuse("damaged") from None


def _specifications(pdf: pikepdf.Pdf) -> Iterator[Any]:
    root = entries(pdf.Root)
    yield from _named(entries(root.get("/Names")).get("/EmbeddedFiles"))
    yield from items(root.get("/AF"))
    seen = 0
    for number, page in enumerate(pdf.pages):
        if number >= ATTACHMENT_PAGES.most or seen > _MOST_ANNOTATIONS:
            return
        annotations = items(page.obj.get("/Annots"))
        seen += len(annotations)
        for annotation in annotations[:_MOST_ANNOTATIONS]:
            found = entries(annotation)
            if name(found.get("/Subtype")) == "FileAttachment":
                yield found.get("/FS")


def _named(tree: Any) -> Iterator[Any]:
    """The values of a tree of names, walked once, however it loops."""
    stack, seen, nodes = [(tree, 0)], set(), 0
    while stack and nodes < _MOST_NODES:
        node, depth = stack.pop()
        nodes += 1
        known = identity(node)
        if depth > _DEEPEST or known in seen:
            continue
        if known != UNNUMBERED:
            seen.add(known)
        found = entries(node)
        yield from items(found.get("/Names"))[1::2]
        stack.extend((kid, depth + 1) for kid in reversed(items(found.get("/Kids"))[:_MOST_NODES]))


def _once(specifications: Iterator[Any]) -> list[Any]:
    """Each file once, though a name, a page and the document may lead to the same."""
    found: dict[Any, Any] = {}
    for place, one in enumerate(specifications):
        if place >= _MOST_NODES:
            break
        stream = identity(_stream(one))
        if entries(one):
            found.setdefault(stream if stream != UNNUMBERED else place, one)
    return list(found.values())


def _stream(specification: Any) -> Any:
    """The file itself, where the PDF holds it."""
    held = entries(entries(specification).get("/EF"))
    return next((held[key] for key in ("/UF", "/F", "/Unix", "/Mac", "/DOS") if key in held), None)


def _inside(specification: Any) -> Inside:
    called = _name(specification)
    stream = _stream(specification)
    if not isinstance(stream, pikepdf.Stream):
        return Inside(called, 0, "elsewhere")
    try:
        content = stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return Inside(called, 0, "damaged")
    why = "empty" if not content else "nested" if is_packed(content) else ""
    if len(content) > ATTACHMENT_SIZE.most:
        why = "too_large"
    return Inside(called, len(content), why, partial(bytes, content))


def _name(specification: Any) -> str:
    """What a file is called: its own name without folders, which were somebody's."""
    found = entries(specification)
    names = [read.text for key in ("/UF", "/F", "/Desc") if (read := text(found.get(key))) and read.text.strip()]
    called = (names or ["file without a name"])[0].replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(sign for sign in called if sign.isprintable())[:_LONGEST_NAME] or "file without a name"
