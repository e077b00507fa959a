"""Whether a signer's certificate leads to a trusted root, at a moment; nothing is fetched to find out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from forms.signing.signature import Identity

SIGNING = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
"""Either use is one that signing programs put into the certificates of persons."""


def context(roots: Sequence[bytes], at: datetime | None) -> Any:
    """What the signature library needs to know of whom to trust: the roots only, and no network."""
    return ValidationContext(
        trust_roots=[certificate for root in roots for certificate in load_certs_from_pemder_data(root)],
        moment=at,
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
    )


def identity(status: Any, at: datetime | None) -> Identity:
    """Whether whoever signed is confirmed, and if not, why.

    Args:
        status: The library's, of one signature; one that does not hold says nothing about who signed.
        at: The moment at which the certificate has to be valid; None is now.
    """
    if not (status.intact and status.valid):
        return Identity.UNKNOWN
    if status.trusted:
        return Identity.TRUSTED
    if status.revoked:
        return Identity.REVOKED
    certificate = status.signing_cert
    if certificate.subject == certificate.issuer:
        return Identity.SELF_SIGNED
    if status.trust_problem_indic is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return Identity.UNKNOWN_ROOT
    return _by_time(certificate, at or datetime.now(UTC), status.trust_problem_indic)


def _by_time(certificate: Any, at: datetime, problem: Any) -> Identity:
    if certificate.not_valid_before > at:
        return Identity.NOT_YET_VALID
    if certificate.not_valid_after < at or problem in _OUT_OF_TIME:
        return Identity.EXPIRED
    return Identity.UNSUITABLE


_OUT_OF_TIME = (AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, AdESIndeterminate.EXPIRED)
