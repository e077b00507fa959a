"""Makes the record of a submission: drawn, bound, sealed and kept, once."""

from __future__ import annotations

from forms.binding.book import bind
from forms.fields import UnreadableFormError
from forms.seal import seal_file
from templates.sheets import draw
from validator.questions import Answers
from webapp import clock
from webapp.config import Config
from webapp.filling.packages import filled
from webapp.recording.enclosed import enclosures
from webapp.recording.sheets_of import sheets_of, what
from webapp.sealing.seal_key import seal_key
from webapp.storage import records, signatures, submissions
from webapp.storage.seals import Sealed, new_code
from webapp.storage.signatures import Signature
from webapp.storage.store import Store
from webapp.storage.submissions import Submission
from webapp.storage.troubles import NotKeptError

BY = "service"


def make(store: Store, application: str, round_: int, *, at: Config) -> Sealed:
    """The record of one round of an application, made now where there is none.

    Made twice at once, the one that is kept first stays, and both callers get it.

    Args:
        store: What is kept.
        application: Its number.
        round_: Which submission of it.
        at: The installation: where its key is, and how people reach it.

    Raises:
        NotKeptError: There is no such round.
        DamagedError: What was submitted, or a file of it, is not as it was.
        SettingError: The key can't be used.
    """
    with store.reading() as tx:
        submission = _round(submissions.read(tx, application), round_)
        if before := records.of_submission(tx, submission.id):
            return before
        everyone = signatures.of_application(tx, application)
    given = [one for one in everyone if one.signed_at <= submission.submitted_at]
    return _keep(store, submission, given, at)


def _keep(store: Store, submission: Submission, given: list[Signature], at: Config) -> Sealed:
    code, now = new_code(), clock.now()
    form, undrawn = _drawn(submission.answers)
    sheets = draw(sheets_of(submission, given, code=code, address=at.address, undrawn=undrawn), created=now)
    with store.files.arriving() as path:
        bind(sheets, form, list(enclosures(store.files, submission)), path)
        with path.open("r+b") as file:
            seal_file(file, seal_key(at.home), at=now, reason=what(submission))
        kept = store.files.take(path)
    sealed = Sealed(code, kept.sha256, what(submission), BY, now)
    with store.writing() as tx:
        return records.keep(tx, submission.id, kept, sealed, at=now)


def _round(rounds: tuple[Submission, ...], number: int) -> Submission:
    for submission in rounds:
        if submission.round == number:
            return submission
    raise NotKeptError(f"This application has {len(rounds)} rounds, and no round {number}.", "Look at its page again.")


def _drawn(answers: Answers) -> tuple[bytes | None, str]:
    """The filled form; or why it can't be drawn: what came on paper may say anything."""
    try:
        return filled(answers), ""
    except UnreadableFormError as cannot:
        return None, cannot.message
