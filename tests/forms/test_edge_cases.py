from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms.acroform import read_fields
from forms.fields import UnreadableFormError
from tests.forms.edge_cases import EdgeCase, edge_cases
from webapp.cli import main

CASES = edge_cases()


def test_there_are_thirty_eight_edge_cases() -> None:
    assert len(CASES) == 38


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_command_gives_the_value_or_tells_the_doubt(
    case: EdgeCase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.pdf"
    file.write_bytes(case.pdf)
    code = main(["read", str(file), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["source"] == str(file)
    if case.refused:
        assert (code, told["refused"]["kind"]) == (2, case.refused)
        return
    assert code == 0
    values = {name: field["value"] for name, field in told["fields"].items()}
    assert values == {name: list(value) if isinstance(value, tuple) else value for name, value in case.values.items()}
    assert case.doubt in " ".join(field["doubt"] or "" for field in told["fields"].values())
    assert case.note in " ".join(note["message"] for note in told["notes"])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_reader_gives_the_value_and_doubts_only_what_is_doubtful(case: EdgeCase) -> None:
    if case.refused:
        with pytest.raises(UnreadableFormError) as refused:
            read_fields(case.pdf)
        assert refused.value.kind == case.refused
        return
    reading = read_fields(case.pdf)
    assert {field.name: field.value for field in reading.fields} == case.values
    assert bool(case.doubt) == any(field.doubt for field in reading.fields)
    assert bool(case.note) == bool(reading.notes)
