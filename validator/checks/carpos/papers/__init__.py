"""Whether what is enclosed says what the form says: findings for people to look into, never a decision."""

from __future__ import annotations

from validator.checks.carpos.papers import (
    affiliation,
    approval,
    cloud,
    security,
    training,
    unread,
    verification,
    vitae,
)
from validator.checks.case import Check
from validator.finding import Severity, Stage

WARNING, STAFF = Severity.WARNING, Severity.STAFF
SUBMIT = Stage.SUBMIT

CHECKS = (
    #     clause                        severity stage   rule
    Check("966(b)(12)(B)", WARNING, SUBMIT, vitae.another_name_in_the_cv),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, security.officer_not_in_the_document),
    Check("966(b)(12)(D)(i)", STAFF, SUBMIT, security.date_not_in_the_document),
    Check("966(b)(12)(D)(ii)", STAFF, SUBMIT, security.publication_not_in_the_document),
    Check("966(b)(12)(D)(ii)", STAFF, SUBMIT, security.version_not_in_the_document),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, security.cloud_sentence_not_in_the_document),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.soc_kind_in_the_report),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.soc_type_in_the_report),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.soc_period_in_the_report),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.soc_auditor_in_the_report),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.trust_services_in_the_report),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.opinion_in_the_report),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.fedramp_state_in_the_paper),
    Check("966(b)(12)(D)(iii)", STAFF, SUBMIT, cloud.provider_in_the_papers),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.number_not_in_the_approval),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.expiration_not_in_the_approval),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.reason_not_in_the_approval),
    Check("966(b)(12)(F)", WARNING, SUBMIT, approval.approval_ends_otherwise),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.title_not_in_the_approval),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.researcher_not_in_the_approval),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.approval_not_in_the_paper),
    Check("966(b)(12)(F)", STAFF, SUBMIT, approval.law_not_in_the_approval),
    Check("966(c)", STAFF, SUBMIT, verification.project_not_in_the_verification),
    Check("966(c)", STAFF, SUBMIT, verification.approval_not_in_the_verification),
    Check("966(c)(1)", STAFF, SUBMIT, verification.body_not_in_the_verification),
    Check("966(c)(1)", STAFF, SUBMIT, verification.review_not_in_the_verification),
    Check("966(c)(1)", STAFF, SUBMIT, verification.data_security_not_in_the_verification),
    Check("966(c)(1)", STAFF, SUBMIT, verification.data_security_not_settled),
    Check("966(c)(1)", STAFF, SUBMIT, verification.agreement_not_in_the_verification),
    Check("966(d)", STAFF, SUBMIT, affiliation.letterhead_not_found),
    Check("966(d)", STAFF, SUBMIT, affiliation.official_not_in_the_letter),
    Check("966(d)", STAFF, SUBMIT, affiliation.researcher_not_in_the_letter),
    Check("966(d)", STAFF, SUBMIT, affiliation.affiliation_not_in_the_letter),
    Check("966(d)", STAFF, SUBMIT, affiliation.affiliation_has_ended),
    Check("966(e)", STAFF, SUBMIT, training.another_name_on_the_certificate),
    Check("966(e)", STAFF, SUBMIT, training.completion_not_on_the_certificate),
    Check("966(e)", STAFF, SUBMIT, training.human_subjects_not_on_the_certificate),
    Check("966(e)", STAFF, SUBMIT, training.ethics_not_on_the_certificate),
    Check("966(e)", STAFF, SUBMIT, training.certificate_has_expired),
    *(Check(clause, STAFF, SUBMIT, unread.nothing_read(clause)) for clause in unread.CLAUSES),
)  # fmt: skip
