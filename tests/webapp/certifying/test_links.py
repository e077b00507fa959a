from __future__ import annotations

from flask import Flask
from sqlalchemy import update

from tests.applications import changed
from tests.webapp.certifying.asked import (
    FILLED,
    ask,
    asked,
    certified,
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
    mails_of,
    person,
    store_of,
)
from webapp import clock
from webapp.storage.tables import askings, links


def test_the_link_goes_to_the_address_of_b_7_and_to_no_other(app: Flask, alex: Person) -> None:
    before = len(mails_of(app))
    asked(app, alex)
    (mail,) = mails_of(app)[before:]
    assert mail["to"] == BLAKE
    assert "certify the security" in str(mail.get_content())


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
