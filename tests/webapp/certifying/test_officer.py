from __future__ import annotations

import io

import pdfplumber
import pytest
from flask import Flask

from forms.seal import Seal, check_seal
from tests.applications import changed
from tests.forms.attached_files import paper
from tests.webapp.certifying.asked import (
    asked,
    certified,
    content_of,
    documents,
    given,
    go_on,
    link_to,
    send,
    sign,
)
from tests.webapp.drafting import (
    ALEX,
    BLAKE,
    BY_RESEARCHER,
    TYPED,
    Person,
    draft_of,
    mails_of,
    person,
)
from validator.finding import Severity, Stage
from validator.findings import check
from webapp import clock
from webapp.certifying.statement import PROVISIONS
from webapp.sealing.seal_key import seal_certificates
from webapp.signatures.slots import OF
from webapp.storage.canonical import canonical, sha256

OFFICER = OF["security_certification"]


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_looking_at_the_page_tells_who_asks_for_what_and_each_provision_with_its_clause(
    app: Flask, alex: Person
) -> None:
    draft = asked(app, alex)
    page = person(app).open(link_to(app)).text
    for words in ("Alexandra Reyes", "Sampleton University", TYPED["project_title"], TYPED["storage"]["location"]):
        assert words in page
    for provision in PROVISIONS:
        assert provision.title in page
        assert provision.words in page
        assert f"§ {provision.clause}" in page
    assert 'aria-label="Pages"' not in page
    assert given(app, draft) == ()
    assert draft_of(app, draft).now.answers == BY_RESEARCHER


