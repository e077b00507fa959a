"""Hostile trees of pages and fields: in rings, without end, too deep, too wide."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from tests.forms.hostile_rows import FIELD, MANY, PLAIN, READ, Row
from tests.forms.raw_pdf import FORM, PAGE, PAGES, box, form, parts, pdf


def page_trees() -> Iterator[Row]:
    yield "a page tree in a ring", "read damaged", _with(PAGES, b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"), PLAIN
    yield "a page tree 20,000 deep", "read damaged no_form too_slow", _deep_pages(20_000), _deep_pages(5)
    yield (
        "a page tree of a thousand million pages",
        "damaged too_large too_slow too_hungry no_form",
        _wide(10),
        _wide(1),
    )
    yield "one page too many", "too_large", _pages(61), _pages(60)
    huge = _with(PAGE, b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 2000000 2000000]/Annots[10 0 R]>>")
    yield "a page of half a mile", READ, huge, PLAIN
    odd = _with(PAGE, b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[(a)/b null[]]/CropBox 7/Annots[10 0 R]>>")
    yield "a page of no size", READ, odd, PLAIN


def _with(number: int, body: bytes) -> bytes:
    return pdf({**parts([FIELD]), number: body})


def _deep_pages(depth: int) -> bytes:
    objects = parts([FIELD])
    page = 100 + depth
    for number in range(100, page):
        objects[number] = b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (max(number - 1, 2), number + 1)
    objects[page] = objects.pop(PAGE).replace(b"/Parent 2 0 R", b"/Parent %d 0 R" % (page - 1))
    objects[PAGES] = b"<</Type/Pages/Kids[100 0 R]/Count 1>>"
    objects[10] = objects[10].replace(b"/P 3 0 R", b"/P %d 0 R" % page)
    return pdf(objects)


def _wide(levels: int) -> bytes:
    objects = parts([FIELD])
    for number in range(100, 100 + levels):
        below = number + 1 if number + 1 < 100 + levels else PAGE
        repeated = 8 if levels > 1 else 1
        objects[number] = b"<</Type/Pages/Count 1000000/Kids[%s]>>" % (b"%d 0 R " % below * repeated)
    objects[PAGES] = b"<</Type/Pages/Kids[100 0 R]/Count 1000000>>"
    return pdf(objects)


def _pages(count: int) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as opened:
        for _ in range(count - 1):
            opened.add_blank_page()
        opened.save(written)
    return written.getvalue()


def field_trees() -> Iterator[Row]:
    yield "a field within itself", READ, _tree({10: b"<</T(a)/FT/Tx/V(x)/Kids[10 0 R]>>"}), _chain(1)
    loop = _tree({10: b"<</T(a)/FT/Tx/V(x)/Parent 11 0 R>>", 11: b"<</T(b)/Parent 10 0 R/Kids[10 0 R]>>"})
    yield "parents in a ring", READ, loop, _chain(2)
    ring = {number: b"<</Subtype/Widget/T(a)/FT/Tx/V(x)/Parent %d 0 R>>" % (21 - number) for number in (10, 11)}
    yield (
        "orphans in a ring",
        READ,
        _tree(ring, fields=b"", boxes=b"10 0 R"),
        _tree({10: box(FIELD)}, fields=b"", boxes=b"10 0 R"),
    )
    yield "fields 20,000 deep", "too_large", _chain(20_000), _chain(20)
    yield "fields in 2^24 ways", "read no_form", _diamonds(24), _diamonds(1)
    yield "a hundred thousand fields", "too_large", _flat(MANY), _flat(500)
    yield "a field of a hundred thousand boxes", "too_large", _boxes(MANY), _boxes(5)
    same = parts([FIELD])
    same[PAGE] = same[PAGE].replace(b"/Annots[", b"/Annots[" + b"10 0 R " * 90_000)
    yield "one box ninety thousand times", "too_large damaged", pdf(same), PLAIN
    yield "a hundred thousand links", "too_large", _links(MANY), _links(3)
    yield "names of a megabyte", READ, _named(1_000_000), _named(100)
    yield (
        "a label of a megabyte",
        READ,
        form([FIELD + b"/TU(" + b"t" * 1_000_000 + b")/F 2"]),
        form([FIELD + b"/TU(t)"]),
    )


def _tree(objects: dict[int, bytes], *, fields: bytes = b"10 0 R", boxes: bytes = b"") -> bytes:
    made = parts([])
    made[PAGE] = made[PAGE].replace(b"/Annots[]", b"/Annots[" + boxes + b"]")
    made[FORM] = b"<</Fields[" + fields + b"]>>"
    return pdf({**made, **objects})


def _chain(depth: int) -> bytes:
    above = {100 + step: b"<</T(a)/Kids[%d 0 R]>>" % (101 + step) for step in range(depth)}
    return _tree({**above, 100 + depth: box(FIELD)}, fields=b"100 0 R", boxes=b"%d 0 R" % (100 + depth))


def _diamonds(depth: int) -> bytes:
    above = {100 + step: b"<</T(a)/Kids[%d 0 R %d 0 R]>>" % (101 + step, 101 + step) for step in range(depth)}
    return _tree({**above, 100 + depth: box(FIELD)}, fields=b"100 0 R", boxes=b"%d 0 R" % (100 + depth))


def _flat(count: int) -> bytes:
    numbers = range(1000, 1000 + count)
    references = b" ".join(b"%d 0 R" % number for number in numbers)
    fields = {number: b"<</Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(f%d)/V(v)>>" % number for number in numbers}
    return _tree(fields, fields=references, boxes=references)


def _boxes(count: int) -> bytes:
    numbers = range(1000, 1000 + count)
    references = b" ".join(b"%d 0 R" % number for number in numbers)
    kids = dict.fromkeys(numbers, b"<</Subtype/Widget/Rect[0 0 9 9]/Parent 10 0 R>>")
    return _tree({10: b"<</FT/Tx/T(a)/V(x)/Kids[" + references + b"]>>", **kids}, boxes=references)


def _links(count: int) -> bytes:
    objects = parts([FIELD])
    links = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(x)>>>>" * count
    objects[PAGE] = objects[PAGE].replace(b"/Annots[", b"/Annots[" + links)
    return pdf(objects)


def _named(length: int) -> bytes:
    return form([b"/FT/Tx/V(x)/T(" + b"n" * length + b")"])
