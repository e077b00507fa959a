from __future__ import annotations

import faulthandler
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from forms.acroform import read_fields
from forms.fields import UnreadableFormError
from forms.guarded.confinement import Isolation, leave_the_network
from forms.guarded.reader_host import serve
from forms.guarded.reading_jobs import JOBS, Job
from forms.reader import Reader
from forms.reading.second_reader import disagreements
from tests.forms.edge_cases import EdgeCase, edge_cases
from tests.forms.raw_pdf import EXTRA, HELVETICA, form, stream, text_field, utf16

PLAIN = form([b"/FT/Tx/T(a)/V" + utf16("Łukasz Nguyễn")])
TWICE = form([b"/FT/Tx/T(a)/V(first)", b"/FT/Tx/T(a)/V(second)"])


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def _is_host(process: Path) -> bool:
    try:
        command = (process / "cmdline").read_bytes()
        parent = re.search(r"PPid:\s(\d+)", (process / "status").read_text())
    except OSError:
        return False
    return b"forms.guarded.reader_host" in command and parent is not None and int(parent[1]) == os.getpid()


def _newest_host() -> int:
    """The reader's process that was started last, found as an operator would: by its parent and its command."""
    hosts = [int(child.name) for child in Path("/proc").iterdir() if child.name.isdigit() and _is_host(child)]
    return max(hosts)


def refused(reader: Reader, document: bytes) -> str:
    with pytest.raises(UnreadableFormError) as told:
        reader(document)
    return told.value.kind


class TestReading:
    def test_a_form_is_read_as_it_was_filled(self, read: Reader) -> None:
        assert read(PLAIN).value("a") == "Łukasz Nguyễn"

    def test_several_choices_come_back_as_such(self, read: Reader) -> None:
        assert read(form([b"/FT/Ch/Ff 2097152/T(a)/V[(x)(z)]"])).value("a") == ("x", "z")

    @pytest.mark.parametrize("name", ["WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"])
    def test_what_drawings_need_is_loaded_before_the_files_are_out_of_reach(self, read: Reader, name: str) -> None:
        font = HELVETICA.replace(b"WinAnsiEncoding", name.encode())
        (field,) = read(text_field(rb"/V(a\(b\)c)", rb"(a\(b\)\143) Tj", font=font)).fields
        assert (field.value, field.doubt) == ("a(b)c", None)

    @pytest.mark.parametrize("case", edge_cases().values(), ids=edge_cases())
    def test_the_process_reads_what_is_read_outside_of_it(self, read: Reader, case: EdgeCase) -> None:
        if case.refused:
            assert refused(read, case.pdf) == case.refused
            return
        assert read(case.pdf) == disagreements(case.pdf, read_fields(case.pdf))

    def test_a_refusal_comes_with_its_words(self, read: Reader) -> None:
        with pytest.raises(UnreadableFormError) as told:
            read(b"PK\x03\x04")
        assert told.value.kind == "not_pdf"
        assert "Word" in told.value.message
        assert told.value.remedy

    def test_the_second_program_tells_what_it_reads_otherwise(self, read: Reader) -> None:
        (field,) = read(TWICE).fields
        assert field.value == "first"
        assert "Another program reads “second”" in str(field.doubt)

    def test_pages_are_drawn(self, read: Reader) -> None:
        (picture,) = read.pages(PLAIN, width=300)
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") == 300

    def test_no_more_pages_are_drawn_than_wanted(self, read: Reader) -> None:
        assert read.pages(PLAIN, most=0) == []

    def test_what_is_no_pdf_is_not_drawn(self, read: Reader) -> None:
        with pytest.raises(UnreadableFormError):
            read.pages(b"x")


