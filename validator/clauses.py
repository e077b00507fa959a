"""Sections 964 and 966, paragraph by paragraph: what each asks in our words, who owes it, since when."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from types import MappingProxyType
from typing import Any

OFFICIAL_TEXT = "https://oal.ca.gov/publications/ccr/"
"""Where the Office of Administrative Law publishes the regulations. It has no lasting address for a single
section, so a link to it stands beside the words of `in_full`."""

PERSONS = MappingProxyType(
    {
        "bona_fide_researcher": "Bona Fide Researcher",
        "research_institution": "Nonprofit Bona Fide Research Institution",
        "security_officer": "information security officer or IT manager",
        "team_member": "Team Member",
        "entity": "Entity",
        "research_services": "Department's Research Services",
        "chief": "Chief of the CJIS Division",
        "appeal_officer": "appeal officer",
    }
)
"""Who can owe something: our name, and the regulation's."""

CITATION = re.compile(r"\b(?P<section>96[46])(?P<paragraph>(?:\([A-Za-z0-9]+\))+)(?: item (?P<item>\d+|\([a-z]\)))?")
"""A place in 964 or 966, such as `966(b)(12)(A)(iv) item 2`; an item is a number inside a sentence."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of title 11: when it became operative, and when it last changed."""

    number: str
    title: str
    since: date
    amended: date


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph of the regulation, or one item within it."""

    citation: str
    section: str
    summary: str
    owed_by: tuple[str, ...]
    """Names out of PERSONS."""
    since: date
    amended: date | None = None
    heading: bool = False
    """True if its own words ask for nothing beyond what its paragraphs ask."""
    left_to: str | None = None
    """The one of PERSONS who carries it out, since no program should."""
    why: str | None = None
    """One sentence: why it is left to a person."""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """That one object of the software states one clause."""

    clause: str
    place: str
    """The schema pointer, function, table row or letter, such as `procedure.deadlines.DEADLINES: reasons`."""


def parent(citation: str) -> str | None:
    """The clause that a clause stands under; None for a subdivision such as 966(a)."""
    above = citation[: citation.index(" item ")] if " item " in citation else citation[: citation.rindex("(")]
    return above if "(" in above else None


def children(citation: str) -> tuple[str, ...]:
    """The clauses directly under a clause, in the regulation's order."""
    return tuple(each for each in CLAUSES if parent(each) == citation)


def cited(text: str) -> tuple[str, ...]:
    """Each place in 964 or 966 that a text names, as it stands there, whether such a clause exists or not."""
    return tuple(found.group() for found in CITATION.finditer(text))


def in_full(citation: str) -> str:
    """A clause cited in full, as a letter does."""
    section, paragraph = citation[:3], citation[3:]
    return f"California Code of Regulations, title 11, section {section}, subdivision {paragraph}"


def _read(number: str) -> tuple[Section, dict[str, Clause]]:
    table = tomllib.loads(files("validator").joinpath("law", f"{number}.toml").read_text(encoding="utf-8"))
    section = Section(**table.pop("section"))
    return section, {citation: _clause(citation, section, row) for citation, row in table.items()}


def _clause(citation: str, section: Section, row: Mapping[str, Any]) -> Clause:
    facts = {"since": section.since, **row, "owed_by": tuple(row["owed_by"])}
    return Clause(citation=citation, section=section.number, **facts)


_TABLES = tuple(_read(number) for number in ("964", "966"))

SECTIONS: Mapping[str, Section] = MappingProxyType({section.number: section for section, _ in _TABLES})
"""Section 964 and section 966, by number."""

CLAUSES: Mapping[str, Clause] = MappingProxyType({name: clause for _, rows in _TABLES for name, clause in rows.items()})
"""Every clause by its citation, in the regulation's order."""
