from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from forms.limits import APPLICATION_FILES, APPLICATION_SIZE, ATTACHMENT_SIZE
from tests.applications import changed
from tests.forms.attached_files import locked, paper
from tests.forms.docx_files import body, docx, field, words
from tests.webapp.adding import CV, IRB, ROW, add, added, change, invited, of, sent, set_state
from tests.webapp.drafting import (
    ALEX,
    KAI,
    TYPED,
    Person,
    draft_of,
    person,
    store_of,
)
from webapp import create_app
from webapp.attaching import attachments
from webapp.config import Config
from webapp.judging import evidence_of, findings_of
from webapp.storage import attachments as kept_documents
from webapp.storage.attachments import Document, State
from webapp.storage.files import Kept


def test_the_words_of_a_document_are_kept_with_the_edition_of_their_reader(
    app: Flask, alex: Person, draft: str
) -> None:
    added(alex, draft, paper(2, "IRB approval 2026-117"))
    (one,) = of(app, draft)
    assert one.pages is not None
    assert list(one.pages) == ["IRB approval 2026-117"] * 2
    assert one.reader


def test_what_is_added_is_no_longer_said_to_be_unseen(app: Flask, alex: Person, draft: str) -> None:
    def unseen() -> set[str]:
        with store_of(app).reading() as tx:
            evidence = evidence_of(tx, draft)
        found = findings_of(draft_of(app, draft).now.answers, evidence, on=date(2026, 11, 25))
        return {one.pointer for one in found if "not seen" in one.message}

    before = unseen()
    assert before
    for pointer in before:
        added(alex, draft, paper(1, f"{ALEX} Alexandra Reyes {pointer}"), pointer.strip("/").replace("/", "."))
        assert pointer not in unseen()
    assert unseen() == set()


def test_a_document_counts_for_a_box_that_was_not_ticked(app: Flask, alex: Person) -> None:
    draft = alex.begin(changed({CV: None}, TYPED))

    def missing() -> bool:
        with store_of(app).reading() as tx:
            evidence = evidence_of(tx, draft)
        found = findings_of(draft_of(app, draft).now.answers, evidence, on=date(2026, 11, 25))
        return any(one.clause == "966(b)(12)(B)" and one.severity == "error" for one in found)

    assert missing()
    added(alex, draft, paper(1, "Alexandra Reyes"))
    assert not missing()
    set_state(app, State.INFECTED, "Bad")
    assert missing()


def test_a_refused_file_is_told_at_the_field_and_what_was_added_stays(app: Flask, alex: Person, draft: str) -> None:
    added(alex, draft)
    refused = add(alex, draft, locked("secret"), name="irb.pdf")
    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    assert "opens only with a password" in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert "cv.pdf" in refused.text
    assert [one.name for one in of(app, draft)] == ["cv.pdf"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a web page"),
        (paper()[:100], "damaged"),
        (docx({"word/document.xml": body(field("DDEAUTO cmd") + words("x"))}), "DDE"),
        (b"MZ" + b"\0" * 99, "a program"),
    ],
)
def test_a_file_is_what_its_content_is_and_not_its_name(
    app: Flask, alex: Person, draft: str, content: bytes, told: str
) -> None:
    refused = add(alex, draft, content, name="curriculum vitae.pdf")
    assert refused.status_code == 422
    assert told in refused.text
    assert of(app, draft) == ()


def test_no_file_and_several_files_are_told_at_the_field(app: Flask, alex: Person, draft: str) -> None:
    page = f"/drafts/{draft}/documents/{CV}"
    hidden = {one: alex.hidden(page, one) for one in ("csrf_token", "person")}
    none = sent(alex, page, hidden)
    assert (none.status_code, "No file was chosen." in none.text) == (422, True)
    several = sent(alex, page, hidden, (paper(), "a.pdf"), (paper(), "b.pdf"))
    assert (several.status_code, "Several files were sent" in several.text) == (422, True)
    assert of(app, draft) == ()


