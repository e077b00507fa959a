from __future__ import annotations

import io
import re
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from forms.attaching.attachment_refusals import REFUSALS
from tests.forms.attached_files import paper
from tests.forms.docx_files import docx
from tests.forms.packages.package_files import carrying, zip_of
from tests.webapp.adding import CV, invited, of
from tests.webapp.drafting import ALEX, KAI, TYPED, Person, person
from tests.webapp.unpacking.packed import files
from webapp import create_app
from webapp.config import Config

DOCUMENTS = {name: content for name, content in files().items() if not name.startswith("Application")}
ROW = "team_members.{}.training_certificate.enclosed"


def unpack(who: Person, draft: str, content: bytes, name: str = "all.zip") -> TestResponse:
    fields = {"csrf_token": who.token(f"/drafts/{draft}/documents"), "package": (io.BytesIO(content), name)}
    return who.client.post(f"/drafts/{draft}/package", data=fields, content_type="multipart/form-data")


def proposed(page: str) -> dict[str, str]:
    """The place that is chosen beforehand, by the name of the document."""
    found = re.findall(r'<label class="usa-label" for="place-\d+">([^<]*)</label>(.*?)</select>', page, re.DOTALL)
    return {name: next(iter(re.findall(r'value="([^"]*)" selected', options)), "") for name, options in found}


def choose(who: Person, app: Flask, draft: str, **places: str) -> TestResponse:
    """Choose places by the names of documents; what is proposed for the others."""
    page = who.open(f"/drafts/{draft}/places").text
    guessed = proposed(page)
    fields = [
        (f"place.{one.id}", places.get(one.name, guessed.get(one.name) or "later"))
        for one in of(app, draft)
        if one.slot == "unplaced"
    ]
    return who.press(f"/drafts/{draft}/places", fields, f"/drafts/{draft}/places")


def test_the_documents_of_a_package_are_kept_and_a_place_is_proposed_for_each(
    app: Flask, alex: Person, draft: str
) -> None:
    assert unpack(alex, draft, zip_of(DOCUMENTS)).status_code == 303
    kept = of(app, draft)
    assert {(one.name, one.slot) for one in kept} == {(name.rpartition("/")[2], "unplaced") for name in DOCUMENTS}
    places = proposed(alex.open(f"/drafts/{draft}/places").text)
    assert places["CV Reyes.pdf"] == CV
    assert places["scan 1.pdf"] == "irb_approval.copy_enclosed"
    assert places["Lindqvist.pdf"] == ROW.format(0)
    assert places["Haddad.pdf"] == ROW.format(1)
    assert places["IMG_2291.png"] == ""


def test_documents_without_a_place_count_for_nothing_until_a_person_has_said_where_they_belong(
    app: Flask, alex: Person, draft: str
) -> None:
    unpack(alex, draft, zip_of({"cv.pdf": paper(1, "Curriculum vitae of Alexandra Reyes"), "b.pdf": paper(2)}))
    listed = alex.open(f"/drafts/{draft}/documents").text
    assert "2 documents have no place yet" in listed
    assert "Documents of nobody" not in listed
    assert "said to be enclosed, not seen" in alex.open(f"/drafts/{draft}/review").text
    assert choose(alex, app, draft, **{"b.pdf": "later"}).headers["Location"].endswith("/documents")
    assert {(one.name, one.slot) for one in of(app, draft)} == {("cv.pdf", "curriculum_vitae"), ("b.pdf", "unplaced")}
    choose(alex, app, draft, **{"b.pdf": "remove"})
    assert [one.name for one in of(app, draft)] == ["cv.pdf"]
    assert "No document waits" in alex.open(f"/drafts/{draft}/places").text


def test_the_form_itself_is_no_document_of_its_draft(app: Flask, alex: Person, draft: str) -> None:
    unpack(alex, draft, zip_of(files()))
    assert proposed(alex.open(f"/drafts/{draft}/places").text)["Application Reyes.pdf"] == "remove"


def test_a_certificate_goes_to_the_person_that_was_chosen(app: Flask, alex: Person, draft: str) -> None:
    unpack(alex, draft, zip_of({"training.pdf": paper(1, "nothing")}))
    choose(alex, app, draft, **{"training.pdf": ROW.format(1)})
    assert [(one.slot, one.person) for one in of(app, draft)] == [("training", "Noor Haddad")]


