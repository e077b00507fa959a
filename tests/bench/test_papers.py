from __future__ import annotations

from io import BytesIO

import pikepdf

from bench.applications import right, with_forty_errors
from bench.floor import pikepdf_fields, pypdf_fields
from bench.papers import filled, filled_with_errors, ten_pages
from forms.acroform import read_fields
from forms.document import assemble


def test_ten_pages_hold_150_fields_of_every_kind() -> None:
    with pikepdf.open(BytesIO(ten_pages())) as pdf:
        assert len(pdf.pages) == 10
    kinds = {type(field.value) for field in read_fields(ten_pages()).fields}
    assert kinds == {str, bool, type(None)}
    assert len(read_fields(ten_pages()).fields) == 150


def test_the_floor_and_the_peer_read_the_values_that_we_read() -> None:
    ours = {field.name: field.value for field in read_fields(ten_pages()).fields if isinstance(field.value, str)}
    floor, pypdf = pikepdf_fields(ten_pages()), pypdf_fields(ten_pages())
    assert len(ours) == 120
    for name, value in ours.items():
        assert str(floor[name]).lstrip("/").replace("\r", "\n") == value
        assert str(pypdf[name]).lstrip("/").replace("\r", "\n") == value


def test_our_forms_hold_the_applications_that_are_measured() -> None:
    for pdf, application in ((filled(), right()), (filled_with_errors(), with_forty_errors())):
        read = assemble(read_fields(pdf))
        assert read.notes == ()
        assert read.application == _as_read(application)


def _as_read(application: object) -> object:
    """Dates as the form gives them back."""
    from validator.dates import read_date

    match application:
        case dict():
            return {key: _as_read(value) for key, value in application.items()}
        case list():
            return [_as_read(value) for value in application]
        case str() if day := read_date(application):
            return day.isoformat()
    return application
