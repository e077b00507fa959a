"""What is done by itself: mails go out, and what nobody needs any more goes away. Each sweep may run twice."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask

from forms.reader import Reader
from webapp import clock
from webapp.attaching import recognising, scans
from webapp.attaching.scanning import Scanner
from webapp.certifying import telling
from webapp.certifying.asking import Postman
from webapp.certifying.settings import EXTENSION
from webapp.config import Config
from webapp.corresponding import batch
from webapp.demo_mail import FOLDER
from webapp.kept import Shelf
from webapp.mailing import outbox
from webapp.mailing.sending import Mailing, Send
from webapp.recording import worker
from webapp.reminding.sweep import remind
from webapp.researcher import filing
from webapp.storage import drafts, mails, naming, recounting, replays, sessions, sign_in_attempts
from webapp.storage.store import DATABASE, Store
from webapp.storage.troubles import StorageError

MAILS_EVERY = timedelta(seconds=2)
PICTURES_EVERY = timedelta(seconds=1)
SCANS_EVERY = timedelta(seconds=1)
TELL_EVERY = timedelta(minutes=1)
LETTERS_EVERY = timedelta(seconds=2)
REST_EVERY = timedelta(hours=1)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept, for how long, and why; shown on the page about privacy."""

    what: str
    how_long: str
    why: str


ABANDONED_AFTER = timedelta(days=180)
FORGOTTEN_AFTER = timedelta(days=1)
SESSIONS_FORGOTTEN_AFTER = timedelta(days=30)
ABANDONED = Kept(
    "A draft, with its attachments and the mails about it",
    f"{ABANDONED_AFTER.days} days after it was last saved, or until you delete it",
    "So that you can come back to it.",
)
ASKED_BEFORE = Kept(
    "That a mail was asked for, and from which network address",
    "1 day",
    "So that nobody can flood a mailbox or try codes without end.",
)
KEPT = (
    ABANDONED,
    Kept(
        "A package whose answers you are confirming",
        "1 day, unless you keep its documents in a draft",
        "So that you need not send its documents once more.",
    ),
    Kept(
        "What was submitted: answers, attachments, signatures, findings",
        "As long as the Department’s retention schedule says",
        "It is a record: nothing in it is changed or deleted by this service.",
    ),
    Kept(
        "The record of a submission: one sealed file with all of it",
        "As long as the application",
        "So that anybody can find out whether a copy of it was changed.",
    ),
    Kept(
        "Of each file that was sealed: its code, its hash, what it is, and when",
        "As long as the service",
        "So that it can be verified. No name is in it.",
    ),
    Kept(
        "The history of an application: who did what, and when",
        "As long as the application",
        "It shows that nothing was changed afterwards.",
    ),
    Kept(
        "What is written beside it: messages, and the notes, answers and assignments of staff",
        "As long as the application",
        "So that whoever looks after it knows what was said. Notes are for staff alone.",
    ),
    Kept(
        "Of people who work here: when they are away, who stands in, and an interest that they declare in a case",
        "As long as the service",
        "So that it can be shown who looked after which application, and why.",
    ),
    Kept(
        "Who was asked to sign, and when they opened the page, signed, declined or passed it on",
        "As long as the draft or the application",
        "So that everybody sees what is signed, and what is not.",
    ),
    Kept("A link that you were mailed", "7 days; 30 days to help or to sign", "Only a hash of it is kept."),
    Kept("A code that you were mailed", "20 minutes", "Only a hash of it is kept."),
    ASKED_BEFORE,
    Kept(
        "Of people who work here: that they were signed in, when, and with which kind of browser",
        f"{SESSIONS_FORGOTTEN_AFTER.days} days; that they signed in stands in the account log for good",
        "So that each session can be ended, and it can be shown who was here.",
    ),
    Kept("That somebody tried to sign in", "1 day", "So that after five failures nobody tries on."),
)
"""How long is policy and not law: whoever runs the service may set it otherwise."""


def sweep(store: Store, *, now: Callable[[], datetime]) -> tuple[str, ...]:
    """Take away what has outlived its time; returns the drafts that were abandoned."""
    at = now()
    with store.writing() as tx:
        gone = drafts.discard_abandoned(tx, before=at - ABANDONED_AFTER)
        replays.forget(tx, before=at - FORGOTTEN_AFTER)
        sign_in_attempts.forget(tx, before=at - FORGOTTEN_AFTER)
        sessions.forget(tx, before=at - SESSIONS_FORGOTTEN_AFTER)
    naming.sweep(store, at=at)
    return gone


def send_mails(store: Store, send: Send, *, now: Callable[[], datetime]) -> None:
    """Send what waits; nobody is kept waiting by a look that finds nothing."""
    with store.reading() as tx:
        waiting = mails.waiting(tx)
    if waiting:
        outbox.sweep(store, send, now=now)


