"""The service's own seal under what it issues: set with its key, and afterwards intact, changed or unknown."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import IO

from forms.fields import UnreadableFormError
from forms.signing.signature import Changes, Integrity, Signature
from forms.signing.signatures import signatures_of

Read = Callable[[bytes, Sequence[bytes]], tuple[Signature, ...]]
"""What reads the signatures of a file: here, or in the guarded process."""

_NO_PDF = frozenset({"not_pdf", "damaged", "password"})
"""Refusals that say something of the file; the others say that it was not looked at."""

_FIELD = "seal{mark}"
_MARK = 16
"""Digits of the certificate's SHA-256 in the name of the field, so that a seal that was spoilt is still known."""


class Seal(StrEnum):
    """All that is said of a file's seal."""

    INTACT = "intact"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SealKey:
    """The key and certificate of a seal, in one PKCS#12 file."""

    pkcs12: bytes = field(repr=False)
    passphrase: bytes | None = field(default=None, repr=False)


def seal(pdf: bytes, key: SealKey, *, at: datetime | None = None, reason: str = "") -> bytes:
    """The file with a seal under it (PAdES baseline B-B), added to its end so that earlier signatures stay.

    Args:
        pdf: The file; every byte of it stays as it is.
        key: The seal's.
        at: When it is sealed, with its time zone; None is now.
        reason: What for, in words that a viewer shows.

    Raises:
        UnreadableFormError: The bytes are no PDF that can be added to.
        ValueError: The key cannot be used.
    """
    file = io.BytesIO(pdf)
    seal_file(file, key, at=at, reason=reason)
    return file.getvalue()


def seal_file(file: IO[bytes], key: SealKey, *, at: datetime | None = None, reason: str = "") -> None:
    """Put a seal under a file that is open for reading and writing, without holding the whole of it; see `seal`."""
    from forms.signing.sealing import add_signature  # loads pyHanko: 1.3 s that only signatures are worth

    add_signature(file, key.pkcs12, key.passphrase, name=_field_of, at=at, reason=reason)


def check_seal(pdf: bytes, certificates: Sequence[bytes], *, read: Read = signatures_of) -> Seal:
    """Whether a file is as it was sealed.

    Intact is a file of which not one byte differs from what was sealed. Changed is one that bears a seal of ours, or
    what is left of one, and is not as it was sealed. Anything else is unknown: it says nothing for or against the file.

    Args:
        pdf: The file.
        certificates: Those of the service's seals, of now and of former keys, each DER or PEM.
        read: What reads the signatures; for a stranger's file the guarded process.

    Raises:
        UnreadableFormError: The file was not looked at: it is too large, or reading it was stopped.
        CertificateError: One of the certificates is none.
    """
    from forms.signing.certificates import certificates_in

    ours = [der for certificate in certificates for der in certificates_in(certificate)]
    prints = {hashlib.sha256(der).hexdigest() for der in ours}
    try:
        found = [signature for signature in read(pdf, ours) if signature.signer.fingerprint in prints]
    except UnreadableFormError as unreadable:
        if unreadable.kind not in _NO_PDF:
            raise
        found = []
    if any(_holds(signature) for signature in found):
        return Seal.INTACT
    return Seal.CHANGED if found or _bears_traces(pdf, ours) else Seal.UNKNOWN


def _holds(signature: Signature) -> bool:
    untouched = signature.whole and signature.as_written and signature.changes is Changes.NONE
    return untouched and signature.integrity is Integrity.INTACT


def _bears_traces(pdf: bytes, certificates: Sequence[bytes]) -> bool:
    """Whether a seal of ours was set here, though it cannot be read any more."""
    lower = pdf.lower()
    return any(der.hex().encode() in lower or _field_of(der).encode() in lower for der in certificates)


def _field_of(certificate: bytes) -> str:
    return _FIELD.format(mark=hashlib.sha256(certificate).hexdigest()[:_MARK])
