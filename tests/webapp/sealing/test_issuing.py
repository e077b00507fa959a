from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from forms.fill import blank
from forms.seal import Seal, check_seal
from forms.signing.signatures import signatures_of
from webapp.sealing.issuing import issue
from webapp.sealing.seal_key import seal_certificates
from webapp.storage.canonical import sha256
from webapp.storage.seals import new_code

NOON = datetime(2026, 11, 16, 20, 0, tzinfo=UTC)


def test_what_is_issued_bears_the_seal_of_this_installation_and_says_what_it_is(tmp_path: Path) -> None:
    code = new_code()
    issued = issue(blank(), home=tmp_path, code=code, what="A security certification", by="service", at=NOON)
    assert check_seal(issued.pdf, seal_certificates(tmp_path)) is Seal.INTACT
    (signature,) = signatures_of(issued.pdf, [])
    assert (signature.reason, signature.claimed_at) == ("A security certification", NOON)
    assert (issued.sealed.code, issued.sealed.sealed_at) == (code, NOON)
    assert issued.sealed.sha256 == sha256(issued.pdf)
    assert "pdf" not in repr(issued)