@pytest.mark.parametrize(("more", "code"), [(1, 422), (2**19, 413)])
def test_a_file_above_the_limit_is_told_with_the_limit(
    app: Flask, alex: Person, draft: str, more: int, code: int
) -> None:
    refused = add(alex, draft, paper() + b"%" * (ATTACHMENT_SIZE.most - len(paper()) + more))
    assert refused.status_code == code
    assert "20 MB" in refused.text
    assert f'name="{attachments.FIELD}"' in refused.text
    assert of(app, draft) == ()


def test_a_file_of_exactly_the_limit_is_taken(alex: Person, draft: str) -> None:
    added(alex, draft, paper() + b"%" * (ATTACHMENT_SIZE.most - len(paper())))


def test_the_limits_of_an_application_are_kept(app: Flask, alex: Person, draft: str) -> None:
    file = store_of(app).files.put(b"%PDF-1.7 another")

    def fill(count: int, size: int) -> None:
        with store_of(app).writing() as tx:
            for one in kept_documents.of_draft(tx, draft):
                kept_documents.take_out(tx, one.id)
            for number in range(count):
                document = Document("research_materials", f"{number}.pdf", "application/pdf")
                sized = Kept(file.sha256, size)
                kept_documents.add(tx, document, sized, draft=draft, by=ALEX, at=draft_of(app, draft).begun_at)

    fill(APPLICATION_FILES.most, 10)
    refused = add(alex, draft, paper())
    assert (refused.status_code, "at most 30 files" in refused.text) == (422, True)
    fill(2, APPLICATION_SIZE.most // 2)
    refused = add(alex, draft, paper())
    assert (refused.status_code, "more than 100 MB" in refused.text) == (422, True)
    fill(1, 10)
    added(alex, draft)


def test_the_same_file_sent_twice_is_there_once(app: Flask, alex: Person, draft: str) -> None:
    assert added(alex, draft) == added(alex, draft)
    assert len(of(app, draft)) == 1
    added(alex, draft, place=IRB)
    assert len(of(app, draft)) == 2


def test_the_list_shows_every_place_with_what_is_in_it(alex: Person, draft: str) -> None:
    added(alex, draft)
    page = alex.open(f"/drafts/{draft}/documents").text
    assert page.count('class="slot"') == 9
    assert page.count("Nothing added yet.") == 8
    assert "1 document is here." in page
    assert "20 MB and 300 pages" in page
    assert "30 files and 100 MB" in page


def test_a_certificate_is_filed_under_its_person_and_never_under_another(app: Flask, alex: Person, draft: str) -> None:
    page = f"/drafts/{draft}/documents/{ROW.format(0)}"
    hidden = {one: alex.hidden(page, one) for one in ("csrf_token", "person")}
    change(app, draft, {"team_members": TYPED["team_members"][::-1]})
    moved = sent(alex, page, hidden, (paper(), "a.pdf"))
    assert (moved.status_code, "another’s name" in moved.text) == (422, True)
    assert of(app, draft) == ()
    added(alex, draft, place=ROW.format(1))
    assert [one.person for one in of(app, draft)] == ["Kai Lindqvist"]


def test_a_certificate_of_who_left_the_team_is_shown_apart(alex: Person, app: Flask, draft: str) -> None:
    added(alex, draft, place=ROW.format(1))
    change(app, draft, {"team_members": TYPED["team_members"][:1]})
    assert "Documents of nobody in the application" in alex.open(f"/drafts/{draft}/documents").text


def test_a_co_author_may_add_documents(app: Flask, alex: Person, draft: str) -> None:
    kai = invited(app, alex, draft, KAI)
    added(kai, draft)
    assert [one.added_by for one in of(app, draft)] == [KAI]


def test_a_service_that_reads_no_files_says_so(tmp_path: Path) -> None:
    app = create_app(Config(home=tmp_path / "unread"))
    alex = person(app, ALEX)
    refused = add(alex, alex.begin(TYPED), paper())
    assert refused.status_code == 503
    assert "Nothing is wrong with your file" in refused.text


def test_a_button_of_another_site_adds_nothing(app: Flask, alex: Person, draft: str) -> None:
    page = f"/drafts/{draft}/documents/{CV}"
    assert sent(alex, page, {"csrf_token": "made up"}, (paper(), "a.pdf")).status_code == 400
    assert of(app, draft) == ()
