from __future__ import annotations

import random
import string
from dataclasses import replace
from datetime import date, timedelta

import pytest

from procedure.events import Role
from tests.webapp.storage.acts import NOW, STAFF, decide, staff, whole_submission
from webapp.storage import casework, listing, work_list
from webapp.storage.assignments import Owner, assign
from webapp.storage.audit import verify
from webapp.storage.listing import Wanted, listed, place_of
from webapp.storage.store import Store
from webapp.storage.words import searched, words_of
from webapp.storage.work_list import NOBODYS, Item

FIRST = date(2026, 11, 25)


def made(store: Store) -> Item:
    """The row of one application that was submitted."""
    number = whole_submission(store).application
    with store.reading() as tx:
        found = work_list.find(tx, number)
    assert found is not None
    return found


def put(store: Store, *items: Item) -> None:
    with store.writing() as tx:
        for item in items:
            work_list.write(tx, item)


def copies(one: Item, *titles: str) -> list[Item]:
    """As many other applications, of one title each."""
    return [
        replace(
            one, application=f"2025-{n:04}", year=2025, serial=n, project_title=title,
            words=" ".join(words_of([f"2025-{n:04}", title])),
        )
        for n, title in enumerate(titles, 1)
    ]  # fmt: skip


def numbers(store: Store, wanted: Wanted) -> list[str]:
    with store.reading() as tx:
        return [item.application for item in listed(tx, wanted)]


def test_a_search_finds_the_beginnings_of_words_without_case_and_accents(store: Store) -> None:
    one = made(store)
    put(store, replace(one, words="first"), *copies(one, "Núñez-O’Hara on ORDERS", "Orders and Harm", "Straße", "研究"))
    assert numbers(store, Wanted("nunez")) == ["2025-0001"]
    assert numbers(store, Wanted("ord")) == ["2025-0001", "2025-0002"]
    assert numbers(store, Wanted("harm orders")) == ["2025-0002"]
    assert numbers(store, Wanted("STRASSE")) == ["2025-0003"]
    assert numbers(store, Wanted("研")) == ["2025-0004"]
    assert numbers(store, Wanted("2025-0003")) == ["2025-0003"]
    assert numbers(store, Wanted("arm")) == []
    assert numbers(store, Wanted("%")) == numbers(store, Wanted())


def test_an_application_is_found_by_its_people_its_institution_and_its_number(store: Store) -> None:
    one = made(store)
    for text in ("sampleton rosa", "Example State University", one.application, str(one.serial), "Jane Placeholder"):
        assert numbers(store, Wanted(text)) == [one.application], text


@pytest.mark.parametrize("few", [0, 500])
def test_common_and_rare_words_find_the_same(store: Store, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "FEW", few)
    one = made(store)
    draw = random.Random(966)  # noqa: S311 - titles, not secrets
    titles = [" ".join(draw.choice(string.ascii_lowercase[:4]) * 2 for _ in range(3)) for _ in range(40)]
    put(store, *copies(one, *titles))
    for text in ("aa", "aa bb", "aa bb cc", "dd"):
        expected = [
            f"2025-{n:04}" for n, title in enumerate(titles, 1) if set(text.split()) <= set(title.split())
        ]  # fmt: skip
        assert numbers(store, Wanted(text)) == expected


def test_a_title_that_changed_is_found_by_its_new_words_alone(store: Store) -> None:
    one = made(store)
    put(store, replace(one, project_title="Other", words="other"))
    assert numbers(store, Wanted("other")) == [one.application]
    assert numbers(store, Wanted("sampleton")) == []


def test_pages_follow_one_another_without_a_gap_whatever_is_due(store: Store) -> None:
    one = made(store)
    days = [FIRST + timedelta(days=n % 3) for n in range(6)] + [NOBODYS] * 3
    draw = random.Random(964)  # noqa: S311 - an order, not a secret
    draw.shuffle(days)
    rows = [replace(row, sorts_on=day) for row, day in zip(copies(one, *"abcdefghi"), days, strict=True)]
    put(store, *rows)
    seen: list[Item] = []
    with store.reading() as tx:
        while page := listed(tx, Wanted(), after=place_of(seen[-1]) if seen else None, most=2):
            seen += page
    places = [place_of(item) for item in seen]
    assert places == sorted(set(places))
    assert len(places) == 10


def test_filters_leave_out_what_does_not_fit(store: Store) -> None:
    one = made(store)
    first, second, third = copies(one, "a", "b", "c")
    put(
        store,
        replace(first, state="denied", owner="a@agency.example", due="reasons", due_on=FIRST, sorts_on=FIRST),
        replace(second, data_system="cures", due="reasons", sorts_on=FIRST + timedelta(5)),
        replace(third, owner="b@agency.example"),
    )
    assert numbers(store, Wanted(state="denied")) == ["2025-0001"]
    assert numbers(store, Wanted(owners=("a@agency.example",))) == ["2025-0001"]
    assert numbers(store, Wanted(owners=("a@agency.example", "b@agency.example"))) == ["2025-0001", "2025-0003"]
    assert numbers(store, Wanted(owners=("",), data_system="cures")) == ["2025-0002"]
    assert numbers(store, Wanted(due_to=FIRST)) == ["2025-0001"]
    assert numbers(store, Wanted(due_from=FIRST + timedelta(1))) == ["2025-0002"]
    assert numbers(store, Wanted("b", state="denied")) == []


def test_what_waits_for_the_department_stands_before_what_waits_for_others(store: Store) -> None:
    asked = whole_submission(store).application
    fresh = whole_submission(store).application
    withdrawn = whole_submission(store).application
    denied = whole_submission(store).application
    decide(store, asked, staff("ask_for_completion", missing=["966(e)"]), seen=1)
    decide(store, withdrawn, replace(staff("withdraw"), by=Role.BONA_FIDE_RESEARCHER, registered=True), seen=1)
    decide(store, denied, staff("deny"), seen=1)
    assert numbers(store, Wanted()) == [denied, fresh, asked, withdrawn]
    with store.reading() as tx:
        rows = {row.application: row for row in listed(tx, Wanted())}
    assert (rows[fresh].next_act, rows[fresh].next_by) == ("review the application", "Research Services")
    assert rows[asked].next_by == "the Bona Fide Researcher"
    assert (rows[withdrawn].next_act, rows[withdrawn].next_by) == ("", "")
    assert rows[denied].due == "reasons"


def test_the_owner_stands_in_the_list_and_the_list_is_what_was_written_down(store: Store) -> None:
    number = whole_submission(store).application
    with store.writing() as tx:
        assign(tx, number, Owner("M.Example@Agency.example", "M. Example"), note="", by=STAFF, at=NOW)
        casework.list_one(tx, number)
    with store.reading() as tx:
        row = work_list.find(tx, number)
    assert row is not None
    assert (row.owner, row.owner_name) == ("m.example@agency.example", "M. Example")
    assert list(verify(store)) == []


def test_a_text_is_taken_apart_into_words() -> None:
    assert searched("  Núñez-O’Hara, 2nd ") == ("nunez", "o", "hara", "2nd")
    assert searched("_–%") == ()
    assert words_of(["b a", "a" * 50]) == ("a", "a" * 40, "b")
