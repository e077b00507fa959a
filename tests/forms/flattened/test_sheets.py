from pathlib import Path

import pikepdf
import pytest

from forms.flattened.sheets import FILE, blank
from forms.flattened.surveying import survey
from validator.questions import edition

ROOM = Path(__file__).parents[3] / "forms"


def test_every_field_of_the_longest_form_has_its_place() -> None:
    known = blank()
    assert set(known.sheet_of) == set(known.controls)
    with pikepdf.open(ROOM / "longest.pdf") as pdf:
        assert len(known.sheets) == len(pdf.pages)


@pytest.mark.slow
def test_the_places_are_those_of_the_form_as_it_is_built() -> None:
    assert survey((ROOM / "longest.pdf").read_bytes(), edition()) == (ROOM / "flattened" / FILE).read_text("utf-8")


def test_no_two_boxes_of_a_page_lie_over_one_another() -> None:
    for sheet in blank().sheets:
        boxes = list(sheet.boxes.values())
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = one.right < other.left or other.right < one.left
                assert apart or one.top < other.bottom or other.top < one.bottom
