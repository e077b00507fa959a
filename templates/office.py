"""A Word letter -> PDF by LibreOffice, for what our own typesetting doesn't understand; used where it is installed.

LibreOffice says that all went well when it did not, leaves its own children running, and two calls spoil each other's
profile: so each call has a profile of its own, a time limit, a group of processes that ends as one, and its
output is looked at.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from templates.problems import LetterError, Problem
from typefaces import folders

_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseLosslessCompression":{"type":"boolean","value":"true"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
_START_SECONDS, _FILE_SECONDS = 60.0, 0.5


def find() -> str | None:
    """Where LibreOffice is on this machine; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(letters: Mapping[str, bytes], program: str) -> dict[str, bytes]:
    """Letters by name -> their PDFs by name, in one call.

    Raises:
        LetterError: with a problem for each letter of which no PDF came.
    """
    with tempfile.TemporaryDirectory(prefix="letters-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        (room / "out").mkdir()
        sources = {name: room / f"{number}.docx" for number, name in enumerate(letters)}
        for name, source in sources.items():
            source.write_bytes(letters[name])
        _run(program, room, [str(source) for source in sources.values()])
        made = {name: room / "out" / f"{source.stem}.pdf" for name, source in sources.items()}
        pdfs = {name: path.read_bytes() for name, path in made.items() if path.is_file()}
    absent = [name for name in letters if not pdfs.get(name, b"").startswith(b"%PDF-")]
    if absent:
        raise LetterError([_problem(f"LibreOffice made no PDF of {name}.") for name in absent])
    return pdfs


def _run(program: str, room: Path, sources: list[str]) -> None:
    (room / "fonts.conf").write_text(_fonts(), "utf-8")
    command = [program, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", _FILTER, "--outdir", str(room / "out"), *sources]
    process = subprocess.Popen(  # noqa: S603 (the program is found by its fixed name, the files are ours)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "HOME": str(room), "FONTCONFIG_FILE": str(room / "fonts.conf")},
    )
    try:
        process.wait(_START_SECONDS + _FILE_SECONDS * len(sources))
    except subprocess.TimeoutExpired as late:
        raise LetterError([_problem("LibreOffice did not end in time.")]) from late
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole group: the program that was started leaves the one that works behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _fonts() -> str:
    """The typefaces we ship, before those of the machine: a letter looks the same on each."""
    ours = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders())
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f'<fontconfig>{ours}<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>\n'
    )


def _problem(message: str) -> Problem:
    return Problem("", "The letter", message, "Use the Word file, and save it as PDF from Word.")
