"""Reading a printed page, against one `extract_words` of it by pdfplumber: what everybody has to do who reads it."""

from __future__ import annotations

import io

import pdfplumber

from bench.figures import Figure, measured
from bench.papers import printed_page
from bench.rounds import clocked, medians
from forms.flattened.printed import read_printed

_TARGET = 1.3


def figures() -> list[Figure]:
    """The ratio of the two, of a page of our form that is full of answers."""
    pdf = printed_page()

    def words() -> None:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            document.pages[0].extract_words()

    seconds = medians({"ours": clocked(lambda: read_printed(pdf)), "words": clocked(words)})
    return [measured("printed_page_vs_words", seconds["ours"] / seconds["words"], "ratio", _TARGET)]
