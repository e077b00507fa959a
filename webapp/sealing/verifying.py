"""Whether a file is as it was sealed: intact, changed or unknown, what it is and when it was sealed, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from forms.seal import Read, Seal, check_seal
from webapp.storage import seals
from webapp.storage.canonical import sha256
from webapp.storage.seals import Sealed
from webapp.storage.store import Transaction

_SHA256 = re.compile(r"[0-9a-f]{64}")


class By(StrEnum):
    """What somebody brought to be verified."""

    FILE = "file"
    CODE = "code"
    SHA256 = "SHA-256"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a file."""

    by: By
    seal: Seal
    sealed: Sealed | None
    """What it is, and when it was sealed; None where that is not known."""


def of_file(tx: Transaction, pdf: bytes, certificates: Sequence[bytes], *, read: Read) -> Verdict:
    """What is said of a file that somebody brings; one that is written down needs no reading.

    Args:
        tx: What is kept.
        pdf: The file.
        certificates: Those of the service's seals, of now and of former keys.
        read: The guarded process that reads signatures.

    Raises:
        UnreadableFormError: It was not looked at: it is too large, or reading it was stopped.
    """
    sealed = seals.by_hash(tx, sha256(pdf))
    seal = Seal.INTACT if sealed else check_seal(pdf, certificates, read=read)
    return Verdict(By.FILE, seal, sealed)


def of_words(tx: Transaction, typed: str) -> Verdict | None:
    """What is said of the file of a code or of a SHA-256; None where the words are neither.

    Of a code it is said of the file that is kept here: nobody has shown another one. A file that is not kept here any
    more is unknown, though it is told what was sealed.
    """
    if code := seals.typed(typed):
        sealed = seals.by_code(tx, code)
        return Verdict(By.CODE, _kept(tx, sealed) if sealed else Seal.UNKNOWN, sealed)
    digits = "".join(typed.split()).lower()
    if not _SHA256.fullmatch(digits):
        return None
    sealed = seals.by_hash(tx, digits)
    return Verdict(By.SHA256, Seal.INTACT if sealed else Seal.UNKNOWN, sealed)


def _kept(tx: Transaction, sealed: Sealed) -> Seal:
    if not tx.files.holds(sealed.sha256):
        return Seal.UNKNOWN
    return Seal.INTACT if tx.files.is_whole(sealed.sha256) else Seal.CHANGED
