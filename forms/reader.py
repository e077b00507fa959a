"""The guarded process that every uploaded file is read in; who asks neither loads a PDF library nor forks."""

from __future__ import annotations

import base64
import json
import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from forms.attaching.attachment_refusals import refuse
from forms.editions.blank_fields import BlankField
from forms.fields import Reading, UnreadableFormError
from forms.guarded.allowances import LONGEST_WAIT, allowance
from forms.guarded.confinement import Isolation
from forms.guarded.frames import receive, send
from forms.guarded.ways import read_form
from forms.limits import ATTACHMENT_SIZE, FORM_SIZE, SEALED_SIZE, Limit
from forms.packages.unpacking import Package, unpack
from forms.refusals import TOO_MUCH, refusal
from forms.scanned.free_pages import Before
from forms.scanned.scan import Finder, Scans
from forms.scanned.tesseract import no_program
from forms.signing.signature import Signature, from_plain

_LOADING = 20.0
"""Seconds, above those for a file, that a process may take to load its libraries on a busy machine."""


Refusal = Callable[..., UnreadableFormError]
"""Words for why a file can't be read, by the kind of reason."""


class Crop(NamedTuple):
    """A part of a page."""

    page: int
    """Counted from 1."""
    png: bytes


class Attached(NamedTuple):
    """What was found in a document that somebody attaches."""

    type: str
    """Its media type, by its content."""
    pages: tuple[str, ...]
    """The words of each page, as far as they can be read; a picture has none."""
    notes: tuple[str, ...]
    """What a person should know of it, in sentences."""
    pictures: tuple[int, ...] = ()
    """The places, counted from 0, of pages that are pictures with no words over them, or with hardly any."""
    recognised: tuple[int, ...] = ()
    """Of those the ones whose words were read off the picture."""


