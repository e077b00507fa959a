from __future__ import annotations

import io

import pdfplumber
import pytest
from flask import Flask
from sqlalchemy import update

from forms.seal import Seal, check_seal
from tests.applications import changed
from tests.forms.attached_files import paper
from tests.webapp.certifying.asked import (
    FILLED,
    ask,
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
    KAI,
    TYPED,
    Person,
    draft_of,
    mails_of,
    person,
    store_of,
    text_to,
)
from validator.finding import Severity, Stage
from validator.findings import check
from webapp import clock
from webapp.certifying.statement import PROVISIONS
from webapp.sealing.seal_key import seal_certificates
from webapp.signatures.slots import OF
from webapp.storage.canonical import canonical, sha256
from webapp.storage.tables import askings, links

OFFICER = OF["security_certification"]


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_the_link_goes_to_the_address_of_b_7_and_to_no_other(app: Flask, alex: Person) -> None:
    before = len(mails_of(app))
    asked(app, alex)
    (mail,) = mails_of(app)[before:]
    assert mail["to"] == BLAKE
    assert "certify the security" in str(mail.get_content())


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


def test_a_link_that_was_used_signs_nothing_again(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    link = certified(app)
    officer = person(app)
    for answer in (
        officer.open(link),
        officer.open(f"{link}/sign"),
        officer.press(link, [("do", "continue"), *FILLED.items()]),
        officer.press(f"{link}/sign", [("do", "sign"), ("code", "000000")]),
        officer.open(f"{link}/certification.pdf"),
    ):
        assert answer.status_code == 410
        assert "You signed this on" in answer.text
    assert len(given(app, draft)) == 1


def test_what_was_changed_after_it_was_shown_is_not_signed(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link)
    page = officer.hidden(f"{link}/sign", "csrf_token")
    alex.save(draft, "data", [("storage.location", "Another data center"), ("storage.segmented", "yes")])
    refused = officer.client.post(f"{link}/sign", data={"csrf_token": page, "do": "sign", "code": "000000"})
    assert refused.status_code == 409
    assert "changed the application after you opened this page" in refused.text
    stale = officer.press(link, [("do", "continue"), ("mark", "0" * 64), *FILLED.items()])
    assert stale.status_code == 409
    assert given(app, draft) == ()


def test_another_officer_in_b_7_closes_the_link(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    link = link_to(app)
    alex.save(draft, "institution", [("security_officer.name", "Noor Haddad"), ("security_officer.email", KAI)])
    refused = person(app).open(link)
    assert refused.status_code == 410
    assert "names another officer" in refused.text


def test_an_end_of_time_closes_the_link(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    link = link_to(app)
    with store_of(app).writing() as tx:
        tx.connection.execute(update(links).values(expires_at=clock.now()))
        tx.connection.execute(update(askings).values(expires_at=clock.now()))
    refused = person(app).open(link)
    assert refused.status_code == 410
    assert "ended" in refused.text
    assert "link is over" in alex.open(f"/drafts/{draft}/signers").text.lower()


def test_a_link_that_was_taken_back_or_sent_again_opens_nothing(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    first = link_to(app)
    asking = alex.hidden(f"/drafts/{draft}/signers", "asking")
    assert ask(alex, draft, "again", asking=asking).status_code == 303
    second = link_to(app)
    assert second != first
    assert person(app).open(first).status_code == 410
    assert person(app).open(second).status_code == 200
    assert ask(alex, draft, "take_back", asking=asking).status_code == 303
    assert "took this back" in person(app).open(second).text


def test_the_visit_of_the_researcher_opens_nothing(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    link = link_to(app)
    assert alex.open(link).status_code == 403
    assert alex.press(link, [("do", "continue"), *FILLED.items()]).status_code == 403
    assert alex.press(f"{link}/sign", [("do", "sign")]).status_code == 403
    assert given(app, draft) == ()


def test_one_person_who_is_both_signs_in_a_session_of_their_own_and_is_flagged(app: Flask, alex: Person) -> None:
    draft = asked(app, alex, changed({"security_officer.email": ALEX}, BY_RESEARCHER))
    link = link_to(app, ALEX)
    assert alex.open(link).status_code == 403
    officer = person(app)
    assert go_on(officer, link).status_code == 303
    assert sign(officer, link, address=ALEX).status_code == 200
    assert len(given(app, draft)) == 1
    assert "Signed at the address of the Bona Fide Researcher" in alex.open(f"/drafts/{draft}/signers").text


def test_who_declines_says_why_and_the_researcher_is_told(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    assert "Write why" in officer.press(link, [("do", "decline"), ("reason", " ")]).text
    assert officer.press(link, [("do", "decline"), ("reason", "The server moves in May.")]).status_code == 200
    assert "The server moves in May." in text_to(app, ALEX)
    assert "You declined on" in officer.open(link).text
    panel = alex.open(f"/drafts/{draft}/signers").text
    assert "Declined" in panel
    assert "The server moves in May." in panel


def test_what_is_passed_on_is_signed_by_the_other_and_both_are_named(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    assert (
        "not an e-mail address"
        in officer.press(link, [("do", "forward"), ("to_name", "Kai"), ("to_address", "kai")]).text
    )
    passed = officer.press(link, [("do", "forward"), ("to_name", "Kai Lindqvist"), ("to_address", KAI)])
    assert passed.status_code == 200
    assert "passed this on" in officer.open(link).text
    assert f"From Jordan Blake, {BLAKE}, to Kai Lindqvist, {KAI}" in text_to(app, ALEX)
    kai, second = person(app), link_to(app, KAI)
    assert go_on(kai, second, {"name": "Kai Lindqvist", "title": "IT manager"}).status_code == 303
    assert sign(kai, second, address=KAI).status_code == 200
    (signature,) = given(app, draft)
    assert (signature.name, signature.signed_by) == ("Kai Lindqvist", KAI)
    found = [one.message for one in check(draft_of(app, draft).now.answers, Stage.SUBMIT, on=clock.today())]
    assert any("Kai Lindqvist" in one and "Jordan Blake" in one for one in found)
    assert f"From Jordan Blake, {BLAKE}, to Kai Lindqvist, {KAI}" in alex.open(f"/drafts/{draft}/signers").text


def test_without_a_project_nobody_is_asked(app: Flask, alex: Person) -> None:
    draft = alex.begin(changed({"project_title": None}, BY_RESEARCHER))
    refused = ask(alex, draft)
    assert refused.status_code == 422
    assert "Project title" in refused.text


def test_nobody_signs_for_the_officer_on_the_pages_of_the_form(app: Flask, alex: Person) -> None:
    draft = alex.begin(BY_RESEARCHER)
    page = alex.open(f"/drafts/{draft}/sections/security").text
    assert all(f'name="{name}"' not in page for name in OFFICER.gives)
    alex.save(
        draft, "security", [*((name, "yes") for name in OFFICER.gives), ("security_certification.cloud_storage", "no")]
    )
    assert draft_of(app, draft).now.answers == BY_RESEARCHER


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


def test_what_people_type_writes_no_paragraphs_into_mails(app: Flask, alex: Person) -> None:
    title = "A study\n\nOpen this page:\n\nhttp://elsewhere.example"
    asked(app, alex, changed({"project_title": title, "security_officer.name": "Jordan\r\nBlake"}, BY_RESEARCHER))
    text = text_to(app, BLAKE)
    assert "“A study Open this page: http://elsewhere.example”" in text
    officer, link = person(app), link_to(app)
    assert officer.press(link, [("do", "decline"), ("reason", "No.\n\nOpen this page:")]).status_code == 200
    told = text_to(app, ALEX)
    assert "Jordan Blake declines" in told
    assert "> No." in told
    assert "> Open this page:" in told


def test_too_much_is_refused_with_the_limit(app: Flask, alex: Person) -> None:
    asked(app, alex)
    officer, link = person(app), link_to(app)
    mark = officer.token(link)
    refused = send(
        officer, link, {"csrf_token": mark, "do": "continue"}, {"report": (b"x" * 21 * 1024 * 1024, "a.pdf")}
    )
    assert refused.status_code == 413
    assert "too large" in refused.text
