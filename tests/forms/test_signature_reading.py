from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from forms.fields import UnreadableFormError
from forms.fill import blank
from forms.signing.signature import Changes, Integrity, Standing
from tests.forms.signature_readings import gap, only, read, standings
from tests.forms.signers import holder, researcher, root, sign
from tests.forms.signing_programs import sign_with_openssl
from tests.forms.small_form import (
    FIRST_FREE,
    SIGNATURE,
    added,
    signature_field,
    small_form,
)
from tests.programs import needs

# Odd files.


@needs("openssl")
def test_a_signature_that_covers_a_part_only_is_not_good(tmp_path: Path) -> None:
    signature = only(sign_with_openssl(small_form(), researcher(), tmp_path, left_out=20))
    assert (signature.integrity, signature.changes) == (Integrity.INTACT, Changes.PARTIAL)
    assert signature.standing is Standing.CHANGED


@needs("openssl")
@pytest.mark.parametrize(("digest", "name"), [("md5", "MD5"), ("sha1", "SHA-1")])
def test_a_signature_with_a_weak_digest_is_told(tmp_path: Path, digest: str, name: str) -> None:
    signature = only(sign_with_openssl(small_form(), researcher(), tmp_path, digest=digest))
    assert (signature.standing, signature.integrity) == (Standing.WEAK, Integrity.WEAK)
    assert name in signature.details[0]


@needs("openssl")
def test_a_signature_of_an_old_kind_is_told_weak(tmp_path: Path) -> None:
    signature = only(sign_with_openssl(small_form(), researcher(), tmp_path, kind="adbe.pkcs7.sha1"))
    assert signature.standing is Standing.WEAK
    assert "adbe.pkcs7.sha1" in signature.details[0]


def test_a_signature_with_a_short_key_is_told() -> None:
    signature = only(sign(small_form(), holder(issued_by=root(), name="Amara Reyes", bits=1024), "signature"))
    assert signature.standing is Standing.WEAK
    assert "1024 bits" in signature.details[0]


ODD = {
    "garbage": b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 10]/Contents<deadbeef>",
    "nothing": b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 10]/Contents<>",
    "no contents": b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 10]",
    "no range": b"/SubFilter/adbe.pkcs7.detached/Contents<3000>",
    "range beyond the end": b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 99999999 10]/Contents<3000>",
    "negative range": b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 -10 -20 10]/Contents<3000>",
    "range of names": b"/SubFilter/adbe.pkcs7.detached/ByteRange[/a /b /c /d]/Contents<3000>",
    "range of nothing": b"/SubFilter/adbe.pkcs7.detached/ByteRange[]/Contents<3000>",
    "contents of a number": b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 10]/Contents 7",
    "no kind": b"/ByteRange[0 10 20 10]/Contents<3000>",
    "unknown kind": b"/SubFilter/of.our.own/ByteRange[0 10 20 10]/Contents<3000>",
    "kind of a number": b"/SubFilter 7/ByteRange[0 10 20 10]/Contents<3000>",
    "old kind": b"/SubFilter/adbe.x509.rsa_sha1/ByteRange[0 10 20 10]/Contents<3000>/Cert<3000>",
}


@pytest.mark.parametrize("odd", ODD)
def test_a_signature_that_cannot_be_read_is_told_by_its_field(odd: str) -> None:
    value = b"<</Type/Sig/Filter/Adobe.PPKLite" + ODD[odd] + b">>"
    pdf = added(small_form(), {SIGNATURE: signature_field("signature", FIRST_FREE), FIRST_FREE: value})
    signature = only(pdf)
    assert signature.field == "signature"
    assert signature.standing in {Standing.UNCHECKED, Standing.WEAK}
    assert signature.details


def test_a_value_that_is_no_dictionary_is_no_signature_that_holds() -> None:
    pdf = added(small_form(), {SIGNATURE: signature_field("signature", FIRST_FREE), FIRST_FREE: b"(signed)"})
    assert Standing.GOOD not in standings(pdf)


