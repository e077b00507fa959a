from __future__ import annotations

import pytest

from forms.strict_json import NoObjectError, one_object


def test_one_object_is_read_as_it_stands_and_with_the_mark_of_an_editor() -> None:
    assert one_object('\ufeff{"a": ["Łukasz", false, 1.5], "b": {}}'.encode()) == {"a": ["Łukasz", False, 1.5], "b": {}}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is not JSON"),
        (b'{"a": 1,}', "is not JSON"),
        (b"[1]", "no group of named values"),
        (b'{"a": {"b": 1, "b": 2}}', "“b” stands there twice"),
        (b'{"a": NaN}', "NaN is no value"),
        (b'{"a": -Infinity}', "-Infinity is no value"),
        (b'{"a": 1e999}', "1e999 is too large"),
        ('{"a": "x"}'.encode("utf-16"), "not written in UTF-8"),
        (b'{"a": ' * 21 + b"1" + b"}" * 21, "nested too deeply"),
        (b'{"a": ' * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "is not JSON"),
    ],
)
def test_anything_else_is_told_in_words(data: bytes, told: str) -> None:
    with pytest.raises(NoObjectError) as refused:
        one_object(data)
    assert told in refused.value.message
    assert refused.value.remedy.endswith(".")
