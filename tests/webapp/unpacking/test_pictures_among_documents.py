"""Photographs and scans among the documents of a package, read in place on the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from forms.reader import Reader
from tests.forms.packages.package_files import zip_of
from tests.forms.scanned.free import drawn, file
from tests.papers.evidence.make import paper
from tests.programs import needs
from tests.webapp.unpacking.packed import SENT
from webapp.cli import main
from webapp.commands.pictures import Pictures

DAY = ["--on", "11/25/2026"]
LETTER = (
    "Institutional Review Board", "Protocol IRB-2019-9999 is approved", "Principal investigator: Alexandra Reyes",
    "Expiration date: May 31, 2027",
)  # fmt: skip
PHOTO = file(drawn(LETTER, (1300, 420)), "JPEG")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "application.json").write_text(json.dumps(SENT), encoding="utf-8")
    (folder / "IMG_2291.jpg").write_bytes(PHOTO)
    (folder / "cv.pdf").write_bytes(paper("cv-plain"))
    return folder


def found(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(capsys.readouterr().out))


def numbers(result: Mapping[str, Any]) -> list[str]:
    return [one["message"] for one in result["findings"] if one["pointer"] == "/irb_approval/application_number"]


@needs("tesseract")
def test_a_photo_in_a_package_is_put_in_its_place_and_compared(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--package", str(package), *DAY, "--format", "json"])
    result = found(capsys)
    named = {"slot": "irb_approval", "person": "", "name": "IMG_2291.jpg", "recognised": [1]}
    assert named in result["documents"]
    assert {"slot": "curriculum_vitae", "person": "", "name": "cv.pdf"} in result["documents"]
    assert numbers(result) == [
        "Application number of the approval: the form says “IRB-2026-0311”, and “IMG_2291.jpg”, page 1, says "
        "“Protocol IRB-2019-9999 is approved” as read off a picture."
    ]


@needs("tesseract")
def test_a_picture_that_is_named_with_its_place_is_read_too(
    tmp_path: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = f"irb_approval={package / 'IMG_2291.jpg'}"
    main(["check", str(package / "application.json"), "--attach", where, *DAY])
    report = " ".join(capsys.readouterr().out.split())
    assert "“Protocol IRB-2019-9999 is approved” as read off a picture" in report
    assert "Words of “IMG_2291.jpg” were read off pictures, where letters are easily mistaken" in report
    zipped = tmp_path / "all.zip"
    zipped.write_bytes(zip_of({one.name: one.read_bytes() for one in package.iterdir()}))
    main(["check", str(zipped), *DAY, "--format", "json"])
    assert numbers(found(capsys))


def test_reading_letters_in_pictures_can_be_left_out(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = f"irb_approval={package / 'IMG_2291.jpg'}"
    application = str(package / "application.json")
    main(["check", application, "--attach", where, *DAY, "--format", "json", "--no-ocr"])
    result = found(capsys)
    assert numbers(result) == []
    assert {"slot": "irb_approval", "person": "", "name": "IMG_2291.jpg"} in result["documents"]
    assert [one for one in result["findings"] if "no words could be read in “IMG_2291.jpg”" in one["message"]]


class Slow:
    """Reads a page in the time that the clock says."""

    def recognise(self, _: bytes, pages: Sequence[int], *, before: Any) -> Mapping[int, str]:
        for page in pages:
            before(page)
        return {}


def test_whoever_waits_is_told_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([100.0, 103.0, 106.0, 109.0, 112.0])
    monkeypatch.setattr("webapp.commands.pictures.time.monotonic", lambda: next(clock))
    read = Pictures(cast("Reader", Slow()))
    read(b"", [0, 1])
    read(b"", [0, 1, 2])
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [f"Reading letters in pictures among the documents: page {page}" for page in (3, 5)]
