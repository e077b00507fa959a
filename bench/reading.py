"""Reading a form, against the floor and against pypdf."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.figures import Figure, measured
from bench.floor import pikepdf_fields, pypdf_fields
from bench.papers import filled, ten_pages
from bench.rounds import clocked, medians
from forms.acroform import read_fields


def figures() -> list[Figure]:
    """The larger ratio of two forms: ten pages with 150 fields, and our own form filled in."""
    ratios = [_ratios(ten_pages()), _ratios(filled())]
    return [
        measured("read_vs_floor", max(floor for floor, _ in ratios), "ratio", 2.5),
        measured("read_vs_pypdf", max(pypdf for _, pypdf in ratios), "ratio", 0.30),
    ]


def _ratios(pdf: bytes) -> tuple[float, float]:
    """How long our reading takes in terms of the floor's, and of pypdf's."""
    readers: dict[str, Callable[[bytes], object]] = {
        "ours": read_fields,
        "floor": pikepdf_fields,
        "pypdf": pypdf_fields,
    }
    seconds = medians({name: clocked(partial(reader, pdf)) for name, reader in readers.items()})
    return seconds["ours"] / seconds["floor"], seconds["ours"] / seconds["pypdf"]
