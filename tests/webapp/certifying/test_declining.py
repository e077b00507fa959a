from __future__ import annotations

from flask import Flask

from tests.applications import changed
from tests.webapp.certifying.asked import (
    ask,
    asked,
    given,
    go_on,
    link_to,
    sign,
)
from tests.webapp.drafting import (
    ALEX,
    BLAKE,
    BY_RESEARCHER,
    KAI,
    Person,
    draft_of,
    person,
    text_to,
)
from validator.finding import Stage
from validator.findings import check
from webapp import clock


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
