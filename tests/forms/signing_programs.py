"""Other programs than ours that sign the small form: openssl with a byte range of our own writing, and poppler."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.forms.signers import PASSPHRASE, Holder
from tests.forms.small_form import FIRST_FREE, SIGNATURE, WITNESS, added, signature_field

_ROOM = 12_000
_RANGE = "[0 /********** /********** /**********]"
_NUMBERS = {"signature": SIGNATURE, "witness": WITNESS}


def prepared(pdf: bytes, field: str = "signature", *, kind: str = "adbe.pkcs7.detached") -> bytes:
    """The file with room for a signature in one of its fields."""
    number = FIRST_FREE if field == "signature" else FIRST_FREE + 1
    room = "0" * _ROOM
    value = (
        f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/{kind}/M(D:20261125120000Z)/Reason(I sign)"
        f"/ByteRange {_RANGE}/Contents <{room}>>>"
    ).encode()
    return added(pdf, {_NUMBERS[field]: signature_field(field, number), number: value})


def sign_with_openssl(
    pdf: bytes,
    by: Holder,
    folder: Path,
    *,
    field: str = "signature",
    digest: str = "sha256",
    left_out: int = 0,
    kind: str = "adbe.pkcs7.detached",
) -> bytes:
    """The file signed by openssl.

    Args:
        pdf: The small form.
        by: Who signs.
        folder: Where its files may lie.
        field: The signature field.
        digest: The digest that is signed.
        left_out: Bytes at the end that the signature leaves out.
        kind: By what rules it says it was made.
    """
    ready = prepared(pdf, field, kind=kind)
    gap_from = ready.rindex(b"/Contents <" + b"0" * _ROOM) + len(b"/Contents ")
    gap_to = gap_from + _ROOM + 2
    numbers = f"[0 {gap_from} {gap_to} {len(ready) - gap_to - left_out}]".ljust(len(_RANGE)).encode()
    at = ready.rindex(_RANGE.encode())
    ready = ready[:at] + numbers + ready[at + len(numbers) :]
    signed = ready[:gap_from] + ready[gap_to : len(ready) - left_out]
    made = _cms(signed, by, folder, digest).hex().encode()
    return ready[: gap_from + 1] + made.ljust(_ROOM, b"0") + ready[gap_to - 1 :]


def _cms(content: bytes, by: Holder, folder: Path, digest: str) -> bytes:
    files = {name: folder / name for name in ("content", "signer.pem", "key.pem", "above.pem")}
    files["content"].write_bytes(content)
    files["signer.pem"].write_bytes(by.certificate.public_bytes(Encoding.PEM))
    files["key.pem"].write_bytes(by.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    words: list[str | Path] = [
        "openssl",
        "cms",
        "-sign",
        "-binary",
        "-outform",
        "DER",
        "-md",
        digest,
        "-in",
        files["content"],
    ]
    words += ["-signer", files["signer.pem"], "-inkey", files["key.pem"]]
    if by.above:
        files["above.pem"].write_bytes(by.above.public_bytes(Encoding.PEM))
        words += ["-certfile", files["above.pem"]]
    return subprocess.run(words, check=True, capture_output=True).stdout


def sign_with_poppler(pdf: bytes, by: Holder, folder: Path, *, field: str = "signature") -> bytes:
    """The file signed by pdfsig, with the key in a database of NSS."""
    database = f"sql:{folder}"
    (folder / "by.p12").write_bytes(by.pkcs12)
    (folder / "before.pdf").write_bytes(pdf)
    _run("certutil", "-N", "-d", database, "--empty-password")
    _run("pk12util", "-i", folder / "by.p12", "-d", database, "-W", PASSPHRASE.decode())
    nickname = "signer"
    _run("pdfsig", "-nssdir", folder, "-sign", field, "-nick", nickname, folder / "before.pdf", folder / "after.pdf")
    return (folder / "after.pdf").read_bytes()


def _run(*words: str | Path) -> None:
    done = subprocess.run([str(word) for word in words], check=False, capture_output=True, timeout=60)
    if done.returncode and not re.search(rb"could not shutdown", done.stderr):
        raise AssertionError(done.stderr.decode(errors="replace"))
