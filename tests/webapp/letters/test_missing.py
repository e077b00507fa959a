from __future__ import annotations

from tests.applications import ON, changed
from tests.webapp.letters.told import INCOMPLETE, letter, refused
from validator.finding import Stage


def test_what_is_missing_is_told_by_section_with_its_clauses() -> None:
    text = letter("missing", INCOMPLETE)
    assert "The following is needed before the application is complete." in text
    assert "966(b)(8)" in text
    assert "966(b)(6)" in text
    assert text.index("966(b)(5)") < text.index("966(b)(8)")
    assert text.count("Project title") == 1


def test_questions_for_staff_are_not_sent_to_the_researcher() -> None:
    typed = changed(
        {"application_signature": {"name": "Alexandra Reyes", "signed_on": "2026-11-20"}, "project_title": None}
    )
    from validator.finding import Severity
    from validator.findings import check

    staff = [one for one in check(typed, "submit", on=ON) if one.severity is Severity.STAFF]
    assert staff
    assert all(one.message not in letter("missing", typed) for one in staff)


def test_when_nothing_is_missing_there_is_nothing_to_write() -> None:
    assert "nothing is missing" in refused("missing")


def test_the_gate_that_is_looked_at_is_said() -> None:
    identified = changed({"data_levels": ["identified"]})
    text = letter("missing", identified, stage=Stage.RELEASE)
    assert "before data can be released" in text
    assert "966(f)" in text


def test_who_left_out_the_name_is_asked_for_it() -> None:
    text = letter("missing", {"data_system": "carpos", "edition": "1"})
    assert "To the Bona Fide Researcher:" in text
    assert "966(b)(3)" in text


def test_an_application_without_a_name_has_nobody_else_to_write_to() -> None:
    assert "Addressee: Name" in refused("renewal-notice", changed({"bona_fide_researcher.name": None}))
