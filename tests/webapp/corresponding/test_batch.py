from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.applications import RIGHT, changed
from tests.webapp.cases.conftest import store  # noqa: F401 - a fixture
from tests.webapp.cases.played import NOW, TERMS, TODAY, do, received, view
from tests.webapp.drafting import store_of
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.corresponding import batch
from webapp.staff.policy import StaffRole
from webapp.storage import batches, letters, mails
from webapp.storage.audit import verify
from webapp.storage.batches import State
from webapp.storage.store import Store

SENDER = "service@agency.example"


def expiring(store: Store, days: int, today: date = TODAY, lost: str = "") -> str:  # noqa: F811
    """A case whose approval expires after so many days."""
    number = received(store, changed({lost: None}, RIGHT) if lost else RIGHT, on=today - timedelta(60))
    terms = {**TERMS, "timeframe_from": today, "timeframe_to": today, "expires_on": today + timedelta(days)}
    do(store, number, "approve", {**terms, "reason": "On paper."}, on=today - timedelta(50))
    return number


def begun(store: Store, last: date = date(2026, 12, 31)) -> str:  # noqa: F811
    with store.writing() as tx:
        dues = batch.due_between(tx, first=date(1900, 1, 1), last=last, on=TODAY)
        return batch.begin(tx, dues, "Renewal notices", by="m.example@agency.example", at=NOW).id


def run(store: Store) -> None:  # noqa: F811
    while batch.work(store, sender=SENDER, now=lambda: NOW):
        pass


def test_what_is_due_in_a_month_is_found_and_what_is_sent_is_due_no_more(store: Store) -> None:  # noqa: F811
    late, soon, later = expiring(store, 80), expiring(store, 100), expiring(store, 200)
    with store.reading() as tx:
        dues = batch.due_between(tx, first=date(1900, 1, 1), last=date(2026, 12, 31), on=TODAY)
    assert [one.number for one in dues] == [late, soon]
    assert later not in {one.number for one in dues}
    begun(store)
    run(store)
    with store.reading() as tx:
        assert batch.due_between(tx, first=date(1900, 1, 1), last=date(2026, 12, 31), on=TODAY) == ()
    event = view(store, soon).events[-1]
    assert event.act == "notice_renewal"
    assert event.facts["printed_last_day"] == TODAY + timedelta(99)


def test_a_failure_says_why_and_holds_up_nobody(store: Store) -> None:  # noqa: F811
    fine = expiring(store, 100)
    lost = expiring(store, 100, lost="bona_fide_researcher.email")
    identity = begun(store)
    run(store)
    with store.reading() as tx:
        items = {one.application: one for one in batches.items_of(tx, identity)}
    assert items[fine].state is State.DONE
    assert items[lost].state is State.FAILED
    assert "no address is known" in items[lost].why
    assert view(store, lost).events[-1].act == "approve"


def test_what_was_noticed_by_hand_meanwhile_is_not_noticed_again(store: Store) -> None:  # noqa: F811
    number = expiring(store, 100)
    identity = begun(store)
    do(store, number, "notice_renewal")
    run(store)
    with store.reading() as tx:
        (item,) = batches.items_of(tx, identity)
        assert (item.state, item.why) == (State.DONE, "The notice was given before.")
        assert letters.of_application(tx, number) == ()


def test_two_batches_with_the_same_case_send_one_letter(store: Store) -> None:  # noqa: F811
    number = expiring(store, 100)
    begun(store)
    begun(store)
    run(store)
    with store.reading() as tx:
        assert len(letters.of_application(tx, number)) == 1


@pytest.mark.slow
def test_killed_in_the_middle_again_and_again_each_goes_out_once(store: Store, tmp_path: Path) -> None:  # noqa: F811
    numbers = [expiring(store, 80 + each) for each in range(12)]
    identity = begun(store)
    drawn = random.Random(966)  # noqa: S311 - moments to kill at
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.webapp.corresponding.batch_victim", str(tmp_path)], stdout=subprocess.PIPE
        ) as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == b"ready\n"
            time.sleep(drawn.uniform(0.05, 0.6))
            worker.kill()
    run(store)
    with store.reading() as tx:
        assert {one.state for one in batches.items_of(tx, identity)} == {State.DONE}
        sent = Counter(one.application for one in mails.in_state(tx, mails.State.WAITING, most=100))
        kept = {number: len(letters.of_application(tx, number)) for number in numbers}
    assert sent == Counter(numbers)
    assert set(kept.values()) == {1}
    assert all([one.act for one in view(store, number).events].count("notice_renewal") == 1 for number in numbers)
    assert list(verify(store)) == []


def test_the_pages_lead_from_a_month_to_what_became_of_it(app: Flask) -> None:
    today = clock.today()
    number = expiring(store_of(app), 91, today)
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    month = f"{today + timedelta(1):%Y-%m}"
    page = f"/cases/renewal-notices?month={month}"
    assert number in noor.open(page).text
    none = noor.press("/cases/renewal-notices", [("month", month)], page=page)
    assert none.headers["Location"].endswith("none=1")
    begun_at = noor.press("/cases/renewal-notices", [("month", month), ("number", number)], page=page).headers[
        "Location"
    ]
    waiting = noor.open(begun_at).text
    assert "1 wait" in waiting
    assert 'http-equiv="refresh"' in waiting
    while batch.work(store_of(app), sender=SENDER, now=clock.now):
        pass
    done = noor.open(begun_at).text
    assert "1 of 1 sent" in done
    assert 'http-equiv="refresh"' not in done
    assert number not in noor.open(page).text.split("Sent before")[0]
    assert noor.open("/cases/batches/none").status_code == 404
    assert noor.open("/cases/renewal-notices?month=13").status_code == 200
