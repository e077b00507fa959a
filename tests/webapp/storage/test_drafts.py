from __future__ import annotations

from datetime import timedelta

import pytest

from tests.webapp.storage.acts import ANSWERS, CV, HOUR, NOW, ROSA, SIGNING, begin, submit, whole_submission
from webapp.storage import attachments, drafts, links, mails, naming, signatures
from webapp.storage.drafts import Disagreement, Draft
from webapp.storage.store import Store
from webapp.storage.troubles import NotKeptError

TYPED = {"data_system": "carpos", "edition": "1", "project_title": "\0 half \ud800", "zeta": 1, "alpha": [1.0, None]}


def test_answers_are_kept_as_they_were_typed(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx, TYPED)
    with store.reading() as tx:
        kept = drafts.read(tx, draft.id).now.answers
    assert list(kept.items()) == list(TYPED.items())
    assert repr(kept["alpha"]) == "[1.0, None]"


def test_the_last_two_versions_are_kept(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        for number in (1, 2, 3):
            saved = drafts.save(tx, draft.id, {"n": number}, version=number, by=ROSA, at=NOW + number * HOUR)
    assert isinstance(saved, Draft)
    assert saved.before is not None
    assert (saved.now.number, saved.now.answers, saved.now.saved_at) == (4, {"n": 3}, NOW + 3 * HOUR)
    assert (saved.before.number, saved.before.answers) == (3, {"n": 2})


def test_the_second_of_two_windows_is_told_and_sees_both(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        drafts.save(tx, draft.id, {"from": "the first window"}, version=1, by=ROSA, at=NOW)
    with store.writing() as tx:
        told = drafts.save(tx, draft.id, {"from": "the second window"}, version=1, by="jane@example.edu", at=NOW + HOUR)
    assert isinstance(told, Disagreement)
    assert told.draft.now.answers == {"from": "the first window"}
    assert told.yours.answers == {"from": "the second window"}
    with store.reading() as tx:
        kept = drafts.read(tx, draft.id)
    assert kept.now.answers == {"from": "the first window"}
    assert kept.aside == told.yours
    with store.writing() as tx:
        settled = drafts.save(tx, draft.id, {"from": "both"}, version=kept.now.number, by=ROSA, at=NOW + 2 * HOUR)
    assert isinstance(settled, Draft)
    assert (settled.now.answers, settled.aside) == ({"from": "both"}, None)


def test_a_save_that_is_sent_again_changes_nothing_and_frightens_nobody(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        first = drafts.save(tx, draft.id, {"a": 1}, version=1, by=ROSA, at=NOW)
        again = drafts.save(tx, draft.id, {"a": 1}, version=1, by=ROSA, at=NOW + HOUR)
    assert again == first


def test_a_submitted_draft_is_changed_and_deleted_no_more(store: Store) -> None:
    submission = whole_submission(store)
    assert submission.draft
    with store.writing() as tx, pytest.raises(NotKeptError, match="submitted"):
        drafts.save(tx, submission.draft, {}, version=1, by=ROSA, at=NOW)
    with store.writing() as tx, pytest.raises(NotKeptError, match="submitted"):
        drafts.discard(tx, submission.draft)
    with store.reading() as tx:
        assert drafts.read(tx, submission.draft).submitted


def test_drafts_are_found_by_their_mailbox_whatever_its_case(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        drafts.begin(tx, owner="someone.else@example.edu", answers={}, by=ROSA, at=NOW)
        assert [each.id for each in drafts.of_owner(tx, " Rosa.Sampleton@Example.edu")] == [draft.id]


def test_a_deleted_draft_takes_everything_of_it_along_and_its_files_follow(store: Store) -> None:
    kept = store.files.put(CV)
    with store.writing() as tx:
        draft = begin(tx)
        attachments.add(
            tx, attachments.Document("cv", "cv.pdf", "application/pdf"), kept, draft=draft.id, by=ROSA, at=NOW
        )
        signatures.sign(tx, SIGNING, draft=draft.id, by=ROSA, at=NOW)
        links.make(tx, links.Purpose("resume", ROSA, draft=draft.id), lasts=HOUR, by=ROSA, at=NOW)
        mails.put(tx, mails.Letter("resume", ROSA, "Your draft", b"a link", draft=draft.id), by=ROSA, at=NOW)
    with store.writing() as tx:
        drafts.discard(tx, draft.id)
    with store.reading() as tx:
        with pytest.raises(NotKeptError):
            drafts.read(tx, draft.id)
        assert not attachments.of_draft(tx, draft.id)
        assert not signatures.of_draft(tx, draft.id)
        assert not links.of_draft(tx, draft.id)
        assert mails.waiting(tx) == 0
    later = [NOW + timedelta(days=days) for days in (400, 402, 404)]
    assert [naming.sweep(store, at=at) for at in later] == [0, 1, 0]
    assert not store.files.holds(kept.sha256)


def test_abandoned_drafts_are_swept_and_submitted_ones_stay(store: Store) -> None:
    submission = whole_submission(store, at=NOW)
    with store.writing() as tx:
        old = begin(tx, at=NOW)
        used = begin(tx, at=NOW)
        drafts.save(tx, used.id, ANSWERS, version=1, by=ROSA, at=NOW + 10 * HOUR)
        assert drafts.discard_abandoned(tx, before=NOW + HOUR) == (old.id,)
        assert submission.draft
        assert drafts.read(tx, submission.draft)
        assert drafts.read(tx, used.id)


def test_nothing_of_an_act_that_failed_is_kept(store: Store) -> None:
    made: list[Draft] = []

    def fails_at_its_end() -> None:
        with store.writing() as tx:
            made.append(begin(tx))
            submit(tx, made[0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_at_its_end()
    with store.writing() as tx:
        assert submit(tx, begin(tx)).application == "2026-0001"
        with pytest.raises(NotKeptError):
            drafts.read(tx, made[0].id)