class TestGuard:
    def test_the_process_is_kept_from_memory_files_and_network(self, read: Reader) -> None:
        isolation = read.isolation
        assert isolation.memory
        if not (isolation.files and isolation.network):
            pytest.skip("this system forbids namespaces of one's own")

    def test_what_is_not_kept_from_it_is_said(self) -> None:
        assert "does not let" not in str(Isolation(memory=True, files=True, network=True))
        assert "the network" in str(Isolation(memory=True, files=True, network=False)).partition("does not let")[2]

    def test_the_environment_of_the_service_stays_with_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATAREQUEST_SECRET", "canary")
        with Reader() as reader:
            reader(PLAIN)
            assert b"canary" not in Path(f"/proc/{_newest_host()}/environ").read_bytes()

    def test_the_asking_process_loads_no_pdf_library(self) -> None:
        program = "import sys, forms.reader; print(*sys.modules)"
        loaded = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.split()
        assert not {"pikepdf", "pypdf", "pypdfium2"}.intersection(loaded)

    def test_a_dead_host_is_started_again_within_two_seconds(self) -> None:
        with Reader() as reader:
            assert reader(PLAIN)
            for _ in range(3):
                os.kill(_newest_host(), signal.SIGKILL)
                start = time.monotonic()
                assert reader(PLAIN).value("a")
                assert time.monotonic() - start < 2

    def test_many_threads_may_ask_at_once(self) -> None:
        documents = [form([b"/FT/Tx/T(a)/V(%d)" % number]) for number in range(40)]
        with Reader(hosts=2) as reader, ThreadPoolExecutor(8) as threads:
            values = [reading.value("a") for reading in threads.map(reader, documents)]
        assert values == [str(number) for number in range(40)]

    def test_closing_leaves_no_process(self) -> None:
        with Reader() as reader:
            reader(PLAIN)
            host = _newest_host()
        assert not Path(f"/proc/{host}").exists()

    def test_a_closed_reader_refuses(self) -> None:
        with Reader() as reader:
            pass
        assert refused(reader, PLAIN) == "not_reading"

    def test_a_reader_closed_while_it_reads_refuses(self) -> None:
        slow = form([b"/FT/Tx/T(a)/V 90 0 R"], {EXTRA: stream(b"\0" * 60_000_000, packed=1)})
        kinds: list[str] = []

        def ask() -> None:
            kinds.append(refused(reader, slow))

        with Reader() as reader:
            reader(PLAIN)
            asking = threading.Thread(target=ask)
            asking.start()
            time.sleep(0.05)
        asking.join(10)
        assert kinds
        assert kinds[0] in {"not_reading", "too_large"}

    def test_it_works_from_another_folder_that_nobody_may_write_in(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o555)
        program = f"from forms.reader import Reader\nwith Reader() as r: print(r({PLAIN!r}).fields[0].name)"
        root = str(Path(__file__).parents[2])
        ran = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={"PYTHONPATH": root, "TMPDIR": str(tmp_path / "absent"), "HOME": "/nonexistent"},
            capture_output=True,
            text=True,
        )
        assert (ran.stdout.strip(), ran.stderr) == ("a", "")


def _aborts(*_: object) -> None:
    faulthandler.disable()
    os.abort()


def _loops(*_: object) -> None:
    while True:
        pass


def _sleeps(*_: object) -> None:
    time.sleep(60)


def _eats(*_: object) -> int:
    return len([bytes(50_000_000) for _ in range(100)])


def _talks(*_: object) -> str:
    return "x" * 3_000_000


def _breaks(*_: object) -> None:
    raise ZeroDivisionError


def _writes(*_: object) -> None:
    Path("/tmp/should-not-be").write_text("x")  # noqa: S108  # must fail


def _connects(*_: object) -> None:
    import socket

    socket.create_connection(("127.0.0.1", 9), 1)


class TestEndings:
    """How the host tells the ends of a child, tried with children that end so."""

    @pytest.mark.parametrize(
        ("work", "ends"),
        [
            (_aborts, "damaged"),
            (_loops, "too_slow"),
            (_talks, "too_large"),
            (_breaks, "damaged"),
            (_writes, "damaged"),
            (_connects, "damaged"),
        ],
    )
    def test_a_child_that_ends_badly_is_told(self, work: object, ends: str) -> None:
        assert _served(work)[0] == ends.encode()

    def test_a_child_that_wants_all_memory_is_told(self) -> None:
        ending, answer = _served(_eats)
        assert (ending, answer) == (b"done", b'{"ended": "too_hungry"}')

    def test_a_child_that_only_waits_is_ended(self) -> None:
        start = time.monotonic()
        assert _served(_sleeps)[0] == b"too_slow"
        assert time.monotonic() - start < 11


def _served(work: object) -> tuple[bytes, bytes]:
    """What a host makes of a job; in a process of its own, since a host forks and gives up the network."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    reading, writing = os.pipe()
    host = os.fork()
    if host == 0:
        leave_the_network()
        ending, answer = serve(Job(work, (), JOBS["fields"].most), b"", {}, nowhere)  # type: ignore[arg-type]
        os.write(writing, ending + b" " + answer[:1000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        ending, _, answer = pipe.read().partition(b" ")
    os.waitpid(host, 0)
    os.close(nowhere)
    return ending, answer
