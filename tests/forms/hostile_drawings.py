"""Hostile drawings and fonts of a field's box."""

from __future__ import annotations

from collections.abc import Iterator

from tests.forms.hostile_rows import FIELD, READ, Row
from tests.forms.raw_pdf import EXTRA, HELVETICA, drawn, form, stream


def drawings() -> Iterator[Row]:
    small = drawn(b"(x) Tj")
    yield "a drawing of five megabytes", READ, _drawn(drawn(b"(x) Tj 1 0 0 1 0 0 cm " * 250_000)), _drawn(small)
    yield "a drawing of open brackets", READ, _drawn(drawn(b"(" * 290_000)), _drawn(drawn(b"((x)) Tj"))
    yield "a drawing of open brackets in a row", READ, _drawn(drawn(b"(x Tj " * 45_000)), _drawn(small)
    inner = stream(b"/Me Do /Me Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Me 90 0 R>>>>")
    once = stream(b"/Me Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Me 92 0 R>>>>")
    yield "a drawing within itself", READ, _drawn(inner), _drawn(once, {EXTRA + 2: small})
    yield (
        "a map of 65,536 codes many times",
        READ,
        _mapped(b"<0000> <FFFF> <0041>\n" * 40_000),
        _mapped(b"<0000> <00FF> <0000>\n"),
    )
    yield (
        "a map of 400 MB",
        "read too_hungry",
        _mapped(b"", stream(b"\0" * 80_000_000, packed=1)),
        _mapped(b"<00> <FF> <0000>"),
    )
    glyphs = b"/a" * 90_000
    yield "a font of ninety thousand glyphs", READ, _font(glyphs), _font(b"/a")


def _drawn(appearance: bytes, extra: dict[int, bytes] | None = None, font: bytes = HELVETICA) -> bytes:
    return form([FIELD + b"/AP<</N 90 0 R>>"], {EXTRA: appearance, EXTRA + 1: font, **(extra or {})})


def _mapped(ranges: bytes, table: bytes | None = None) -> bytes:
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/X/ToUnicode 92 0 R>>"
    written = table or stream(b"1 beginbfrange\n" + ranges + b"endbfrange")
    return _drawn(drawn(b"(x) Tj"), {EXTRA + 2: written}, font)


def _font(glyphs: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[0" + glyphs + b"]>>>>"
    return _drawn(drawn(b"(x) Tj"), font=font)
