from __future__ import annotations

import pytest

from forms.fields import UnreadableFormError
from forms.json_answers import MOST_BYTES, read_answers


def test_answers_are_read_as_they_stand() -> None:
    assert read_answers('\ufeff{"project_title": "Łukasz", "team_members": [{"it_team": false}]}'.encode()) == (
        {"project_title": "Łukasz", "team_members": [{"it_team": False}]},
        (),
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"[]", "not_json"),
        (b'"text"', "not_json"),
        (b'{"a": 1, "a": 2}', "not_json"),
        (b'{"a": NaN}', "not_json"),
        (b'{"a": 1e400}', "not_json"),
        (b'{"a": Infinity}', "not_json"),
        ('{"a": "x"}'.encode("utf-16"), "not_json"),
        (b'{"a": ' * 50 + b"1" + b"}" * 50, "not_json"),
        (b"[" * 100_000, "not_json"),
        (b" " * (MOST_BYTES + 1), "too_large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not_json"),
    ],
)
def test_what_is_no_plain_json_is_refused_in_words(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFormError) as refused:
        read_answers(data)
    assert refused.value.kind == kind
    assert refused.value.message.endswith(".")
    assert refused.value.remedy.endswith(".")


def test_characters_that_no_text_may_hold_are_marked_and_told() -> None:
    answers, notes = read_answers(b'{"a": "x\\u0000y\\r\\nz", "b": ["\\ud800"], "c\\u0007": "t\\tt"}')
    assert answers == {"a": "x\ufffdy\nz", "b": ["\ufffd"], "c\ufffd": "t\tt"}
    assert [note.kind for note in notes] == ["characters"] * 3
    for note in notes:
        note.message.encode()


def test_the_report_of_a_check_is_taken_for_its_application() -> None:
    report = (
        b'{"source": "x.pdf", "application": {"project_title": "Orders"}, "findings": [], "counts": {}, "notes": []}'
    )
    assert read_answers(report)[0] == {"project_title": "Orders"}


def test_a_small_number_stays_a_number() -> None:
    assert read_answers(b'{"a": 1.5}')[0] == {"a": 1.5}
