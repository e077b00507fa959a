"""What the schema cannot say of an application for CARPOS data: one function for one clause."""

from __future__ import annotations

from validator.checks.carpos import (
    approval,
    contacts,
    data,
    enclosures,
    outline,
    papers,
    release,
    request,
    security,
    signatures,
    team,
)
from validator.checks.case import Check
from validator.finding import Severity, Stage

ERROR, WARNING, STAFF = Severity.ERROR, Severity.WARNING, Severity.STAFF
SUBMIT, APPROVE, RELEASE = Stage.SUBMIT, Stage.APPROVE, Stage.RELEASE

CHECKS = (
    #     clause                        severity stage    rule
    Check("964(b)", WARNING, SUBMIT, data.timeframe_backwards),
    Check("964(k)", WARNING, SUBMIT, data.system_not_segmented),
    Check("966(b)(1)", WARNING, SUBMIT, request.number_with_a_new_request),
    Check("966(b)(2)", WARNING, SUBMIT, request.request_in_the_future),
    Check("966(b)(4)", WARNING, SUBMIT, contacts.state_unlike_postal_code),
    Check("966(b)(5)", WARNING, SUBMIT, contacts.free_mail_address),
    Check("966(b)(5)", WARNING, SUBMIT, contacts.address_unlike_the_officers),
    Check("966(b)(7)", STAFF, SUBMIT, contacts.officer_is_the_researcher),
    Check("966(b)(9)", WARNING, SUBMIT, request.completion_before_the_request),
    Check("966(b)(10)", WARNING, SUBMIT, team.team_unanswered),
    Check("966(b)(10)", WARNING, SUBMIT, team.team_contradicts),
    Check("966(b)(10)", WARNING, SUBMIT, team.same_person_twice),
    Check("966(b)(11)", STAFF, SUBMIT, signatures.typed_signature),
    Check("966(b)(11)", STAFF, SUBMIT, signatures.application_signed_by_another),
    Check("966(b)(11)", WARNING, SUBMIT, signatures.signature_date_unlikely),
    Check("966(b)(12)(A)", STAFF, SUBMIT, outline.outline_in_a_document),
    Check("966(b)(12)(A)(i)", WARNING, SUBMIT, outline.purposes_in_a_few_words),
    Check("966(b)(12)(A)(iv)", WARNING, SUBMIT, outline.grant_expired),
    Check("966(b)(12)(A)(v)", WARNING, SUBMIT, outline.analysis_elsewhere),
    Check("966(b)(12)(C)", STAFF, SUBMIT, signatures.restrictions_signed_by_another),
    Check("966(b)(12)(D)", ERROR, SUBMIT, security.security_document_missing),
    Check("966(b)(12)(D)", STAFF, SUBMIT, security.own_document_to_be_read),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, security.signer_is_another),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, security.signer_is_the_researcher),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, signatures.certification_signed_by_another),
    Check("966(b)(12)(D)(ii)", STAFF, SUBMIT, security.another_version_named),
    Check("966(b)(12)(D)(ii)", ERROR, SUBMIT, security.no_version_named),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, security.soc_report_unlike_soc2),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, security.soc2_type_one),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, security.soc2_old),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, security.fedramp_not_certified),
    Check("966(b)(12)(F)", WARNING, SUBMIT, approval.approval_expired),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.approval_without_expiration),
    *(Check(clause, STAFF, SUBMIT, enclosures.not_seen(clause)) for clause in enclosures.ENCLOSURES),
    Check("966(c)(1)", ERROR, RELEASE, approval.verification_before_data),
    Check("966(e)", STAFF, SUBMIT, enclosures.training_old),
    Check("966(f)", ERROR, RELEASE, release.level_unknown_at_release),
    Check("966(f)", ERROR, RELEASE, release.background_check_missing),
    Check("966(f)", ERROR, RELEASE, release.background_check_unverified),
    *papers.CHECKS,
)  # fmt: skip
