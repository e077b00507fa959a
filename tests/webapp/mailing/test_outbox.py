from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.webapp.sink import Sink, sink
from webapp.mailing import outbox
from webapp.mailing import sending as mailing
from webapp.mailing.outbox import AddressError, Enclosure, Note, Swept, sweep, written
from webapp.mailing.sending import Mailing
from webapp.storage import mails
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, open_store

NOW = datetime(2026, 11, 16, 18, 30, tzinfo=UTC)
US = "data-requests@agency.example"
NOTE = Note(
    "received:2026-0001",
    "rosa.sampleton@example.edu",
    "We have your application 2026-0001 — Nguyễn",
    "Dear Kāneʻohe,\n\n.a line that begins with a dot\n" + "a long line " * 40 + "\n",
    (Enclosure("application.pdf", "application/pdf", b"%PDF \x00\xff\r\n.\r\n"),),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "home")
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[Sink]:
    with sink() as state:
        yield state


def post(store: Store, note: Note = NOTE) -> mails.Mail:
    with store.writing() as tx:
        return outbox.post(tx, note, sender=US, by="service", at=NOW)


def send(store: Store, server: Sink, at: datetime = NOW) -> Swept:
    by = Mailing(US, "127.0.0.1", server.port).sender_to(Path("unused"))
    return sweep(store, by, now=lambda: at)


def state(store: Store) -> mails.Mail:
    with store.reading() as tx:
        return next(mail for each in mails.State for mail in mails.in_state(tx, each, most=5))


def test_a_mail_arrives_as_it_was_written(store: Store, server: Sink) -> None:
    kept = post(store)
    assert send(store, server) == Swept(sent=1)
    assert server.mails == [kept.message]
    mail = message_from_bytes(server.mails[0], policy=default)
    assert mail["Subject"] == NOTE.subject
    assert mail["To"] == NOTE.to
    body, enclosure = mail.get_body(), next(iter(mail.iter_attachments()))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == NOTE.text
    assert enclosure.get_content() == NOTE.enclosures[0].content
    assert all(len(line) <= 998 for line in server.mails[0].split(b"\r\n"))
    assert state(store).sent_at == NOW
    assert send(store, server) == Swept()


def test_one_occasion_has_one_mail_and_one_message_id(store: Store) -> None:
    assert post(store) == post(store)
    ids = {message_from_bytes(written(NOTE, sender=US, at=at))["Message-ID"] for at in (NOW, NOW + timedelta(days=1))}
    assert len(ids) == 1
    long = "someone@" + "a-rather-long-name." * 5 + "example"
    identity = message_from_bytes(written(NOTE, sender=long, at=NOW), policy=default)["Message-ID"]
    assert identity.endswith(f"{long.partition('@')[2]}>")


@pytest.mark.parametrize("to", ["nobody", "a@b@c", "rosa@example.edu\r\nBcc: x@y.z", "rosá@example.edu", ""])
def test_nothing_is_written_to_an_address_that_is_none(to: str) -> None:
    with pytest.raises(AddressError):
        written(Note("k", to, "subject", "text"), sender=US, at=NOW)


def test_a_subject_of_two_lines_is_refused_and_half_a_character_is_no_obstacle() -> None:
    with pytest.raises(AddressError):
        written(Note("k", NOTE.to, "subject\r\nBcc: x@y.z", "text"), sender=US, at=NOW)
    assert b"half ?" in written(Note("k", NOTE.to, "\ud800", "half \ud800"), sender=US, at=NOW)


def test_a_server_that_is_down_is_tried_again_at_growing_pauses_for_two_days(store: Store, server: Sink) -> None:
    post(store)
    at, tries = NOW, []
    while (mail := state(store)).state is mails.State.WAITING:
        at = max(at, mail.next_at)
        tries.append(at - NOW)
        nowhere = Mailing(US, "127.0.0.1", 1).sender_to(Path("unused"))
        sweep(store, nowhere, now=lambda at=at: at)  # type: ignore[misc]  # mypy sees no type in a default
    minutes = [round(each.total_seconds() / 60) for each in tries[:5]]
    assert minutes == [0, 1, 6, 21, 81]
    assert timedelta(hours=47) < tries[-1] <= timedelta(hours=48)
    assert mail.state is mails.State.FAILED
    assert "can't be reached" in mail.trouble
    assert send(store, server) == Swept()


def test_a_mail_goes_once_the_server_is_there_again(store: Store, server: Sink) -> None:
    post(store)
    server.recipient = "450 come back later"
    assert send(store, server) == Swept(waiting=1)
    assert state(store).trouble == "The mail server said: 450 come back later"
    server.recipient = "250 fine"
    assert send(store, server) == Swept()
    assert send(store, server, NOW + timedelta(minutes=1)) == Swept(sent=1)


@pytest.mark.parametrize("step", ["recipient", "data"])
def test_a_mail_that_is_refused_for_good_waits_for_a_person(store: Store, server: Sink, step: str) -> None:
    post(store)
    setattr(server, step, "550 nobody of that name")
    assert send(store, server) == Swept(failed=1)
    assert state(store).trouble == "The mail server said: 550 nobody of that name"


def test_a_server_that_hangs_up_before_it_says_yes_gets_the_same_mail_again(store: Store, server: Sink) -> None:
    post(store)
    server.drops = True
    assert send(store, server) == Swept(waiting=1)
    server.drops = False
    assert send(store, server, NOW + timedelta(minutes=1)) == Swept(sent=1)
    first, second = server.mails
    assert first == second


def test_a_server_that_hangs_holds_no_writer_up(store: Store, server: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "TIMEOUT", 1)
    post(store)
    server.hangs = threading.Event()
    swept: list[Swept] = []
    sending = threading.Thread(target=lambda: swept.append(send(store, server)))
    sending.start()
    post(store, Note("another", NOTE.to, "subject", "text"))
    assert sending.is_alive()
    sending.join(30)
    server.hangs.set()
    assert swept[0].waiting >= 1


def test_a_sender_that_died_loses_no_mail(store: Store, server: Sink) -> None:
    post(store)
    with store.writing() as tx:
        assert mails.take(tx, most=5, at=NOW)
    assert send(store, server, NOW + timedelta(seconds=59)) == Swept()
    assert send(store, server, NOW + timedelta(seconds=60)) == Swept(sent=1)


def test_without_a_server_a_mail_is_a_file_and_a_second_try_writes_the_same(store: Store, tmp_path: Path) -> None:
    kept = post(store)
    by = Mailing().sender_to(tmp_path / "mail")
    assert sweep(store, by, now=lambda: NOW) == Swept(sent=1)
    by(kept.id, kept.address, kept.message)
    (written_file,) = (tmp_path / "mail").iterdir()
    assert (written_file.suffix, written_file.read_bytes()) == (".eml", kept.message)
    (tmp_path / "no folder").write_bytes(b"")
    post(store, Note("another", NOTE.to, "subject", "text"))
    assert sweep(store, Mailing().sender_to(tmp_path / "no folder"), now=lambda: NOW) == Swept(waiting=1)
