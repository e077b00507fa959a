from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import exc, text

from procedure.permission import NotPermittedError
from tests.webapp.storage.acts import (
    ANSWERS,
    CV,
    HOUR,
    JUDGED,
    NOW,
    ROSA,
    STAFF,
    begin,
    decide,
    staff,
    submit,
    submitting,
    whole_submission,
)
from webapp.clock import PACIFIC
from webapp.storage import (
    attachments,
    casework,
    drafts,
    history,
    listing,
    receiving,
    replays,
    signatures,
    submissions,
    work_list,
)
from webapp.storage.canonical import canonical, sha256
from webapp.storage.listing import Wanted
from webapp.storage.store import Store
from webapp.storage.submissions import Submission
from webapp.storage.troubles import NotKeptError, OvertakenError

REASON = "966(c): the written verification of formal approval has not arrived."
TERMS: dict[str, Any] = {
    "data_levels": ["identified"], "purposes": ["research"], "persons": ["Rosa Sampleton"], "conditions": [],
    "timeframe_from": date(2027, 1, 4), "timeframe_to": date(2028, 1, 3), "open_errors": [],
}  # fmt: skip


def test_a_submission_keeps_what_was_handed_in_and_by_which_editions(store: Store) -> None:
    submission = whole_submission(store)
    assert submission.answers == ANSWERS
    assert (submission.data_system, submission.schema_edition, submission.rules_edition) == (
        "carpos", "1", JUDGED.rules_edition,
    )  # fmt: skip
    assert submission.findings == JUDGED.findings
    assert [(each["name"], each["sha256"]) for each in submission.attachments] == [("cv.pdf", sha256(CV))]
    assert [each["slot"] for each in submission.signatures] == ["application_signature"]
    assert submission.submitted_at == NOW
    with store.reading() as tx:
        entry = history.of_application(tx, submission.application)[0]
        assert entry.kept["sha256"] == submission.sha256
        assert attachments.of_application(tx, submission.application)[0].name == "cv.pdf"
        assert signatures.of_application(tx, submission.application)[0].signed_at == NOW


def test_the_hash_of_the_answers_can_be_made_by_anybody(store: Store) -> None:
    submission = whole_submission(store)
    by_hand = json.dumps(submission.answers, sort_keys=True, separators=(",", ":"))
    assert canonical(submission.answers) == by_hand


def test_a_submission_can_be_neither_changed_nor_deleted(store: Store) -> None:
    whole_submission(store)
    for statement in ("UPDATE submissions SET answers = '{}'", "DELETE FROM submissions", "DELETE FROM events"):
        with pytest.raises(exc.DBAPIError, match="never changed"), store.writing() as tx:
            tx.connection.execute(text(statement))


def test_numbers_are_given_without_a_gap_even_when_an_act_fails(store: Store) -> None:
    given = [whole_submission(store).application]
    with pytest.raises(NotPermittedError), store.writing() as tx:
        submit(tx, begin(tx), "withdraw")
    given.append(whole_submission(store).application)
    with store.writing() as tx:
        draft = begin(tx)
        event = submitting(on=date(2027, 1, 2))
        given.append(receiving.submit(tx, draft.id, event, version=1, judged=JUDGED, by=ROSA, at=NOW).application)
    assert given == ["2026-0001", "2026-0002", "2027-0001"]


