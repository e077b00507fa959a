from __future__ import annotations

from datetime import date

import pytest

from templates.letterhead import DRAFT, Stationery, neutral, stationery
from templates.problems import LetterError
from templates.rendering import render
from tests.templates.reading import docx_headers
from tests.templates.samples import FULL, MINIMAL, letterhead

DEPARTMENT = """
[[department]]
since = 2022-07-01
name = "DEPARTMENT OF JUSTICE"
address = ["100 Sample Street"]
phone = "(916) 555-0100"
email = "datarequests@doj.ca.gov"
"""
PNG = neutral().read("neutral-mark.png")


def settings(toml: str, picture: bytes = PNG) -> Stationery:
    return stationery(toml, lambda _name: picture)


def told(toml: str, picture: bytes = PNG) -> str:
    with pytest.raises(LetterError) as refused:
        settings(toml, picture).letterhead("Department", on=date(2026, 11, 25))
    return str(refused.value)


def test_the_shipped_letterhead_is_a_draft() -> None:
    found = neutral().letterhead("Department", on=date(2026, 11, 25))
    assert found is not None
    assert found.note == DRAFT
    assert found.mark == PNG


def test_a_letterhead_that_was_given_is_no_draft() -> None:
    found = settings(DEPARTMENT).letterhead("Department", on=date(2026, 11, 25))
    assert found is not None
    assert found.note == ""
    assert found.lines == ("100 Sample Street", "(916) 555-0100", "datarequests@doj.ca.gov")


def test_an_entry_is_in_force_from_its_day_until_the_next() -> None:
    later = DEPARTMENT.replace("2022-07-01", "2027-01-04").replace("100 Sample", "200 Sample")
    both = settings(later + DEPARTMENT)
    before, after = (both.letterhead("Department", on=day) for day in (date(2027, 1, 3), date(2027, 1, 4)))
    assert before is not None
    assert after is not None
    assert (before.lines[0], after.lines[0]) == ("100 Sample Street", "200 Sample Street")


def test_an_official_is_who_holds_the_role_on_the_day_of_the_letter() -> None:
    terms = settings(
        '[[official]]\nrole = "attorney_general"\nname = "First"\nsince = 2023-01-02\n'
        '[[official]]\nrole = "attorney_general"\nname = "Second"\nsince = 2027-01-04\n'
    )
    days = (date(2022, 12, 31), date(2027, 1, 3), date(2027, 1, 4))
    assert [terms.official("attorney_general", on=day).get("name") for day in days] == [None, "First", "Second"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("name = ", "it is not TOML. Compare it with"),
        ("a = 1\nb = = 2", "it is not TOML. Look at line 2, and compare it with"),
        (DEPARTMENT.replace('["100 Sample Street"]', "[100]"), "address is not a list of lines"),
        (DEPARTMENT.replace("100 Sample", "100\\u0007 Sample"), "holds a character that cannot be written"),
        ('[[official]]\nsince = 2022-07-01\nrole = "emperor"\nname = "x"', "no letter knows the role “emperor”"),
        ('[[official]]\nsince = 2022-07-01\nrole = ["signer"]\nname = "x"', "role is not a text"),
        ("[[departmnet]]\nsince = 2022-07-01", "no entry [[departmnet]]"),
        ("[department]\nname = 'x'", "lacks since"),
        (DEPARTMENT.replace('phone = "(916) 555-0100"\n', ""), "lacks phone"),
        (DEPARTMENT.replace("2022-07-01", '"2022-07-01"'), "since is not a day"),
        (DEPARTMENT.replace("2022-07-01", "2022-07-01T00:00:00"), "since is not a day"),
        (DEPARTMENT.replace("2022-07-01", "2027-07-01"), "no [[department]] entry is in force"),
        (DEPARTMENT.replace('["100 Sample Street"]', '"100 Sample Street"'), "address is not a list"),
        (DEPARTMENT + "seal = 1\n", "no place for “seal”"),
        (DEPARTMENT + 'mark = "seal.png"\n', "no mark_alternative"),
    ],
)
def test_what_is_wrong_with_a_letterhead_file_is_told(toml: str, words: str) -> None:
    assert words in told(toml)


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (b"GIF89a" + bytes(40), "is not a PNG"),
        (b"", "is not a PNG"),
        (PNG[:16] + (100).to_bytes(4) + (40).to_bytes(4) + PNG[24:], "is not square"),
    ],
)
def test_a_mark_that_would_be_drawn_wrong_is_refused(picture: bytes, words: str) -> None:
    assert words in told(DEPARTMENT + 'mark = "seal.png"\nmark_alternative = "A seal"\n', picture)


def test_a_letter_refuses_the_letterhead_of_somebody_else() -> None:
    with pytest.raises(LetterError, match="the letterhead is of the Department"):
        render("affiliation", FULL["affiliation"], letterhead("missing"))
    with pytest.raises(LetterError, match="the letterhead is of the institution"):
        render("missing", FULL["missing"], letterhead("affiliation"))


def test_the_mark_that_was_given_is_the_one_in_the_letter() -> None:
    ours = settings(DEPARTMENT + 'mark = "seal.png"\nmark_alternative = "Our mark"\n', PNG + b"changed")
    head = ours.letterhead("Department", on=date(2026, 11, 25))
    assert head is not None
    docx = render("renewal-notice", MINIMAL["renewal-notice"], head)
    from templates.word import read

    writing = read(docx)
    assert list(writing.pictures.values()) == [PNG + b"changed"]
    assert "DEPARTMENT OF JUSTICE" in docx_headers(docx)[0]


def test_a_file_without_an_entry_for_the_writer_gives_none() -> None:
    assert settings(DEPARTMENT).letterhead("institution", on=date(2026, 11, 25)) is None
