"""Printed and scanned forms, from the command line and the page."""

import json
from pathlib import Path

import pytest

from tests.forms.flattened.forms import printed
from tests.forms.scanned.paper import Scan, as_picture, scanned
from tests.programs import needs
from webapp.cli import main


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed(0, 2))
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    scan = Scan(dpi=200, degrees=1)
    path = tmp_path / "page.jpg"
    path.write_bytes(as_picture(scanned(printed(0), scan)[0], "JPEG", scan))
    return path


def test_a_printed_form_is_checked_and_says_that_it_was_printed(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(form)]) == 1
    report = capsys.readouterr().out
    assert "Pages 1 to 2 were printed" in report
    lacking, number = (
        report.index("The file lacks 8 pages of the form"),
        report.index("to complete before you can submit"),
    )
    assert lacking < number
    assert report.count("The file lacks") == 1


def test_each_value_of_a_printed_form_says_where_it_came_from_and_how_sure_it_is(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(form), "--json"]) == 0
    fields = json.loads(capsys.readouterr().out)["fields"]
    title = fields["bona_fide_researcher.position_title"]
    assert title == {
        "value": "Associate Professor of Public Health", "from": "printed", "confidence": 0.99, "doubt": None
    }  # fmt: skip


@pytest.mark.slow
@needs("tesseract")
def test_nothing_of_a_scan_counts_until_somebody_has_compared_it(
    picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(picture)]) == 1
    report = " ".join(capsys.readouterr().out.split())
    assert "counts for nothing until somebody has compared it" in report
    assert "If all was read right:" in report
    assert "Page 1 was scanned:" in report
    assert report.index("The file lacks 9 pages of the form") < report.index("to complete before you can submit")


@pytest.mark.slow
@needs("tesseract")
def test_even_a_scan_without_any_error_is_no_application_that_is_in_order(
    picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.commands.check.check", lambda *_, **__: [])
    assert main(["check", str(picture)]) == 1


def test_without_tesseract_a_scan_is_refused_with_what_to_do(
    picture: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("forms.scanned.tesseract.find", lambda: None)
    assert main(["check", str(picture)]) == 2
    told = capsys.readouterr()
    assert "install Tesseract" in " ".join((told.out + told.err).split())
