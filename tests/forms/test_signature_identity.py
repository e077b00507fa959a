from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec

from forms.signing.certificates import CertificateError
from forms.signing.signature import Identity, Integrity, Standing
from forms.signing.signatures import signatures_of
from tests.forms.signature_readings import NEW, only, read
from tests.forms.signers import NOW, Holder, holder, officer, place, researcher, root, sign, stamping_service
from tests.forms.signing_programs import sign_with_openssl
from tests.forms.small_form import (
    NOTE,
    added,
    drawing,
    small_form,
    text_field,
)
from tests.programs import needs

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


@needs("openssl")
@pytest.mark.parametrize(
    ("by", "identity"),
    [
        (holder(name="Amara Reyes"), Identity.SELF_SIGNED),
        (holder(name="Amara Reyes", issued_by=holder(authority=True, name="Another root")), Identity.UNKNOWN_ROOT),
        (holder(name="Amara Reyes", issued_by=root(), until=NOW - timedelta(days=1)), Identity.EXPIRED),
    ],
    ids=["self-signed", "unknown root", "expired"],
)
def test_it_is_the_same_whatever_program_signed(by: Holder, identity: Identity, tmp_path: Path) -> None:
    signature = only(sign_with_openssl(small_form(), by, tmp_path), root().der)
    assert (signature.identity, signature.standing) == (identity, Standing.UNCONFIRMED)


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
