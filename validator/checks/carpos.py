"""What the schema cannot say of an application for CARPOS data: one function for one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from validator.checks.case import IDENTIFIED, Case, Check, Told
from validator.dates import months_before, read_date, written
from validator.findings import Severity, Stage
from validator.formats import is_email
from validator.messages import quoted
from validator.names import mentions, repeated, same_person
from validator.postal_codes import disagree


def number_with_a_new_request(case: Case) -> Iterator[Told]:
    """A project number belongs to a modified request only."""
    if case.value("request_kind") == "new" and case.text("project_number"):
        yield Told(
            "project_number",
            "{label}: a number is given, but this is marked as a new request.",
            "Mark the request as modified, or take the project number out.",
        )


def request_in_the_future(case: Case) -> Iterator[Told]:
    """The date of request lies after today."""
    day = case.day("requested_on")
    if day and day > case.on:
        yield Told(
            "requested_on",
            f"{{label}}: {written(day)} is still to come.",
            "Look whether the date of request is right.",
        )


def state_unlike_postal_code(case: Case) -> Iterator[Told]:
    """State and postal code cannot belong together."""
    state, code = (case.text(f"bona_fide_researcher.{name}") for name in ("state", "postal_code"))
    if disagree(state, code):
        yield Told(
            "bona_fide_researcher.postal_code",
            f"{{label}}: {code} is not a ZIP code of {state}.",
            "Look whether state and postal code are right; foreign codes are fine.",
        )


def free_mail_address(case: Case) -> Iterator[Told]:
    """The researcher's address is at a free mail service, so that no connection to the institution shows."""
    domain = case.text("bona_fide_researcher.email").rpartition("@")[2].casefold()
    if domain in case.policy.free_mail:
        yield Told(
            "bona_fide_researcher.email",
            f"{{label}}: {domain} is a free mail service, and the address must be connected to the institution.",
            "Give the address that the institution gave you, if there is one.",
        )


def address_unlike_the_officers(case: Case) -> Iterator[Told]:
    """The researcher's address is at another domain than the officer's."""
    addresses = [case.text(f"{who}.email") for who in ("bona_fide_researcher", "security_officer")]
    mine, officers = (address.rpartition("@")[2].casefold() for address in addresses)
    if not all(address and is_email(address) for address in addresses) or mine in case.policy.free_mail:
        return
    if _registered(mine) != _registered(officers):
        yield Told(
            "bona_fide_researcher.email",
            f"{{label}}: it is at {mine}, while the information security officer's is at {officers}.",
            "Look whether both addresses are connected to the institution.",
        )


def officer_is_the_researcher(case: Case) -> Iterator[Told]:
    """The officer of (b)(7) is the same person as the researcher."""
    if same_person(case.text("security_officer.name"), case.text("bona_fide_researcher.name")):
        yield Told(
            "security_officer.name",
            "{label}: this is the Bona Fide Researcher too.",
            "Research Services will ask whether one person holds both parts.",
        )


def completion_before_the_request(case: Case) -> Iterator[Told]:
    """The anticipated completion lies before the date of request."""
    completion, request = case.day("anticipated_completion_on"), case.day("requested_on")
    if completion and request and completion < request:
        yield Told(
            "anticipated_completion_on",
            f"{{label}}: {written(completion)} is before the date of request, {written(request)}.",
            "Look whether the date of completion is right.",
        )


def team_unanswered(case: Case) -> Iterator[Told]:
    """The list of Team Members is neither filled in nor said to be empty; unanswered is never no."""
    if not case.rows and case.value("has_team_members") is not False:
        yield Told(
            "has_team_members",
            "{label}: nobody is listed, and it is not said that there is nobody.",
            "List each Team Member, or mark no.",
        )


def team_contradicts(case: Case) -> Iterator[Told]:
    """Team Members are listed although the answer is that there are none."""
    if case.rows and case.value("has_team_members") is False:
        yield Told(
            "has_team_members",
            f"{{label}}: no is marked, yet {len(case.rows)} {'is' if len(case.rows) == 1 else 'are'} listed.",
            "Mark yes, or take out the rows.",
        )


def same_person_twice(case: Case) -> Iterator[Told]:
    """One person stands in two rows, or in a row and as the researcher."""
    people = list(case.people())
    for first, place in repeated(person.name for person in people):
        one, other = people[first], people[place]
        yield Told(
            f"{other.place}.name",
            f"{other.called} seems to be {one.called} again.",
            "List each person once; the Bona Fide Researcher is not listed as a Team Member.",
            f"{other.called}: Name",
        )


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


def purposes_in_a_few_words(case: Case) -> Iterator[Told]:
    """Purposes and objectives are a few words only."""
    count = _count_words(case.text("project_outline.purposes"))
    if 0 < count < case.policy.few_words:
        yield Told(
            "project_outline.purposes",
            f"{{label}}: {count} {'word' if count == 1 else 'words'} may not describe them.",
            "Say in some sentences what the project is for and what it sets out to find.",
        )


