from __future__ import annotations

from tests.validator.papers.reading import paper
from validator.papers.certificates import NAMED, of_person, whose


def test_the_pages_of_a_person_end_where_another_is_named() -> None:
    roster = paper("cover", "Kai Lindqvist", "modules", "Noor Haddad", "modules", "Kai Lindqvist again")
    others = ("Noor Haddad", "")
    assert of_person(roster, "Kai Lindqvist", others).pages == (
        "",
        "Kai Lindqvist",
        "modules",
        "",
        "",
        "Kai Lindqvist again",
    )


def test_a_paper_of_another_person_is_nobody_elses() -> None:
    assert whose([paper("Kim Osterman")], "Kai Lindqvist", ()) == []


def test_the_heads_of_a_table_are_nobodys_name() -> None:
    assert not paper("Name Item Finished Renew by").first(NAMED)
    assert paper("Name Kim Osterman").first(NAMED)
