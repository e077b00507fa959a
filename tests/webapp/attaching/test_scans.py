from __future__ import annotations

from pathlib import Path

import pytest

from tests.webapp.clamd import MARK, SIGNATURE, needs_clamd, running
from tests.webapp.storage.acts import NOW, ROSA, begin
from webapp.attaching import scans
from webapp.attaching.scanning import ScannerAwayError, Verdict
from webapp.attaching.scans import WORDS, first_state, holding_up, may_be_opened, sweep
from webapp.storage import attachments
from webapp.storage.attachments import Attachment, Document, State
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    migrate(opened)
    return opened


def added(store: Store, *contents: bytes, state: State = State.RECEIVED) -> list[str]:
    kept = [store.files.put(content) for content in contents]
    with store.writing() as tx:
        draft = begin(tx)
        document = Document("curriculum_vitae", "cv.pdf", "application/pdf")
        return [attachments.add(tx, document, file, draft=draft.id, by=ROSA, at=NOW, state=state).id for file in kept]


def of(store: Store, *documents: str) -> list[Attachment]:
    with store.reading() as tx:
        return [attachments.read(tx, document) for document in documents]


def states(store: Store, *documents: str) -> list[State]:
    return [one.state for one in of(store, *documents)]


def clean(_: bytes) -> Verdict:
    return Verdict(State.CLEAN)


def away(_: bytes) -> Verdict:
    raise ScannerAwayError


def test_each_document_that_waits_gets_its_verdict(store: Store) -> None:
    documents = added(store, b"one", b"two", b"three")
    verdicts = {b"one": Verdict(State.CLEAN), b"two": Verdict(State.INFECTED, "Bad"), b"three": Verdict(State.CLEAN)}
    assert sweep(store, lambda content: verdicts[content]) == 3
    assert states(store, *documents) == [State.CLEAN, State.INFECTED, State.CLEAN]
    assert of(store, documents[1])[0].why == "Bad"
    assert sweep(store, away) == 0


def test_while_it_is_looked_at_a_document_is_being_scanned_and_nobody_is_held_up(store: Store) -> None:
    (document,) = added(store, b"one")
    seen = []

    def scan(_: bytes) -> Verdict:
        with store.writing() as tx:
            seen.append(attachments.read(tx, document).state)
        return Verdict(State.CLEAN)

    sweep(store, scan)
    assert seen == [State.SCANNING]


def test_without_an_answer_documents_go_on_waiting_and_the_rest_is_not_tried(store: Store) -> None:
    documents = added(store, b"one", b"two")
    asked = []

    def scan(content: bytes) -> Verdict:
        asked.append(content)
        raise ScannerAwayError

    assert sweep(store, scan) == 0
    assert states(store, *documents) == [State.RECEIVED, State.RECEIVED]
    assert len(asked) == 1
    assert scans.AWAY in [one.why for one in of(store, *documents)]
    assert sweep(store, clean) == 2
    assert [one.why for one in of(store, *documents)] == ["", ""]


def test_a_scan_that_a_crash_broke_off_is_done_again(store: Store) -> None:
    (document,) = added(store, b"one", state=State.SCANNING)
    assert sweep(store, clean) == 1
    assert states(store, document) == [State.CLEAN]


def test_what_came_before_there_was_a_scanner_is_scanned_once_there_is_one(store: Store) -> None:
    (document,) = added(store, b"one", state=State.NOT_SCANNED)
    sweep(store, clean)
    assert states(store, document) == [State.CLEAN]


def test_a_document_that_is_taken_out_meanwhile_is_let_go(store: Store) -> None:
    (document,) = added(store, b"one")

    def scan(_: bytes) -> Verdict:
        with store.writing() as tx:
            attachments.take_out(tx, document)
        return Verdict(State.INFECTED, "Bad")

    assert sweep(store, scan) == 1


def test_a_file_that_is_gone_is_never_clean(store: Store) -> None:
    (document,) = added(store, b"one")
    store.files.path(of(store, document)[0].sha256).unlink()
    sweep(store, clean)
    assert states(store, document) == [State.UNSCANNABLE]


@pytest.mark.parametrize("state", State)
def test_only_what_is_clean_passes_where_there_is_a_scanner(store: Store, state: State) -> None:
    (document,) = of(store, *added(store, b"one", state=state))
    assert may_be_opened(document, has_scanner=True) is (state is State.CLEAN)
    assert may_be_opened(document, has_scanner=False) is (state is not State.INFECTED)
    assert bool(holding_up([document], has_scanner=True)) is (state is not State.CLEAN)
    assert WORDS[state].says in "".join(holding_up([document], has_scanner=True)) or state is State.CLEAN


def test_no_two_states_read_alike() -> None:
    assert set(WORDS) == set(State)
    assert len({(words.name, words.says) for words in WORDS.values()}) == len(State)
    assert len({words.name for words in WORDS.values()}) == len(State)
    assert all(words.says.endswith(".") for words in WORDS.values())
    assert [first_state(has_scanner=one) for one in (True, False)] == [State.RECEIVED, State.NOT_SCANNED]


@needs_clamd
@pytest.mark.slow
def test_a_real_scanner_that_goes_and_comes_back_leaves_nothing_unscanned(store: Store) -> None:
    with running() as clamd:
        first = added(store, b"harmless", b"before " + MARK)
        assert sweep(store, clamd.scanner) == 2
        clamd.stop()
        later = added(store, b"harmless too", b"after " + MARK)
        assert sweep(store, clamd.scanner) == 0
        assert states(store, *later) == [State.RECEIVED] * 2
        clamd.start()
        assert sweep(store, clamd.scanner) == 2
    assert states(store, *first, *later) == [State.CLEAN, State.INFECTED] * 2
    assert SIGNATURE in of(store, later[1])[0].why
