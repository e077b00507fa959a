from __future__ import annotations

import pytest

from forms.acroform import read_fields
from forms.fields import Reading
from forms.reading.second_reader import disagreements
from tests.forms.edge_cases import edge_cases
from tests.forms.raw_pdf import form

CASES = edge_cases()


def both(document: bytes) -> Reading:
    return disagreements(document, read_fields(document))


def test_our_value_is_kept_and_the_other_is_told() -> None:
    (field,) = both(CASES["two_fields_of_one_name"].pdf).fields
    assert field.value == "first"
    assert str(field.doubt).endswith("Another program reads “second” here; “first” is taken.")


def test_a_field_that_the_other_does_not_find_is_told() -> None:
    (field,) = both(CASES["on_a_page_only"].pdf).fields
    assert field.value == "orphan"
    assert "does not find this field" in str(field.doubt)


def test_a_doubt_of_its_own_calls_the_field_by_its_label() -> None:
    document = form([b"/FT/Tx/T(a)/TU(Your name)/V(x)"])
    reading = Reading(tuple(type(field)(field.name, "y") for field in read_fields(document).fields))
    (field,) = disagreements(document, reading).fields
    assert field.doubt == "“Your name”: Another program reads “x” here; “y” is taken."


def test_what_only_the_other_finds_is_a_note() -> None:
    document = form([b"/FT/Tx/T(a)/V(x)", b"/FT/Tx/T(b)/V(y)"])
    reading = read_fields(document)
    fewer = disagreements(document, Reading(reading.fields[:1]))
    assert [note.kind for note in fewer.notes] == ["another_reader"]
    assert "“b”" in fewer.notes[0].message


def test_a_file_that_only_we_can_read_says_that_it_was_not_compared() -> None:
    reading = both(CASES["cut_before_its_end"].pdf)
    assert reading.value("a") == "old"
    assert "one_reader" in [note.kind for note in reading.notes]


@pytest.mark.parametrize(
    "name",
    [
        "utf16be", "utf16le", "utf8_mark", "pdf_doc_encoding", "language_escape", "line_ends", "value_in_a_stream",
        "radio", "radio_with_a_list_of_names", "list_with_export_values", "list_of_several", "box_with_a_latin1_state",
        "object_streams", "encrypted_R6",
    ],
)  # fmt: skip
def test_what_both_read_alike_raises_no_doubt(name: str) -> None:
    assert [field.doubt for field in both(CASES[name].pdf).fields] == [None]
