"""The certification of the security officer: 966(b)(12)(D)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.dates import months_before, written
from validator.messages import quoted
from validator.names import same_person

_CERTIFIED = ("certifies_controls", "certifies_cloud_storage", "officer_name")
_DETAILS = frozenset({"soc_kind", "soc_type", "soc_period_ended_on", "soc_auditor", "fedramp_status"})


def security_document_missing(case: Case) -> Iterator[Told]:
    """There is no signed security document: neither the page of the form nor one of the institution."""
    parts = case.value("security_certification") or {}
    asked_of_the_researcher = {"cloud_storage", "cloud_provider", "cloud_evidence", "other_version"}
    if not isinstance(parts, dict) or not set(parts) - asked_of_the_researcher - _DETAILS:
        yield Told(
            "security_certification",
            "The signed security document is missing: no part of the officer's page is filled in.",
            "Have the information security officer or IT manager complete and sign the certification.",
            "Signed security document",
        )


def own_document_to_be_read(case: Case) -> Iterator[Told]:
    """The institution's own document is at hand, and the page that says what it must carry is not filled in."""
    certified = all(case.value(f"security_certification.{name}") for name in _CERTIFIED)
    if not certified and any(paper.slot == "security_certification" for paper in case.evidence):
        yield Told(
            "security_certification.document_enclosed",
            "{label}: whether it carries all that the page of the form carries is for a person to read.",
            "Research Services looks for the officer's name, signature and date, the three documents by name, and the "
            "sentence on cloud storage.",
        )


def signer_is_another(case: Case) -> Iterator[Told]:
    """The signer of the security document differs from the officer of (b)(7)."""
    signer, officer = case.text("security_certification.officer_name"), case.text("security_officer.name")
    if signer and officer and not same_person(signer, officer):
        yield Told(
            "security_certification.officer_name",
            f"{{label}}: {quoted(signer, 60)} signs, while "
            f"{quoted(officer, 60)} is named as the officer or IT manager.",
            "Research Services will ask who certifies for the institution, unless both places name the same person.",
        )


def signer_is_the_researcher(case: Case) -> Iterator[Told]:
    """The researcher signs the security document."""
    if same_person(case.text("security_certification.officer_name"), case.text("bona_fide_researcher.name")):
        yield Told(
            "security_certification.officer_name",
            "{label}: the Bona Fide Researcher signs the certification.",
            "Research Services will ask whether the researcher is the information security officer or IT manager.",
        )


def another_version_named(case: Case) -> Iterator[Told]:
    """The certification names another version of the CJIS Security Policy: neither accepted nor rejected."""
    version = case.text("security_certification.other_version")
    if _is_another_version(version):
        yield Told(
            "security_certification.other_version",
            f"{{label}}: the certification names “{quoted(version, 60)}”, while the regulation names Version 5.9.",
            "Research Services looks at it; a certification that names Version 5.9 leaves no question.",
        )


def no_version_named(case: Case) -> Iterator[Told]:
    """The answer on another version names none, so that a document that the certification does not name is missing."""
    version, parts = case.text("security_certification.other_version"), "security_certification"
    if not version or _is_another_version(version) or case.value(f"{parts}.document_enclosed"):
        return
    for name in ("names_security_policy", "names_companion_document"):
        if not case.value(f"{parts}.{name}"):
            yield Told(
                f"{parts}.{name}",
                f"{{label}}: the certification does not name it, and “{quoted(version, 60)}” is no other version.",
                "Have the officer name the document and tick its box, or write the number of the other version.",
            )


def _is_another_version(words: str) -> bool:
    """Whether the words name a version other than that of the regulation: "6.0" does, "none" and "5.9" do not."""
    number = re.search(r"\d+(?:\.\d+)*", words)
    return number is not None and number.group() != "5.9"


def soc_report_unlike_soc2(case: Case) -> Iterator[Told]:
    """The report is a SOC 1 or SOC 3 report."""
    kind = case.value("security_certification.soc_kind")
    if _claims(case, "soc2") and kind in {"soc1", "soc3"}:
        yield Told(
            "security_certification.soc_kind",
            f"{{label}}: a SOC {kind[3]} report is marked, and the regulation speaks of a SOC 2 audit.",
            "Research Services will ask for the SOC 2 audit of the cloud storage.",
        )


def soc2_type_one(case: Case) -> Iterator[Told]:
    """The SOC 2 report is of Type I, which looks at one day only."""
    if _claims(case, "soc2") and case.value("security_certification.soc_type") == "type1":
        yield Told(
            "security_certification.soc_type",
            "{label}: a Type I report speaks of the controls on one day only.",
            "Research Services will ask whether a Type II report can be had.",
        )


def soc2_old(case: Case) -> Iterator[Told]:
    """The period of the SOC 2 report ended long ago."""
    ended, months = case.day("security_certification.soc_period_ended_on"), case.policy.soc2_valid_months
    if ended and _claims(case, "soc2") and ended < months_before(case.on, months):
        yield Told(
            "security_certification.soc_period_ended_on",
            f"{{label}}: {written(ended)} is more than {months} months ago.",
            "Research Services will ask for a newer report or a bridge letter.",
        )


def fedramp_not_certified(case: Case) -> Iterator[Told]:
    """FedRAMP lists the cloud storage as something less than certified."""
    status = case.value("security_certification.fedramp_status")
    if _claims(case, "fedramp") and status in {"ready", "in_process", "preparation", "class_a"}:
        listed = next(
            o.label for o in case.edition.by_name["security_certification.fedramp_status"].options if o.value == status
        )
        yield Told(
            "security_certification.fedramp_status",
            f"{{label}}: it is listed as {listed}.",
            "Research Services will ask whether the cloud storage has undergone the certification.",
        )


def _claims(case: Case, what: str) -> bool:
    return case.value("security_certification.cloud_storage") is True and what in case.chosen(
        "security_certification.cloud_evidence"
    )