def prove_filings(store: Store, mailing: Mailing, *, now: Callable[[], datetime]) -> None:
    """Write down what a mail server took for the Department; a mail that is a file on this machine proves nothing."""
    if mailing.host:
        filing.prove(store, now=now)


@contextmanager
def sweeping(app: Flask) -> Iterator[None]:
    """Sweep beside the pages until the block ends: in threads of their own, since scanning and records take long."""
    over = threading.Event()
    config: Config = app.extensions["settings"]
    shelf: Shelf = app.extensions["shelf"]
    mailing: Mailing = app.extensions["mailing"]
    threads = [
        threading.Thread(target=_run, args=(shelf, config, mailing, over), name="sweeping", daemon=True),
        threading.Thread(target=_record, args=(shelf, config, over), name="records", daemon=True),
        threading.Thread(target=_tell, args=(app, over), name="signatures", daemon=True),
        threading.Thread(target=_write, args=(shelf, config, mailing, over), name="letters", daemon=True),
    ]
    scanner: Scanner | None = app.extensions["scanner"]
    if scanner:
        threads.append(threading.Thread(target=_scan, args=(shelf, config, scanner, over), name="scans", daemon=True))
    read: Reader | None = app.extensions["reader"]
    if read and read.can_recognise:
        at_work = (shelf, config, read, scanner is not None, over)
        threads.append(threading.Thread(target=_recognise, args=at_work, name="pictures", daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=30)


def _run(shelf: Shelf, config: Config, mailing: Mailing, over: threading.Event) -> None:
    send = mailing.sender_to(config.home / FOLDER)
    swept = datetime.min.replace(tzinfo=clock.PACIFIC)
    while not over.wait(MAILS_EVERY.total_seconds()):
        if not _anything_is_kept(shelf, config):
            continue
        try:
            send_mails(shelf.store(), send, now=clock.now)
            recounting.recount(shelf.store(), now=clock.now)
            prove_filings(shelf.store(), mailing, now=clock.now)
            if clock.now() - swept >= REST_EVERY:
                sweep(shelf.store(), now=clock.now)
                remind(shelf.store(), sender=mailing.sender, now=clock.now)
                swept = clock.now()
        except StorageError as trouble:
            _LOG.warning("sweeping waits: %s", trouble.matter)


def _scan(shelf: Shelf, config: Config, scanner: Scanner, over: threading.Event) -> None:
    while not over.wait(SCANS_EVERY.total_seconds()):
        try:
            if _anything_is_kept(shelf, config):
                scans.sweep(shelf.store(), scanner)
        except StorageError as trouble:
            _LOG.warning("scanning waits: %s", trouble.matter)


def _recognise(shelf: Shelf, config: Config, read: Reader, has_scanner: bool, over: threading.Event) -> None:
    """Read the pages of documents that are pictures, one document after the other."""
    while not over.wait(PICTURES_EVERY.total_seconds()):
        try:
            while _anything_is_kept(shelf, config) and not over.is_set():
                if not recognising.sweep(shelf.store(), read, has_scanner=has_scanner, now=clock.now):
                    break
        except StorageError as trouble:
            _LOG.warning("pictures wait: %s", trouble.matter)


def _record(shelf: Shelf, config: Config, over: threading.Event) -> None:
    worker.run(lambda: shelf.store() if _anything_is_kept(shelf, config) else None, config, over)


def _write(shelf: Shelf, config: Config, mailing: Mailing, over: threading.Event) -> None:
    """Send the letters of batches, one after the other."""
    while not over.wait(LETTERS_EVERY.total_seconds()):
        try:
            while _anything_is_kept(shelf, config) and not over.is_set():
                if not batch.work(shelf.store(), sender=mailing.sender, now=clock.now):
                    break
        except StorageError as trouble:
            _LOG.warning("letters wait: %s", trouble.matter)


def _tell(app: Flask, over: threading.Event) -> None:
    """Remind who was asked to sign, and tell whose signature no longer fits."""
    config: Config = app.extensions["settings"]
    shelf: Shelf = app.extensions["shelf"]
    mailing: Mailing = app.extensions["mailing"]
    by = Postman(mailing.sender, config.address)
    while not over.wait(TELL_EVERY.total_seconds()):
        try:
            if _anything_is_kept(shelf, config):
                telling.sweep(shelf.store(), app.extensions[EXTENSION], by, now=clock.now)
        except StorageError as trouble:
            _LOG.warning("telling waits: %s", trouble.matter)


def _anything_is_kept(shelf: Shelf, config: Config) -> bool:
    """Whether somebody uses more than the check: a service that only checks makes no database."""
    return shelf.is_open or bool(config.database_url) or (config.home / DATABASE).exists()