@pytest.mark.parametrize("number", ["[0 10 20 10]", "[5 900 13000 200]"])
def test_a_range_that_is_moved_breaks_the_signature(number: str) -> None:
    pdf = sign(small_form(), researcher(), "signature")
    start = pdf.rindex(b"/ByteRange") + len(b"/ByteRange ")
    end = pdf.index(b"]", start) + 1
    moved = pdf[:start] + number.encode().ljust(end - start) + pdf[end:]
    assert only(moved).standing in {Standing.BROKEN, Standing.CHANGED}


def test_a_signature_copied_from_another_file_does_not_hold() -> None:
    one, other = (sign(small_form(title=title), researcher(), "signature") for title in ("One", "Other"))
    (start, end), (there, _) = gap(one), gap(other)
    copied = other[:there] + one[start:end] + other[there + end - start :]
    assert only(copied).standing is Standing.BROKEN


def test_more_versions_than_anyone_saves_are_refused() -> None:
    pdf = sign(small_form(), researcher(), "signature")
    for _ in range(1000):
        pdf += b"startxref\n0\n%%EOF\n"
    with pytest.raises(UnreadableFormError, match="more than 100 times"):
        read(pdf)


def test_more_signatures_than_anyone_sets_are_refused() -> None:
    numbers = range(100, 121)
    fields = {
        number: f"<</FT/Sig/T(s{number})/V<</Type/Sig/SubFilter/adbe.pkcs7.detached/Contents<30>>>>>".encode()
        for number in numbers
    }
    form = f"<</SigFlags 3/Fields[{' '.join(f'{number} 0 R' for number in numbers)}]>>".encode()
    with pytest.raises(UnreadableFormError, match="more than 20 signatures"):
        read(added(small_form(), {5: form, **fields}))


@pytest.mark.parametrize(
    ("pdf", "kind"), [(b"", "not_pdf"), (b"hello", "not_pdf"), (b"%PDF-1.7\nand no more", "damaged")]
)
def test_what_is_no_pdf_is_refused_in_words(pdf: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFormError) as refused:
        read(pdf)
    assert refused.value.kind == kind
    assert refused.value.remedy


def test_a_file_that_wants_a_password_is_refused_and_one_that_wants_none_is_read() -> None:
    def encrypted(password: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(small_form()))
        writer.encrypt(password, algorithm="AES-256")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    with pytest.raises(UnreadableFormError, match="password"):
        read(encrypted("secret"))
    assert read(encrypted("")) == ()


def test_a_file_without_signatures_has_none() -> None:
    assert read(small_form()) == ()


def test_a_signed_file_that_was_saved_anew_is_not_good() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(sign(small_form(), researcher(), "signature")))
    out = io.BytesIO()
    writer.write(out)
    assert Standing.GOOD not in standings(out.getvalue())


def test_reading_leaves_the_file_as_it_is() -> None:
    pdf = sign(small_form(), researcher(), "signature")
    kept = bytes(bytearray(pdf))
    read(pdf)
    assert pdf == kept


# Our own form, and the guarded process.


@pytest.fixture(scope="module")
def signed_application() -> bytes:
    return sign(blank(), researcher(), "application_signature.digital", reason="The application is complete")


def test_our_form_signed_in_its_field_is_good(signed_application: bytes) -> None:
    signature = only(signed_application)
    assert (signature.standing, signature.field) == (Standing.GOOD, "application_signature.digital")
    assert signature.reason == "The application is complete"


def test_our_form_signed_and_then_filled_is_accepted_and_the_field_named(signed_application: bytes) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(signed_application), incremental=True)
    writer.update_page_form_field_values(None, {"project_title": "A later title"}, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    signature = only(out.getvalue())
    assert signature.standing is Standing.FILLED
    assert any("(project_title)" in detail and "A later title" in detail for detail in signature.details)


def test_both_signatures_of_our_form_are_good_together(signed_application: bytes) -> None:
    both = read(sign(signed_application, researcher(), "restrictions_signature.digital"))
    assert [signature.standing for signature in both] == [Standing.GOOD, Standing.GOOD]
    assert both[0].field == "application_signature.digital"
    assert both[1].field == "restrictions_signature.digital"
