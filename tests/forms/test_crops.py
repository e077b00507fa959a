from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import PIL.Image
import pytest

from forms.fields import UnreadableFormError
from forms.fill import blank, fill
from forms.reader import Crop, Reader
from tests.programs import needs


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as read:
        yield read


def dark(crop: Crop) -> int:
    """How many dots of a picture are nearly black, as written text is."""
    return sum(PIL.Image.open(io.BytesIO(crop.png)).convert("L").histogram()[:60])


def test_a_field_is_shown_with_its_page_and_what_is_written_in_it(reader: Reader) -> None:
    title = "A study of what is written in a box"
    empty = reader.crops(blank(), ["project_title"])["project_title"]
    written = reader.crops(fill({"project_title": title}), ["project_title"])["project_title"]
    assert empty.page == written.page > 1
    assert dark(written) > dark(empty) + 150


@needs("pdftocairo")
def test_a_printed_form_is_shown_by_where_its_fields_stood(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(fill({"project_title": "A study", "request_kind": "new"}))
    subprocess.run(["pdftocairo", "-pdf", tmp_path / "form.pdf", tmp_path / "flat.pdf"], check=True)
    flat = (tmp_path / "flat.pdf").read_bytes()
    names = ["project_title", "request_kind"]
    assert reader.crops(flat, names) == {}
    printed, fillable = (
        reader.crops(flat, names, printed=True),
        reader.crops((tmp_path / "form.pdf").read_bytes(), names),
    )
    for name in names:
        assert printed[name].page == fillable[name].page
        one, other = (PIL.Image.open(io.BytesIO(crops[name].png)).size for crops in (printed, fillable))
        assert all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True)), name


def test_a_choice_is_shown_with_all_its_boxes_and_a_box_with_its_words(reader: Reader) -> None:
    crops = reader.crops(blank(), ["project_outline.purpose_kinds", "request_kind", "curriculum_vitae.enclosed"])
    sizes = {name: PIL.Image.open(io.BytesIO(crop.png)).size for name, crop in crops.items()}
    assert len(sizes) == 3
    assert all(width > 700 and height > 70 for width, height in sizes.values()), sizes


def test_what_is_not_in_the_form_has_no_picture(reader: Reader) -> None:
    assert reader.crops(blank(), ["team_members.99.name", "", "no such field"]) == {}


def test_a_box_off_its_page_or_of_no_size_or_with_no_rectangle_has_no_picture(reader: Reader) -> None:
    pdf = pikepdf.open(io.BytesIO(blank()))
    names = ("project_title", "anticipated_completion_on", "requested_on")
    fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields if "/T" in field}
    rectangles: list[list[Any]] = [[9000, 9000, 9100, 9020], [0, 0, 0, 0], ["a"]]
    for name, rectangle in zip(names, rectangles, strict=True):
        fields[name].Rect = pikepdf.Array(rectangle)
    changed = io.BytesIO()
    pdf.save(changed)
    assert reader.crops(changed.getvalue(), names) == {}


def test_every_field_of_the_blank_form_can_be_shown_within_the_limits(reader: Reader) -> None:
    names = [field.name for field in reader(blank()).fields if not field.name.startswith("continuation")]
    crops = reader.crops(blank(), names[:100])
    assert len(crops) == 100
    assert sum(len(crop.png) for crop in crops.values()) < 2_000_000


def test_what_cannot_be_read_cannot_be_drawn(reader: Reader) -> None:
    with pytest.raises(UnreadableFormError):
        reader.crops(b"no PDF", ["a"])
