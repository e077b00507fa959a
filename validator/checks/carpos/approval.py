"""The approval of the research: 966(b)(12)(F), (c)(1)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import written


def approval_expired(case: Case) -> Iterator[Told]:
    """The approval has expired, or does so before the project is complete."""
    expires, completion = case.day("irb_approval.expires_on"), case.day("anticipated_completion_on")
    if expires and expires < case.on:
        yield Told(
            "irb_approval.expires_on",
            f"{{label}}: the approval expired on {written(expires)}.",
            "Have the approval renewed, and enclose the renewal.",
        )
    elif expires and completion and expires < completion:
        yield Told(
            "irb_approval.expires_on",
            f"{{label}}: {written(expires)} is before the anticipated completion, {written(completion)}.",
            "Plan its renewal; nothing needs to be done now.",
        )


def approval_without_expiration(case: Case) -> Iterator[Told]:
    """The approval carries no expiration date, for a reason that is given."""
    basis = case.value("irb_approval.no_expiration_basis")
    if basis and not case.text("irb_approval.expires_on"):
        options = case.edition.by_name["irb_approval.no_expiration_basis"].options
        reason = next((option.label for option in options if option.value == basis), "a reason of its own")
        yield Told(
            "irb_approval.no_expiration_basis",
            f"{{label}}: the approval has no expiration date ({reason}), and the regulation asks for one.",
            "Research Services looks at the reason; federal rules allow approvals without an expiration date.",
        )


def verification_before_data(case: Case) -> Iterator[Told]:
    """With the Committee, or under a written agreement, the verification must be here before data are released."""
    if case.plain_path():
        return
    came = [entry for entry in case.record if entry.kind == "approval_verification"]
    needed = (
        ("body", "the body that gave the approval", any(entry.body for entry in came)),
        ("review_determined", "the review and the determination", any(e.review_determined for e in came)),
        (
            "data_security_determined",
            "the determination that the data security approvals of Civil Code 1798.24(t) are satisfied",
            any(entry.data_security_determined for entry in came),
        ),
    )
    if not came and not case.value("approval_verification.enclosed"):
        yield Told(
            "approval_verification.enclosed",
            "The written verification of formal approval has not arrived, and must before data are received.",
            "Send Research Services the verification by the Committee, or by your board under the written agreement.",
        )
    for name, what, recorded in needed:
        if not recorded and not case.value(f"approval_verification.{name}"):
            yield Told(
                f"approval_verification.{name}",
                f"The verification is not known to include {what}.",
                f"Send a verification that includes {what}.",
            )