def grant_expired(case: Case) -> Iterator[Told]:
    """The grant has expired."""
    expires = case.day("project_outline.grant_expires_on")
    if expires and expires < case.on and case.value("project_outline.funded") is True:
        yield Told(
            "project_outline.grant_expires_on",
            f"{{label}}: the grant expired on {written(expires)}.",
            "Look whether the grant was extended, and write its new date.",
        )


def analysis_elsewhere(case: Case) -> Iterator[Told]:
    """The place of analysis is unlike every location from which the team accesses the data."""
    place = _words(case.text("project_outline.analysis_location"))
    locations = [_words(str(row["access_location"])) for row in case.rows if row.get("access_location")]
    if place and locations and not any(place & location for location in locations):
        yield Told(
            "project_outline.analysis_location",
            "{label}: it is unlike every location from which a Team Member will access the data.",
            "Look whether the place of analysis and the locations of the Team Members are right.",
        )


def another_name_in_the_cv(case: Case) -> Iterator[Told]:
    """The curriculum vitae that was attached does not name the researcher."""
    name = case.text("bona_fide_researcher.name")
    for paper in case.evidence:
        words = " ".join(paper.pages)
        if paper.slot == "curriculum_vitae" and name and words.strip() and not mentions(words, name):
            yield Told(
                "curriculum_vitae.enclosed",
                f"{{label}}: “{paper.name}” does not name {name}.",
                "Enclose the curriculum vitae of the Bona Fide Researcher, and nobody else's.",
            )


def enclosed_but_not_seen(case: Case, clause: str) -> Iterator[Told]:
    """A box of this clause says that something is enclosed, and the file is not at hand."""
    for question in case.edition.questions:
        if not question.enclosure or question.clause != clause:
            continue
        places = [question.name]
        if question.row:
            places = [question.name.replace("*", str(number)) for number in range(len(case.rows))]
        for place in places:
            if case.value(place) is True and not _seen(case, question.enclosure, place):
                yield Told(
                    place,
                    "{label}: said to be enclosed, not seen.",
                    "Send the file with the application; Research Services looks at it before approval.",
                )


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


_DETAILS = frozenset({"soc_kind", "soc_type", "soc_period_ended_on", "soc_auditor", "fedramp_status"})


