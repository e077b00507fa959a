"""The signatures: the application's, 966(b)(11), and whose names are typed there and in 966(b)(12)(C) and (D)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import written
from validator.messages import quoted
from validator.names import same_person


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


def application_signed_by_another(case: Case) -> Iterator[Told]:
    """The name that is typed as the application's signature is not the researcher's."""
    yield from _another(case, "application_signature.name", "bona_fide_researcher.name", "submits the application")


def restrictions_signed_by_another(case: Case) -> Iterator[Told]:
    """The name that is typed under the restrictions of 964 is not the researcher's."""
    yield from _another(
        case, "restrictions_signature.name", "bona_fide_researcher.name", "answers for the restrictions"
    )


def certification_signed_by_another(case: Case) -> Iterator[Told]:
    """The name that is typed as the officer's signature is not that of the officer who is said to sign."""
    parts = "security_certification"
    yield from _another(case, f"{parts}.signature", f"{parts}.officer_name", "is said to sign the certification")


def _another(case: Case, place: str, whose: str, does: str) -> Iterator[Told]:
    typed, name = case.text(place), case.text(whose)
    if typed and name and not same_person(typed, name):
        yield Told(
            place,
            f"{{label}}: “{quoted(typed, 60)}” is typed, while {quoted(name, 60)} {does}.",
            f"Have {quoted(name, 60)} sign; Research Services will ask about another name.",
        )
