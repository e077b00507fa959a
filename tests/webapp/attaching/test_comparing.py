from __future__ import annotations

from html import unescape

import pytest
from flask import Flask

from forms.text import EDITION
from tests.forms.attached_files import picture
from tests.forms.docx_files import body, docx
from tests.forms.docx_files import words as paragraph
from tests.papers.evidence.make import paper
from tests.webapp.adding import CV, IRB, ROW, added, invited, of, set_state
from tests.webapp.drafting import KAI, Person
from webapp.storage.attachments import State

RESEARCH = "research_materials.enclosed"
DIFFERS = "The form says “May 31, 2027”, and “irb.pdf”, page 1, says “Expiration Date: May 31, 2026”."


def shown(who: Person, page: str) -> str:
    return unescape(" ".join(who.open(page).text.split()))


def test_what_a_paper_says_otherwise_is_shown_on_its_page_and_in_the_review(
    app: Flask, alex: Person, draft: str
) -> None:
    page = added(alex, draft, paper("irb-campus", expires="2026-05-31"), IRB, "irb.pdf")
    seen = shown(alex, page)
    assert DIFFERS in seen
    assert "<blockquote>Expiration Date: May 31, 2026</blockquote><figcaption>On page 1 of the document" in seen
    assert "IRB Number: IRB-2026-0311" in seen
    assert EDITION in seen
    assert of(app, draft)[0].reader == EDITION


def test_of_a_paper_that_agrees_nothing_is_said_and_nothing_is_decided(alex: Person, draft: str) -> None:
    seen = shown(alex, added(alex, draft, paper("irb-campus"), IRB, "irb.pdf"))
    assert "Nothing was found in its words that differs from the form." in seen
    assert "decides nothing" in seen


def test_what_another_document_says_is_not_said_of_this_one(alex: Person, draft: str) -> None:
    wrong = added(alex, draft, paper("cv-plain", researcher="Kim Osterman"), CV, "other.pdf")
    right = added(alex, draft, paper("cv-plain"), CV, "cv.pdf")
    assert "Kim Osterman" in shown(alex, wrong)
    assert "Nothing was found in its words" in shown(alex, right)


def test_a_picture_is_left_to_a_person(alex: Person, draft: str) -> None:
    seen = shown(alex, added(alex, draft, picture("PNG"), CV, "cv.png"))
    assert "It is a picture, and this service has no program that reads letters in pictures. A person reads it" in seen
    assert "No words could be read in “cv.png”" in seen


def test_a_page_without_words_among_others_is_named(alex: Person, draft: str) -> None:
    seen = shown(alex, added(alex, draft, paper("soc2-report"), RESEARCH, "report.pdf"))
    assert "<summary>Page 2</summary>" in seen
    assert "Compared with the form" not in seen


def test_a_word_document_has_no_page(alex: Person, draft: str) -> None:
    letter = docx({"word/document.xml": body(paragraph("Kim Osterman, PhD"))})
    seen = shown(alex, added(alex, draft, letter, CV, "cv.docx"))
    assert "“cv.docx” says “Kim Osterman, PhD” at its beginning" in seen
    assert "<figcaption>In the document</figcaption>" in seen


def test_words_of_a_harmful_file_are_neither_shown_nor_compared(app: Flask, alex: Person, draft: str) -> None:
    page = added(alex, draft, paper("irb-campus", expires="2026-05-31"), IRB, "irb.pdf")
    set_state(app, State.INFECTED, "Example-Signature")
    seen = shown(alex, page)
    assert "What was read in it" not in seen
    assert "Compared with the form" not in seen


@pytest.mark.parametrize(("person", "says"), [("Kai Lindqvist", "Nothing was found"), ("Kim Osterman", "Kim Osterman")])
def test_a_team_member_sees_what_is_found_in_the_own_certificate(
    app: Flask, alex: Person, draft: str, person: str, says: str
) -> None:
    kai = invited(app, alex, draft, KAI, "0")
    seen = shown(kai, added(kai, draft, paper("training-certificate", person=person), ROW.format(0), "kai.pdf"))
    assert says in seen
    assert "Noor" not in seen
