"""A real clamd on a socket of its own, with a signature of our own making; and peers that only pretend to be one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from webapp.attaching.scanning import Scanner

CLAMD = shutil.which("clamd", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
needs_clamd = pytest.mark.skipif(
    not CLAMD and os.environ.get("REQUIRE") != "all", reason="needs the program clamd (clamav-daemon)"
)
MARK = b"DATAREQUEST-TEST-SIGNATURE-no-virus-but-found-all-the-same"
SIGNATURE = "Datarequest.Test"
LARGEST = 2 * 1024 * 1024


@dataclass
class Clamd:
    """A running scanner."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return self.folder / "clamd.sock"

    @property
    def scanner(self) -> Scanner:
        return Scanner(path=str(self.socket), patience=30)

    def start(self) -> None:
        config = self.folder / "clamd.conf"
        self.process = subprocess.Popen([str(CLAMD), "--config-file", config], stdout=subprocess.DEVNULL)
        for _ in range(300):
            if self.scanner.answers():
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "clamd.log").read_text())

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None
        self.socket.unlink(missing_ok=True)


@contextmanager
def running() -> Iterator[Clamd]:
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    (folder / "base").mkdir()
    (folder / "base" / "test.ndb").write_text(f"{SIGNATURE}:0:*:{MARK.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"Foreground yes\nLocalSocket {folder}/clamd.sock\nDatabaseDirectory {folder}/base\n"
        f"LogFile {folder}/clamd.log\nTemporaryDirectory {folder}\nStreamMaxLength {LARGEST}\nMaxFileSize {LARGEST}\n"
        "AlertExceedsMax yes\nAlertEncrypted yes\nMaxThreads 2\nMaxFiles 50\n"
    )
    clamd = Clamd(folder)
    clamd.start()
    try:
        yield clamd
    finally:
        clamd.stop()
        shutil.rmtree(folder)


@contextmanager
def peer(path: Path, talk: Callable[[socket.socket], None]) -> Iterator[Scanner]:
    """Something that listens where a scanner should, and does what it is told with each connection."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        thread = threading.Thread(target=_serve, args=(listening, talk), daemon=True)
        thread.start()
        yield Scanner(path=str(path), patience=0.3, connecting=0.3)
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)


def _serve(listening: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    with suppress(OSError):
        while True:
            channel, _ = listening.accept()
            with channel, suppress(OSError):
                channel.settimeout(2)
                talk(channel)


def says(answer: bytes) -> Callable[[socket.socket], None]:
    """Hears a file out, then says one thing."""

    def talk(channel: socket.socket) -> None:
        heard = b""
        while not heard.endswith(b"\0\0\0\0") and heard != b"zPING\0":
            heard += channel.recv(1 << 16)
        channel.sendall(answer)

    return talk


def silent(channel: socket.socket) -> None:
    """Hears everything out and says nothing, until the other end goes."""
    while channel.recv(1 << 16):
        pass


def slow(channel: socket.socket) -> None:
    """Answers who asks whether it is there, and comes to no end with any file."""
    if channel.recv(1 << 16) == b"zPING\0":
        channel.sendall(b"PONG\0")
    else:
        silent(channel)


def hangs_up(_: socket.socket) -> None:
    """Hears nothing out."""
