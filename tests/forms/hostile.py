"""Hostile and odd files by class, each with a harmless twin that does the same in measure."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from tests.forms.hostile_drawings import drawings
from tests.forms.hostile_rows import FIELD, MANY, PLAIN, READ, Row
from tests.forms.hostile_trees import field_trees, page_trees
from tests.forms.raw_pdf import (
    EXTRA,
    FORM,
    box,
    form,
    hexadecimal,
    packed_often,
    parts,
    pdf,
    saved_again,
    stream,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A hostile file, how it may end, and its harmless twin."""

    hostile: bytes
    ends: frozenset[str]
    twin: bytes


def pairs() -> dict[str, Pair]:
    """All classes, by name."""
    made = (_bytes(), _packed(), page_trees(), field_trees(), _numbers(), _tables(), drawings(), _lists(), _others())
    return {name: Pair(hostile, frozenset(ends.split()), twin) for group in made for name, ends, hostile, twin in group}


def _bytes() -> Iterator[Row]:
    noise = random.Random(966).randbytes(1 << 20)  # noqa: S311 - the same noise each time
    table = PLAIN.rindex(b"startxref")
    yield "no bytes at all", "not_pdf", b"", PLAIN
    yield "noise", "not_pdf", noise, PLAIN
    yield "noise that calls itself PDF", "damaged no_form too_slow", b"%PDF-1.7\n" + noise, PLAIN
    yield "a header only", "damaged", b"%PDF-1.7\n", PLAIN
    yield "cut in its middle", "damaged no_form", PLAIN[: len(PLAIN) // 2], PLAIN[:table]
    yield "larger than a form may be", "too_large", PLAIN + b"%" * 11_000_000, PLAIN + b"%" * 1_000_000
    yield "a ZIP file that holds a PDF late", "not_pdf", b"PK\x03\x04" + b"\0" * 2000 + PLAIN, PLAIN + b"PK\x03\x04"
    yield "a picture that is a PDF too", READ, b"GIF89a" + b"\0" * 500 + PLAIN, b"\n" + PLAIN
    yield "a million comments", READ, _comments(3_000_000), _comments(100)
    yield "a file end a hundred thousand times", READ, PLAIN + b"startxref\n9\n%%EOF\n" * MANY, PLAIN + b"\n"


def _comments(count: int) -> bytes:
    return PLAIN.replace(b"%\xe2\xe3\xcf\xd3\n", b"%" + b"\n%" * count + b"\n")


def _packed() -> Iterator[Row]:
    def value(entries: bytes) -> bytes:
        return form([b"/FT/Tx/T(a)/V 90 0 R"], {EXTRA: entries})

    def contents(entries: bytes) -> bytes:
        objects = parts([FIELD], {EXTRA: entries}, page=b"/Contents 90 0 R")
        return pdf(objects)

    bomb = _zeros(400_000_000)
    packed = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(bomb) + bomb + b"\nendstream"
    runs = b"\x81A" * 4_000_000 + b"\x80"
    run_length = b"<</Filter/RunLengthDecode/Length %d>>stream\n" % len(runs) + runs + b"\nendstream"
    small_run = b"<</Filter/RunLengthDecode/Length 3>>stream\n\xffA\x80\nendstream"
    twice = stream(bomb, packed=1).replace(b"[/FlateDecode]", b"[/FlateDecode/FlateDecode]")
    many = b"<</Filter[" + b"/FlateDecode" * 1000 + b"]/Length 4>>stream\nabcd\nendstream"
    stripes = b"<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>stream\n%s\nendstream"
    rows = zlib.compress(b"\x00A" * 3)
    yield "an answer of 400 MB", "read too_hungry damaged too_slow", value(packed), value(stream(b"x" * 9000, packed=1))
    yield "an answer of runs", "read too_hungry too_large", value(run_length), value(small_run)
    yield "an answer packed twice", "read too_hungry", value(twice), value(stream(b"x", packed=2))
    yield "an answer in a thousand filters", "read damaged", value(many), value(stream(b"x", packed=3))
    yield (
        "an answer in rows of gigabytes",
        "read damaged",
        value(stripes % (2**31 - 1, len(rows), rows)),
        value(stripes % (1, len(rows), rows)),
    )
    yield "a page of 400 MB", READ, contents(packed), contents(stream(b"q Q", packed=1))
    yield "objects of 400 MB", "too_hungry damaged no_form too_slow", _object_stream(400_000_000), _object_stream(100)
    xfa = b"/XFA 90 0 R"
    yield (
        "XFA of 400 MB",
        READ,
        form([FIELD], {EXTRA: packed}, form_entries=xfa),
        form([FIELD], {EXTRA: stream(b"<x/>")}, form_entries=xfa),
    )


def _zeros(count: int) -> bytes:
    return packed_often(b"\0" * 4_000_000, count // 4_000_000)


def _object_stream(size: int) -> bytes:
    """A form whose one field lies in an object stream and holds so many characters."""
    piece = b"A" * min(size, 4_000_000)
    body = packed_often(piece, size // len(piece), before=b"11 0 <</T(q)/FT/Tx/V(", behind=b")>>")
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[11 0 R]>>>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>>>",
        5: b"<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n" % len(body) + body + b"\nendstream",
    }
    written = bytearray(b"%PDF-1.7\n")
    rows = {11: b"\x02" + (5).to_bytes(4, "big") + b"\0\0"}
    for number, content in objects.items():
        rows[number] = b"\x01" + len(written).to_bytes(4, "big") + b"\0\0"
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    rows[12] = b"\x01" + len(written).to_bytes(4, "big") + b"\0\0"
    table = b"".join(rows.get(number, b"\0\0\0\0\0\xff\xff") for number in range(13))
    start = len(written)
    written += b"12 0 obj\n<</Type/XRef/Size 13/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table) + table
    return bytes(written + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


def _numbers() -> Iterator[Row]:
    yield "arrays 100,000 deep", "read damaged no_form", _value(b"[" * MANY + b"]" * MANY), _value(b"[" * 9 + b"]" * 9)
    yield (
        "a number of 10,000 digits",
        "read damaged no_form",
        form([FIELD + b"/Ff " + b"9" * 10_000]),
        form([FIELD + b"/Ff 9"]),
    )
    yield (
        "an answer of nine megabytes",
        "too_large",
        _value(b"(" + b"A" * 9_000_000 + b")"),
        _value(b"(" + b"A" * 20_000 + b")"),
    )
    yield (
        "a length that is its own",
        "read damaged",
        _value_object(b"<</Length 90 0 R>>stream\nabc\nendstream"),
        form([b"/FT/Tx/T(a)/V 90 0 R"], {EXTRA: b"<</Length 91 0 R>>stream\nabc\nendstream", EXTRA + 1: b"3"}),
    )
    yield (
        "references in a ring",
        "read damaged",
        form([b"/FT/Tx/T(a)/V 90 0 R"], {90: b"91 0 R", 91: b"90 0 R"}),
        (_value_object(b"(x)")),
    )
    places = b"/Rect[(a)/b null 1e99]"
    yield "a box in no place", READ, form([FIELD + places]), form([FIELD + b"/Rect[1.5 -2 .5 9]"])
    ranges = [b"/FT/Sig/T(s%d)/V<</ByteRange[0 1 %d 99999999999]/Contents<00>>>" % (n, n) for n in range(400)]
    yield "signatures of nonsense", READ, form([FIELD, *ranges]), form([FIELD, b"/FT/Sig/T(s)"])
    text = hexadecimal(b"\xfe\xff" + b"\xd8\x00" * 9000)
    yield "half characters only", READ, _value(text), _value(hexadecimal(b"\xfe\xff\x00x"))


def _value(value: bytes) -> bytes:
    return form([b"/FT/Tx/T(a)/V" + value])


def _value_object(body: bytes) -> bytes:
    return form([b"/FT/Tx/T(a)/V 90 0 R"], {EXTRA: body})


def _tables() -> Iterator[Row]:
    start = PLAIN.rindex(b"xref\n0 ")
    ring = PLAIN.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)
    size = PLAIN.replace(b"xref\n0 11", b"xref\n0 2147483647").replace(b"/Size 11", b"/Size 2147483647")
    yield "tables in a ring", "read damaged", ring, saved_again(PLAIN, 10, box(FIELD), 11)
    yield "a table of two thousand million rows", "read damaged too_slow too_hungry", size, PLAIN
    saved = PLAIN
    for _ in range(1500):
        saved = saved_again(saved, 10, box(FIELD), 11)
    yield "saved 1,500 times", READ, saved, saved_again(PLAIN, 10, box(FIELD), 11)
    yield (
        "300,000 objects without a table",
        "damaged no_form too_slow too_hungry",
        _untabled(300_000),
        (PLAIN[: PLAIN.rindex(b"xref\n0 ")] + b"trailer<</Root 1 0 R>>"),
    )
    locked, unlocked = (_encrypted(user) for user in ("secret", ""))
    yield "a password", "password", locked, unlocked
    yield "an unknown way to encrypt", "password damaged", unlocked.replace(b"/V 5", b"/V 9"), unlocked


def _untabled(count: int) -> bytes:
    objects = b"".join(b"%d 0 obj <</A %d>> endobj\n" % (number, number) for number in range(1, count))
    return b"%PDF-1.7\n" + objects + b"trailer<</Root 1 0 R>>"


def _encrypted(user: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as opened:
        opened.save(written, encryption=pikepdf.Encryption(owner="o", user=user, R=6))
    return written.getvalue()


def _lists() -> Iterator[Row]:
    def listed(count: int) -> bytes:
        return form([b"/FT/Ch/T(a)/V(x)/Opt[" + b"(x)" * count + b"]"])

    def several(count: int) -> bytes:
        return form([b"/FT/Ch/Ff 2097152/T(a)/V[" + b"(x)" * count + b"]"])

    yield "a list of ninety thousand choices", READ, listed(90_000), listed(50)
    yield "ninety thousand choices made", READ, several(90_000), several(3)
    nested = form([b"/FT/Ch/T(a)/V(x)/Opt[" + b"[" * 90 + b"(x)" + b"]" * 90 + b"]"])
    yield "a list of lists of lists", "read damaged", nested, form([b"/FT/Ch/T(a)/V(x)/Opt[[(x)(X)]]"])


def _others() -> Iterator[Row]:
    script = b"/OpenAction<</S/JavaScript/JS(while\\(1\\);)/Next 90 0 R>>"
    ring = {EXTRA: b"<</S/Launch/F(x)/Next[90 0 R 90 0 R 90 0 R]>>"}
    yield (
        "programs that call each other",
        READ,
        form([FIELD], ring, catalog=script),
        form([FIELD], catalog=b"/OpenAction[3 0 R/Fit]"),
    )
    yield "a catalog that is no catalog", "damaged no_form", pdf({1: b"[1 2 3]"}), PLAIN
    yield "a form that is a number", "damaged no_form", _form_entry(b"7"), PLAIN
    yield "fields that are numbers", "read no_form", pdf({**parts([]), FORM: b"<</Fields[1(a)/b null[]]>>"}), PLAIN
    yield "a form of two kinds at once", READ, form([FIELD, b"/FT/Btn/T(a)/V[/x(y)]/Kids 9/AP 7/Opt 8/Ff(z)"]), PLAIN


def _form_entry(form_entry: bytes) -> bytes:
    objects = parts([])
    return pdf({**objects, 1: objects[1].replace(b"/AcroForm 4 0 R", b"/AcroForm " + form_entry)})
