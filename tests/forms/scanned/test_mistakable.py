import pytest

from forms.scanned.mistakable import is_mistakable


@pytest.mark.parametrize(
    "text",
    [
        "1O1 Main Street", "101 II Street", "Apt l1-100", "Room S5", "Unit B8", "Il", "IlO", "a cohort O study",
        "Phase III", "a ~ b", "2^10", "the `code`", "one | two", "reached @ noon", "a@b", "C:\\files",
    ],
)  # fmt: skip
def test_what_looks_like_something_else_is_hard_to_read(text: str) -> None:
    assert is_mistakable(text)


@pytest.mark.parametrize(
    "text",
    [
        "1600 Main Street, Suite 120", "400 Example Way, Room 12", "CA 95616-0001", "(916) 555-0142", "11/20/2026",
        "a.reyes@sampleton-university.example", "Write to a.b@example.org, or c@example.org.", "IRB-2026-0311",
        "FWA00001234", "I request data of 10 % of counties",
        "uno o dos", "Siobhán O’Neill", "Solo", "Bob Boolis", "May 1st, 2026", "",
    ],
)  # fmt: skip
def test_ordinary_words_numbers_and_addresses_are_not(text: str) -> None:
    assert not is_mistakable(text)
