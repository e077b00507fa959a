"""Reads every signature of a file with pyHanko, trusting nothing in it: what cannot be read is told, by its field."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

from forms.fields import UnreadableFormError
from forms.limits import SEALED_SIZE
from forms.reading.opening import check_bytes
from forms.refusals import refusal
from forms.signing.byte_range import Coverage, coverage
from forms.signing.certificates import certificates_in, shown, signer_of
from forms.signing.cms_form import is_plain
from forms.signing.signature import Changes, Identity, Integrity, Signature
from forms.signing.signature_changes import changes_after
from forms.signing.signature_identity import SIGNING, context, identity
from forms.signing.strength import weakness

MOST_REVISIONS = 100
MOST_SIGNATURES = 20
_BEGINNING = 4096
"""Bytes that tell whether it is a PDF; a sealed record may be larger than a form."""

_ANY_ALGORITHM = CMSAlgorithmUsagePolicy.lift_policy(AcceptAllAlgorithms())
"""Weak algorithms are told by `strength`; refused by the library, nothing else would be known of the signature."""

_UNREADABLE = "Its data cannot be read, so nothing is known of whether it holds or who made it."
_OLD_KIND = "It was made in an old way ({kind}) that rests on SHA-1 and can be forged; it is not checked further."
_UNKNOWN_KIND = "It was made in a way ({kind}) that is not known here, so it cannot be checked."
_OLD_KINDS = frozenset({"adbe.pkcs7.sha1", "adbe.x509.rsa_sha1"})
_KINDS = frozenset({"adbe.pkcs7.detached", "ETSI.CAdES.detached", "ETSI.RFC3161"})

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what a file makes it say is told in our own words
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def read_signatures(pdf: bytes, roots: Sequence[bytes], *, at: datetime | None) -> tuple[Signature, ...]:
    """Every signature, in the order of signing; see `signatures.signatures_of`."""
    trusted = [der for root in roots for der in certificates_in(root)]
    if len(pdf) > SEALED_SIZE.most:
        raise _too_much(f"it has more than {SEALED_SIZE}")
    check_bytes(pdf[:_BEGINNING])
    if pdf.count(b"startxref") > MOST_REVISIONS:
        raise _too_much(f"it was saved on top of itself more than {MOST_REVISIONS} times")
    file, strict = _opened(pdf)
    found = _fields(file)
    if len(found) > MOST_SIGNATURES:
        raise _too_much(f"it holds more than {MOST_SIGNATURES} signatures")
    opened = _Opened(pdf, file, strict, trusted, at)
    read = [opened.read(shown(name), field) for name, field in found]
    return tuple(signature for _, signature in sorted(read, key=lambda one: one[0]))


def _too_much(what: str) -> UnreadableFormError:
    return UnreadableFormError(
        "too_large",
        f"The signatures of this file are not looked at: {what}.",
        "Ask whoever signed it for the file as it was sent to you.",
    )


def _opened(pdf: bytes) -> tuple[Any, bool]:
    """The open file, and whether it keeps to the rules of PDF, so that its versions can be told apart."""
    for strict in (True, False):
        try:
            file = PdfFileReader(io.BytesIO(pdf), strict=strict)
            if file.encrypted and file.decrypt(b"").status is AuthStatus.FAILED:
                raise refusal("password")
            _ = file.root["/Pages"]
        except UnreadableFormError:
            raise
        except Exception:  # noqa: S112 - a stranger's file makes the library raise anything; the second try tells it
            continue
        if not (strict and file.xrefs.hybrid_xrefs_present):
            return file, strict
    raise refusal("damaged")


def _fields(file: Any) -> list[tuple[str, Any]]:
    """The signed signature fields, by their full names."""
    try:
        return [(name, field) for name, _, field in enumerate_sig_fields(file, filled_status=True)]
    except Exception:  # a stranger's file makes the library raise anything
        raise refusal("damaged") from None


@dataclass(frozen=True, slots=True)
class _Opened:
    """One open file, and by what its signatures are judged."""

    pdf: bytes
    file: Any
    strict: bool
    roots: Sequence[bytes]
    at: datetime | None

    def read(self, name: str, field: Any) -> tuple[int, Signature]:
        """The length of the file as it was signed, and the signature."""
        with suppress(Exception):  # a stranger's file makes the library raise anything; what it does not read is told
            embedded = EmbeddedPdfSignature(self.file, field, name)
            if _kind(field) in _KINDS:
                return self._checked(embedded)
        return len(self.pdf), _not_checked(name, _kind(field))

    def _checked(self, embedded: Any) -> tuple[int, Signature]:
        covered = coverage(self.pdf, list(embedded.byte_range), embedded.pkcs7_content)
        status = self._validated(embedded, self.at)
        holds = status.intact and status.valid
        weak = weakness(embedded)
        changes, details = self._changes(embedded, covered)
        signature = Signature(
            field=embedded.fq_name,
            integrity=_integrity(holds, weak),
            changes=changes,
            identity=identity(status, self.at),
            signer=signer_of(status.signing_cert),
            whole=not covered.odd and covered.length == len(self.pdf),
            as_written=covered.as_written and is_plain(embedded),
            details=(*details, *([weak] if weak else [])),
            reason=shown(embedded.sig_object.get("/Reason")),
            is_timestamp=embedded.sig_object_type == "/DocTimeStamp",
        )
        return covered.length, self._dated(embedded, status, signature)

    def _validated(self, embedded: Any, at: datetime | None) -> Any:
        trusted = context(self.roots, at)
        if embedded.sig_object_type == "/DocTimeStamp":
            return asyncio.run(async_validate_pdf_timestamp(embedded, trusted, skip_diff=True))
        checking = async_validate_pdf_signature(
            embedded, trusted, key_usage_settings=SIGNING, skip_diff=True, algorithm_policy=_ANY_ALGORITHM
        )
        return asyncio.run(checking)

    def _changes(self, embedded: Any, covered: Coverage) -> tuple[Changes, tuple[str, ...]]:
        if covered.odd:
            return Changes.PARTIAL, (covered.odd,)
        return changes_after(embedded, self.pdf, covered.length, strict=self.strict)

    def _dated(self, embedded: Any, status: Any, signature: Signature) -> Signature:
        """The signature with its times; a timestamp that the roots confirm stands for the moment of signing."""
        if signature.is_timestamp:
            return replace(signature, stamped_at=status.timestamp if status.trusted else None)
        claimed = _claimed(embedded)
        stamp = status.timestamp_validity
        if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
            return replace(signature, claimed_at=claimed)
        if signature.identity is Identity.EXPIRED:
            then = identity(self._validated(embedded, stamp.timestamp), stamp.timestamp)
            signature = replace(signature, identity=then)
        return replace(signature, claimed_at=claimed, stamped_at=stamp.timestamp)


def _integrity(holds: bool, weak: str) -> Integrity:
    if not holds:
        return Integrity.BROKEN
    return Integrity.WEAK if weak else Integrity.INTACT


def _claimed(embedded: Any) -> datetime | None:
    """When the signer's own machine says that it was signed; None where it says so in no way that can be read."""
    with suppress(Exception):  # a stranger may write anything for a date
        claimed = embedded.self_reported_timestamp
        return claimed if isinstance(claimed, datetime) and claimed.tzinfo else None
    return None


def _kind(field: Any) -> str:
    """By what rules the signature says it was made."""
    with suppress(Exception):  # a stranger may write anything for a signature
        return shown(str(field.get_object()["/V"]["/SubFilter"])[1:])
    return ""


def _not_checked(name: str, kind: str) -> Signature:
    """A signature of which nothing is known but where it is."""
    integrity = Integrity.UNREADABLE
    if kind in _OLD_KINDS:
        integrity, why = Integrity.WEAK, _OLD_KIND.format(kind=kind)
    elif kind and kind not in _KINDS:
        why = _UNKNOWN_KIND.format(kind=kind)
    else:
        why = _UNREADABLE
    return Signature(name, integrity, Changes.UNKNOWN, Identity.UNKNOWN, details=(why,))