def test_a_draft_that_changed_after_the_review_page_is_not_submitted(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        drafts.save(tx, draft.id, {"changed": True}, version=1, by="jane@example.edu", at=NOW)
        with pytest.raises(OvertakenError, match=r"jane@example\.edu"):
            submit(tx, draft)


def test_submitting_a_draft_again_answers_the_same(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        first = submit(tx, draft)
    with store.writing() as tx:
        assert submit(tx, draft) == first


def test_fifty_at_once_with_one_key_are_one_submission(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)

    def click(_: int) -> str:
        with store.writing() as tx:
            body = {"draft": draft.id, "version": 1}
            if answered := replays.answered(tx, "one key", act="submit", body=body, by=ROSA):
                return str(answered["application"])
            number = submit(tx, draft).application
            replays.answer(tx, "one key", {"application": number}, act="submit", body=body, by=ROSA, at=NOW)
            return number

    with ThreadPoolExecutor(50) as people:
        numbers = set(people.map(click, range(50)))
    assert numbers == {"2026-0001"}
    with store.reading() as tx:
        assert len(history.of_application(tx, "2026-0001")) == 1
        with pytest.raises(replays.OtherBodyError):
            replays.answered(tx, "one key", act="submit", body={}, by=ROSA)
        assert replays.answered(tx, "one key", act="submit", body={}, by="somebody else") is None


def test_fifty_submissions_at_once_have_fifty_numbers(store: Store) -> None:
    with ThreadPoolExecutor(12) as people:
        made = list(people.map(lambda n: whole_submission(store, content=f"cv {n}".encode()), range(50)))
    assert sorted(each.application for each in made) == [f"2026-{n:04}" for n in range(1, 51)]


def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told_who_and_when(store: Store) -> None:
    application = whole_submission(store).application
    acts = (staff("deny", reasons=[REASON]), replace(staff("approve", **TERMS), name="A. Other"))

    def try_it(number: int) -> str:
        try:
            return decide(store, application, acts[number], seen=1, at=NOW + HOUR).event.act
        except OvertakenError as told:
            return told.matter

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(try_it, (0, 1)))
    won = next(answer for answer in answers if answer in ("deny", "approve"))
    lost = next(answer for answer in answers if answer != won)
    name = "M. Example" if won == "deny" else "A. Other"
    assert lost == f"{name} was first: “{won}”, written down on 2026-11-16 at 19:30 UTC."
    with store.reading() as tx:
        assert [entry.event.act for entry in history.of_application(tx, application)] == ["submit", won]


def test_the_history_comes_back_as_the_events_that_were_put_in(store: Store) -> None:
    application = whole_submission(store).application
    event = staff("approve", expires_on=date(2027, 11, 16), **TERMS)
    decide(store, application, event, seen=1)
    discovered = datetime(2027, 2, 3, 23, 5, tzinfo=PACIFIC)
    breach = replace(
        submitting("report_breach", date(2027, 2, 4), discovered_at=discovered),
        at=datetime(2027, 2, 4, 8, 1, tzinfo=PACIFIC),
    )
    decide(store, application, breach, seen=2)
    with store.reading() as tx:
        entries = history.of_application(tx, application)
    assert [entry.event for entry in entries[1:]] == [replace(event, number=2), replace(breach, number=3)]
    assert entries[-1].by == STAFF


def test_what_the_table_does_not_permit_is_not_kept(store: Store) -> None:
    application = whole_submission(store).application
    with pytest.raises(NotPermittedError):
        decide(store, application, staff("release", recipient="Rosa Sampleton", data_level="identified"), seen=1)
    with store.reading() as tx:
        assert len(history.of_application(tx, application)) == 1
    with pytest.raises(NotKeptError):
        decide(store, "2026-0999", staff("deny", reasons=[REASON]), seen=0)


def test_a_correction_names_the_event_that_it_corrects_and_the_list_follows(store: Store) -> None:
    application = whole_submission(store).application
    decide(store, application, staff("deny", reasons=[REASON]), seen=1)
    with store.reading() as tx:
        denied = work_list.find(tx, application)
    decide(store, application, staff("correct", about=2, reason="It was another application."), seen=2)
    with store.reading() as tx:
        corrected = work_list.find(tx, application)
        assert history.of_application(tx, application)[-1].event.about == 2
    assert denied
    assert corrected
    assert (denied.state, corrected.state, corrected.events) == ("denied", "under review", 3)


def test_an_application_on_paper_is_registered_as_it_is_on_the_day_of_its_receipt(store: Store) -> None:
    form = store.files.put(b"%PDF a scan")
    event = replace(submitting(on=date(2026, 11, 12), open_errors=["966(c)"]), registered=True)
    with store.writing() as tx:
        paper = receiving.register(tx, {"project_title": 7}, event, judged=JUDGED, by=STAFF, at=NOW, form=form)
        listed = work_list.find(tx, paper.application)
    assert (paper.draft, paper.form_sha256, paper.answers) == (None, form.sha256, {"project_title": 7})
    assert listed
    assert (listed.received_on, listed.project_title) == (date(2026, 11, 12), "")


def test_a_completed_application_keeps_its_number_and_every_round(store: Store) -> None:
    first = whole_submission(store)
    decide(store, first.application, staff("ask_for_completion", missing=["966(e)"]), seen=1)
    with store.writing() as tx:
        draft = drafts.begin(tx, owner=ROSA, answers=ANSWERS, application=first.application, by=ROSA, at=NOW)
        second = submit(tx, draft, "resubmit", open_errors=[])
    assert (second.application, second.round) == (first.application, 2)
    with store.reading() as tx:
        assert [each.round for each in submissions.read(tx, first.application)] == [1, 2]


def test_lists_go_page_by_page_and_sort_numbers_as_numbers(store: Store) -> None:
    with store.writing() as tx:
        tx.connection.execute(text("INSERT INTO numbers (year, last) VALUES (2026, 9998)"))
    made = [whole_submission(store).application for _ in range(3)]
    with store.reading() as tx:
        first = work_list.page(tx, most=2)
        rest = work_list.page(tx, most=2, after=(first[-1].year, first[-1].serial))
        assert (
            [item.application for item in (*first, *rest)]
            == list(reversed(made))
            == ["2026-10001", "2026-10000", "2026-9999"]
        )
        assert work_list.page(tx, state="denied") == ()


def test_the_list_says_what_is_due_next_and_can_be_written_anew(store: Store) -> None:
    made: Submission = whole_submission(store)
    decide(store, made.application, staff("deny"), seen=1)
    with store.reading() as tx:
        (listed,) = listing.listed(tx, Wanted())
    assert listed.application == made.application
    assert listed.due_on == date(2026, 12, 2)  # ten business days, without Thanksgiving and the day after
    with store.writing() as tx:
        tx.connection.execute(text("DELETE FROM work_list"))
        assert casework.list_anew(tx) == 1
        assert work_list.find(tx, made.application) == listed
