from __future__ import annotations

import html
import re
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import update

from forms.pdf_checks import defects
from templates.letters import LETTERS
from templates.rendering import template_bytes
from tests.webapp.corresponding.test_sending import denied, send
from tests.webapp.drafting import NOOR, person, store_of
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.letters.making import written_as
from webapp.staff.policy import StaffRole
from webapp.storage import letters, tables
from webapp.wording.declared import BY_HAND, SIGNED_BY, facts_of, signed_by
from webapp.wording.sample import invented, sample

OLDER = "ab" * 32


def words(page: str) -> str:
    """The text of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("kind", list(LETTERS))
def test_each_letter_has_a_sample_that_is_whole(kind: str) -> None:
    made = sample(kind)
    assert made.docx[:2] == b"PK"
    is_draft = any("DRAFT" in note for note in made.notes)
    assert is_draft == (LETTERS[kind].writer == "Department"), "nobody takes it for a letter of the Department"
    signer = made.facts["signer"]
    assert bool(signer.get("by_hand")) == signed_by(LETTERS[kind]).endswith(BY_HAND)
    assert ("cosigner" in made.facts) == LETTERS[kind].cosigned


def test_no_sample_and_no_signer_is_of_a_letter_that_there_is_not() -> None:
    assert invented().keys() == LETTERS.keys()
    assert SIGNED_BY.keys() <= LETTERS.keys()


def test_a_sample_is_a_pdf_as_letters_are() -> None:
    assert list(defects(written_as(sample("denial"), "pdf"))) == []


@pytest.mark.parametrize("kind", list(LETTERS))
def test_each_fact_says_where_it_comes_from_in_words_for_people(kind: str) -> None:
    facts = facts_of(LETTERS[kind])
    assert facts[0].needed == "always"
    assert [one for one in facts if "--" in one.source or re.search(r"\byou\b", one.source)] == []
    assert all(one.label[:1].isupper() for one in facts)


def test_what_the_history_says_may_not_be_edited_and_reasons_may() -> None:
    denial = {one.label: one.edited for one in facts_of(LETTERS["denial"])}
    assert denial["Specific reasons"]
    assert not denial["Project number"]
    assert not denial["Last day to appeal"]
    renewal = {one.label: one.edited for one in facts_of(LETTERS["renewal-request"])}
    assert renewal["The six items of 966(j)"]
    assert not renewal["Expiration date of the project"]


def test_the_list_names_every_letter_with_its_version_and_what_was_sent(app: Flask) -> None:
    _, noor, number = denied(app)
    page = words(noor.open("/staff/templates").text)
    now = sha256(template_bytes("denial")).hexdigest()
    for letter in LETTERS.values():
        assert letter.title in page
    assert f"{now[:4]} {now[4:8]}" in page
    assert "1, since" not in page
    send(noor, number, "denial", 2)
    send(noor, number, "receipt", 1)
    assert words(noor.open("/staff/templates").text).count("1, since") == 2


def test_an_older_version_is_listed_with_its_letters(app: Flask) -> None:
    _, noor, number = denied(app)
    send(noor, number, "denial", 2)
    send(noor, number, "receipt", 1)
    first = clock.today() - timedelta(400)
    with store_of(app).writing() as tx:
        older = update(tables.letters).where(tables.letters.c.kind == "denial")
        tx.connection.execute(older.values(template_sha256=OLDER, sent_on=first))
    with store_of(app).reading() as tx:
        assert letters.Use("denial", OLDER, first, 1) in letters.uses(tx)
    assert "1 with 1 older version" in words(noor.open("/staff/templates").text)
    page = words(noor.open("/staff/templates/denial").text)
    assert re.search(r"of this release none yet 0 \w{64}", page)
    assert f"abab abab of an earlier release {first:%B} {first.day}, {first.year} 1 {OLDER}" in page


def test_one_letter_is_shown_with_its_facts_and_a_sample_to_take_away(app: Flask) -> None:
    sasha = signed_in(app, StaffRole.ADMINISTRATOR)
    page = words(sasha.open("/staff/templates/appeal-decision").text)
    assert "Signed by The appeal officer" in page
    assert "Ariel Specimen" in page
    assert sasha.open("/staff/templates/appeal-decision/sample.pdf").data[:5] == b"%PDF-"
    assert sasha.open("/staff/templates/appeal-decision/sample.docx").data[:2] == b"PK"


@pytest.mark.parametrize("place", ["nothing", "nothing/sample.pdf", "denial/sample.html", "denial/sample.exe"])
def test_what_there_is_not_has_no_page(app: Flask, place: str) -> None:
    assert signed_in(app, StaffRole.AUDITOR).open(f"/staff/templates/{place}").status_code == 404


@pytest.mark.parametrize("role", StaffRole)
def test_everybody_who_works_here_reads_them_and_finds_them_in_the_menu(app: Flask, role: StaffRole) -> None:
    one = signed_in(app, role)
    assert one.open("/staff/templates").status_code == 200
    assert 'href="/staff/templates"' in one.open("/staff").text


def test_a_visitor_does_not(app: Flask) -> None:
    assert person(app, NOOR).open("/staff/templates").headers["Location"].startswith("/staff/sign-in")
