"""`datarequest read`: what a filled PDF form holds, field by field, with what is doubtful about it."""

from __future__ import annotations

import argparse
import io
import json
import sys
import textwrap
from pathlib import Path
from typing import Any

from forms.document import edition_mark
from forms.fields import Field, Reading, UnreadableFormError, Value
from forms.limits import FORM_SIZE
from forms.reader import Reader
from forms.refusals import refusal
from forms.scanned.tesseract import find

EXAMPLE = "datarequest read application.pdf --json"

_WIDTH = 100
_WIDEST_NAME = 44


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file to read, and how to write what it holds."""
    parser.add_argument("file", metavar="FILE.pdf", help="a filled PDF form; any fillable form can be read")
    parser.add_argument("--json", action="store_true", help="write JSON, with every value exactly as it was read")


def run(args: argparse.Namespace) -> int:
    """Read one form; 2 where it cannot be read."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        pdf = contents(args.file)
        with Reader(ocr=find) as read:
            reading = read(pdf)
    except UnreadableFormError as refused:
        _write(_refused(args.file, refused) if args.json else _refusal_text(args.file, refused))
        return 2
    _write(_as_json(args.file, reading) if args.json else _as_text(args.file, reading))
    return 0


def contents(name: str) -> bytes:
    """The bytes of a file that a person names.

    Raises:
        UnreadableFormError: There is no such file, it is a folder, it may not be opened, or it is too large.
    """
    try:
        with Path(name).open("rb") as file:
            return file.read(FORM_SIZE.most + 1)  # one byte more than a form may have is refused by the reader
    except IsADirectoryError:
        raise refusal("folder") from None
    except PermissionError:
        raise refusal("forbidden") from None
    except (OSError, ValueError):
        raise refusal("not_found") from None


def _as_json(source: str, reading: Reading) -> str:
    fields = {
        one.name: {"value": one.value, "from": one.source, "confidence": one.confidence, "doubt": one.doubt}
        for one in reading.fields
    }
    notes = [{"kind": note.kind, "message": note.message} for note in reading.notes]
    return _json({"source": source, "edition": edition_mark(reading), "fields": fields, "notes": notes})


def _refused(source: str, refused: UnreadableFormError) -> str:
    why = {"kind": refused.kind, "message": refused.message, "remedy": refused.remedy}
    return _json({"source": source, "refused": why})


def _refusal_text(source: str, refused: UnreadableFormError) -> str:
    return f"{source}\n{_wrapped(refused.message)}\n{_wrapped(refused.remedy)}"


def _as_text(source: str, reading: Reading) -> str:
    width = min(_WIDEST_NAME, max((len(field.name) for field in reading.fields), default=0))
    named = edition_mark(reading)
    doubtful = sum(1 for field in reading.fields if field.doubt)
    lines = [source, _counted(len(reading.fields), doubtful) + (f"; edition {named} of our form" if named else ""), ""]
    for field in reading.fields:
        lines.append(_line(field, width))
        if field.doubt:
            lines.append(_wrapped(field.doubt, indent=" " * (width + 2) + "? "))
    if reading.notes:
        lines += ["", "About this file", *(_wrapped(note.message, indent="- ") for note in reading.notes)]
    return "\n".join(lines)


def _counted(fields: int, doubtful: int) -> str:
    return f"{fields} field{'' if fields == 1 else 's'}, {doubtful or 'none'} to look at"


def _line(field: Field, width: int) -> str:
    """One field: its name, then its value; the further lines of an answer stand under the first."""
    return f"{field.name:<{width}}  " + _words(field.value).replace("\n", "\n" + " " * (width + 2))


def _words(value: Value) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case None | "":
            return "–"
        case tuple():
            return ", ".join(value) or "–"
    return value


def _wrapped(text: str, *, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))


def _json(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