class Reader:
    """Reads files in processes of their own: `with Reader() as read: reading = read(pdf)`.

    Where it is given a program that reads letters in pictures, it reads scans, too.

    It may be asked from several threads at once; each of its hosts reads one file at a time. A host that ends is
    started again for the next file.
    """

    def __init__(self, *, hosts: int = 1, ocr: Finder = no_program) -> None:
        self._scans = Scans(ocr, at_once=max(1, hosts - 1))
        self._hosts = [_Host() for _ in range(hosts)]
        self._free: queue.SimpleQueue[_Host] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        for host in self._hosts:
            with suppress(OSError):  # who asks is told
                host.start()
            self._free.put(host)
        return self

    def __exit__(self, *_: object) -> None:
        for host in self._hosts:
            host.end(for_good=True)

    def __call__(self, pdf: bytes) -> Reading:
        """The answers of a form: its fields, read by two programs, or what is printed where those are gone.

        Raises:
            UnreadableFormError: There is nothing to read, or reading it was stopped.
        """
        return read_form(self._ask, pdf, self._scans)

    def pages(self, pdf: bytes, *, width: int = 1000, most: int = 20) -> list[bytes]:
        """The first pages as PNG pictures; their width in pixels.

        Raises:
            UnreadableFormError: They cannot be drawn, or drawing them was stopped.
        """
        return [base64.b64decode(page) for page in self._ask("pages", pdf, width=width, most=most)["pages"]]

    def crops(self, pdf: bytes, names: Sequence[str], *, printed: bool = False) -> dict[str, Crop]:
        """For each field or group of that name the part of the page that it stands on; without those on no page.

        Args:
            pdf: The form; of a scan only one that was read before.
            names: Full names of fields, or of groups of them.
            printed: Whether the fields are gone, and only what is printed tells where they stood.

        Raises:
            UnreadableFormError: They cannot be drawn, or drawing them was stopped.
        """
        if laid := self._scans.laid(pdf):
            drawn = self._ask("scan_crops", pdf, names=list(names), laid=laid)["crops"]
        else:
            drawn = self._ask("printed_crops" if printed else "crops", pdf, names=list(names))["crops"]
        return {name: Crop(page, base64.b64decode(png)) for name, (page, png) in drawn.items()}

    def signatures(self, pdf: bytes, roots: Sequence[bytes], *, at: datetime | None = None) -> tuple[Signature, ...]:
        """Who signed a file, and whether it still stands; see `signatures.signatures_of`.

        Raises:
            UnreadableFormError: The file cannot be read, or reading it was stopped.
            CertificateError: One of the roots is no certificate.
        """
        from forms.signing.certificates import as_pem

        moment = at.isoformat() if at else None
        read = self._ask("signatures", pdf, largest=SEALED_SIZE, roots=as_pem(roots), at=moment)
        return tuple(from_plain(plain) for plain in read["signatures"])

    def blank(self, pdf: bytes) -> list[BlankField]:
        """The fields of a form that nobody has filled in, with what is printed beside each.

        Raises:
            UnreadableFormError: It cannot be read, or reading it was stopped.
        """
        return [BlankField.of(plain) for plain in self._ask("blank", pdf)["fields"]]

    def attachment(self, content: bytes) -> Attached:
        """What is in a document that is attached, once all of it was read.

        Raises:
            UnreadableFormError: It can't be attached.
        """
        read = self._ask("attachment", content, largest=ATTACHMENT_SIZE, words=refuse)
        return Attached(read["type"], tuple(read["pages"]), tuple(read["notes"]), tuple(read["pictures"]))

    def previews(self, content: bytes, *, width: int = 700, most: int = 4) -> list[bytes]:
        """The first pages of an attached document as PNG pictures; none of a Word document.

        Raises:
            UnreadableFormError: They cannot be drawn, or drawing them was stopped.
        """
        drawn = self._ask("previews", content, largest=ATTACHMENT_SIZE, words=refuse, width=width, most=most)
        return [base64.b64decode(page) for page in drawn["pages"]]

    def package(self, content: bytes) -> Package:
        """The files of a ZIP file, or of a PDF that carries some.

        Raises:
            UnreadableFormError: It can't be opened.
        """
        return unpack(self._ask, content)

    def recognise(self, content: bytes, pages: Sequence[int], *, before: Before | None = None) -> Mapping[int, str]:
        """The words seen on some pages, counted from 0, of a document that is a picture; without OCR none.

        Args:
            content: The document.
            pages: The places of the pages; those that the time for a document does not reach are left out.
            before: Is called with the place of each page before it is read.

        Raises:
            UnreadableFormError: The program that reads them is busy for too long.
        """
        return self._scans.words(self._ask_of_attachment, content, pages, before)

    @property
    def can_recognise(self) -> bool:
        """Whether it reads letters in pictures."""
        return self._scans.can_read

    def _ask_of_attachment(self, job: str, content: bytes, **options: object) -> Any:
        return self._ask(job, content, largest=ATTACHMENT_SIZE, words=refuse, **options)

    @property
    def isolation(self) -> Isolation:
        """What the process that reads a file is kept from, found out by trying."""
        return Isolation(**self._ask("isolation", b""))

    def _ask(
        self, job: str, pdf: bytes, *, largest: Limit = FORM_SIZE, words: Refusal = refusal, **options: object
    ) -> Any:
        if len(pdf) > largest.most:
            raise words("too_large", what=f"it has more than {largest}")
        host = self._free.get()
        try:
            ending, answer = self._insist(host, json.dumps([job, options]).encode(), pdf)
        finally:
            self._free.put(host)
        read = json.loads(answer) if ending == "done" else {"ended": ending}
        if "refused" in read:
            raise UnreadableFormError(*read["refused"])
        if "ended" in read:
            raise words(read["ended"], what=TOO_MUCH, wait=str(allowance(job).wait))
        return read

    def _insist(self, host: _Host, request: bytes, pdf: bytes) -> tuple[str, bytes]:
        """Ask; a host that has ended since it was asked last is started again, once."""
        for _ in range(2):
            with suppress(OSError):
                return host.ask(request, pdf)
            host.end()
        raise refusal("not_reading")


class _Host:
    """One loaded process, and the channel to it."""

    def __init__(self) -> None:
        self._running: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        self._over = False
        self._changing = threading.Lock()

    def start(self) -> socket.socket:
        """The channel to the process, which is started where it does not run; nobody waits for it to load.

        Raises:
            OSError: It cannot be started, or was ended for good.
        """
        with self._changing:
            if self._over:
                raise ConnectionAbortedError("the reader is closed")
            if self._running is None:
                ours, theirs = socket.socketpair()
                ours.settimeout(LONGEST_WAIT + _LOADING)
                with theirs:
                    self._running = _started(theirs), ours
            return self._running[1]

    def ask(self, request: bytes, pdf: bytes) -> tuple[str, bytes]:
        """How the process ended with the file, and its answer.

        Raises:
            OSError: The process has gone, or does not answer.
        """
        channel = self.start()
        send(channel, request, pdf)
        return receive(channel).decode(), receive(channel)

    def end(self, *, for_good: bool = False) -> None:
        """End the process, whatever it is doing."""
        with self._changing:
            self._over = self._over or for_good
            if self._running is None:
                return
            process, channel = self._running
            self._running = None
            with suppress(OSError):
                channel.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits for an answer
            process.kill()
            process.wait()
            channel.close()


def _started(channel: socket.socket) -> subprocess.Popen[bytes]:
    """The process, started with nothing of this one's environment but what Python needs to find its modules."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PYTHONHOME") if name in os.environ}
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    return subprocess.Popen(  # our own module, run by our own interpreter
        [sys.executable, "-P", "-m", "forms.guarded.reader_host"],
        stdin=channel.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPATH": path, "LC_ALL": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
