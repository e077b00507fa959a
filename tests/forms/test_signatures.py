from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from forms.fill import blank
from forms.reader import Reader
from forms.signing.signature import Changes, Identity, Integrity, Standing, from_plain, to_plain
from forms.signing.signatures import signatures_of
from tests.forms.signature_readings import BY_SIGNPDF, NEW, ROOT_OF_SIGNPDF, gap, only, read, standings
from tests.forms.signers import NOW, officer, researcher, root, sign
from tests.forms.signing_programs import sign_with_openssl, sign_with_poppler
from tests.forms.small_form import (
    CONTENT,
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
    scope="module",
    params=[
        "pyhanko",
        "signpdf",
        pytest.param("openssl", marks=needs("openssl")),
        pytest.param("poppler", marks=[needs("pdfsig"), needs("certutil"), needs("pk12util")]),
    ],
)
def signed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return signed_by(request.param, tmp_path_factory.mktemp("signed"))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


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


def test_a_byte_flipped_in_the_signatures_own_data_breaks_it_or_changes_nothing_that_is_said(signed: bytes) -> None:
    start, end = gap(signed)
    for at in range(start, end, 211):
        flipped = bytearray(signed)
        flipped[at] ^= 1
        if Standing.GOOD in standings(bytes(flipped)):
            assert replace(only(bytes(flipped)), as_written=False) == replace(only(signed), as_written=False), at


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


# The guarded process.


def test_the_guarded_process_reads_the_same(signed: bytes, reader: Reader) -> None:
    for pdf in (signed, sign(signed, officer(), "witness")):
        assert reader.signatures(pdf, [root().der, ROOT_OF_SIGNPDF], at=NOW) == read(pdf)


def test_the_guarded_process_reads_the_same_of_our_form(reader: Reader) -> None:
    pdf = sign(blank(), researcher(), "application_signature.digital")
    assert reader.signatures(pdf, [root().der, ROOT_OF_SIGNPDF], at=NOW) == read(pdf)


def test_a_signature_made_plain_is_the_same_again(signed: bytes) -> None:
    signature = only(signed)
    assert from_plain(to_plain(signature)) == signature
