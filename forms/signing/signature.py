"""A signature of a file: who signed, and whether it still stands: three facts, and one rule for the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Integrity(StrEnum):
    """Whether what was signed is still there, bit by bit."""

    INTACT = "intact"
    BROKEN = "broken"
    WEAK = "weak"
    UNREADABLE = "unreadable"


class Changes(StrEnum):
    """What was done to the file after it was signed; even where the signed bytes are intact."""

    NONE = "none"
    SIGNED_AGAIN = "signed again"
    FILLED = "filled"
    CHANGED = "changed"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Identity(StrEnum):
    """Whether the certificate leads to a root that whoever runs the service trusts."""

    TRUSTED = "trusted"
    UNKNOWN_ROOT = "unknown root"
    SELF_SIGNED = "self-signed"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    REVOKED = "revoked"
    UNSUITABLE = "unsuitable"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """The one word for a signature; only the first is good."""

    GOOD = "good"
    FILLED = "filled after signing"
    CHANGED = "changed after signing"
    UNCONFIRMED = "signer not confirmed"
    WEAK = "too weak to rely on"
    BROKEN = "broken"
    UNCHECKED = "cannot be checked"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, by what the certificate says; each part is empty where it says nothing."""

    name: str = ""
    organisation: str = ""
    email: str = ""
    issuer: str = ""
    fingerprint: str = ""
    """SHA-256 of the certificate, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a file: who, when, where, and the three facts."""

    field: str
    """The full dotted name of the signature field: application_signature.digital."""
    integrity: Integrity
    changes: Changes
    identity: Identity
    signer: Signer = Signer()
    claimed_at: datetime | None = None
    """By the clock of the signer's own machine."""
    stamped_at: datetime | None = None
    """By a timestamp of a service that the roots confirm."""
    reason: str = ""
    is_timestamp: bool = False
    """A document timestamp proves when the file existed, and names no signer."""
    whole: bool = False
    """Every byte of the file is covered, but those of the signature itself."""
    as_written: bool = False
    """The bytes of the signature itself are as our own program writes them: what nothing covers could hold nothing."""
    details: tuple[str, ...] = ()
    """Sentences: which fields were changed, filled, signed; what is odd."""

    @property
    def standing(self) -> Standing:
        """The word for the whole; intact alone is never good."""
        for stands, holds in _RULE:
            if holds(self):
                return stands
        return Standing.GOOD


_RULE: tuple[tuple[Standing, Callable[[Signature], bool]], ...] = (
    # the first row that holds is the word; a signature that no row holds for is good
    (Standing.UNCHECKED, lambda it: it.integrity is Integrity.UNREADABLE),
    (Standing.BROKEN, lambda it: it.integrity is Integrity.BROKEN),
    (Standing.CHANGED, lambda it: it.changes in {Changes.CHANGED, Changes.PARTIAL}),
    (Standing.WEAK, lambda it: it.integrity is Integrity.WEAK),
    (Standing.UNCHECKED, lambda it: it.changes is Changes.UNKNOWN),
    (Standing.UNCONFIRMED, lambda it: it.identity is not Identity.TRUSTED),
    (Standing.FILLED, lambda it: it.changes is Changes.FILLED),
)


def to_plain(signature: Signature) -> dict[str, Any]:
    """A signature as plain JSON values, from which `from_plain` makes it again."""
    moments = {name: moment and moment.isoformat() for name, moment in _moments(signature)}
    values = {name: getattr(signature, name) for name in Signature.__slots__}
    signer = {name: getattr(signature.signer, name) for name in Signer.__slots__}
    return {**values, **moments, "signer": signer, "details": list(signature.details)}


def from_plain(plain: dict[str, Any]) -> Signature:
    """The signature that was made plain, as it comes back from the guarded process."""
    moments = {name: plain[name] and datetime.fromisoformat(plain[name]) for name in ("claimed_at", "stamped_at")}
    facts = {
        "integrity": Integrity(plain["integrity"]),
        "changes": Changes(plain["changes"]),
        "identity": Identity(plain["identity"]),
    }
    return Signature(
        **{**plain, **moments, **facts, "signer": Signer(**plain["signer"]), "details": tuple(plain["details"])}
    )


def _moments(signature: Signature) -> tuple[tuple[str, datetime | None], ...]:
    return ("claimed_at", signature.claimed_at), ("stamped_at", signature.stamped_at)
