"""`datarequest map`: draft the table that lets a form of somebody else be read, out of its blank."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from forms.editions.drafting import draft, unanswered, unplaced
from forms.editions.placing import Placed, placed
from forms.fields import UnreadableFormError
from forms.limits import FORM_SIZE
from forms.reader import Reader
from validator.questions import Edition, edition
from webapp.checking import report
from webapp.editions import FOLDER
from webapp.unpacking.intake import bytes_of

EXAMPLE = "datarequest map blank.pdf -o editions/department-2021.toml"

WELL, FOUND, IMPOSSIBLE = 0, 1, 2
_MOST_TOLD = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """The blank form, and where the map goes."""
    parser.add_argument("file", type=Path, metavar="BLANK.pdf", help="the form of somebody else, not filled in")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.toml", help="where the map goes (default: printed)")


def run(chosen: argparse.Namespace) -> int:
    """Draft a map; 0 every field was placed, 1 some were not, 2 the form could not be read or the map not written."""
    form = edition()
    try:
        with Reader() as read:
            fields = read.blank(bytes_of(chosen.file, FORM_SIZE.most + 1))
    except UnreadableFormError as unreadable:
        sys.stderr.write(report.refusal_as_text(str(chosen.file), unreadable))
        return IMPOSSIBLE
    found = placed(fields, form)
    text = draft(found, form, chosen.file.name)
    if chosen.output is None:
        sys.stdout.write(text)
    elif not _written(chosen.output, text):
        return IMPOSSIBLE
    sys.stderr.write(_told(found, form))
    return FOUND if unplaced(found) else WELL


def _written(path: Path, text: str) -> bool:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        sys.stderr.write(f"There is a file {path} already, and a map that somebody looked over is not written over.\n")
    except OSError:
        sys.stderr.write(f"{path} can't be written. Name a file in a folder that you may write to.\n")
    else:
        return True
    return False


def _told(found: Sequence[Placed], form: Edition) -> str:
    without, lacking = unplaced(found), unanswered(found, form)
    sure = sum(bool(one.place) and one.is_sure for one in found)
    lines = [f"{len(found)} fields: {sure} placed, {len(found) - sure - len(without)} placed that you should look at."]
    if without:
        lines.append(f"No place was found for {len(without)}: {_listed([one.asked.name for one in without])}")
    if lacking:
        lines.append(f"No field was found for {len(lacking)} answers: {_listed(lacking)}")
    lines.append(f"Look at every line, give it a title, and put it into the folder “{FOLDER}” of the service.")
    return "\n".join(lines) + "\n"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
    return ", ".join(f"“{name}”" for name in names[:_MOST_TOLD]) + more
