"""What people do in these tests, with everything that it needs beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from procedure.events import Event, Role
from webapp.samples import SAMPLES
from webapp.storage import askings, attachments, casework, drafts, receiving, records, seals, signatures
from webapp.storage.history import Entry
from webapp.storage.seals import Sealed
from webapp.storage.store import Store, Transaction
from webapp.storage.submissions import Submission

NOW = datetime(2026, 11, 16, 18, 30, 15, 123456, tzinfo=UTC)
TODAY = date(2026, 11, 16)
HOUR = timedelta(hours=1)
ROSA = "rosa.sampleton@example.edu"
STAFF = "m.example@agency.example"
ANSWERS = SAMPLES["complete"].application()
CV = b"%PDF-1.7 a curriculum vitae"
JUDGED = receiving.Judged("rules of 2026-11-16", [{"clause": "966(b)(12)(B)", "message": "enclosed, not seen"}])
SIGNING = signatures.Signing(
    "application_signature", "Rosa Sampleton", "signing words 1", "I sign this application.", ANSWERS
)


def submitting(act: str = "submit", on: date = TODAY, **facts: Any) -> Event:
    if act == "submit":
        facts |= {
            "bona_fide_researcher": "Rosa Sampleton",
            "research_institution": "Example State University",
            "data_levels": ["identified"],
            "open_errors": [],
        }
    return Event(0, act, Role.BONA_FIDE_RESEARCHER, on, facts, name="Rosa Sampleton")


def staff(act: str, on: date = TODAY, about: int | None = None, **facts: Any) -> Event:
    return Event(0, act, Role.RESEARCH_SERVICES, on, facts, about=about, name="M. Example")


def begin(tx: Transaction, answers: Mapping[str, Any] = ANSWERS, at: datetime = NOW) -> drafts.Draft:
    return drafts.begin(tx, owner=ROSA, answers=answers, by=ROSA, at=at)


def submit(tx: Transaction, draft: drafts.Draft, act: str = "submit", **facts: Any) -> Submission:
    event = submitting(act, **facts)
    return receiving.submit(tx, draft.id, event, version=draft.now.number, judged=JUDGED, by=ROSA, at=NOW)


def whole_submission(store: Store, at: datetime = NOW, content: bytes = CV) -> Submission:
    """A draft with a document and a signature, begun and submitted."""
    kept = store.files.put(content)
    with store.writing() as tx:
        draft = begin(tx, at=at)
        document = attachments.Document("curriculum_vitae", "cv.pdf", "application/pdf", "Rosa Sampleton")
        attachments.add(tx, document, kept, draft=draft.id, by=ROSA, at=at)
        signatures.sign(tx, SIGNING, draft=draft.id, by=ROSA, at=at)
        return submit(tx, draft)


def decide(store: Store, application: str, event: Event, *, seen: int, at: datetime = NOW) -> Entry:
    with store.writing() as tx:
        return casework.act(tx, application, event, seen=seen, by=STAFF, at=at)


def record(store: Store, submission: Submission, content: bytes = b"%PDF-1.7 a record", at: datetime = NOW) -> Sealed:
    """What the service keeps as the record of a submission."""
    kept = store.files.put(content)
    what = f"The record of application {submission.application}, round {submission.round}"
    sealed = Sealed(seals.new_code(), kept.sha256, what, "service", at)
    with store.writing() as tx:
        return records.keep(tx, submission.id, kept, sealed, at=at)


def ask_officer(tx: Transaction, draft: str, at: datetime = NOW) -> askings.Asking:
    """An officer is asked to certify a draft."""
    address = "blake@example.edu"
    asked = askings.Asked("security_certification", "Jordan Blake", address, address, "http://localhost")
    return askings.ask(tx, draft, asked, expires_at=at + HOUR, by=ROSA, at=at)
