"""Seals what the service issues, and writes it down, so that anybody can ask later whether a file is as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from forms import seal
from webapp.sealing.seal_key import seal_key
from webapp.storage.canonical import sha256
from webapp.storage.seals import Sealed


@dataclass(frozen=True, slots=True)
class Issued:
    """A sealed file, and what is to be written down of it."""

    pdf: bytes = field(repr=False)
    sealed: Sealed


def issue(pdf: bytes, *, home: Path, code: str, what: str, by: str, at: datetime) -> Issued:
    """Seal a file with the key of this installation; it holds once `seals.keep(tx, issued.sealed)` is on the disk.

    Sealing takes a tenth of a second, the first time two: do it before the transaction, where nobody waits for it.

    Args:
        pdf: Our own file, with the code printed on it.
        home: Where the key is kept.
        code: Of `seals.new_code`, drawn before the file was.
        what: What it is, in words that name no person; a viewer shows them, and so does the page that verifies.
        by: Who has it sealed.
        at: When.

    Raises:
        SettingError: The key can't be used.
        UnreadableFormError: The bytes are no PDF that can be added to.
    """
    whole = seal.seal(pdf, seal_key(home), at=at, reason=what)
    return Issued(whole, Sealed(code, sha256(whole), what, by, at))
