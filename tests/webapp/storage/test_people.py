"""Links, codes, documents and replays: what belongs to people without an account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.webapp.storage.acts import CV, HOUR, NOW, ROSA, begin, whole_submission
from webapp.storage import attachments, codes, links, naming, replays
from webapp.storage.attachments import Document, State
from webapp.storage.codes import Entered
from webapp.storage.links import LinkClosedError, Purpose
from webapp.storage.store import DATABASE, Store
from webapp.storage.troubles import NotKeptError, StorageBusyError, UnkeepableError

RESUME = Purpose("resume", ROSA)
SIGN = Purpose("sign", "officer@example.edu", about={"covers": "a" * 64}, once=True)
PDF = Document("curriculum_vitae", "cv.pdf", "application/pdf", "Rosa Sampleton")


def test_a_link_opens_its_one_purpose_until_its_end(store: Store) -> None:
    with store.writing() as tx:
        link, token = links.make(tx, RESUME, lasts=2 * HOUR, by=ROSA, at=NOW)
        assert links.find(tx, token, purpose="resume", at=NOW + HOUR) == link
        for purpose, at in (("sign", NOW), ("resume", NOW + 2 * HOUR)):
            with pytest.raises(LinkClosedError):
                links.find(tx, token, purpose=purpose, at=at)
        for wrong in (token[:-1], token + "a", "", "é", "\ud800"):
            with pytest.raises(LinkClosedError, match="not one of ours"):
                links.find(tx, wrong, purpose="resume", at=NOW)


def test_looking_at_a_link_does_not_use_it_and_acting_closes_one_that_is_for_once(store: Store) -> None:
    with store.writing() as tx:
        _, token = links.make(tx, SIGN, lasts=HOUR, by=ROSA, at=NOW)
        for _ in range(3):
            assert links.find(tx, token, purpose="sign", at=NOW).about == {"covers": "a" * 64}
        used = links.use(tx, token, purpose="sign", by="officer@example.edu", at=NOW)
        assert (used.used_by, used.used_at) == ("officer@example.edu", NOW)
        with pytest.raises(LinkClosedError, match="used already"):
            links.use(tx, token, purpose="sign", by="officer@example.edu", at=NOW)


def test_a_link_that_was_taken_back_says_so(store: Store) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        link, token = links.make(tx, Purpose("edit", "jane@example.edu", draft.id), lasts=HOUR, by=ROSA, at=NOW)
        links.revoke(tx, link.id, by=ROSA, at=NOW)
        links.revoke(tx, link.id, by="somebody later", at=NOW + HOUR)
        assert [each.revoked_by for each in links.of_draft(tx, draft.id)] == [ROSA]
        with pytest.raises(LinkClosedError, match="taken back"):
            links.use(tx, token, purpose="edit", by="jane@example.edu", at=NOW)


def test_no_token_and_no_code_stands_in_the_database(sqlite_store: Store, tmp_path: Path) -> None:
    with sqlite_store.writing() as tx:
        link, token = links.make(tx, RESUME, lasts=HOUR, by=ROSA, at=NOW)
        codes.make(tx, link.id, lasts=HOUR, by=ROSA, at=NOW)
    sqlite_store.close()
    assert token.encode() not in (tmp_path / DATABASE).read_bytes()


def test_a_code_opens_once_and_only_the_last_one_counts(store: Store) -> None:
    with store.writing() as tx:
        link, _ = links.make(tx, RESUME, lasts=HOUR, by=ROSA, at=NOW)
        former = codes.make(tx, link.id, lasts=HOUR, by=ROSA, at=NOW)
        code = codes.make(tx, link.id, lasts=HOUR, by=ROSA, at=NOW)
        assert len(code) == codes.DIGITS
        if former != code:
            assert codes.enter(tx, link.id, former, most_tries=5, at=NOW) is Entered.WRONG
        assert codes.enter(tx, link.id, f" {code[:3]} {code[3:]}\n", most_tries=5, at=NOW) is Entered.RIGHT
        assert codes.enter(tx, link.id, code, most_tries=5, at=NOW) is Entered.OVER


def test_a_code_ends_by_time_and_by_too_many_tries(store: Store) -> None:
    with store.writing() as tx:
        link, _ = links.make(tx, RESUME, lasts=HOUR, by=ROSA, at=NOW)
        code = codes.make(tx, link.id, lasts=timedelta(minutes=10), by=ROSA, at=NOW)
        assert codes.enter(tx, link.id, code, most_tries=3, at=NOW + timedelta(minutes=10)) is Entered.OVER
        tried = [codes.enter(tx, link.id, wrong, most_tries=3, at=NOW) for wrong in ("", "é", "x" * 900)]
        assert tried == [Entered.WRONG] * 3
        assert codes.enter(tx, link.id, code, most_tries=3, at=NOW) is Entered.TOO_OFTEN


def test_documents_are_added_replaced_scanned_read_and_taken_out(store: Store) -> None:
    first, second = store.files.put(CV), store.files.put(b"%PDF another")
    with store.writing() as tx:
        draft = begin(tx)
        added = attachments.add(tx, PDF, first, draft=draft.id, by=ROSA, at=NOW)
        assert (added.size, added.state) == (len(CV), State.RECEIVED)
        assert attachments.in_state(tx, State.RECEIVED, most=5) == (added,)
        replaced = attachments.replace(tx, added.id, PDF, second, by=ROSA, at=NOW)
        attachments.set_state(tx, replaced.id, State.INFECTED, why="Test.Signature")
        read = attachments.set_pages(tx, replaced.id, ["page one"], reader="text 1")
        assert (read.state, read.why, read.pages, read.reader) == (
            State.INFECTED, "Test.Signature", ["page one"], "text 1",
        )  # fmt: skip
        assert attachments.of_draft(tx, draft.id) == (read,)
        attachments.take_out(tx, replaced.id)
        with pytest.raises(NotKeptError):
            attachments.read(tx, replaced.id)


def test_a_submitted_document_is_not_taken_out(store: Store) -> None:
    application = whole_submission(store).application
    with store.writing() as tx:
        (kept,) = attachments.of_application(tx, application)
        with pytest.raises(NotKeptError, match="was submitted"):
            attachments.take_out(tx, kept.id)


def test_a_name_that_no_database_holds_is_refused_in_words(store: Store) -> None:
    kept = store.files.put(CV)
    for name in ("cv\0.pdf", "cv\ud800.pdf"):
        with store.writing() as tx:
            draft = begin(tx)
        with pytest.raises(UnkeepableError, match="control character"), store.writing() as tx:
            attachments.add(tx, Document("cv", name, "application/pdf"), kept, draft=draft.id, by=ROSA, at=NOW)


def test_a_row_never_names_a_file_that_is_not_there(store: Store) -> None:
    kept = store.files.put(CV)
    store.files.path(kept.sha256).unlink()
    with pytest.raises(StorageBusyError), store.writing() as tx:
        attachments.add(tx, PDF, kept, draft=begin(tx).id, by=ROSA, at=NOW)


def test_files_that_nothing_speaks_of_are_swept_after_a_day_and_the_others_stay(store: Store) -> None:
    submission = whole_submission(store)
    orphan = store.files.put(b"an upload that was broken off")
    arriving = store.files.folder / "arriving" / "0123"
    arriving.write_bytes(b"half of")
    soon, later = naming.PATIENCE / 2, naming.PATIENCE * 2
    now = datetime.now(UTC)  # what lies on a disk carries the disk's time
    assert naming.sweep(store, at=now + soon) == 0
    assert naming.sweep(store, at=now + later) == 2
    assert not store.files.holds(orphan.sha256)
    assert not arriving.exists()
    assert store.files.holds(submission.attachments[0]["sha256"])


def test_an_answer_is_forgotten_in_time(store: Store) -> None:
    with store.writing() as tx:
        replays.answer(tx, "key" * 500, {"n": 1}, act="decide", body={}, by=ROSA, at=NOW)
    with store.writing() as tx:
        replays.forget(tx, before=NOW)
        assert replays.answered(tx, "key" * 500, act="decide", body={}, by=ROSA) == {"n": 1}
        replays.forget(tx, before=NOW + HOUR)
        assert replays.answered(tx, "key" * 500, act="decide", body={}, by=ROSA) is None
