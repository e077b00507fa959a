"""The versions of a letter's template: the one of this release, and each with which letters were sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from templates.letters import LETTERS
from webapp.corresponding.writing import template_hash
from webapp.storage import letters
from webapp.storage.letters import Use
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a template."""

    sha256: str
    now: bool
    """Whether it is the one of this release."""
    first_on: date | None
    """The day of the first letter that was sent with it; None where none was."""
    sent: int

    @property
    def name(self) -> str:
        """How people call it: the beginning of its hash."""
        return f"{self.sha256[:4]}\N{NO-BREAK SPACE}{self.sha256[4:8]}"


def versions(tx: Transaction) -> Mapping[str, Sequence[Version]]:
    """The versions of each kind of letter, that of this release first, then the last used one."""
    uses = letters.uses(tx)
    return {kind: _of(template_hash(kind), [one for one in uses if one.kind == kind]) for kind in LETTERS}


def _of(now: str, uses: Sequence[Use]) -> list[Version]:
    found = [Version(one.template_sha256, one.template_sha256 == now, one.first_on, one.sent) for one in uses]
    if not any(one.now for one in found):
        found.append(Version(now, now=True, first_on=None, sent=0))
    return sorted(found, key=lambda one: (not one.now, -(one.first_on or date.min).toordinal()))
