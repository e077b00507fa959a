from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

from forms.certificates import CertificateError
from forms.fields import UnreadableFormError
from forms.fill import blank
from forms.reader import Reader
from forms.signatures import Changes, Identity, Integrity, Signature, Standing, from_plain, signatures_of, to_plain
from tests.forms.signers import NOW, Holder, holder, officer, place, researcher, root, sign, stamping_service
from tests.forms.signing_programs import sign_with_openssl, sign_with_poppler
from tests.forms.small_form import (
    CONTENT,
    FIRST_FREE,
    NOTE,
    NOTE_DRAWN,
    PAGE,
    SIGNATURE,
    TITLE,
    TITLE_DRAWN,
    added,
    drawing,
    signature_field,
    small_form,
    stream,
    text_field,
)
from tests.programs import needs

NEW = 90
"""A number that no program has given to an object of the small form."""

Sign = Callable[[bytes, Holder], bytes]
BY_SIGNPDF = (Path(__file__).parent / "signed" / "signpdf.pdf").read_bytes()
ROOT_OF_SIGNPDF = (Path(__file__).parent / "signed" / "root.pem").read_bytes()


def read(pdf: bytes, *roots: bytes) -> tuple[Signature, ...]:
    return signatures_of(pdf, roots or (root().der, ROOT_OF_SIGNPDF), at=NOW)


def only(pdf: bytes, *roots: bytes) -> Signature:
    (signature,) = read(pdf, *roots)
    return signature


def signed_by(program: str, folder: Path) -> bytes:
    """The small form, signed by the researcher in its first signature field with the program."""
    match program:
        case "openssl":
            return sign_with_openssl(small_form(), researcher(), folder)
        case "poppler":
            return sign_with_poppler(small_form(), researcher(), folder)
        case "signpdf":
            return BY_SIGNPDF
    return sign(small_form(), researcher(), "signature")


