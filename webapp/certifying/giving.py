"""The officer's signature is given: paper, seal, signature, answers and mails together, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from webapp import clock
from webapp.attaching import taking_in
from webapp.attaching.taking_in import Looked
from webapp.certifying import papers, statement, words
from webapp.certifying.asking import OFFICER, Postman, end, open_askings
from webapp.certifying.digital import DigitallySigned
from webapp.certifying.opening import Opened
from webapp.certifying.prepared import Prepared
from webapp.certifying.statement import Signer
from webapp.kept import settings, store
from webapp.mailing.outbox import Enclosure, Note, post
from webapp.sealing.issuing import issue
from webapp.signatures.given import signed as signed_before
from webapp.storage import attachments, drafts, seals, signatures
from webapp.storage.askings import Step
from webapp.storage.canonical import sha256
from webapp.storage.files import Kept
from webapp.storage.seals import Sealed
from webapp.storage.signatures import Signature, Signing
from webapp.storage.store import Transaction
from webapp.uploads import Upload
from webapp.visiting.visits import same_mailbox

WHAT = "A security certification under 11 CCR 966(b)(12)(D)"
"""What anybody who verifies the file is told that it is."""
BY = "service"


@dataclass(frozen=True, slots=True)
class Paper:
    """The signed certification, as it is kept."""

    pdf: bytes
    sealed: Sealed
    signed_at: datetime
    pages: tuple[str, ...] | None = None
    """Its words, where they were read."""
    report: Looked | None = None
    """A report or listing on the cloud that goes with it."""
    told: str = ""
    """Of a digital signature: whose certificate it is, and whether somebody vouches for it."""


def drawn_up(opened: Opened, prepared: Prepared, digital: DigitallySigned | None) -> Paper:
    """The certification, signed now and sealed; made before anything is written down.

    Raises:
        LetterError: It can't be written.
        SettingError: The key of the service can't be used.
    """
    at, code, address, report = clock.now(), seals.new_code(), opened.asking.asked.address, _report(prepared)
    if digital:  # sealing would add to a file that its signer may have closed; its hash is written down instead
        sealed = Sealed(code, sha256(digital.pdf), WHAT, BY, at)
        return Paper(digital.pdf, sealed, at, digital.pages, report, digital.told)
    signer = Signer(prepared.name, prepared.title, address, prepared.method, at, code)
    pdf = statement.pdf(prepared.said(opened.draft.now.answers), signer, prepared.png)
    issued = issue(pdf, home=settings().home, code=code, what=WHAT, by=BY, at=at)
    return Paper(issued.pdf, issued.sealed, at, report=report)


def give(tx: Transaction, opened: Opened, prepared: Prepared, paper: Paper, file: Kept, *, by: Postman) -> Signature:
    """Write the signature down, with everything that follows from it."""
    at, asking, draft = paper.signed_at, opened.asking, opened.draft
    day = at.astimezone(clock.PACIFIC).date()
    former = signed_before(tx, draft).get(OFFICER.name)
    paper = replace(paper, sealed=_registered(tx, paper.sealed))
    answers = prepared.signed(draft.now.answers, day)
    _keep_paper(tx, opened, paper, file, former, at=at)
    signing = Signing(
        OFFICER.name, prepared.name, OFFICER.edition, OFFICER.consent, OFFICER.covers(answers),
        prepared.method, prepared.given(day), prepared.title, file.sha256,
    )  # fmt: skip
    signature = signatures.sign(tx, signing, draft=draft.id, by=asking.asked.address, at=at)
    drafts.amend(tx, draft.id, answers, by=asking.asked.address, at=at)
    for other in open_askings(tx, draft.id, OFFICER.name):
        if other.id != asking.id:
            end(tx, other, Step.TAKEN_BACK, by=BY, at=at, words=f"{prepared.name} has signed.")
    end(tx, asking, Step.SIGNED, by=asking.asked.address, at=at, words=_said_with_it(opened, paper))
    _send(tx, opened, paper, signature, by=by, at=at)
    return signature


def _keep_paper(
    tx: Transaction, opened: Opened, paper: Paper, file: Kept, former: Signature | None, *, at: datetime
) -> None:
    """In the place of the certification; the paper of a former signature stays with that signature alone."""
    if former:
        papers.take_out(tx, opened.draft.id, former)
    added = papers.put_in(tx, opened.draft.id, file, by=opened.asking.asked.address, at=at)
    if paper.pages is not None:
        attachments.set_pages(tx, added.id, paper.pages, reader=taking_in.READER)
    if paper.report:
        kept = Kept(sha256(paper.report.upload.content), len(paper.report.upload.content))
        place = papers.place(opened.draft.now.answers)
        taking_in.keep(tx, opened.draft, place, paper.report, kept, by=opened.asking.asked.address, at=at)


def _registered(tx: Transaction, sealed: Sealed) -> Sealed:
    """Written down once: a file that was signed with a certificate may come a second time, as it was."""
    if before := seals.by_hash(tx, sealed.sha256):
        return before
    seals.keep(tx, sealed)
    return sealed


def _report(prepared: Prepared) -> Looked | None:
    if not prepared.report:
        return None
    content = store().files.read(prepared.report["sha256"])
    return Looked(Upload(prepared.report["name"], content), taking_in.reader().attachment(content))


def _send(tx: Transaction, opened: Opened, paper: Paper, signature: Signature, *, by: Postman, at: datetime) -> None:
    told = words.signed(opened.draft, opened.asking, seals.shown(paper.sealed.code))
    enclosed = (Enclosure(papers.NAME, papers.PDF, paper.pdf),)
    for to in dict.fromkeys((opened.asking.asked.address, opened.draft.owner)):
        note = Note(f"signed:{signature.id}:{to}", to, told.subject, told.text, enclosed, draft=opened.draft.id)
        post(tx, note, sender=by.sender, by=BY, at=at)


def _said_with_it(opened: Opened, paper: Paper) -> str:
    """What staff should know: one mailbox for two people is lawful, and a question."""
    shared = same_mailbox(opened.asking.asked.address, opened.draft.owner)
    said = (paper.told, "Signed at the address of the Bona Fide Researcher." if shared else "")
    return " ".join(filter(None, said))
