"""From a filled form to its findings, against the floor of only reading it and against a peer in Node."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.applications import ERRORS, ON, with_forty_errors
from bench.figures import Figure, measured, unmeasured
from bench.floor import pikepdf_fields
from bench.node_peer import NoPeerError, started
from bench.papers import filled, filled_with_errors
from bench.rounds import Clock, clocked, medians
from forms.acroform import read_fields
from forms.document import assemble
from forms.fields import Reading
from forms.reading.second_reader import disagreements
from validator.answers import prepared
from validator.finding import Finding
from validator.findings import check
from validator.messages import engine
from validator.questions import edition

Read = Callable[[bytes], Reading]


def figures() -> list[Figure]:
    """The larger of a right form and one with forty errors; against Node the one with errors."""
    one, two = zip(*(_against_the_floor(pdf) for pdf in (filled(), filled_with_errors())), strict=True)
    return [
        measured("findings_vs_floor", max(one), "ratio", 4),
        measured("findings_two_readers_vs_floor", max(two), "ratio"),
        against_node(filled_with_errors()),
        *_without_reading(),
    ]


def findings(pdf: bytes, *, read: Read = read_fields) -> list[Finding]:
    """What is measured: a filled PDF in, every finding with its clause out."""
    return check(assemble(read(pdf)).application, "submit", on=ON)


def read_twice(pdf: bytes) -> Reading:
    """Our reading, held against a second reader's."""
    return disagreements(pdf, read_fields(pdf))


def _against_the_floor(pdf: bytes) -> tuple[float, float]:
    """How long it takes in terms of the floor, with one reader and with two."""
    clocks: dict[str, Clock] = {
        "one": clocked(partial(findings, pdf)),
        "two": clocked(partial(findings, pdf, read=read_twice)),
        "floor": clocked(partial(pikepdf_fields, pdf)),
    }
    seconds = medians(clocks)
    return seconds["one"] / seconds["floor"], seconds["two"] / seconds["floor"]


def against_node(pdf: bytes) -> Figure:
    """How long it takes in terms of the peer in Node, both of them warm; not measured where there is no Node."""
    name, target = "findings_vs_node", 1.0
    with TemporaryDirectory() as folder:
        form = Path(folder, "form.pdf")
        form.write_bytes(pdf)
        try:
            with started(form) as peer:
                assert len(peer.errors()) == ERRORS, "the peer looks for the same"
                seconds = medians({"ours": clocked(partial(findings, pdf)), "node": peer})
        except NoPeerError as absent:
            return unmeasured(name, "ratio", target, reason=str(absent))
    return measured(name, seconds["ours"] / seconds["node"], "ratio", target)


def _without_reading() -> list[Figure]:
    """The check alone, and in it the schema alone, for the application with errors."""
    application, form = with_forty_errors(), edition("carpos", "1")
    held = prepared(application, form)
    schema = engine(form.data_system, form.number)
    seconds = medians(
        {
            "check": clocked(partial(check, application, "submit", on=ON)),
            "jsonschema": clocked(lambda: list(schema.iter_errors(held))),
        }
    )
    return [
        measured("check_ms", seconds["check"] * 1000, "ms"),
        measured("check_vs_jsonschema", seconds["check"] / seconds["jsonschema"], "ratio"),
    ]
