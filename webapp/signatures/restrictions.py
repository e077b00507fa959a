"""The restrictions of § 964 as they are shown to who acknowledges them."""

from __future__ import annotations

from importlib.resources import files

from validator.clauses import CLAUSES, SECTIONS, Clause
from webapp.storage.canonical import sha256


def restrictions() -> list[Clause]:
    """Our summary of each paragraph of § 964."""
    return [clause for clause in CLAUSES.values() if clause.section == "964"]


def restrictions_edition() -> str:
    """Which text of § 964 was shown: the day of the regulation's last change, and the hash of our summaries."""
    law = files("validator.law").joinpath("964.toml").read_bytes()
    return f"964 as amended {SECTIONS['964'].amended}, summaries {sha256(law)[:16]}"
