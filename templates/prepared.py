"""A Word template, prepared once: what never changes is deflated, what changes is compiled.

docxtpl makes the template's tags readable for Jinja; that, and compiling, costs more than nine tenths of its time for a
letter and depends on the template only. A prepared template is never changed, so many threads may fill it at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from markupsafe import Markup
from markupsafe import escape as escape_xml

from templates.package import Package, Part, contents
from validator.dates import written

CORE = "docProps/core.xml"
_CHANGING = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_MARK = re.compile(r"word/media/mark\.png|word/_rels/header1\.xml\.rels")
_TITLE_LIMIT = 255
_PARSER = etree.XMLParser(recover=False, resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version of a template, ready to be filled."""

    order: tuple[str, ...]
    fixed: Mapping[str, Part]
    changing: Mapping[str, Template]

    def fill(self, facts: Mapping[str, Any], *, title: str, mark: bytes | None) -> bytes:
        """The letter: Word file bytes, the same for the same facts.

        Raises:
            lxml.etree.XMLSyntaxError: when a part would not be well-formed; nothing is ever repaired.
        """
        made = {name: Part.of(name, _well_formed(part.render(facts))) for name, part in self.changing.items()}
        made[CORE] = Part.of(CORE, _core_xml(title, facts["dated_on"]))
        if mark is not None:
            made["word/media/mark.png"] = Part.of("word/media/mark.png", mark)
        kept = (name for name in self.order if mark is not None or not _MARK.fullmatch(name))
        return Package(tuple(made.get(name) or self.fixed[name] for name in kept)).bytes()


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are evaluated: nothing can be called or changed, what is missing is an error, text stays text."""
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_with_breaks)
    sandbox.globals.clear()
    sandbox.filters = {"date": written_date, "days_to": days_to, "levels": written_levels, "citation": written_citation}
    sandbox.tests = {}
    return sandbox


@lru_cache(maxsize=64)
def prepare(docx: bytes) -> Prepared:
    """Prepare a version of a template; the same bytes are prepared once."""
    sandbox, tags = environment(), DocxTemplate(None)
    parts = contents(docx)
    changing = {
        name: sandbox.from_string(tags.patch_xml(content.decode()))
        for name, content in parts.items()
        if _CHANGING.fullmatch(name)
    }
    fixed = {name: Part.of(name, content) for name, content in parts.items() if name not in changing}
    return Prepared(tuple(parts), fixed, changing)


def written_date(day: str) -> str:
    """A day as a letter writes it: November 25, 2026."""
    return written(date.fromisoformat(day))


def days_to(day: str, other: str) -> int:
    """How many days lie between two days; negative when the other comes first."""
    return (date.fromisoformat(other) - date.fromisoformat(day)).days


def written_levels(levels: Sequence[str]) -> str:
    """The levels of the data in the regulation's words."""
    return "CARPOS " + " and ".join(words for level, words in _LEVELS.items() if level in levels)


def written_citation(reason: Mapping[str, str]) -> str:
    """What a reason rests on: a clause of the regulations, a statute, or the Department's discretion."""
    citation = reason["citation"]
    if reason["rests_on"] == "clause":
        return f"California Code of Regulations, title 11, §\N{NO-BREAK SPACE}{citation}"
    if reason["rests_on"] == "discretion":
        return f"the Department’s discretion{f', {citation}' if citation else ''}"
    return citation


_LEVELS = {
    "de_identified": "De-Identified Individual-Level Data",
    "identified": "Identified Individual-Level Data",
}


def _with_breaks(value: object) -> object:
    """A line break inside a value becomes a break of the line, inside the same run."""
    if isinstance(value, str) and "\n" in value:
        return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(map(escape_xml, value.split("\n")))
    return value


def _well_formed(xml: str) -> bytes:
    content = xml.encode()
    etree.fromstring(content, _PARSER)
    return content


def _core_xml(title: str, day: str) -> bytes:
    """The file's properties: no template tag is ever evaluated in them."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title[:_TITLE_LIMIT])}</dc:title><dc:language>en-US</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created></cp:coreProperties>'
    ).encode()
