from __future__ import annotations

import pytest

from templates.facts import accept
from templates.letters import LETTERS
from templates.reading_back import unfaithful
from templates.rendering import render
from tests.templates.samples import FULL, letterhead
from tests.templates.test_word import LETTER, changed

KIND = "renewal-notice"
FACTS = accept(KIND, FULL[KIND])
HEAD = letterhead(KIND, draft=True)


def told(letter: bytes) -> str:
    return " ".join(str(problem) for problem in unfaithful(letter, LETTERS[KIND], FACTS, HEAD))


def test_a_whole_letter_is_faithful() -> None:
    assert told(LETTER) == ""


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("word/document.xml", "February 23, 2027", "February 24, 2027", ""),
        ("word/document.xml", "Team Member 3", "Team Member 8", ""),
        ("word/document.xml", "Robin Castellanos", "Robin", "Who signs: Name"),
        ("word/document.xml", "(916) 555-0142", "", "Contact person of the Department: Telephone"),
        ("word/document.xml", "P-2025-0012", "P-2025-0013", ""),
        ("word/document.xml", "security protocols", "protocols", "“security protocols” is not in it"),
        ("word/document.xml", "Copy of the application", "Copy of it", "Enclosures, 1"),
        ("word/document.xml", "Sincerely,", "{{ closing }}", "“{{” was left in the letter"),
        ("word/header1.xml", "DEPARTMENT OF JUSTICE", "DEPARTMENT", "“DEPARTMENT OF JUSTICE” is not in it"),
        ("word/header1.xml", "(916) 555-0100", "", "“(916) 555-0100” is not in it"),
        ("word/header2.xml", "DRAFT.", "", "is not on every page"),
    ],
)
def test_a_letter_that_lost_something_does_not_count(part: str, old: str, new: str, words: str) -> None:
    letter = LETTER
    while True:
        try:
            letter = changed(part, old, new, letter)
        except AssertionError:
            break
    assert words in told(letter)
    assert told(letter)


def test_a_mark_that_is_not_the_writers_is_told() -> None:
    bare = letterhead(KIND)
    told_of = unfaithful(LETTER, LETTERS[KIND], FACTS, bare)
    assert any("mark" in problem.message for problem in told_of)


def test_a_right_to_appeal_that_was_lost_is_told() -> None:
    whole = render("denial", FULL["denial"], letterhead("denial"))
    lost = changed("word/document.xml", "the last day to file", "the last day", whole)
    problems = unfaithful(lost, LETTERS["denial"], accept("denial", FULL["denial"]), letterhead("denial"))
    assert "Right to appeal" in {problem.label for problem in problems}


def test_a_right_to_appeal_where_there_is_none_is_told() -> None:
    added = changed(
        "word/document.xml", "security protocols used", "the last day to file; security protocols used", LETTER
    )
    assert "it stands in a letter that opens none" in told(added)


def test_a_fact_may_speak_of_an_appeal() -> None:
    facts = {**FULL["closure"], "why": "The appeal came after the last day to file."}
    assert render("closure", facts, letterhead("closure"))
