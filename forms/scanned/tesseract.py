"""Tesseract, the program that reads letters in pictures: where it is, how it is asked, and what it answers."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from forms.flattened.words import Word

DPI = 300
WIDTH = 2550
"""Pixels: every page is drawn so wide, as if it were a letter page of 8.5 inches."""
_POINTS = 72 / DPI
_KNOWN = ("eng", "spa")
"""Languages that are asked for where they are installed: each further one makes reading slower and less sure."""
_SCRIPTS = ("Latin", "script/Latin")
"""All letters of the Latin script in one, as Debian and others call it: for names, which are of any language."""
_ASCENDER, _X_HEIGHT, _DESCENDER = 0.72, 0.53, 0.21
"""Parts of the size of a type that its letters reach above and below the base line."""
_LOW, _DEEP = frozenset("acemnorsuvwxz.,:;-·_~"), frozenset("gjpqy,;()[]{}§|/@Q")
_WAIT = 10
_BY_PLACE = 2
"""Its way to tell ink from paper by what is around (Sauvola)."""
SPARSE = 11
"""Its mode for words here and there on a page, as on a form."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, with the languages that it has and we ask for."""

    program: str
    languages: tuple[str, ...]
    script: str = ""
    """What it knows of a whole script, used for answers instead; what is printed around them is English."""

    def command(self, mode: int, *, shaded: bool = False, answers: bool = False) -> list[str]:
        """How to start it: a picture comes in, a table of words goes out.

        Args:
            mode: How it should look for lines, its page segmentation mode.
            shaded: Whether the light may differ from place to place, as on a photograph.
            answers: Whether the picture shows nothing but what people wrote.
        """
        languages = self.script if answers and self.script else "+".join(self.languages)
        light = ["-c", f"thresholding_method={_BY_PLACE}"] if shaded else []
        return [self.program, "stdin", "stdout", "--psm", str(mode), "--dpi", str(DPI), "-l", languages, *light, "tsv"]

    def environment(self) -> dict[str, str]:
        """All that the program is told of its surroundings; its own threads would only slow down one another."""
        kept = {"TESSDATA_PREFIX": os.environ["TESSDATA_PREFIX"]} if "TESSDATA_PREFIX" in os.environ else {}
        return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


@cache
def find() -> Tesseract | None:
    """Tesseract on this machine, with English; None where it is not installed. It is looked for once."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 (the program is found by its fixed name)
            [program, "--list-langs"], capture_output=True, text=True, timeout=_WAIT, check=True
        ).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return None
    languages = tuple(language for language in _KNOWN if language in listed)
    script = next((script for script in _SCRIPTS if script in listed), "")
    return Tesseract(program, languages, script) if "eng" in languages else None


def no_program() -> None:
    """Where scans are not read."""


def words_in(table: str, height: int) -> list[Word]:
    """The words of its table, in points from the lower left of a page of so many pixels."""
    return [word for row in table.splitlines()[1:] for word in _word(row.split("\t"), height)]


def _word(row: list[str], height: int) -> Iterator[Word]:
    if len(row) != 12 or row[0] != "5" or not row[11].strip():
        return
    left, top, width, tall = (int(cell) for cell in row[6:10])
    text = row[11].strip()
    letters = frozenset(text)
    deep = _DESCENDER if letters & _DEEP else 0.0
    high = _X_HEIGHT if letters <= _LOW | frozenset("gpqy") else _ASCENDER
    size = tall * _POINTS / (high + deep)
    line = (height - top - tall) * _POINTS + deep * size
    start = complex(left * _POINTS, line)
    yield Word(text, start, start + width * _POINTS, size, confidence=max(0.0, float(row[10])) / 100)
