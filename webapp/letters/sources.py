"""What the application and the settings know of the facts of a letter: one function a fact, whatever the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from procedure.policy import POLICY
from templates.letters import LETTERS
from templates.needed import Facts
from validator.answers import answer
from validator.dates import read_date
from validator.questions import edition_of
from webapp.letters.case import Case

_DEGREES = re.compile(r",\s*(Ph\.?\s?D|M\.?D|Dr\.?P\.?H|M\.?P\.?H|Ed\.?D|Sc\.?D|J\.?D|M\.?S|M\.?A|R\.?N|Esq)\b.*$")


def known(kind: str, schema: Facts, case: Case) -> Facts:
    """The facts of this letter that are known without asking anybody; empty where the application leaves them open."""
    asks = schema["properties"]
    researcher = asks.get("researcher", {}).get("properties", {})
    return {
        **(_from_department(case) if LETTERS[kind].writer == "Department" else _to_department(case)),
        **{name: case.on.isoformat() for name, fact in asks.items() if fact["x-source"].startswith(_ITS_OWN_DATE)},
        **{name: source(case) for name, source in SOURCES.items() if name in asks},
        **(case.team() if "team" in asks else {}),
        **({"researcher": case.researcher(*researcher)} if researcher else {}),
    }


def greeting(name: str) -> str:
    """How a letter greets a person: the name as it is written, without its degrees."""
    return f"Dear {_DEGREES.sub('', name)}:" if name else ""


def signing_researcher(case: Case) -> Facts:
    """The Bona Fide Researcher, as who signs."""
    lines = (case.text("bona_fide_researcher.position_title"), case.institution)
    return {"name": case.text("bona_fide_researcher.name"), "lines": [line for line in lines if line]}


def signing_official(case: Case) -> Facts:
    """The institution's authorized official, who signs by hand."""
    official = case.stationery.official("authorized_official", on=case.on) if case.stationery else {}
    named = official.get("name") or case.text("affiliation_letter.official")
    lines = [line for line in (official.get("title"), *official.get("lines", ())) if line]
    return {"by_hand": True, "name": named, "lines": lines}


def day(case: Case, name: str) -> str:
    """A day that the application gives; "" where it gives none."""
    found = read_date(case.text(name))
    return found.isoformat() if found else ""


def _purposes(case: Case) -> list[str]:
    question = edition_of(case.application).by_name["project_outline.purpose_kinds"]
    chosen = answer(case.application, question.name)
    return [option.label for option in question.options if isinstance(chosen, list) and option.value in chosen]


def _levels(case: Case) -> list[Any]:
    levels = answer(case.application, "data_levels")
    return levels if isinstance(levels, list) else []


SOURCES: dict[str, Callable[[Case], Any]] = {
    "dated_on": lambda case: case.on.isoformat(),
    "project_title": lambda case: case.text("project_title"),
    "project_number": lambda case: case.text("project_number"),
    "institution": lambda case: case.institution,
    "request_kind": lambda case: case.text("request_kind"),
    "requested_on": lambda case: day(case, "requested_on"),
    "data_levels": _levels,
    "purposes": _purposes,
    "objectives": lambda case: case.text("project_outline.purposes"),
    "stated_purpose": lambda case: case.text("project_outline.purposes"),
    "timeframe_from_on": lambda case: day(case, "timeframe.from_on"),
    "timeframe_to_on": lambda case: day(case, "timeframe.to_on"),
    "filed_by": lambda case: case.text("bona_fide_researcher.name"),
    "filing_address": lambda _case: POLICY.address,
    "sent_to": lambda _case: POLICY.address,
}
_ITS_OWN_DATE = "the date of the letter"
"""Where a fact comes from that is the date of the letter unless a person gives another."""


def _from_department(case: Case) -> Facts:
    """Who the Department's letters go to, who signs them, and whom to ask."""
    paper, name = case.department(), case.text("bona_fide_researcher.name")
    contact, general = paper.official("contact", on=case.on), paper.official("attorney_general", on=case.on)
    signer = paper.official("signer", on=case.on)
    for_whom = [f"For {general['name']}, Attorney General"] if general else []
    return {
        "addressee": {
            "name": name,
            "lines": [line for line in (case.text("bona_fide_researcher.position_title"), case.institution) if line]
            + case.address(),
        },
        "signer": {
            "name": signer.get("name"),
            "lines": [line for line in (signer.get("title"), *signer.get("lines", ())) if line] + for_whom,
        },
        "contact": {
            **{part: contact.get(part) for part in ("name", "title", "phone", "email")},
            "address": ", ".join(contact.get("address", ())),
        },
    }


def _to_department(case: Case) -> Facts:
    given = case.stationery.letterhead("Department", on=case.on) if case.stationery else None
    return {
        "addressee": {
            "name": "Research Services",
            "lines": ["California Department of Justice", *(given.lines if given else ())],
        },
        "salutation": "To Research Services:",
        "signer": signing_researcher(case),
    }
