from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.reading.drawn import DrawnText
from forms.reading.objects import entries
from tests.forms.raw_pdf import EXTRA, HELVETICA, drawn, form


def shown(content: bytes) -> str | None:
    """What our reading makes of a content stream in Helvetica."""
    document = form([b"/FT/Tx/T(a)/AP<</N 90 0 R>>"], {EXTRA: drawn(content), EXTRA + 1: HELVETICA})
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return DrawnText({}).of(entries(pdf.Root.AcroForm.Fields[0]))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (rb"(a\(b\)c\\d) Tj", r"a(b)c\d"),
        (rb"(a\\\(b) Tj", r"a\(b"),
        (rb"(\\(x\\)) Tj", "\\(x\\)"),
        (rb"(\101\1012\53\053) Tj", "AA2++"),
        (rb"(\x\q\8\z) Tj", "xq8z"),
        (rb"(\u0041\N) Tj", "u0041N"),
        (rb"(\501) Tj", "A"),
        (b"(a\\\r\nb\\\nc\\\rd) Tj", "abcd"),
        (b"<41 4 24> Tj", "AB@"),
        (b"[(A) -120 (B)] TJ 0 -12 Td (C) ' 1 2 (D) \"", "ABCD"),
        (b"% (no) Tj\n(yes) Tj", "yes"),
        (b"(yes) Tj % (no) Tj", "yes"),
        (b"(a(b)c) Tj", "a(b)c"),
        (b"/Span<</Lang(en)/ActualText(x)/E(y)>>BDC (A) Tj /P BMC (B) Tj EMC EMC (C) Tj", "xC"),
        (b"BI /W 1 ID (no) Tj EI", None),
        (b"/Unknown 9 Tf (A) Tj", None),
        (b"", ""),
    ],
)
def test_a_content_stream_shows_this_text(content: bytes, text: str | None) -> None:
    assert shown(content) == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_a_text_that_the_library_writes_is_read_back(text: str) -> None:
    assert shown(pikepdf.String(text).unparse() + b" Tj") == text


@given(st.binary())
def test_no_content_stream_breaks_the_reading(content: bytes) -> None:
    assert isinstance(shown(b"(" + content + b") Tj"), str | None)
