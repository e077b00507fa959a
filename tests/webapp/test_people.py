from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.drafting import (
    ALEX,
    KAI,
    NOOR,
    TYPED,
    code_in,
    draft_of,
    link_in,
    mails_of,
    person,
    section_pairs,
    store_of,
    text_to,
)
from webapp import clock, create_app, rates
from webapp.config import Config
from webapp.storage import links
from webapp.visiting import visits

LATER = timedelta(minutes=21)


def invite(app: Flask, address: str, row: str = "all") -> tuple[str, str]:
    """A draft of Alex with an invitation; the draft and the link in the mail."""
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    alex.press(f"/drafts/{draft}/people", [("email", address), ("row", row)])
    return draft, link_in(text_to(app, address))


def travel(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + by)


def test_the_answer_is_the_same_for_known_and_unknown_addresses(app: Flask) -> None:
    person(app, ALEX).begin(TYPED)
    pages = []
    for address in (ALEX, NOOR):
        one = person(app)
        one.press("/begin", [("email", address)])
        pages.append(one.open("/code").text.replace(address, "…"))
    cut = [page[page.index("<main") : page.index("csrf_token")] for page in pages]
    assert cut[0] == cut[1]


def test_a_link_only_shows_when_it_is_looked_at(app: Flask) -> None:
    one = person(app)
    one.press("/begin", [("email", ALEX)])
    scanner = person(app)
    for _ in range(3):
        assert "Enter the code" in scanner.open(link_in(text_to(app, ALEX))).text
    assert scanner.open("/drafts").status_code == 303
    assert one.press("/code", [("code", code_in(text_to(app, ALEX)))]).headers["Location"] == "/drafts"


def test_a_draft_goes_on_in_another_browser_by_link_and_code(app: Flask) -> None:
    draft = person(app, ALEX).begin(TYPED)
    elsewhere = person(app)
    elsewhere.press("/begin", [("email", ALEX.upper())])
    text = text_to(app, ALEX.upper())
    assert elsewhere.press(link_in(text), [("code", code_in(text))]).headers["Location"] == "/drafts"
    assert f"/drafts/{draft}" in elsewhere.open("/drafts").text


def test_a_code_opens_once(app: Flask) -> None:
    one = person(app)
    one.press("/begin", [("email", ALEX)])
    code = code_in(text_to(app, ALEX))
    other = person(app)
    address = link_in(text_to(app, ALEX))
    assert other.press(address, [("code", code)]).status_code == 303
    assert "This code is over" in one.press("/code", [("code", code)]).text


def test_after_five_wrong_codes_the_right_one_opens_nothing(app: Flask) -> None:
    one = person(app)
    one.press("/begin", [("email", ALEX)])
    right = code_in(text_to(app, ALEX))
    wrong = "000 000" if right != "000 000" else "000 001"
    assert [one.press("/code", [("code", wrong)]).status_code for _ in range(5)] == [422] * 5
    refused = one.press("/code", [("code", right)])
    assert refused.status_code == 422
    assert "too often" in refused.text


def test_a_code_is_over_in_time_and_a_new_one_is_sent(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    one = person(app)
    one.press("/begin", [("email", ALEX)])
    text = text_to(app, ALEX)
    travel(monkeypatch, LATER)
    assert "This code is over" in one.press(link_in(text), [("code", code_in(text))]).text
    assert one.press(link_in(text), [("do", "send")]).status_code == 303
    newest = code_in(str(mails_of(app)[-1].get_content()))
    assert one.press(link_in(text), [("code", newest)]).headers["Location"] == "/drafts"


def test_a_link_ends_and_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _, address = invite(app, NOOR)
    travel(monkeypatch, timedelta(days=31))
    answer = person(app).open(address)
    assert answer.status_code == 410
    assert "This link has ended." in answer.text


def test_a_link_that_is_none_says_so(app: Flask) -> None:
    assert person(app).open("/links/mailbox/made-up").status_code == 410
    assert person(app).open("/links/other/made-up").status_code == 404


def test_too_many_mails_to_one_address_are_refused_whoever_asks(app: Flask) -> None:
    codes = [person(app).press("/begin", [("email", ALEX)]).status_code for _ in range(8)]
    assert codes == [303] * rates.MAILS_TO_ONE_ADDRESS.most + [429] * 2
    assert person(app).press("/begin", [("email", NOOR)]).status_code == 303


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "á@example.edu"])
def test_what_is_no_address_is_told(app: Flask, address: str) -> None:
    assert person(app).press("/begin", [("email", address)]).status_code == 422
    assert mails_of(app) == []


