"""PDF bytes to who signed what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from forms.signing.signature import Signature


def signatures_of(pdf: bytes, roots: Sequence[bytes], *, at: datetime | None = None) -> tuple[Signature, ...]:
    """Every signature of a file, in the order of signing; nothing is fetched, and nothing is written.

    Args:
        pdf: The file.
        roots: The trusted certificates, each DER or PEM (one PEM may hold several).
        at: The moment at which the certificates have to be valid, with its time zone; None is now.

    Raises:
        UnreadableFormError: The bytes cannot be read as a PDF, or hold more than may be looked at.
        CertificateError: One of the roots is no certificate.
    """
    from forms.signing.signature_reading import read_signatures  # loads pyHanko: 1.3 s that only signatures are worth

    return read_signatures(pdf, roots, at=at)
