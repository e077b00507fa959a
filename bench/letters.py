"""Letters: ours against stock docxtpl and docxtemplater, our PDF against LibreOffice, and a thousand of them."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from jinja2 import Environment

from bench.applications import ON, right
from bench.figures import Figure, measured, unmeasured
from bench.letters_peer import started
from bench.memory import peak_megabytes
from bench.node_peer import NoPeerError
from bench.rounds import clocked, medians
from templates import office
from templates.convert import to_pdf
from templates.facts import accept
from templates.letters import LETTERS
from templates.package import Package, Part, contents
from templates.prepared import environment as sandbox
from templates.reading_back import unfaithful
from templates.rendering import fill, template_bytes
from templates.word import read
from webapp.letters.case import Case
from webapp.letters.facts import facts_of

KIND = "renewal-notice"
GIVEN = {"expires_on": "2027-02-23", "approved_on": "2026-02-23", "project_number": "P-2026-0012"}
PDFS, BATCH, JOBS = 50, 1000, 2
OFFICE_ROUNDS = 3

_CASE = Case(right(), None, ON, GIVEN)
_HEAD = _CASE.letterhead(KIND)
_FACTS = facts_of(KIND, _CASE)
_SHOWN = {
    name: getattr(_HEAD, name) for name in ("state", "name", "unit", "lines", "mark_alternative", "note")
} | {"mark": True}  # fmt: skip


def figures() -> list[Figure]:
    """CPU time a letter, as ratios; the batch in seconds that people wait."""
    return [*_word(), *_pdf(), *_thousand()]


def _word() -> Iterator[Figure]:
    ours = _ours()
    acts = {"ours": clocked(_ours), "stock": clocked(_stock), "limit": clocked(partial(_spliced, contents(ours)))}
    acts["read back"] = clocked(lambda: unfaithful(ours, LETTERS[KIND], accept(KIND, _FACTS), _HEAD))
    name, target, reason = "letter_docx_vs_docxtemplater", 1.2, ""
    try:
        with started(*_peers_template()) as (peer, letter):
            assert _text(letter.read_bytes()) == _text(ours), "the peer's letter says something else"
            seconds = medians({**acts, "peer": peer})
    except NoPeerError as absent:
        seconds, reason = medians(acts), str(absent)
    yield measured("letter_docx_vs_stock", seconds["ours"] / seconds["stock"], "ratio", 0.25)
    if reason:
        yield unmeasured(name, "ratio", target, reason=reason)
    else:
        yield measured(name, seconds["ours"] / seconds["peer"], "ratio", target)
    yield measured("letter_docx_vs_limit", seconds["ours"] / seconds["limit"], "ratio")
    yield measured("letter_docx_ms", seconds["ours"] * 1000, "ms")
    yield measured("letter_readback_ms", seconds["read back"] * 1000, "ms")


def _ours() -> bytes:
    """Facts accepted, letter filled; not read back."""
    return fill(KIND, accept(KIND, _FACTS), _HEAD)


def _stock() -> bytes:
    """As the library's own pages say to do it."""
    environment = Environment(autoescape=True)
    environment.filters |= sandbox().filters
    template = DocxTemplate(BytesIO(template_bytes(KIND)))
    template.render({**accept(KIND, _FACTS), "letterhead": _SHOWN}, environment, autoescape=True)
    template.save(made := BytesIO())
    return made.getvalue()


def _spliced(parts: dict[str, bytes]) -> bytes:
    """The least that a different letter can cost: its values replaced, two parts deflated, the rest spliced in."""
    made = []
    for name, content in parts.items():
        if name not in {"word/document.xml", "word/header2.xml"}:
            made.append(_kept(name, content))
            continue
        text = content.decode()
        for value in _VALUES:
            text = text.replace(value, escape(value))
        made.append(Part.of(name, text.encode()))
    return Package(tuple(made)).bytes()


_VALUES = [_FACTS["addressee"]["name"], *_FACTS["addressee"]["lines"], _FACTS["project_title"]]
_kept = cache(Part.of)
"""A part that does not change is deflated once."""


def _peers_template() -> tuple[bytes, dict[str, Any]]:
    """The same letter with docxtemplater's tags in place of the facts, and the data for them.

    Our own template, filled with tags: so both work on the same parts, styles and paragraphs.
    """
    numbers, data = count(), dict[str, Any]()

    def tagged(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: tagged(item) for key, item in value.items()}
        if isinstance(value, list):
            return [tagged(item) for item in value]
        if not isinstance(value, str) or not value:
            return value
        name = f"fact{next(numbers)}"
        data[name] = value
        return f"{{{name}}}"

    days = {name: value for name, value in _FACTS.items() if name.endswith("_on")}
    facts = tagged({name: value for name, value in _FACTS.items() if name not in {*days, "team"}})
    row = {"name": "{#team}{name}", "part": "{part}", "access_location": "{access_location}{/team}"}
    return fill(KIND, accept(KIND, {**facts, **days, "team": [row]}), _HEAD), {**data, "team": _FACTS["team"]}


def _text(docx: bytes) -> str:
    from templates.blocks import plain_text

    return plain_text(read(docx).body)


def _pdf() -> Iterator[Figure]:
    name, target = "letter_pdf_vs_libreoffice", 0.35
    letters = {f"{number}": _numbered(number) for number in range(PDFS)}
    to_pdf(letters["0"])
    ours, theirs, program = [], [], office.find()
    for _ in range(OFFICE_ROUNDS):
        started_at = time.process_time()
        for docx in letters.values():
            to_pdf(docx)
        ours.append((time.process_time() - started_at) / PDFS)
        if program:
            before = _children_seconds()
            office.convert(letters, program)
            theirs.append((_children_seconds() - before) / PDFS)
    yield measured("letter_pdf_ms", sorted(ours)[1] * 1000, "ms")
    if theirs:
        yield measured(name, sorted(ours)[1] / sorted(theirs)[1], "ratio", target)
    else:
        yield unmeasured(name, "ratio", target, reason="LibreOffice is not installed.")


def _numbered(number: int) -> bytes:
    return fill(KIND, accept(KIND, {**_FACTS, "project_title": f"Study {number} of fifty"}), _HEAD)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _thousand() -> Iterator[Figure]:
    """A folder of applications, each given its renewal notice as PDF, on two cores."""
    with TemporaryDirectory() as folder:
        inbox, letters, facts = Path(folder, "inbox"), Path(folder, "letters"), Path(folder, "facts.json")
        inbox.mkdir()
        facts.write_text(json.dumps(GIVEN))
        for number in range(BATCH):
            (inbox / f"{number:04}.json").write_text(json.dumps({**right(), "project_title": f"Study {number}"}))
        words = ["letter", KIND, "--application", inbox, "--facts", facts, "-o", letters]
        command = [sys.executable, "-m", "webapp.cli", *map(str, words), "--format", "pdf", "--jobs", str(JOBS)]
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            peak = peak_megabytes(process)
        seconds = time.perf_counter() - began
        made = len(list(letters.glob("*.pdf")))
        assert made == BATCH, f"{made} of {BATCH} letters were made"
    yield measured("letters_1000_pdf_seconds", seconds, "s")
    yield measured("letters_1000_pdf_peak_mb", peak, "MB")
