from collections.abc import Iterable

import pytest

from forms.fields import Field, Reading, Source
from forms.flattened.absent import absent_pages
from forms.flattened.sheets import blank
from forms.reader import Reader
from tests.forms.flattened.forms import only_pages, printed

EVERY_FORM = range(1, 11)
"""Pages that every form has; on the others are rows and texts that few need."""


def showing(sources: dict[int, Source], marks: Iterable[tuple[str, str]] = blank().marks.items()) -> Reading:
    """A form of which some pages were read, each in its way."""
    shown = {
        place.partition("/")[0]: source
        for number, source in sources.items()
        for place in blank().sheets[number - 1].boxes
        if place not in blank().marks
    }
    first = next(iter(sources.values()))
    return Reading((*(Field(*one, first) for one in marks), *(Field(name, None, way) for name, way in shown.items())))


def told(reading: Reading) -> list[str]:
    return [note.message for note in absent_pages(reading, blank())]


@pytest.mark.parametrize("source", ["scan", "printed", "field"])
def test_pages_that_a_file_lacks_are_told_however_the_others_are_read(source: Source) -> None:
    (said,) = told(showing({1: source, 2: source}))
    assert "lacks 8 pages" in said
    assert "“Purposes and objectives” and what follows" in said
    (said,) = told(showing(dict.fromkeys(EVERY_FORM[:-1], source)))
    assert "lacks 1 page of the form" in said


def test_nothing_is_missing_where_every_page_is_there_in_one_way_or_another() -> None:
    ways: list[Source] = ["field", "printed", "scan"]
    assert told(showing({number: ways[number % 3] for number in EVERY_FORM})) == []


def test_a_form_of_another_kind_lacks_none_of_our_pages() -> None:
    assert told(showing({1: "field"}, marks=[("data_system", "carpos"), ("edition", "0")])) == []
    assert told(showing({1: "field"}, marks=[])) == []


def test_it_is_the_first_thing_that_is_said_of_a_file() -> None:
    with Reader() as read:
        assert read(only_pages(printed(), [0])).notes[0].kind == "absent_pages"