def signer_is_another(case: Case) -> Iterator[Told]:
    """The signer of the security document differs from the officer of (b)(7)."""
    signer, officer = case.text("security_certification.officer_name"), case.text("security_officer.name")
    if signer and officer and not same_person(signer, officer):
        yield Told(
            "security_certification.officer_name",
            f"{{label}}: {signer} signs, while {officer} is named as the officer or IT manager.",
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


def training_old(case: Case) -> Iterator[Told]:
    """A training certificate is older than policy allows without a question."""
    years = case.policy.training_valid_years
    for person in case.people():
        place = (
            "training_certificate" if person.place == "bona_fide_researcher" else f"{person.place}.training_certificate"
        )
        done = case.day(f"{place}.completed_on")
        if done and done < months_before(case.on, 12 * years):
            yield Told(
                f"{place}.completed_on",
                f"{{label}}: {written(done)} is more than {years} years ago.",
                f"Research Services will ask whether newer training can be shown (policy: {years} years).",
            )


def level_unknown_at_release(case: Case) -> Iterator[Told]:
    """Without the level of the data nobody can tell whether background checks are needed."""
    if not case.chosen("data_levels"):
        yield Told(
            "data_levels",
            "{label}: it is not known whether Identified data are asked for, so background checks cannot be ruled out.",
            "Establish the level of the data before any are released.",
        )


def background_check_missing(case: Case) -> Iterator[Told]:
    """For Identified data the researcher and every Team Member have passed a background check."""
    if IDENTIFIED not in case.chosen("data_levels"):
        return
    for person in case.people():
        checks = [e for e in case.record if e.kind == "background_check" and _is(e.person, person.name)]
        # Of two on one day, the one that was written down later.
        latest = max(reversed(checks), key=lambda entry: read_date(entry.on) or date.min, default=None)
        if latest is None or not latest.passed:
            state = "is not recorded" if latest is None else "was not passed"
            yield Told(
                f"{person.place}.name",
                f"The background check of {person.called} {state}.",
                f"Release no Identified data, and give no access, before {person.called} has completed and passed it.",
                f"Background check of {person.called}",
            )


def background_check_unverified(case: Case) -> Iterator[Told]:
    """The researcher verifies for each Team Member that the background check was passed before access."""
    if IDENTIFIED not in case.chosen("data_levels"):
        return
    for person in case.members():
        if not any(e.kind == "background_check_verified" and _is(e.person, person.name) for e in case.record):
            yield Told(
                f"{person.place}.name",
                f"The Bona Fide Researcher has not verified that {person.called} passed the background check.",
                f"Have the Bona Fide Researcher verify it before {person.called} accesses Identified data.",
                f"Verification of the background check of {person.called}",
            )


def timeframe_backwards(case: Case) -> Iterator[Told]:
    """The timeframe in which data are obtained ends before it begins."""
    first, last = case.day("timeframe.from_on"), case.day("timeframe.to_on")
    if first and last and last < first:
        yield Told(
            "timeframe.to_on",
            f"{{label}}: {written(last)} is before the first day, {written(first)}.",
            "Look whether both days of the timeframe are right.",
        )


def system_not_segmented(case: Case) -> Iterator[Told]:
    """The system is said not to be secure and segmented."""
    if case.value("storage.segmented") is False:
        yield Told(
            "storage.segmented",
            "{label}: no is marked, and the system must be secure and segmented before it holds data.",
            "Arrange for a segmented system before data are received, or explain with Research Services.",
        )


ERROR, WARNING, STAFF = Severity.ERROR, Severity.WARNING, Severity.STAFF
SUBMIT, APPROVE, RELEASE = Stage.SUBMIT, Stage.APPROVE, Stage.RELEASE
ENCLOSURES = ("966(b)(12)(B)", "966(b)(12)(D)", "966(b)(12)(E)", "966(b)(12)(F)", "966(c)", "966(d)", "966(e)")


def _not_seen(clause: str) -> Check:
    """The rule on enclosures, for the enclosures of one clause."""

    def enclosure_not_seen(case: Case) -> Iterator[Told]:
        return enclosed_but_not_seen(case, clause)

    return Check(clause, STAFF, SUBMIT, enclosure_not_seen)


CHECKS = (
    #     clause                        severity stage    rule
    Check("964(b)", WARNING, SUBMIT, timeframe_backwards),
    Check("964(k)", WARNING, SUBMIT, system_not_segmented),
    Check("966(b)(1)", WARNING, SUBMIT, number_with_a_new_request),
    Check("966(b)(2)", WARNING, SUBMIT, request_in_the_future),
    Check("966(b)(4)", WARNING, SUBMIT, state_unlike_postal_code),
    Check("966(b)(5)", WARNING, SUBMIT, free_mail_address),
    Check("966(b)(5)", WARNING, SUBMIT, address_unlike_the_officers),
    Check("966(b)(7)", STAFF, SUBMIT, officer_is_the_researcher),
    Check("966(b)(9)", WARNING, SUBMIT, completion_before_the_request),
    Check("966(b)(10)", WARNING, SUBMIT, team_unanswered),
    Check("966(b)(10)", WARNING, SUBMIT, team_contradicts),
    Check("966(b)(10)", WARNING, SUBMIT, same_person_twice),
    Check("966(b)(11)", STAFF, SUBMIT, typed_signature),
    Check("966(b)(11)", WARNING, SUBMIT, signature_date_unlikely),
    Check("966(b)(12)(A)(i)", WARNING, SUBMIT, purposes_in_a_few_words),
    Check("966(b)(12)(A)(iv)", WARNING, SUBMIT, grant_expired),
    Check("966(b)(12)(A)(v)", WARNING, SUBMIT, analysis_elsewhere),
    Check("966(b)(12)(B)", WARNING, SUBMIT, another_name_in_the_cv),
    Check("966(b)(12)(D)", ERROR, SUBMIT, security_document_missing),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, signer_is_another),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, signer_is_the_researcher),
    Check("966(b)(12)(D)(ii)", STAFF, SUBMIT, another_version_named),
    Check("966(b)(12)(D)(ii)", ERROR, SUBMIT, no_version_named),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, soc_report_unlike_soc2),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, soc2_type_one),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, soc2_old),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, fedramp_not_certified),
    Check("966(b)(12)(F)", WARNING, SUBMIT, approval_expired),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval_without_expiration),
    *(_not_seen(clause) for clause in ENCLOSURES),
    Check("966(c)(1)", ERROR, RELEASE, verification_before_data),
    Check("966(e)", STAFF, SUBMIT, training_old),
    Check("966(f)", ERROR, RELEASE, level_unknown_at_release),
    Check("966(f)", ERROR, RELEASE, background_check_missing),
    Check("966(f)", ERROR, RELEASE, background_check_unverified),
)  # fmt: skip


def _seen(case: Case, slot: str, place: str) -> bool:
    """Whether the document of a box is at hand; a training certificate is one person's."""
    papers = [paper for paper in case.evidence if paper.slot == slot]
    if slot != "training":
        return bool(papers)
    row = place.removesuffix(".training_certificate.enclosed")
    name = case.text(f"{row}.name" if row.startswith("team_members") else "bona_fide_researcher.name")
    return any(same_person(paper.person, name) for paper in papers)


def _is(one: str, other: str) -> bool:
    """Whether a record is about a person: by the whole name, for initials may be another's."""
    return same_person(one, other, initials=False)


def _claims(case: Case, what: str) -> bool:
    return case.value("security_certification.cloud_storage") is True and what in case.chosen(
        "security_certification.cloud_evidence"
    )


def _count_words(text: str) -> int:
    """How many words a text has; of scripts that write without spaces, two letters are counted as one."""
    unspaced = re.findall(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", text)
    return max(len(text.split()), len(unspaced) // 2)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2}


def _registered(domain: str) -> str:
    """The part of a domain that somebody registered: two labels, or three below a country's academic domain."""
    labels = domain.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"ac", "co", "com", "edu", "gov", "org"}
    return ".".join(labels[-3 if deep else -2 :])
