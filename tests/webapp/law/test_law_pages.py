from __future__ import annotations

from html import unescape

import pytest
from flask.testing import FlaskClient

from validator.clauses import CLAUSES, OFFICIAL_TEXT, children
from webapp.law.pages import slug


def test_the_contents_lead_to_every_clause(client: FlaskClient) -> None:
    page = client.get("/clauses").text
    assert [citation for citation in CLAUSES if f'href="/clauses/{slug(citation)}"' not in page] == []


@pytest.mark.parametrize("citation", CLAUSES)
def test_a_clause_has_a_page_with_our_summary_and_the_way_to_the_official_text(
    client: FlaskClient, citation: str
) -> None:
    page = client.get(f"/clauses/{slug(citation)}")
    assert page.status_code == 200
    text = unescape(page.text)
    assert CLAUSES[citation].summary in text
    assert OFFICIAL_TEXT in text
    assert all(f'href="/clauses/{slug(each)}"' in text for each in children(citation))


def test_a_clause_that_a_question_states_names_the_question(client: FlaskClient) -> None:
    page = client.get("/clauses/966(b)(10)(B)").text
    assert "A question of the form: Physical location from which the data will be accessed" in page


def test_a_clause_that_is_left_to_a_person_says_to_whom_and_why(client: FlaskClient) -> None:
    left = next(clause for clause in CLAUSES.values() if clause.left_to and clause.why)
    assert unescape(client.get(f"/clauses/{slug(left.citation)}").text).count(left.why or "?") == 1
