"""The signature of the application: 966(b)(11)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import written


def typed_signature(case: Case) -> Iterator[Told]:
    """The application is signed by a typed name and not digitally."""
    digital = case.value("application_signature.digital")
    if case.policy.ask_about_typed_signatures and case.text("application_signature.name") and not digital:
        yield Told(
            "application_signature.name",
            "{label}: the name is typed, so nothing in the file shows who typed it.",
            "Research Services decides whether a typed signature is enough; a digital one leaves no question.",
        )


def signature_date_unlikely(case: Case) -> Iterator[Told]:
    """The signature is dated before the request, or after today."""
    signed, request = case.day("application_signature.signed_on"), case.day("requested_on")
    if signed and request and signed < request:
        yield Told(
            "application_signature.signed_on",
            f"{{label}}: {written(signed)} is before the date of request, {written(request)}.",
            "Look whether the date of signature and the date of request are right.",
        )
    if signed and signed > case.on:
        yield Told(
            "application_signature.signed_on",
            f"{{label}}: {written(signed)} has not come yet.",
            "Write the day on which the application was really signed.",
        )
