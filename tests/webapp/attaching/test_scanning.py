from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms.attached_files import locked, paper
from tests.forms.docx_files import body, docx, words
from tests.webapp.clamd import (
    LARGEST,
    MARK,
    SIGNATURE,
    Clamd,
    hangs_up,
    needs_clamd,
    peer,
    running,
    says,
    silent,
    slow,
)
from webapp.attaching import scanning
from webapp.attaching.scanning import Scanner, ScannerAwayError, Verdict
from webapp.config import SettingError
from webapp.storage.attachments import State

CLEAN = Verdict(State.CLEAN)
FOUND = Verdict(State.INFECTED, SIGNATURE + ".UNOFFICIAL")


def unscannable(why: str) -> Verdict:
    return Verdict(State.UNSCANNABLE, why)


@pytest.fixture(scope="module")
def clamd() -> Iterator[Clamd]:
    with running() as scanner:
        yield scanner


@needs_clamd
@pytest.mark.slow
class TestARealScanner:
    def test_a_harmless_file_is_clean(self, clamd: Clamd) -> None:
        assert clamd.scanner(paper()) == CLEAN
        assert clamd.scanner(docx()) == CLEAN

    @pytest.mark.parametrize(
        "content",
        [MARK, paper() + MARK, docx({"word/document.xml": body(words(MARK.decode()))}), b"%PDF-1.7\n" + MARK],
        ids=["alone", "behind a PDF", "packed in a Word document", "in a PDF"],
    )
    def test_what_its_signatures_know_is_found(self, clamd: Clamd, content: bytes) -> None:
        assert clamd.scanner(content) == FOUND

    def test_more_than_it_takes_is_not_clean(self, clamd: Clamd) -> None:
        assert clamd.scanner(os.urandom(5 * LARGEST)).state is State.UNSCANNABLE

    def test_more_than_it_looks_through_is_not_clean(self, clamd: Clamd) -> None:
        many = docx({f"word/{number}.xml": f"<a>{number}</a>" for number in range(200)})
        assert clamd.scanner(many) == unscannable(scanning.NOT_WHOLE)

    def test_what_is_locked_is_not_clean(self, clamd: Clamd) -> None:
        assert clamd.scanner(locked("secret")) == unscannable(scanning.LOCKED)

    def test_a_file_of_nothing_is_answered(self, clamd: Clamd) -> None:
        assert clamd.scanner(b"").state in (State.CLEAN, State.UNSCANNABLE)

    def test_a_scanner_that_is_down_is_away_and_comes_back(self, clamd: Clamd) -> None:
        clamd.stop()
        assert not clamd.scanner.answers()
        with pytest.raises(ScannerAwayError):
            clamd.scanner(paper())
        clamd.start()
        assert clamd.scanner(MARK) == FOUND


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (b"stream: OK\0", CLEAN),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", Verdict(State.INFECTED, "Win.Test.EICAR_HDB-1")),
        (b"stream: odd\x1b[31m name FOUND\0", Verdict(State.INFECTED, "odd[31m name")),
        (b"stream: Heuristics.Limits.Exceeded.MaxFiles FOUND\0", unscannable(scanning.NOT_WHOLE)),
        (b"stream: Heuristics.Encrypted.PDF FOUND\0", unscannable(scanning.LOCKED)),
        (b"INSTREAM size limit exceeded. ERROR\0", unscannable(scanning.TOO_LARGE)),
        (b"stream: Can't allocate memory ERROR\0", unscannable(scanning.ODD)),
        (b"OK then\0", unscannable(scanning.ODD)),
        (b"stream: NOT OK\0", unscannable(scanning.ODD)),
        (b"\0", unscannable(scanning.ODD)),
        (b"", unscannable(scanning.BROKE_OFF)),
        (b"stream: OK", unscannable(scanning.BROKE_OFF)),
        (b"x" * 5000, unscannable(scanning.ODD)),
    ],
)
def test_only_one_answer_means_clean(tmp_path: Path, said: bytes, verdict: Verdict) -> None:
    with peer(tmp_path / "s", says(said)) as scan:
        assert scan(b"a file") == verdict


def test_nobody_at_the_address_is_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(ScannerAwayError):
        Scanner(path=str(tmp_path / "nobody"))(b"a file")


def test_an_address_that_no_socket_can_have_is_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(ScannerAwayError):
        Scanner(path=str(tmp_path / ("x" * 200)))(b"a file")


def test_a_scanner_that_says_nothing_to_anything_is_away(tmp_path: Path) -> None:
    with peer(tmp_path / "s", silent) as scan, pytest.raises(ScannerAwayError):
        scan(b"a file")


def test_a_file_that_a_scanner_does_not_come_to_an_end_with_is_unscannable(tmp_path: Path) -> None:
    with peer(tmp_path / "s", slow) as scan:
        assert scan(b"a file") == unscannable(scanning.TOO_SLOW)


def test_a_scanner_that_hangs_up_in_the_middle_of_a_large_file_is_unscannable(tmp_path: Path) -> None:
    with peer(tmp_path / "s", hangs_up) as scan:
        assert scan(b"x" * 5_000_000) == unscannable(scanning.BROKE_OFF)


def test_the_setting_names_a_socket_or_a_host_or_nothing() -> None:
    assert Scanner.of({}) is None
    assert Scanner.of({"DATAREQUEST_CLAMD": " "}) is None
    assert Scanner.of({"DATAREQUEST_CLAMD": "/run/clamav/clamd.ctl"}) == Scanner(path="/run/clamav/clamd.ctl")
    assert Scanner.of({"DATAREQUEST_CLAMD": "unix:/run/clamd"}) == Scanner(path="/run/clamd")
    assert Scanner.of({"DATAREQUEST_CLAMD": "scanner:3310"}) == Scanner(host="scanner", port=3310)
    assert Scanner.of({"DATAREQUEST_CLAMD": "[::1]:3310"}) == Scanner(host="::1", port=3310)


@pytest.mark.parametrize("wrong", ["clamd", "host:", ":3310", "host:0", "host:99999", "host:٣"])
def test_a_setting_that_is_no_address_is_told_with_what_was_expected(wrong: str) -> None:
    with pytest.raises(SettingError, match="HOST:PORT"):
        Scanner.of({"DATAREQUEST_CLAMD": wrong})


def test_a_scanner_is_reached_over_the_network_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert not Scanner(host="127.0.0.1", port=port, patience=0.2, connecting=0.2).answers()
    with pytest.raises(ScannerAwayError):
        Scanner(host="127.0.0.1", port=port)(b"a file")