def test_a_signature_by_the_officer_completes_the_certification(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    certified(app)
    answers = draft_of(app, draft).now.answers
    today = clock.today().isoformat()
    expected = changed({"security_certification.signed_on": today}, TYPED)
    assert answers == expected
    (signature,) = given(app, draft)
    assert (signature.slot, signature.name, signature.method) == ("security_certification", "Jordan Blake", "typed")
    assert (signature.title, signature.signed_by) == ("Information Security Officer", BLAKE)
    assert signature.covers == OFFICER.covers(answers)
    assert signature.covers_sha256 == sha256(canonical(OFFICER.covers(answers)))
    assert signature.consent == OFFICER.consent
    found = check(answers, Stage.SUBMIT, on=clock.today())
    assert not [one for one in found if one.severity is Severity.ERROR and "signature" not in one.pointer]


def test_the_signed_certification_is_sealed_kept_in_its_place_and_sent_to_both(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    before = len(mails_of(app))
    certified(app)
    (signature,), (document,) = given(app, draft), documents(app, draft)
    assert (document.slot, document.sha256) == ("security_certification", signature.document)
    pdf = content_of(app, signature.document)
    home = app.extensions["settings"].home
    assert check_seal(pdf, seal_certificates(home)) is Seal.INTACT
    words = words_of(pdf)
    for must in ("Version 5.9, dated June 1, 2020", "Cloud Control Catalog", "SOC) 2 audit", "Jordan Blake"):
        assert must in words
    assert (
        f"Signed electronically: the name was typed as a signature and confirmed with a code sent to {BLAKE}" in words
    )
    assert "Date of signature:" in words
    sent = [mail for mail in mails_of(app)[before:] if mail["subject"] == "The security certification is signed"]
    assert {mail["to"] for mail in sent} == {BLAKE, ALEX}
    for mail in sent:
        (enclosed,) = mail.iter_attachments()
        assert enclosed.get_content() == pdf


def test_what_was_signed_can_be_submitted(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    assert alex.open(f"/drafts/{draft}/sign").headers["Location"].endswith("/review")
    certified(app)
    assert alex.submit(draft).status_code == 303


@pytest.mark.parametrize("code", ["000000", "", "123", "\u0660\u0660\u0660\u0660\u0660\u0660"])
def test_without_the_code_of_the_mail_nothing_is_signed(app: Flask, alex: Person, code: str) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link)
    refused = sign(officer, link, code)
    assert refused.status_code == 422
    assert "not the code" in refused.text
    assert given(app, draft) == ()
    assert documents(app, draft) == ()


def test_who_goes_back_and_forth_signs_with_the_code_of_the_one_mail(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    before = len(mails_of(app))
    for title in ("Officer", "Chief Officer", "Chief Information Security Officer"):
        assert go_on(officer, link, {"title": title}).status_code == 303
    assert len(mails_of(app)) == before + 1
    assert sign(officer, link).status_code == 200
    assert given(app, draft)[0].title == "Chief Information Security Officer"


def test_after_five_wrong_codes_the_right_one_signs_nothing(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link)
    for _ in range(5):
        assert sign(officer, link, "000000").status_code == 422
    assert "too often" in sign(officer, link).text
    assert given(app, draft) == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Type your full name"),
        ({"consent": ""}, "Tick the box"),
        ({"method": "drawn"}, "Draw your signature"),
        ({"method": "stamped"}, "Choose how you sign"),
        ({"security_certification.cloud_storage": ""}, "cloud provider"),
        ({"security_certification.cloud_storage": "yes"}, "neither is marked"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    app: Flask, alex: Person, fields: dict[str, str], said: str
) -> None:
    draft = asked(app, alex, changed({"security_certification.cloud_storage": None}, BY_RESEARCHER))
    refused = go_on(person(app), link_to(app), fields)
    assert refused.status_code == 422
    assert said in refused.text
    assert "Information Security Officer" in refused.text
    assert given(app, draft) == ()


def test_what_the_officer_says_of_the_cloud_stands_in_the_answers_and_in_the_paper(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    cloud = {
        "security_certification.cloud_storage": "yes",
        "security_certification.cloud_provider": "Example Cloud",
        "security_certification.cloud_evidence": "fedramp",
        "security_certification.fedramp_status": "class_a",
    }
    officer, link = person(app), link_to(app)
    assert go_on(officer, link, cloud).status_code == 303
    page = officer.open(f"{link}/sign").text
    assert "What Research Services will ask about" in page
    assert "Class A" in page
    assert sign(officer, link).status_code == 200
    said = draft_of(app, draft).now.answers["security_certification"]
    assert (said["cloud_storage"], said["cloud_provider"], said["cloud_evidence"]) == (
        True,
        "Example Cloud",
        ["fedramp"],
    )
    words = words_of(content_of(app, given(app, draft)[0].document))
    assert "maintained by a cloud provider: Example Cloud. That storage has undergone a FedRAMP certification" in words


def test_a_report_on_the_cloud_goes_with_the_certification_once_that_is_signed(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    refused = go_on(officer, link, files={"report": (b"MZ no document", "soc2.exe")})
    assert refused.status_code == 422
    assert "report-wrong" in refused.text
    assert go_on(officer, link, files={"report": (paper(), "soc2.pdf")}).status_code == 303
    assert "soc2.pdf" in officer.open(link).text
    assert documents(app, draft) == ()
    assert sign(officer, link).status_code == 200
    assert {one.name for one in documents(app, draft)} == {"security-certification.pdf", "soc2.pdf"}
    assert {one.slot for one in documents(app, draft)} == {"security_certification"}


def test_too_much_is_refused_with_the_limit(app: Flask, alex: Person) -> None:
    asked(app, alex)
    officer, link = person(app), link_to(app)
    mark = officer.token(link)
    refused = send(
        officer, link, {"csrf_token": mark, "do": "continue"}, {"report": (b"x" * 21 * 1024 * 1024, "a.pdf")}
    )
    assert refused.status_code == 413
    assert "too large" in refused.text


def test_nobody_signs_for_the_officer_on_the_pages_of_the_form(app: Flask, alex: Person) -> None:
    draft = alex.begin(BY_RESEARCHER)
    page = alex.open(f"/drafts/{draft}/sections/security").text
    assert all(f'name="{name}"' not in page for name in OFFICER.gives)
    alex.save(
        draft, "security", [*((name, "yes") for name in OFFICER.gives), ("security_certification.cloud_storage", "no")]
    )
    assert draft_of(app, draft).now.answers == BY_RESEARCHER
