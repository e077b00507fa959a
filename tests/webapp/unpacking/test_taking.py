from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA

import pytest

from forms.fields import Reading, UnreadableFormError
from forms.fill import blank, fill
from forms.packages.unpacking import Package, Packed
from forms.reader import Reader
from tests.applications import changed
from tests.forms.attached_files import paper as plain_paper
from tests.forms.attached_files import picture
from tests.forms.packages.package_files import carrying, locked, zip_of
from tests.webapp.unpacking.packed import SENT, files
from webapp.filling.packages import packed
from webapp.unpacking import taking
from webapp.unpacking.intake import Taken
from webapp.unpacking.package import open_package

PLACES = {
    ("curriculum_vitae", "", "CV Reyes.pdf"),
    ("irb_approval", "", "scan 1.pdf"),
    ("affiliation_letter", "", "Affiliation letter.pdf"),
    ("security_certification", "", "CJIS security certification.pdf"),
    ("training", "Alexandra Reyes", "training/Reyes.pdf"),
    ("training", "Kai Lindqvist", "training/Lindqvist.pdf"),
    ("training", "Noor Haddad", "training/Haddad.pdf"),
    ("research_materials", "", "questionnaire.docx"),
}


def take(path: Path, content: bytes, reader: Reader) -> Taken:
    path.write_bytes(content)
    return taking.take_in_package(path, reader)


def places(taken: Taken) -> set[tuple[str, str, str]]:
    return {(one.slot, one.person, one.name) for one in taken.evidence}


def notes(taken: Taken) -> str:
    return " ".join(note.message for note in taken.notes)


def test_a_zip_file_is_one_application_with_its_documents_in_their_places(tmp_path: Path, reader: Reader) -> None:
    taken = take(tmp_path / "a.zip", zip_of(files()), reader)
    assert taken.application == SENT
    assert places(taken) == PLACES
    assert "“IMG_2291.png” was put nowhere: neither its name nor its words say what it is." in notes(taken)
    assert "“scan 1.pdf” is taken as copy of the approval: its words say so." in notes(taken)


def test_a_folder_is_the_same_application(tmp_path: Path, reader: Reader) -> None:
    for name, content in files().items():
        (tmp_path / "all" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "all" / name).write_bytes(content)
    (tmp_path / "all" / ".hidden").write_text("x")
    (tmp_path / "all" / "password").symlink_to("/etc/passwd")
    taken = taking.take_in_package(tmp_path / "all", reader)
    assert (taken.application, places(taken)) == (SENT, PLACES)
    assert "“password” was not taken: it is only a pointer" in notes(taken)
    assert "“.hidden” was not taken: it is a file of the operating system" in notes(taken)


def test_a_form_that_carries_its_documents_is_the_same_application(tmp_path: Path, reader: Reader) -> None:
    documents = {name: content for name, content in files().items() if not name.startswith("Application")}
    flat = {name.replace("/", " "): content for name, content in documents.items()}
    (tmp_path / "form.pdf").write_bytes(carrying(flat, fill(SENT)))
    taken = taking.take_in(tmp_path / "form.pdf", reader)
    assert taken.application == SENT
    assert {(slot, person) for slot, person, _ in places(taken)} == {(slot, person) for slot, person, _ in PLACES}
    assert "carries other files" not in notes(taken)


def test_a_portfolio_is_a_package_and_no_form_without_fields(tmp_path: Path, reader: Reader) -> None:
    flat = {name.replace("/", " "): content for name, content in files().items()}
    (tmp_path / "portfolio.pdf").write_bytes(carrying(flat, portfolio=True))
    taken = taking.take_in(tmp_path / "portfolio.pdf", reader)
    assert taken.application == SENT
    assert len(taken.evidence) == len(PLACES)


def test_a_form_without_files_is_read_as_ever(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "form.pdf").write_bytes(fill(SENT))
    assert taking.take_in(tmp_path / "form.pdf", reader).evidence == ()
    (tmp_path / "paper.pdf").write_bytes(plain_paper())
    with pytest.raises(UnreadableFormError, match="no fields"):
        taking.take_in(tmp_path / "paper.pdf", reader)


def test_the_form_and_its_answers_in_json_are_one_application(tmp_path: Path, reader: Reader) -> None:
    files = {"form.pdf": fill(SENT), "application.json": json.dumps(SENT).encode(), "manifest.json": b"{}"}
    taken = take(tmp_path / "a.zip", zip_of(files), reader)
    assert (taken.application, taken.evidence, taken.source.endswith("form.pdf")) == (SENT, (), True)
    taken = take(tmp_path / "b.zip", zip_of({"application.json": json.dumps(SENT).encode()}), reader)
    assert taken.application == SENT


def test_a_package_that_this_service_made_is_read_back_as_it_was(tmp_path: Path, reader: Reader) -> None:
    attached = [
        ("attachments/01-curriculum_vitae-a.pdf", plain_paper()),
        ("attachments/02-training-b.pdf", plain_paper(1, "Kai Lindqvist")),
        ("attachments/03-irb_approval-cv.pdf", plain_paper(2)),
    ]
    taken = take(tmp_path / "a.zip", packed(SENT, [], attached, {"state": "draft"}), reader)
    assert taken.application == SENT
    assert {(one.slot, one.person) for one in taken.evidence} == {
        ("curriculum_vitae", ""), ("training", "Kai Lindqvist"), ("irb_approval", ""),
    }  # fmt: skip
    assert "not taken" not in notes(taken)


