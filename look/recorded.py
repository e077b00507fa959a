"""The record of an invented submission, as people find it, out of a store that is gone afterwards."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from procedure.events import Event, Role
from validator.questions import Answers
from webapp.clock import PACIFIC
from webapp.config import Config
from webapp.judging import findings_of, judged
from webapp.recording.making import make
from webapp.samples import SAMPLES
from webapp.signatures.slots import OF
from webapp.storage import attachments, drafts, receiving, signatures
from webapp.storage.migrating import migrate
from webapp.storage.signatures import Signing
from webapp.storage.store import Store, Transaction, open_store

ADDRESS = "https://requests.example.gov"
AT = datetime(2026, 11, 20, 10, 30, tzinfo=PACIFIC)
SIGNED = ("application_signature", "restrictions_signature", "security_certification")


def record() -> bytes:
    """The sealed PDF."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        migrate(store)
        sealed = make(store, _submitted(store), 1, at=Config(home=Path(folder), address=ADDRESS))
        content = store.files.read(sealed.sha256)
        store.close()
    return content


def _submitted(store: Store) -> str:
    answers = SAMPLES["complete"].application()
    who = answers["bona_fide_researcher"]
    kept = store.files.put(b"%PDF-1.7 an invented document")
    facts = {"bona_fide_researcher": who["name"], "research_institution": answers["research_institution"]["name"]}
    facts |= {"data_levels": ["identified"], "open_errors": []}
    event = Event(0, "submit", Role.BONA_FIDE_RESEARCHER, AT.date(), facts, name=who["name"])
    with store.writing() as tx:
        draft = drafts.begin(tx, owner=who["email"], answers=answers, by=who["email"], at=AT)
        for slot, name in (("curriculum_vitae", "cv.pdf"), ("irb_approval", "irb approval.pdf")):
            document = attachments.Document(slot, name, "application/pdf")
            attachments.add(tx, document, kept, draft=draft.id, by=who["email"], at=AT)
        _sign(tx, draft.id, answers)
        said = judged(findings_of(answers, [], on=AT.date()))
        done = receiving.submit(tx, draft.id, event, version=1, judged=said, by=who["email"], at=AT)
    return done.application


def _sign(tx: Transaction, draft: str, answers: Answers) -> None:
    """Sign as the researcher and the officer do, each for what their slot covers."""
    people: dict[str, Any] = dict.fromkeys(SIGNED[:2], answers["bona_fide_researcher"])
    people[SIGNED[2]] = answers["security_officer"]
    for name, who in people.items():
        slot = OF[name]
        signing = Signing(name, who["name"], slot.edition, slot.consent, slot.covers(answers))
        signatures.sign(tx, signing, draft=draft, by=who["email"], at=AT)
