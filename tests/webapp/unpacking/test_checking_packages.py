from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms.fill import fill
from tests.forms.attached_files import paper
from tests.forms.packages.package_files import zip_of
from tests.webapp.unpacking.packed import SENT, files
from webapp.cli import main

DAY = ["--on", "11/25/2026"]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.pdf"
    path.write_bytes(fill(SENT))
    return path


def words(text: str) -> str:
    return " ".join(text.split())


def not_seen(output: str) -> set[str]:
    return {one["pointer"] for one in json.loads(output)["findings"] if "not seen" in one["message"]}


def test_a_package_is_checked_as_one_application(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = tmp_path / "all.zip"
    package.write_bytes(zip_of(files()))
    assert main(["check", "--package", str(package), *DAY, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not [one for one in found["findings"] if "not seen" in one["message"]]
    assert {"slot": "irb_approval", "person": "", "name": "scan 1.pdf"} in found["documents"]
    assert main(["check", str(package), *DAY, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == found


def test_the_report_says_where_each_document_was_put(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = tmp_path / "all.zip"
    package.write_bytes(zip_of(files()))
    assert main(["check", "--package", str(package), *DAY]) == 0
    report = words(capsys.readouterr().out)
    assert (
        "“training/Lindqvist.pdf” is taken as training certificate of Kai Lindqvist: its name and its words say so"
        in report
    )
    assert "“IMG_2291.png” was put nowhere" in report


def test_documents_are_named_with_their_places(form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(paper(1, "Curriculum vitae of Alexandra Reyes"))
    (tmp_path / "b.pdf").write_bytes(paper(1, "Alexandra Reyes has completed"))
    assert main(["check", str(form), *DAY, "--format", "json"]) == 0
    before = not_seen(capsys.readouterr().out)
    named = [f"--attach=curriculum_vitae={tmp_path / 'a.pdf'}", f"--attach=training:Kai Lindqvist={tmp_path / 'b.pdf'}"]
    assert main(["check", str(form), *named, f"--attach=training={tmp_path / 'b.pdf'}", *DAY, "--format", "json"]) == 0
    after = not_seen(capsys.readouterr().out)
    gone = {
        "curriculum_vitae/enclosed",
        "team_members/0/training_certificate/enclosed",
        "training_certificate/enclosed",
    }
    assert before - after == {f"/{name}" for name in gone}


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("sandwiches=a.pdf", "the places are: curriculum_vitae"),
        ("curriculum_vitae", "names no place"),
        ("curriculum_vitae=none.pdf", "“none.pdf”, named with --attach: There is no file of this name"),
        ("curriculum_vitae={folder}", "This is a folder"),
    ],
)
def test_a_place_or_file_that_is_none_is_told(
    named: str, says: str, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(form), f"--attach={named.format(folder=form.parent)}", *DAY]) == 2
    output = capsys.readouterr()
    assert (says in words(output.err), output.out) == (True, "")


@pytest.mark.parametrize(
    ("place", "content", "says"),
    [
        ("curriculum_vitae", b"plain words", "By its content this file is plain text"),
        ("curriculum_vitae", b"%PDF-" + b"x" * 20_971_520, "It is larger than a document can be"),
        ("training", paper(1, "nothing"), "Write training:NAME=FILE"),
        ("training:Nobody Known", paper(1, "Kai Lindqvist"), "names nobody called “Nobody Known”. Write a name as"),
    ],
)
def test_a_document_that_cannot_be_taken_is_told_by_its_name_and_the_form_is_checked(
    place: str, content: bytes, says: str, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = form.with_name("other.pdf")
    document.write_bytes(content)
    assert main(["check", str(form), f"--attach={place}={document}", *DAY, "--no-ocr"]) == 1
    report = words(capsys.readouterr().out)
    assert "Nothing is missing before you can submit" in report
    assert "“other.pdf” was not taken as a document. " in report
    assert says in report


@pytest.mark.parametrize("person", ["Kai_Lindqvist", "kai lindqvist", "Lindqvist, Kai"])
def test_a_person_is_found_in_another_spelling(person: str, form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certificate = form.with_name("a.pdf")
    certificate.write_bytes(paper(1, "has completed"))
    assert main(["check", str(form), f"--attach=training:{person}={certificate}", *DAY, "--format", "json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["person"] == "Kai Lindqvist"


def test_what_cannot_be_asked_together_is_told(form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(form), "--package", str(tmp_path)]) == 2
    assert "either files or one --package" in capsys.readouterr().err
    assert main(["check"]) == 2
    assert "Name a file" in capsys.readouterr().err
    assert main(["check", str(tmp_path), f"--attach=curriculum_vitae={form}"]) == 2
    assert "belong to one application" in capsys.readouterr().err