def test_a_file_that_only_its_folder_names_keeps_that_name(app: Flask, alex: Person, draft: str) -> None:
    unpack(alex, draft, zip_of({"IRB/letter.pdf": paper(1, "nothing")}))
    assert [one.name for one in of(app, draft)] == ["IRB - letter.pdf"]
    assert proposed(alex.open(f"/drafts/{draft}/places").text) == {"IRB - letter.pdf": "irb_approval.copy_enclosed"}


def test_a_place_that_is_none_moves_nothing(app: Flask, alex: Person, draft: str) -> None:
    unpack(alex, draft, zip_of({"cv.pdf": paper()}))
    choose(alex, app, draft, **{"cv.pdf": "team_members.9.training_certificate.enclosed"})
    assert [one.slot for one in of(app, draft)] == ["unplaced"]


def test_a_package_that_is_sent_twice_is_there_once(app: Flask, alex: Person, draft: str) -> None:
    package = zip_of({"cv.pdf": paper(), "letter.docx": docx(), "again.pdf": paper()})
    assert "“again.pdf” is here already, as “cv.pdf”." in unpack(alex, draft, package).text
    unpack(alex, draft, package)
    assert len(of(app, draft)) == 2
    choose(alex, app, draft)
    unpack(alex, draft, zip_of({"cv.pdf": paper()}))
    assert len(of(app, draft)) == 2


def test_a_pdf_that_carries_documents_is_a_package(app: Flask, alex: Person, draft: str) -> None:
    assert unpack(alex, draft, carrying({"cv.pdf": paper()}), "portfolio.pdf").status_code == 303
    assert [one.name for one in of(app, draft)] == ["cv.pdf"]
    refused = unpack(alex, draft, paper(), "plain.pdf")
    assert (refused.status_code, "carries no documents" in refused.text) == (422, True)


def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(app: Flask, alex: Person, draft: str) -> None:
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 40
    told = unpack(alex, draft, zip_of({"cv.pdf": paper(), "photo.heic": heic, "more.zip": zip_of({"a": b"a"})})).text
    assert "“photo.heic” was not taken. By its content this file is a photograph" in told
    assert "“more.zip” was not taken: it is itself a packed file" in told
    assert [one.name for one in of(app, draft)] == ["cv.pdf"]


def test_a_package_that_cannot_be_opened_is_refused_in_words_and_what_was_there_stays(
    app: Flask, alex: Person, draft: str
) -> None:
    unpack(alex, draft, zip_of({"cv.pdf": paper()}))
    for content, says in ((b"hello", "no ZIP file and no PDF"), (zip_of({"cv.pdf": paper()})[:-9], "damaged")):
        refused = unpack(alex, draft, content)
        assert refused.status_code == 422
        assert says in refused.text
    nothing = alex.press(f"/drafts/{draft}/package", [], f"/drafts/{draft}/documents")
    assert "No ZIP file was chosen" in nothing.text
    assert len(of(app, draft)) == 1


def test_more_files_than_an_application_may_have_are_told_one_by_one(app: Flask, alex: Person, draft: str) -> None:
    many = {f"{number}.pdf": paper(1, f"paper {number}") for number in range(32)}
    told = unpack(alex, draft, zip_of(many)).text
    assert len(of(app, draft)) == 30
    assert told.count("An application has at most 30 files") == 2


def test_only_who_edits_everything_unpacks_a_package(app: Flask, alex: Person, draft: str) -> None:
    kai = invited(app, alex, draft, KAI, row="0")
    fields = {"csrf_token": kai.token("/check"), "package": (io.BytesIO(zip_of({"cv.pdf": paper()})), "a.zip")}
    answer = kai.client.post(f"/drafts/{draft}/package", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 403
    assert kai.open(f"/drafts/{draft}/places").status_code == 403
    stranger = person(app, "somebody@example.edu")
    assert stranger.open(f"/drafts/{draft}/places").status_code == 404
    assert of(app, draft) == ()


def test_a_service_that_reads_no_files_says_so(tmp_path: Path) -> None:
    app = create_app(Config(home=tmp_path / "var"))
    alex = person(app, ALEX)
    draft = alex.begin(TYPED)
    refused = unpack(alex, draft, zip_of({"cv.pdf": paper()}))
    assert refused.status_code == 503
    assert REFUSALS["not_reading"][0] in refused.text


def test_a_project_outline_is_not_guessed_into_another_place(app: Flask, alex: Person, draft: str) -> None:
    unpack(alex, draft, zip_of({"Project outline.docx": docx()}))
    page = alex.open(f"/drafts/{draft}/places").text
    assert "which the form on the web asks for itself" in page
    assert proposed(page) == {"Project outline.docx": ""}