def test_a_visit_ends_after_an_hour_without_a_click_and_what_was_saved_stays(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    travel(monkeypatch, visits.IDLE - timedelta(minutes=1))
    assert alex.open(f"/drafts/{draft}").status_code == 200
    travel(monkeypatch, visits.IDLE + timedelta(minutes=1))
    assert alex.open(f"/drafts/{draft}").headers["Location"] == "/begin?ended=1"
    assert draft_of(app, draft).now.answers == TYPED


def test_a_visit_that_was_ended_is_over(app: Flask) -> None:
    alex = person(app, ALEX)
    alex.press("/leave")
    assert alex.open("/drafts").status_code == 303


def test_a_co_author_edits_and_sees_why_they_cannot_submit(app: Flask) -> None:
    draft, address = invite(app, NOOR)
    noor = person(app)
    code = code_in(text_to(app, NOOR))
    assert noor.press(address, [("code", code)]).headers["Location"] == f"/drafts/{draft}"
    noor.save(draft, "project", [("project_title", "Better words"), ("anticipated_completion_on", "04/30/2027")])
    assert draft_of(app, draft).now.answers["project_title"] == "Better words"
    assert draft_of(app, draft).now.saved_by == NOOR
    assert f"Only the Bona Fide Researcher, {ALEX}, signs and submits" in noor.open(f"/drafts/{draft}/review").text
    assert noor.open(f"/drafts/{draft}/sign").status_code == 303
    assert noor.press(f"/drafts/{draft}/sign").status_code == 403
    assert [noor.open(f"/drafts/{draft}/{one}").status_code for one in ("people", "delete")] == [403, 403]
    refused = noor.press(f"/drafts/{draft}/delete")
    assert refused.status_code == 403
    assert "This is for the Bona Fide Researcher" in refused.text


def test_a_team_member_fills_in_their_row_and_nothing_else(app: Flask) -> None:
    draft, address = invite(app, KAI, row="0")
    kai = person(app)
    assert kai.press(address, [("code", code_in(text_to(app, KAI)))]).status_code == 303
    assert kai.open(f"/drafts/{draft}").headers["Location"] == f"/drafts/{draft}/sections/team"
    page = kai.open(f"/drafts/{draft}/sections/team").text
    assert 'name="team_members.0.access_location"' in page
    assert "team_members.1." not in page
    assert "Noor Haddad" not in page
    assert "has_team_members" not in page
    typed = [
        ("team_members.0.access_location", "Room 7"),
        ("team_members.0.name", "Somebody Else"),
        ("team_members.1.access_location", "Not mine"),
        ("has_team_members", "no"),
        ("project_title", "Not mine"),
    ]
    kai.save(draft, "team", typed)
    after = draft_of(app, draft).now.answers
    assert after["team_members"][0] == {"name": "Kai Lindqvist", "access_location": "Room 7"}
    assert {**after, "team_members": TYPED["team_members"]} == TYPED
    assert after["team_members"][1] == TYPED["team_members"][1]


@pytest.mark.parametrize(
    "place", ["/sections/project", "/review", "/form.pdf", "/answers.json", "/package.zip", "/people"]
)
def test_a_team_member_sees_nothing_else(app: Flask, place: str) -> None:
    draft, address = invite(app, KAI, row="0")
    kai = person(app)
    kai.press(address, [("code", code_in(text_to(app, KAI)))])
    answer = kai.open(f"/drafts/{draft}{place}")
    assert answer.status_code in (303, 403)
    assert TYPED["project_title"] not in answer.text


def test_a_team_member_keeps_their_row_when_another_is_taken_out_before_it(app: Flask) -> None:
    draft, address = invite(app, NOOR, row="1")
    alex = person(app, ALEX)
    asks = f"/drafts/{draft}/team/0/remove"
    alex.press(asks, [("version", alex.hidden(asks, "version"))])
    noor = person(app)
    noor.press(address, [("code", code_in(text_to(app, NOOR)))])
    assert "Noor Haddad" in noor.open(f"/drafts/{draft}/sections/team").text
    noor.save(draft, "team", [("team_members.0.access_location", "Here")])
    assert draft_of(app, draft).now.answers["team_members"] == [{"name": "Noor Haddad", "access_location": "Here"}]


def test_a_team_member_who_was_taken_out_writes_in_no_other_row(app: Flask) -> None:
    draft, address = invite(app, KAI, row="0")
    alex = person(app, ALEX)
    asks = f"/drafts/{draft}/team/0/remove"
    alex.press(asks, [("version", alex.hidden(asks, "version"))])
    kai = person(app)
    kai.press(address, [("code", code_in(text_to(app, KAI)))])
    gone = kai.open(f"/drafts/{draft}/sections/team")
    assert gone.status_code == 403
    assert "Your row is not here any more" in gone.text
    assert kai.press(f"/drafts/{draft}/sections/team", [("team_members.0.it_team", "yes")]).status_code == 403


def test_what_the_researcher_types_meanwhile_in_other_rows_stands_beside_what_the_member_saves(app: Flask) -> None:
    draft, address = invite(app, KAI, row="0")
    kai, alex = person(app), person(app, ALEX)
    kai.press(address, [("code", code_in(text_to(app, KAI)))])
    seen = kai.hidden(f"/drafts/{draft}/sections/team", "seen")
    other = [
        (name, "Changed" if name.endswith("1.access_location") else text) for name, text in section_pairs("team", TYPED)
    ]
    alex.save(draft, "team", other)
    kai.press(f"/drafts/{draft}/sections/team", [("seen", seen), ("team_members.0.access_location", "Mine")])
    places = [row["access_location"] for row in draft_of(app, draft).now.answers["team_members"]]
    assert places == ["Mine", "Changed"]


def test_an_invitation_that_was_taken_back_opens_nothing_any_more(app: Flask) -> None:
    draft, address = invite(app, NOOR)
    noor, alex = person(app), person(app, ALEX)
    noor.press(address, [("code", code_in(text_to(app, NOOR)))])
    assert noor.open(f"/drafts/{draft}").status_code == 200
    with store_of(app).reading() as tx:
        (link,) = links.of_draft(tx, draft)
    alex.press(f"/drafts/{draft}/people", [("revoke", link.id)])
    assert noor.open(f"/drafts/{draft}").status_code == 404
    assert "This link was taken back." in person(app).open(address).text
    assert "This link was taken back." in alex.open(f"/drafts/{draft}/people").text


def test_nobody_takes_back_a_link_of_another_draft(app: Flask) -> None:
    _, address = invite(app, NOOR)
    with store_of(app).reading() as tx:
        link = links.find(tx, address.rpartition("/")[2], purpose="coauthor", at=clock.now())
    kai = person(app, KAI)
    assert kai.press(f"/drafts/{kai.begin()}/people", [("revoke", link.id)]).status_code == 404
    assert person(app).open(address).status_code == 200


def test_a_mail_never_links_to_an_address_that_only_a_browser_names(app: Flask) -> None:
    one = person(app)
    token = one.token("/begin")
    cookie = one.client.get_cookie("datarequest")
    assert cookie is not None
    one.client.set_cookie("datarequest", cookie.value, domain="evil.example")
    sent = {"csrf_token": token, "email": ALEX}
    answer = one.client.post("/begin", data=sent, base_url="http://evil.example")
    assert answer.status_code == 400
    assert "DATAREQUEST_ADDRESS" in answer.text
    assert mails_of(app) == []


def test_a_mail_links_to_the_address_that_is_set(tmp_path: Path, reader: Reader) -> None:
    app = create_app(Config(home=tmp_path / "set", address="https://requests.example.gov"), reader)
    person(app).press("/begin", [("email", ALEX)])
    assert "https://requests.example.gov/links/mailbox/" in text_to(app, ALEX)


def test_the_mails_are_shown_only_in_a_demonstration(tmp_path: Path, reader: Reader) -> None:
    shown = create_app(Config(home=tmp_path / "demo", demo=True), reader).test_client().get("/mails-of-this-demo")
    assert shown.status_code == 200
    hidden = create_app(Config(home=tmp_path / "real"), reader).test_client().get("/mails-of-this-demo")
    assert hidden.status_code == 404


def test_the_hour_is_told_as_it_is_in_california() -> None:
    assert visits.time_of(datetime.fromisoformat("2026-07-01T17:42:00+00:00")) == "10:42"
    assert visits.time_of(datetime.fromisoformat("2026-12-01T17:02:00+00:00")) == "9:02"
