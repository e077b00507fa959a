"""Where a paper may belong, by its words: a proposal, for a person to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from validator.evidence import Evidence
from validator.papers import approvals, certificates, clouds, controls
from validator.papers.paper import Paper
from validator.papers.phrases import phrases

_LEAST = 0.5
"""The share of its words that a paper must hold to be proposed for a slot."""

_VITAE = phrases("curriculum vitae", "resume", "biographical sketch", "biosketch", "faculty vitae", "CV")
_CAREER = phrases("education", "degrees", "publications", "selected talks", "contributions to science", "positions")
_STUDIED = phrases("education", "degrees")
_WROTE = phrases("publications", "articles", "contributions to science")
_LISTED = phrases("certified", "authorized", "authority to operate", "ready", "in process", "class")
_BOARD = phrases(
    "institutional review board", "IRB", "human research protection program", "use of human subjects",
    "exempt determination",
)  # fmt: skip
_REVIEW = phrases("expedited", "full board", "exempt", "approval date", "voted to approve")
_VERIFIED = phrases("verification of approval", "verification of formal approval", "verify formal approval")
_BELONGS = phrases(
    "affiliated with", "verifies that", "verify that", "verification that", "affiliation", "has been employed",
    "is employed", "employee of", "member of the faculty",
)  # fmt: skip
_LETTER = phrases(
    "sincerely", "authorized official", "institutional official", "authorized to", "authorised to",
    "to whom it may concern", "accept this letter", "this letter",
)  # fmt: skip
_TRAINED = phrases(
    "certificate of completion", "completion report", "has completed", "successfully completed",
    "has met the requirements of", "training", "workshop",
)  # fmt: skip

_SIGNS = (
    # slot, the words of which each speaks for it
    ("curriculum_vitae", (_VITAE, _CAREER)),
    ("curriculum_vitae", (_STUDIED, _WROTE)),
    ("security_certification", (controls.POLICY, controls.COMPANION, controls.CATALOG)),
    ("security_certification", (clouds.SOC, clouds.AUDITED, clouds.TRUST_SERVICES)),
    ("security_certification", (clouds.FEDRAMP, _LISTED)),
    ("approval_verification", (approvals.COMMITTEE, approvals.DATA_SECURITY, approvals.APPROVED)),
    ("approval_verification", (_VERIFIED,)),
    ("irb_approval", (_BOARD, approvals.APPROVED, _REVIEW)),
    ("affiliation_letter", (_BELONGS, _LETTER)),
    ("training", (_TRAINED, certificates.HUMAN_SUBJECTS, certificates.ETHICS)),
    ("curriculum_vitae", (_VITAE,)),
)


def likely_slot(pages: Sequence[str]) -> str:
    """The slot that the words of a paper speak for most, the first of several; empty where they speak for none."""
    paper = Paper.of(Evidence("", pages=tuple(pages)))
    shares = [sum(paper.first(sign) is not None for sign in signs) / len(signs) for _, signs in _SIGNS]
    most = max(shares)
    return _SIGNS[shares.index(most)][0] if most > _LEAST else ""
