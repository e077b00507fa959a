"""`datarequest form`: the blank form, or the form filled with answers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from forms.fields import Note, UnreadableFormError

EXAMPLE = "datarequest form --data answers.json -o application.pdf"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--data", type=Path, metavar="ANSWERS.json", help="answers to fill in")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf", help="where the form is written")


def run(chosen: argparse.Namespace) -> int:
    """Write the form; 2 when the answers can't be read or written down."""
    from forms import fill
    from forms.json_answers import read_answers
    from webapp.checking.report import refusal_as_text
    from webapp.unpacking.intake import bytes_of

    notes: tuple[Note, ...] = ()
    try:
        if chosen.data is None:
            pdf = fill.blank()
        else:
            answers, notes = read_answers(bytes_of(chosen.data))
            pdf = fill.fill(answers)
        chosen.output.write_bytes(pdf)
    except UnreadableFormError as unreadable:
        sys.stderr.write(refusal_as_text(str(chosen.data), unreadable))
        return 2
    except OSError:
        sys.stderr.write(
            f"{chosen.output} could not be written. Look whether its folder exists and may be written to.\n"
        )
        return 2
    for note in notes:
        sys.stderr.write(f"{note.message}\n")
    sys.stdout.write(f"Wrote {chosen.output}\n")
    return 0
