from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.names import mentions, mentions_in_a_column, repeated, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexandra Reyes", "alexandra reyes"),
        ("Alexandra Reyes", "REYES, ALEXANDRA"),
        ("Alexandra M. Reyes", "Alexandra Reyes"),
        ("A. Reyes", "Alexandra Reyes"),
        ("Dr. Alexandra Reyes, Ph.D.", "Prof. Alexandra Reyes"),
        ("Reyes, Alexandra M., PhD", "A. M. Reyes"),
        ("Jordan Blake, M.D.", "Jordan Blake"),
        ("Łukasz Nguyễn-Ødegård", "Lukasz Nguyen Odegard"),
        ("Kaʻiulani Kealoha", "Kaiulani Kealoha"),
        ("Jürgen Groß", "JÜRGEN GROSS"),
        ("Siobhan O'Neill", "Siobhan O’Neill"),
        ("Мария Иванова", "иванова, мария"),
        ("佐藤花子", "佐藤花子"),
        ("Björk", "bjork"),
        ("Md. Rahman Khan", "Khan, Rahman"),
    ],
)
def test_these_may_be_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kai Lindqvist", "Kim Lindqvist"),
        ("Alexandra Reyes", "Alexandra Moreno"),
        ("A. B.", "Alexandra Blake"),
        ("Reyes", "Alexandra Reyes"),
        ("", ""),
        ("Dr.", "Dr. Reyes"),
        ("", "Alexandra Reyes"),
        ("佐藤花子", "佐藤太郎"),
        ("J. Smith", "A. Smith"),
        ("Dr. Li", "Prof. Wu"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_without_initials_the_whole_name_must_agree() -> None:
    assert same_person("REYES, Alexandra", "Alexandra Reyes", initials=False)
    assert not same_person("A. Reyes", "Alexandra Reyes", initials=False)
    assert not same_person("", "", initials=False)


def test_a_text_mentions_a_name_in_either_order() -> None:
    assert mentions("CURRICULUM VITAE\nReyes, Alexandra M.", "Alexandra Reyes")
    assert mentions("vita of A. Reyes", "Dr. Alexandra Reyes")
    assert not mentions("Reyes wrote with many others and much later Alexandra", "Alexandra Reyes")
    assert not mentions("Alexandra Moreno", "Alexandra Reyes")
    assert not mentions("Alexandra Reyes", "")


@pytest.mark.parametrize(
    "table",
    [
        "Name Item Finished\nReyes Haddad, Human subjects 3/14/2026\nAlexandra and ethics",
        "Dr. Alexandra Human subjects 3/14/2026\nReyes Haddad",
        "1 2026-03-14 Alexandra Reyes passed\nHaddad",
    ],
)
def test_a_name_in_a_table_may_go_on_in_the_line_below(table: str) -> None:
    assert mentions_in_a_column(table, "Alexandra Reyes Haddad")


@pytest.mark.parametrize(
    "table",
    [
        "Alexandra Moreno Human subjects\nKai Haddad Human subjects",
        "Alexandra Human subjects\nEthics Haddad",
        "Alexandra Human subjects\n\nEthics\nHaddad",
        "Reyes Human subjects\nHaddad",
        "Haddad\nHaddad",
    ],
)
def test_the_lines_of_other_people_are_not_put_together(table: str) -> None:
    assert not mentions_in_a_column(table, "Alexandra Reyes Haddad")


def test_a_name_that_comes_again_is_told_once_with_the_first() -> None:
    names = ["Alexandra Reyes", "Kai Lindqvist", "Dr. A. Reyes", "", "Reyes, Alexandra", "Kim Lindqvist", ""]
    assert list(repeated(names)) == [(0, 2), (0, 4)]


_PART = st.sampled_from(["a", "al", "alexandra", "reyes", "r.", "kai", "Dr.", "PhD", "ʻokina", ","])


@given(st.lists(st.lists(_PART, max_size=4).map(" ".join), max_size=6))
def test_a_name_comes_again_when_some_pair_may_be_one_person(names: list[str]) -> None:
    pairs = [
        (one, other) for other in range(len(names)) for one in range(other) if same_person(names[one], names[other])
    ]
    assert {other: one for one, other in repeated(names)} == {
        other: min(first for first, again in pairs if again == other) for _, other in pairs
    }


def test_many_people_take_little_time() -> None:
    assert len(list(repeated(["Kai Lindqvist"] * 20_000))) == 19_999
