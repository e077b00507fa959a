"""`datarequest letter`: a letter from an application, in Word, PDF or HTML; or one for each of a folder."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from templates.letters import LETTERS
from templates.needed import needs, resolved, sometimes
from validator.finding import Stage
from webapp.commands.arguments import count, day

EXAMPLE = (
    "datarequest letter --list\n"
    "  datarequest letter renewal-notice --needs\n"
    "  datarequest letter renewal-notice --application case.json --facts facts.json -o notice.pdf\n"
    "  datarequest letter missing --application inbox -o letters --format pdf --jobs 2"
)
WELL, NOT_MADE = 0, 2
FORMATS = ("docx", "pdf", "html")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("kind", nargs="?", choices=list(LETTERS), metavar="KIND", help="the letter; --list shows them")
    parser.add_argument("--list", action="store_true", help="list the letters: who writes, to whom, on what grounds")
    parser.add_argument(
        "--needs", action="store_true", help="list the facts that the letter needs, and where they come from"
    )
    parser.add_argument(
        "--application", type=Path, metavar="FILE", help="filled PDF, answers in JSON, or a folder of them"
    )
    parser.add_argument(
        "--facts",
        type=Path,
        metavar="FACTS.json",
        help="further facts; for a folder, also a folder with one file a name",
    )
    parser.add_argument("--letterhead", type=Path, metavar="FILE.toml", help="the letterhead and the officials")
    parser.add_argument("--on", type=day, metavar="DATE", help="the date of the letter (default: today in California)")
    parser.add_argument(
        "--stage", choices=[str(stage) for stage in Stage], default="submit", help="the gate that `missing` looks at"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="OUT.docx, OUT.pdf or OUT.html; of a folder, a folder"
    )
    parser.add_argument(
        "--format", action="append", choices=FORMATS, help="of a folder: the format; may be said again (default: docx)"
    )
    parser.add_argument(
        "--jobs", type=count, default=1, metavar="N", help="of a folder: how many letters are made at once"
    )


def run(chosen: argparse.Namespace) -> int:
    """Make what was asked for; 0 when all was made, 2 when something was not."""
    if chosen.list or chosen.kind is None:
        sys.stdout.write("\n".join(_listed()) + "\n")
        return WELL if chosen.list else NOT_MADE
    if chosen.needs:
        sys.stdout.write("\n".join(_needed(chosen.kind)) + "\n")
        return WELL
    if chosen.application is None or chosen.output is None:
        sys.stderr.write("Name the application with --application and the file to write with -o.\n")
        return NOT_MADE
    from webapp import clock
    from webapp.letters.batch import Order, run_folder, run_one
    from webapp.unpacking.intake import is_folder

    order = Order(chosen.kind, chosen.on or clock.today(), Stage(chosen.stage), chosen.letterhead, chosen.facts)
    if is_folder(chosen.application):
        formats = tuple(chosen.format or ("docx",))
        return run_folder(replace(order, formats=formats), chosen.application, chosen.output, jobs=chosen.jobs)
    form = chosen.output.suffix.removeprefix(".").casefold()
    if form not in FORMATS:
        sys.stderr.write("The name after -o ends in .docx, .pdf or .html.\n")
        return NOT_MADE
    return run_one(replace(order, formats=(form,)), chosen.application, chosen.output)


def _listed() -> Iterator[str]:
    for letter in LETTERS.values():
        rests = letter.cite or "courtesy; no clause asks for it"
        yield f"{letter.kind}\n  {letter.title}\n  from the {letter.writer} to {letter.to}\n  rests on: {rests}"


def _needed(kind: str) -> Iterator[str]:
    """The facts, then the file that a person would fill in."""
    schema = needs(kind)
    own: dict[str, Any] = {}
    yield f"{LETTERS[kind].title}: the facts it needs (* it cannot do without, + some letters of this kind cannot)"
    for name, fact in schema["properties"].items():
        mark = "*" if name in schema["required"] else "+" if name in sometimes(schema) else " "
        more = f" ({fact['description']})" if "description" in fact else ""
        yield f" {mark} {name}: {fact['title']}{more}; from {fact.get('x-source', 'the application')}"
        if "you" in fact.get("x-source", "") and mark != " ":
            own[name] = _blank(fact, schema)
    yield "A file for --facts, to be filled in; whatever stands in it comes before what the application says:"
    yield json.dumps(own, indent=2)


def _blank(fact: Any, schema: Any) -> Any:
    """A fact as a person fills it in; an empty one counts as not given."""
    fact = resolved(fact, schema)
    if "properties" in fact:
        return {name: _blank(part, schema) for name, part in fact["properties"].items()}
    return [_blank(fact["items"], schema)] if fact.get("type") == "array" else ""