def test_two_applications_that_differ_are_not_chosen_between(tmp_path: Path, reader: Reader) -> None:
    packed = {"one.pdf": fill(SENT), "two.pdf": fill(changed({"project_title": "Another"}, SENT))}
    with pytest.raises(UnreadableFormError, match=r"“one\.pdf”, “two\.pdf”"):
        take(tmp_path / "a.zip", zip_of(packed), reader)


def test_documents_alone_are_no_application_and_what_was_wrong_is_said(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(UnreadableFormError, match="no filled Data Request Standard Application") as refused:
        take(tmp_path / "a.zip", zip_of({"cv.pdf": plain_paper(), "cut.pdf": b"%PDF-1.7 cut"}), reader)
    assert "“cut.pdf”: This PDF is damaged" in refused.value.message
    with pytest.raises(UnreadableFormError, match="no file that could be taken"):
        take(tmp_path / "b.zip", zip_of({"__MACOSX/x": b"x"}), reader)


@pytest.mark.parametrize(
    ("package", "says"),
    [
        (locked("form.pdf", alone=True), "opens only with a password"),
        (zip_of({"form.pdf": plain_paper()}, packed=ZIP_BZIP2), "packed in a way that is not read here"),
        (zip_of({"form.pdf": plain_paper()}, packed=ZIP_LZMA), "packed in a way that is not read here"),
        (locked("form.pdf"), "no filled .* “form.pdf”: it opens only with a password"),
        (zip_of({"form.pdf": b"", "b.zip": zip_of({"a": b"x"})}), "“form.pdf”: it is empty. “b.zip”: it is itself a"),
        (b"MZ program" + zip_of({"form.pdf": plain_paper()}), "it unpacks itself"),
    ],
)
def test_a_package_whose_form_cannot_be_taken_says_why(
    package: bytes, says: str, tmp_path: Path, reader: Reader
) -> None:
    with pytest.raises(UnreadableFormError, match=says):
        take(tmp_path / "a.zip", package, reader)


def test_a_blank_form_beside_a_filled_one_is_set_aside_and_told(tmp_path: Path, reader: Reader) -> None:
    taken = take(tmp_path / "a.zip", zip_of({"a blank.pdf": blank(), "form.pdf": fill(SENT)}), reader)
    assert (taken.application, taken.evidence) == (SENT, ())
    assert "“a blank.pdf” was set aside: it is a blank form" in notes(taken)
    alone = take(tmp_path / "b.zip", zip_of({"a blank.pdf": blank()}), reader)
    assert "set aside" not in notes(alone)


def test_a_second_copy_of_the_form_is_set_aside_and_told(tmp_path: Path, reader: Reader) -> None:
    form, answers = fill(SENT), json.dumps(SENT).encode()
    taken = take(tmp_path / "a.zip", zip_of({"a.pdf": form, "copy/b.pdf": form, "a.json": answers}), reader)
    assert notes(taken).count("set aside") == 1
    assert "“copy/b.pdf” was set aside: it holds the same answers as “a.pdf”." in notes(taken)


def test_a_document_that_cannot_be_attached_is_told_by_name_and_the_others_are_taken(
    tmp_path: Path, reader: Reader
) -> None:
    packed = {"form.pdf": fill(SENT), "cv.pdf": plain_paper(), "irb.heic": b"\0\0\0\x18ftypheic" + b"\0" * 40}
    taken = take(tmp_path / "a.zip", zip_of(packed), reader)
    assert places(taken) == {("curriculum_vitae", "", "cv.pdf")}
    assert "“irb.heic” was not taken as a document. By its content this file is a photograph" in notes(taken)


def test_a_folder_that_holds_more_than_a_package_may_is_refused(tmp_path: Path, reader: Reader) -> None:
    for number in range(101):
        (tmp_path / f"{number}.txt").write_text("x")
    with pytest.raises(UnreadableFormError, match="100 files"):
        taking.take_in_package(tmp_path, reader)


def test_pictures_are_read_as_forms_only_where_no_form_is_left_to_find(tmp_path: Path, reader: Reader) -> None:
    class Counting:
        """Counts what is read as a form."""

        def __init__(self) -> None:
            self.read: list[bytes] = []

        def __call__(self, pdf: bytes) -> Reading:
            self.read.append(pdf)
            return reader(pdf)

        attachment, package = reader.attachment, reader.package

    scan = picture("PNG")
    counting = Counting()
    open_package("a.zip", Package((Packed("1.png", scan), Packed("form.pdf", fill(SENT))), ()), counting)
    assert scan not in counting.read
    with pytest.raises(UnreadableFormError, match="no filled Data Request"):
        open_package("a.zip", Package((Packed("1.png", scan),), ()), counting)
    assert scan in counting.read