@pytest.fixture(
    params=[
        "pyhanko",
        "signpdf",
        pytest.param("openssl", marks=needs("openssl")),
        pytest.param("poppler", marks=[needs("pdfsig"), needs("certutil"), needs("pk12util")]),
    ]
)
def signed(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    return signed_by(request.param, tmp_path)


# The matrix: what a person may do, and what one who cheats does, with files signed by four programs.


def test_a_clean_signature_of_a_known_signer_is_good(signed: bytes) -> None:
    signature = only(signed)
    assert signature.standing is Standing.GOOD
    assert (signature.integrity, signature.changes, signature.identity) == (
        Integrity.INTACT,
        Changes.NONE,
        Identity.TRUSTED,
    )
    assert signature.field == "signature"
    assert signature.signer.name == "Amara Reyes"
    assert signature.whole


def test_a_second_signature_in_its_own_field_leaves_the_first_good(signed: bytes) -> None:
    first, second = read(sign(signed, officer(), "witness"))
    assert (first.standing, second.standing) == (Standing.GOOD, Standing.GOOD)
    assert first.changes is Changes.SIGNED_AGAIN
    assert first.details == ("“Witness” (witness) was signed afterwards.",)
    assert (second.field, second.signer.name) == ("witness", "Ines Okafor")


def test_a_field_that_is_filled_later_is_accepted_and_named(signed: bytes) -> None:
    later = added(signed, {NOTE: text_field("note", "as agreed", NEW), NEW: drawing("as agreed")})
    signature = only(later)
    assert signature.standing is Standing.FILLED
    assert signature.details == (
        "“Note” (note) was empty when this was signed; it was filled afterwards with “as agreed”.",
    )


CHEATS = {
    "an answer changed": ({TITLE: text_field("title", "Another", NEW), NEW: drawing("Another")}, "was changed"),
    "an answer changed, its box not": ({TITLE: text_field("title", "Another", TITLE_DRAWN)}, "was changed"),
    "an answer emptied": ({TITLE: text_field("title", "", NOTE_DRAWN)}, "was emptied"),
    "a box drawn anew": ({TITLE: text_field("title", "A study", NEW), NEW: drawing("Another")}, "was drawn anew"),
    "a drawing replaced": ({TITLE_DRAWN: drawing("Another")}, "was drawn anew"),
    "an empty box drawn on": ({NOTE_DRAWN: drawing("I agree to anything")}, "was drawn anew"),
    "the font of the boxes replaced": ({9: b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"}, "was drawn anew"),
    "the page replaced": ({CONTENT: stream("BT /Helv 12 Tf 20 260 Td (Denial) Tj ET")}, "Something other"),
    "a page turned": (
        {
            PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Rotate 180/Resources<</Font<</Helv 9 0 R>>>>"
            b"/Contents 4 0 R/Annots[6 0 R 7 0 R 8 0 R 12 0 R]>>"
        },
        "Something other",
    ),
    "a note laid over the page": (
        {
            PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</Helv 9 0 R>>>>"
            b"/Contents 4 0 R/Annots[6 0 R 7 0 R 8 0 R 12 0 R 90 0 R]>>",
            NEW: b"<</Type/Annot/Subtype/Square/IC[1 1 1]/C[1 1 1]/F 4/Rect[0 0 300 300]>>",
        },
        "Something other",
    ),
    "a box moved": (
        {TITLE: text_field("title", "A study", TITLE_DRAWN).replace(b"[20 210 220 230]", b"[20 10 220 30]")},
        "was moved",
    ),
    "a box hidden": ({TITLE: text_field("title", "A study", TITLE_DRAWN).replace(b"/F 4", b"/F 2")}, "was moved"),
    "the signature taken out": ({SIGNATURE: signature_field("signature")}, ""),
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_whatever_is_changed_after_signing_is_told(signed: bytes, cheat: str) -> None:
    objects, words = CHEATS[cheat]
    signatures = read(added(signed, objects))
    assert all(signature.standing is Standing.CHANGED for signature in signatures)
    assert all(any(words in detail for detail in signature.details) for signature in signatures)
    assert signatures or cheat == "the signature taken out"


def test_a_second_signer_sees_what_was_changed_before_and_the_first_does_not_hold(signed: bytes) -> None:
    changed = added(signed, {TITLE: text_field("title", "Another", NEW), NEW: drawing("Another")})
    first, second = read(sign(changed, officer(), "witness"))
    assert (first.standing, second.standing) == (Standing.CHANGED, Standing.GOOD)


def test_a_flipped_byte_breaks_the_signature(signed: bytes) -> None:
    broken = bytearray(signed)
    broken[signed.index(b"(Application)") + 1] ^= 1
    signature = only(bytes(broken))
    assert (signature.standing, signature.integrity) == (Standing.BROKEN, Integrity.BROKEN)
    assert signature.identity is Identity.UNKNOWN


def test_no_flipped_byte_anywhere_leaves_a_signature_good(signed: bytes) -> None:
    start, end = gap(signed)
    for at in [*range(0, start, 61), *range(end, len(signed), 23)]:
        flipped = bytearray(signed)
        flipped[at] ^= 1
        assert Standing.GOOD not in standings(bytes(flipped)), at


def test_bytes_cut_off_or_put_behind_the_end_are_never_good(signed: bytes) -> None:
    for end in range(len(signed) - 1, len(signed) - 40, -3):
        if signed[end:].strip():
            assert Standing.GOOD not in standings(signed[:end])
    assert only(signed + b"% and more\n").standing is Standing.CHANGED
    assert only(signed + b"\n").standing is Standing.GOOD


def test_something_hidden_behind_the_signatures_own_data_is_told(signed: bytes) -> None:
    _, end = gap(signed)
    hidden = bytearray(signed)
    hidden[end - 12 : end - 2] = b"0123456789"
    signature = only(bytes(hidden))
    assert signature.standing in {Standing.CHANGED, Standing.UNCHECKED}  # poppler leaves no room behind its data


def test_without_trusted_roots_intact_is_never_good(signed: bytes) -> None:
    (signature,) = signatures_of(signed, [], at=NOW)
    assert signature.integrity is Integrity.INTACT
    assert (signature.standing, signature.identity) == (Standing.UNCONFIRMED, Identity.UNKNOWN_ROOT)


def gap(pdf: bytes) -> tuple[int, int]:
    start = pdf.rindex(b"<30")
    return start, pdf.index(b">", start) + 1


def standings(pdf: bytes) -> set[Standing]:
    try:
        return {signature.standing for signature in read(pdf)}
    except UnreadableFormError:
        return set()


# Who signed.


@pytest.mark.parametrize(
    ("by", "identity"),
    [
        (holder(name="Amara Reyes"), Identity.SELF_SIGNED),
        (holder(name="Amara Reyes", issued_by=holder(authority=True, name="Another root")), Identity.UNKNOWN_ROOT),
        (holder(name="Amara Reyes", issued_by=holder(authority=True, name="Root of Sampleton")), Identity.UNSUITABLE),
        (holder(name="Amara Reyes", issued_by=root(), until=NOW - timedelta(days=1)), Identity.EXPIRED),
        (holder(name="Amara Reyes", issued_by=root(), since=NOW + timedelta(days=1)), Identity.NOT_YET_VALID),
        (holder(name="Amara Reyes", issued_by=root(), authority=True), Identity.UNSUITABLE),
        (holder(name="Amara Reyes", issued_by=researcher()), Identity.UNSUITABLE),
    ],
    ids=[
        "self-signed",
        "unknown root",
        "forged root",
        "expired",
        "not yet valid",
        "not for signing",
        "by nobody",
    ],
)
def test_a_signer_who_is_not_confirmed_is_not_good(by: Holder, identity: Identity) -> None:
    signature = only(sign(small_form(), by, "signature"), root().der)
    assert signature.identity is identity
    assert (signature.standing, signature.integrity) == (Standing.UNCONFIRMED, Integrity.INTACT)
    assert signature.signer.name == "Amara Reyes"


def test_a_self_signed_certificate_that_is_itself_a_root_is_trusted() -> None:
    own = holder(name="Amara Reyes")
    assert only(sign(small_form(), own, "signature"), own.der).standing is Standing.GOOD


def test_an_expired_certificate_with_a_trusted_timestamp_from_before_is_trusted() -> None:
    by = holder(name="Amara Reyes", issued_by=root(), until=NOW - timedelta(days=1))
    stamped = sign(small_form(), by, "signature", stamped_by=stamping_service(NOW - timedelta(days=2)))
    signature = only(stamped, root().der)
    assert signature.standing is Standing.GOOD
    assert signature.stamped_at == NOW - timedelta(days=2)


def test_a_timestamp_that_nobody_vouches_for_proves_no_time() -> None:
    by = holder(name="Amara Reyes", issued_by=root(), until=NOW - timedelta(days=1))
    stamper = stamping_service(NOW - timedelta(days=2), issued_by=holder(authority=True, name="Another root"))
    signature = only(sign(small_form(), by, "signature", stamped_by=stamper), root().der)
    assert (signature.identity, signature.stamped_at) == (Identity.EXPIRED, None)


def test_a_certificate_without_a_name_is_read_all_the_same() -> None:
    signature = only(sign(small_form(), holder(issued_by=root()), "signature", name="x"))
    assert signature.signer.name == ""
    assert signature.standing is Standing.GOOD


def test_signs_that_a_screen_would_obey_are_taken_out_of_names() -> None:
    by = holder(issued_by=root(), name="Amara\x1b[31m\nReyes" + "!" * 20)
    signature = only(sign(small_form(), by, "signature", reason="for\x1b[2J me"))
    assert signature.signer.name == "Amara [31m Reyes" + "!" * 20
    assert signature.reason == "for [2J me"


def test_a_root_that_is_no_certificate_is_told() -> None:
    with pytest.raises(CertificateError, match="no certificate"):
        signatures_of(small_form(), [b"nonsense"], at=NOW)


# What the signer allowed.


def test_a_signer_who_allows_no_changes_is_obeyed() -> None:
    certified = sign(small_form(), researcher(), "signature", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    later = added(certified, {NOTE: text_field("note", "later", NEW), NEW: drawing("later")})
    assert only(certified).standing is Standing.GOOD
    signature = only(later)
    assert signature.standing is Standing.CHANGED
    assert "The signer allowed no changes of this kind after signing." in signature.details


def test_a_field_that_the_signature_locks_may_not_be_filled() -> None:
    lock = SigFieldSpec(
        "locking", on_page=0, box=(0, 0, 0, 0), field_mdp_spec=FieldMDPSpec(FieldMDPAction.INCLUDE, ["note"])
    )
    locked = sign(small_form(), researcher(), "locking", place=lock)
    later = added(locked, {NOTE: text_field("note", "later", NEW), NEW: drawing("later")})
    assert only(locked).standing is Standing.GOOD
    assert only(later).standing is Standing.CHANGED


def test_a_new_signature_that_shows_something_on_a_page_is_to_be_looked_at() -> None:
    first = sign(small_form(), researcher(), "signature")
    visible = sign(first, officer(), "extra", place=place("extra", (10, 10, 290, 290)))
    assert read(visible)[0].standing is Standing.FILLED
    unseen = sign(first, officer(), "extra")
    assert read(unseen)[0].standing is Standing.GOOD


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


def test_the_guarded_process_reads_the_same(signed: bytes, signed_application: bytes) -> None:
    with Reader() as reader:
        for pdf in (signed, signed_application, sign(signed, officer(), "witness")):
            assert reader.signatures(pdf, [root().der, ROOT_OF_SIGNPDF], at=NOW) == read(pdf)


def test_a_signature_made_plain_is_the_same_again(signed: bytes) -> None:
    signature = only(signed)
    assert from_plain(to_plain(signature)) == signature
