"""The documents that wait for the virus scanner: asked about one after the other, each until there is a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from webapp.attaching.scanning import ODD, ScannerAwayError, Verdict
from webapp.storage import attachments
from webapp.storage.attachments import Attachment, State
from webapp.storage.store import Store
from webapp.storage.troubles import NotKeptError

Scan = Callable[[bytes], Verdict]
AWAY = "The virus scanner does not answer at the moment; it is asked again by itself."

_WAITING = (State.SCANNING, State.RECEIVED, State.NOT_SCANNED)
"""What a sweep takes up; a scan that was broken off by a crash is simply done again."""


@dataclass(frozen=True, slots=True)
class Words:
    """A state as people read it."""

    name: str
    says: str
    remedy: str = ""


WORDS = {
    State.RECEIVED: Words("Received", "It is safe with us and waits for the virus scanner."),
    State.SCANNING: Words("Being scanned", "The virus scanner is looking at it. You can go on with other sections."),
    State.CLEAN: Words("Scanned", "The virus scanner found nothing in it."),
    State.INFECTED: Words(
        "Infected",
        "The virus scanner found something in it that may do harm. Nobody can open it here, and the application "
        "can’t be submitted with it.",
        "Remove it. Scan your computer, make the document anew from its source, and add that.",
    ),
    State.UNSCANNABLE: Words(
        "Could not be scanned",
        "The virus scanner came to no verdict, so it does not count as enclosed yet.",
        "Have it scanned again, or save it as a PDF without a password and put that in its place.",
    ),
    State.NOT_SCANNED: Words(
        "Not scanned", "This service had no virus scanner when it came. It is kept as it came, and counts as enclosed."
    ),
}


def first_state(*, has_scanner: bool) -> State:
    """The state of a document that has just come in."""
    return State.RECEIVED if has_scanner else State.NOT_SCANNED


def may_be_opened(document: Attachment, *, has_scanner: bool) -> bool:
    """Whether a document is given back to anybody: where there is a scanner, only what it found clean."""
    if has_scanner:
        return document.state is State.CLEAN
    return document.state is not State.INFECTED


def holding_up(documents: Sequence[Attachment], *, has_scanner: bool) -> list[str]:
    """Why an application can't be submitted with these documents yet, one sentence for each; none: it can."""
    return [
        f"“{one.name}”: {WORDS[one.state].says} {WORDS[one.state].remedy}".strip()
        for one in documents
        if not may_be_opened(one, has_scanner=has_scanner)
    ]


def sweep(store: Store, scan: Scan) -> int:
    """Ask about every document that waits; returns how many verdicts there are.

    No transaction is open while the scanner looks. It may be run at any time, and twice at once.
    """
    done: set[str] = set()
    if not _anything_waits(store):
        return 0
    while document := _take(store, done):
        try:
            verdict = scan(store.files.read(document.sha256))
        except ScannerAwayError:
            _write(store, document, Verdict(State.RECEIVED, AWAY))
            return len(done)
        except FileNotFoundError:
            verdict = Verdict(State.UNSCANNABLE, ODD)
        _write(store, document, verdict)
        done.add(document.id)
    return len(done)


def _anything_waits(store: Store) -> bool:
    """Looked up without keeping any writer waiting."""
    with store.reading() as tx:
        return any(attachments.in_state(tx, state, most=1) for state in _WAITING)


def _take(store: Store, done: set[str]) -> Attachment | None:
    """The next document that waits, marked as being scanned."""
    with store.writing() as tx:
        for state in _WAITING:
            for document in attachments.in_state(tx, state, most=len(done) + 1):
                if document.id not in done:
                    return attachments.set_state(tx, document.id, State.SCANNING)
    return None


def _write(store: Store, document: Attachment, verdict: Verdict) -> None:
    with suppress(NotKeptError), store.writing() as tx:  # it was taken out meanwhile
        attachments.set_state(tx, document.id, verdict.state, why=verdict.why)
