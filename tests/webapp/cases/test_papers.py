from __future__ import annotations

from html import unescape

from flask import Flask

from tests.papers.evidence.make import paper
from tests.webapp.adding import sent
from tests.webapp.cases.working import submitted
from tests.webapp.drafting import Person, store_of
from webapp.recording.making import make
from webapp.storage.canonical import sha256


def test_what_a_paper_says_otherwise_is_shown_to_staff_on_its_page_and_on_the_case(app: Flask, noor: Person) -> None:
    number = submitted(app)
    page = f"/cases/{number}/add"
    fields = {"csrf_token": noor.token(page), "place": "irb_approval.copy_enclosed"}
    done = sent(noor, page, fields, (paper("irb-campus", expires="2026-05-31"), "irb.pdf"))
    question = " form says “May 31, 2027”, and “irb.pdf”, page 1, says “Expiration Date: May 31, 2026”."
    quote = "<blockquote>Expiration Date: May 31, 2026</blockquote><figcaption>On page 1 of the document"
    for address in (done.headers["Location"], f"/cases/{number}"):
        seen = unescape(" ".join(noor.open(address).text.split()))
        assert question in seen
        assert quote in seen


def test_staff_get_the_sealed_record_of_a_round_once_it_is_made(app: Flask, noor: Person) -> None:
    number = submitted(app)
    address = f"/cases/{number}/rounds/1/record.pdf"
    assert address in noor.open(f"/cases/{number}").text
    assert noor.open(address).status_code == 404
    sealed = make(store_of(app), number, 1, at=app.extensions["settings"])
    with noor.open(address) as answer:
        assert sha256(answer.data) == sealed.sha256
    assert noor.open(f"/cases/{number}/rounds/2/record.pdf").status_code == 404
