"""Certificates: read from files, and what they say of whom they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from forms.signing.signature import Signer

_LONGEST = 200
"""Characters; whoever makes a certificate may write a book into it."""


class CertificateError(Exception):
    """Bytes that were given as a certificate and are none; says so for people."""


def certificates_in(data: bytes) -> tuple[bytes, ...]:
    """The certificates in a file, each as DER; a PEM file may hold several.

    Raises:
        CertificateError: There is none, or one that cannot be read.
    """
    try:
        if b"-----BEGIN" in data:
            found = x509.load_pem_x509_certificates(data)
        else:
            found = [x509.load_der_x509_certificate(data)]
    except ValueError:
        raise CertificateError("This is no certificate. Give an X.509 certificate as PEM or DER.") from None
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)


def as_pem(files: Iterable[bytes]) -> list[str]:
    """The certificates of several files, each as text.

    Raises:
        CertificateError: One of them is no certificate.
    """
    ders = [der for data in files for der in certificates_in(data)]
    return [x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode() for der in ders]


def signer_of(certificate: Any) -> Signer:
    """Whom a certificate names, as it can be shown.

    Args:
        certificate: As the signature library holds it; parts that cannot be read count as absent.
    """
    subject, issuer = _names(certificate, "subject"), _names(certificate, "issuer")
    own = " ".join(filter(None, (subject.get("given_name"), subject.get("surname"))))
    return Signer(
        name=subject.get("common_name") or own or subject.get("pseudonym", ""),
        organisation=subject.get("organization_name", ""),
        email=subject.get("email_address") or _address(certificate),
        issuer=issuer.get("common_name") or issuer.get("organization_name", ""),
        fingerprint=certificate.sha256.hex(),
    )


def _names(certificate: Any, whose: str) -> dict[str, str]:
    try:
        named = getattr(certificate, whose).native or {}
    except (ValueError, TypeError, LookupError):
        return {}
    return {kind: shown(value) for kind, value in named.items()}


def _address(certificate: Any) -> str:
    """The e-mail address among the certificate's other names."""
    try:
        named = certificate.subject_alt_name_value
        return next((shown(one.native) for one in named or () if one.name == "rfc822_name"), "")
    except (ValueError, TypeError, LookupError):
        return ""


def shown(text: object) -> str:
    """Text of a stranger in one line without signs that a screen would obey; of several the first."""
    first = text[0] if isinstance(text, list) and text else text
    printable = "".join(char if char.isprintable() else " " for char in str(first or ""))
    return " ".join(printable.split())[:_LONGEST]
