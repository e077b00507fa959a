from __future__ import annotations

import json

import pytest

from validator.formats import FORMATS, is_date, is_email, is_phone
from validator.postal_codes import disagree
from validator.questions import edition


@pytest.mark.parametrize(
    "text", ["a.reyes@sampleton.example", "x@y.co", "first.last+tag@a-b.example.org", "jürgen@universität.example"]
)
def test_addresses_with_a_host_and_a_domain_are_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    ["@", "a@b", "a@", "@b.example", "a b@c.example", "a@b..example", "a@b.example,c@d.example", "a@-b.example",
     "a..b@c.example", ".a@c.example", "a@c.example.", "Reyes <a@c.example>", "a@c.1", "a@@c.example"],
)  # fmt: skip
def test_what_is_no_address_is_found(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize(
    "text",
    ["(916) 555-0142", "916.555.0142", "+1 916 555 0142", "9165550142", "+44 (0)20 7946 0958", "916-555-0142 ext. 12",
     "555-0142 x9", "916 555 0142, extension 7"],
)  # fmt: skip
def test_numbers_of_any_country_are_numbers(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", ["call me", "12", "916-555", "(916) 555-0142 or 0143 at night", "1234567890123456789"])
def test_what_is_no_number_is_found(text: str) -> None:
    assert not is_phone(text)


def test_other_kinds_of_values_are_left_to_the_keyword_type() -> None:
    assert is_date(5)
    assert is_email(5)
    assert is_phone(5)


def test_every_format_of_the_schema_is_really_checked() -> None:
    text = json.dumps(dict(edition().schema))
    used = {part.split('"')[0] for part in text.split('"format": "')[1:]}
    assert used == set(FORMATS.checkers) == {"date", "email", "phone"}


def test_state_and_zip_code_disagree_only_when_both_are_known() -> None:
    assert disagree("CA", "10001")
    assert disagree("New York", "95616-1234")
    assert not disagree("CA", "95616")
    assert not disagree("Calif.", "90001-0001")
    assert not disagree("DC", "56901")
    assert not disagree("Ontario", "95616")
    assert not disagree("CA", "M5V 2T6")
    assert not disagree("", "")
