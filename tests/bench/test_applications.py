from __future__ import annotations

from collections import Counter

from bench.applications import ERRORS, MEMBERS, ON, right, with_forty_errors
from validator.answers import prepared
from validator.finding import Severity
from validator.findings import check
from validator.messages import schema_findings
from validator.questions import edition


def test_the_right_application_has_eight_team_members_and_no_error() -> None:
    application = right()
    assert [member["name"] for member in application["team_members"]] == list(MEMBERS)
    assert len(MEMBERS) == 8
    assert not [f for f in check(application, "submit", on=ON) if f.severity is Severity.ERROR]


def test_the_schema_finds_forty_errors_in_the_other() -> None:
    form = edition("carpos", "1")
    assert len(list(schema_findings(prepared(right(), form), form))) == 0
    assert len(list(schema_findings(prepared(with_forty_errors(), form), form))) == ERRORS


def test_more_than_half_of_the_errors_stand_in_rows() -> None:
    form = edition("carpos", "1")
    found = schema_findings(prepared(with_forty_errors(), form), form)
    assert Counter(finding.pointer.startswith("/team_members/") for finding in found) == {True: 24, False: 16}
