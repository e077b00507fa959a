from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from forms.pdf_checks import defects
from templates.letters import LETTERS
from tests.applications import RIGHT, changed
from tests.templates.reading import docx_text, html_text, pdf_text
from webapp.cli import main

FACTS = {"expires_on": "2027-02-23", "project_number": "P-7"}


def written(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.fixture
def application(tmp_path: Path) -> Path:
    return written(tmp_path / "case.json", RIGHT)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return written(tmp_path / "facts.json", FACTS)


def letter(*words: str | Path) -> int:
    return main(["letter", *map(str, words)])


def test_the_list_names_each_letter_and_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert letter("--list") == 0
    listed = capsys.readouterr().out
    for kind, row in LETTERS.items():
        assert f"{kind}\n" in listed
        assert (row.clause or "courtesy") in listed


@pytest.mark.parametrize("kind", list(LETTERS))
def test_the_needs_of_a_letter_can_be_filled_in_and_used(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert letter(kind, "--needs") == 0
    said = capsys.readouterr().out
    assert "* salutation: Salutation" in said
    assert isinstance(json.loads(said[said.index("\n{") :]), dict)


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_a_letter_is_written_in_the_format_of_its_name(
    form: str, application: Path, facts: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"notice.{form}"
    chosen = ("--application", application, "--facts", facts, "--on", "2026-11-25", "-o", out)
    assert letter("renewal-notice", *chosen) == 0
    text = _text(form, out.read_bytes())
    for words in ("November 25, 2026", "February 22, 2027", "P-7", "Kai Lindqvist"):
        assert words in text
    if form == "pdf":
        assert defects(out.read_bytes()) == ()


def test_a_draft_says_so_and_a_letterhead_that_is_given_is_used(
    application: Path, facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ("--application", application, "--facts", facts, "-o", tmp_path / "notice.docx")
    assert letter("renewal-notice", *chosen) == 0
    assert "DRAFT" in capsys.readouterr().err
    head = tmp_path / "ours.toml"
    head.write_text(
        '[[department]]\nsince = 2020-01-01\nname = "OUR DEPARTMENT"\naddress = ["1 Way"]\nphone = "(916) 555-0111"\n'
        'email = "d@doj.example"\n[[official]]\nsince = 2020-01-01\nrole = "signer"\nname = "Sam Signer"\n'
        '[[official]]\nsince = 2020-01-01\nrole = "contact"\nname = "Con Tact"\ntitle = "Analyst"\n'
        'phone = "(916) 555-0112"\nemail = "c@doj.example"\naddress = ["1 Way", "Sacramento, CA 95814"]\n',
        "utf-8",
    )
    assert letter("renewal-notice", *chosen, "--letterhead", head) == 0
    assert "DRAFT" not in capsys.readouterr().err
    text = docx_text((tmp_path / "notice.docx").read_bytes())
    assert "contact Con Tact, Analyst, at (916) 555-0112" in text
    assert "Sam Signer" in text


def test_a_character_without_a_typeface_leaves_the_word_file_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    application = written(tmp_path / "case.json", changed({"bona_fide_researcher.name": "Ana \U00013000"}))
    out = tmp_path / "letter.pdf"
    assert letter("affiliation", "--application", application, "-o", out) == 2
    said = capsys.readouterr()
    assert "Bona Fide Researcher: Name: no typeface here has" in said.err
    assert not out.exists()
    assert "\U00013000" in docx_text((tmp_path / "letter.docx").read_bytes())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("renewal-notice", "-o", "x.docx"), "Name the application"),
        (("renewal-notice", "--application", "{case}", "-o", "x.txt"), "ends in .docx, .pdf or .html"),
        (("renewal-notice", "--application", "none.json", "-o", "x.docx"), "no file of this name"),
        (("renewal-notice", "--application", "{case}", "-o", "x.docx"), "Expiration date of the project"),
        (
            ("renewal-notice", "--application", "{case}", "--facts", "none.json", "-o", "x.docx"),
            "the file cannot be opened",
        ),
        (("affiliation", "--application", "{case}", "--letterhead", "none.toml", "-o", "x.docx"), "Letterhead"),
        (("affiliation", "--application", "{case}", "-o", "none/at/all/x.docx"), ""),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    words: tuple[str, ...],
    told: str,
    application: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(application.parent)
    code = letter(*(word.replace("{case}", str(application)) for word in words))
    said = capsys.readouterr().err
    assert code == (2 if told else 0)
    assert told in said
    assert "Traceback" not in said


def test_a_wrong_day_or_kind_is_refused_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("renewal-notice", "--on", "soon"), ("love-letter",)):
        with pytest.raises(SystemExit) as ended:
            letter(*words)
        assert ended.value.code == 2
    assert "is not a date" in capsys.readouterr().err


def test_a_folder_gives_a_letter_each_and_a_list_of_those_that_failed(
    tmp_path: Path, facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "inbox", tmp_path / "letters"
    for number in range(4):
        written(folder / f"{number}.json", changed({"project_title": f"Study {number}"}))
    written(folder / "deeper" / "5.JSON", changed({"project_title": "Study 5"}))
    written(folder / "no-title.json", changed({"project_title": None}))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "notes.txt").write_text("no application")
    chosen = (
        "--application",
        folder,
        "--facts",
        facts,
        "-o",
        out,
        "--format",
        "pdf",
        "--format",
        "docx",
        "--jobs",
        "2",
    )
    assert letter("renewal-notice", *chosen) == 2
    said = capsys.readouterr()
    assert "5 of 7 letters made" in said.out
    assert "7 of 7 letters" in said.err
    failures = (out / "not-made.txt").read_text("utf-8")
    assert failures.splitlines()[0] == "broken.pdf"
    assert "no-title.json\n  Project title: this letter needs it." in failures
    for name in ("0", "3", "deeper/5"):
        title = f"Study {name[-1]}"
        assert title in docx_text((out / f"{name}.docx").read_bytes())
        assert title in pdf_text((out / f"{name}.pdf").read_bytes())


def test_where_nothing_is_missing_there_is_no_letter_and_no_failure(
    tmp_path: Path, application: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "inbox", tmp_path / "letters"
    written(folder / "right.json", RIGHT)
    written(folder / "lacking.json", changed({"project_title": None}))
    assert letter("missing", "--application", folder, "-o", out) == 0
    said = capsys.readouterr()
    assert "1 of 2 letters made" in said.out
    assert "Nothing to write for 1" in said.out
    assert "Not made" not in said.err
    assert (
        (out / "nothing-to-write.txt")
        .read_text("utf-8")
        .startswith("right.json\n  What is missing: nothing is missing")
    )
    assert {path.name for path in out.iterdir()} == {"lacking.docx", "nothing-to-write.txt"}
    assert letter("missing", "--application", application, "-o", tmp_path / "x.docx") == 1
    assert "nothing is missing" in capsys.readouterr().err


@pytest.mark.parametrize("kind", list(LETTERS))
def test_the_file_that_needs_prints_can_be_filled_in_and_is_told_about_while_it_is_empty(
    kind: str, application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert letter(kind, "--needs") == 0
    said = capsys.readouterr().out
    blank = tmp_path / "blank.json"
    blank.write_text(said[said.index("\n{") :], "utf-8")
    code = letter(kind, "--application", application, "--facts", blank, "-o", tmp_path / "letter.docx")
    err = capsys.readouterr().err
    assert code in (0, 1, 2)
    assert "Traceback" not in err
    assert "no place for" not in err
    assert code != 2 or "this letter needs it" in err


def test_two_applications_of_one_name_get_a_letter_each(tmp_path: Path) -> None:
    folder, out = tmp_path / "inbox", tmp_path / "letters"
    written(folder / "a.json", RIGHT)
    (folder / "a.pdf").write_bytes(json.dumps(changed({"project_title": "The other"})).encode())
    assert letter("affiliation", "--application", folder, "-o", out) == 0
    assert {path.name for path in out.iterdir()} == {"a-json.docx", "a-pdf.docx"}


def test_facts_of_a_folder_are_those_of_each_name(tmp_path: Path) -> None:
    folder, out = tmp_path / "inbox", tmp_path / "letters"
    for name in ("a", "b"):
        written(folder / f"{name}.json", RIGHT)
        written(tmp_path / "facts" / f"{name}.json", {**FACTS, "project_number": f"P-{name}"})
    assert letter("renewal-notice", "--application", folder, "--facts", tmp_path / "facts", "-o", out) == 0
    assert "P-b" in docx_text((out / "b.docx").read_bytes())
    assert "P-a" not in docx_text((out / "b.docx").read_bytes())


def test_the_list_of_letters_needs_neither_word_nor_pdf_libraries() -> None:
    code = "import sys; from webapp.cli import main; main(['letter', '--list']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("'docxtpl'", "'typst'", "'pikepdf'", "'flask'"):
        assert heavy not in done.stdout


def _text(form: str, letter: bytes) -> str:
    if form == "html":
        return html_text(letter.decode())
    return pdf_text(letter) if form == "pdf" else docx_text(letter)


def test_a_fact_that_stands_there_twice_is_refused(
    application: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = tmp_path / "twice.json"
    twice.write_text('{"expires_on": "2027-03-31", "project_number": "P", "expires_on": "2028-03-31"}', "utf-8")
    chosen = ("--application", application, "--facts", twice, "-o", tmp_path / "notice.docx")
    assert letter("renewal-notice", *chosen) == 2
    assert "“expires_on” stands there twice" in capsys.readouterr().err


def test_facts_that_an_editor_saved_with_its_mark_are_read(application: Path, facts: Path, tmp_path: Path) -> None:
    facts.write_bytes(b"\xef\xbb\xbf" + facts.read_bytes())
    chosen = ("--application", application, "--facts", facts, "-o", tmp_path / "notice.docx")
    assert letter("renewal-notice", *chosen) == 0


def test_letters_of_a_folder_go_into_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, taken = tmp_path / "inbox", tmp_path / "taken"
    written(folder / "a.json", RIGHT)
    taken.write_text("a file", "utf-8")
    assert letter("affiliation", "--application", folder, "-o", taken) == 2
    assert "taken cannot take the letters. Name a folder" in capsys.readouterr().err


def test_only_files_of_a_folder_are_applications(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "inbox", tmp_path / "letters"
    written(folder / "a.json", RIGHT)
    (folder / "scans.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    assert letter("affiliation", "--application", folder, "-o", out) == 0
    assert "1 of 1 letters made" in capsys.readouterr().out
