"""What an act states, out of the letter that it is filed with: nothing is typed twice, and both say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from procedure.workflow import RENEWAL_ITEMS
from templates.needed import Facts
from templates.problems import LetterError, Problem
from validator.dates import read_date
from webapp.cases.typed import read_moment

MANY = 500
"""Individuals from whom on § 964(k)(2) asks for a letter to be published."""
_NUMBER = re.compile(r"\d[\d,]*", re.ASCII)
ITEM_OF = {"irb_approval" if name == "irb" else name: name for name in RENEWAL_ITEMS.values()}
"""The six items of 966(j) as the letter calls them -> as the act does."""


def stated(act: str, facts: Facts) -> dict[str, Any]:
    """The facts of the act; those that the letter leaves open are left out.

    Raises:
        LetterError: The letter holds what the act can't state.
    """
    state = STATES.get(act)
    found = state(facts) if state else {}
    return {name: value for name, value in found.items() if value is not None}


def _appeal(facts: Facts) -> Facts:
    return {"reasons": [line.strip() for line in facts["grounds"].splitlines() if line.strip()]}


def _renewal(facts: Facts) -> Facts:
    said = {name: facts["changes"][item] for item, name in ITEM_OF.items()}
    unchanged = [name for name, words in said.items() if words.strip(" .").casefold() == "no change"]
    changes = [f"{name}: {' '.join(words.split())}" for name, words in said.items() if name not in unchanged]
    return {"changes": changes, "unchanged": unchanged, "on_letterhead": False}


def _transfer(facts: Facts) -> Facts:
    return {"to": facts["third_party"], "authorized_by": facts["authorized_by"]}


def _completion(facts: Facts) -> Facts:
    return {"completed_on": read_date(facts["completed_on"])}


def _subpoena(facts: Facts) -> Facts:
    return {"what": f"{facts['proceeding']}: {facts['what']}", "court_order": facts["court_order"] == "yes"}


def _breach(facts: Facts) -> Facts:
    return {"what": facts["happened"], "discovered_at": _moment(facts), "individuals": _individuals(facts)}


def _moment(facts: Facts) -> datetime | None:
    """The moment of discovery, where its hour was given in digits."""
    hour = re.sub(r"\s*(pacific|pt|pst|pdt)\b.*", "", facts.get("discovered_at") or "", flags=re.IGNORECASE)
    try:
        return read_moment(f"{facts['discovered_on']} {hour}", "Discovery") if hour else None
    except ValueError:
        return None


def _individuals(facts: Facts) -> int | None:
    """How many, where a number was given; from 500 on it has to be one, since a second letter is owed then."""
    found = _NUMBER.search(facts.get("number") or "")
    number = int(found[0].replace(",", "")) if found else None
    many = facts["individuals"]
    if number is None and many == "500 or more":
        raise _problem("from 500 on a number is needed, since § 964(k)(2) asks for a second letter then.")
    if number is not None and many != "not known" and (number >= MANY) != (many == "500 or more"):
        raise _problem(f"it says {number:,}, and the answer above says {many}.")
    return number


def _problem(message: str) -> LetterError:
    return LetterError([Problem("/number", "How many", message, "Write the number, for example 620.")])


def _plan(facts: Facts) -> Facts:
    days = [day for row in facts["plan"] if (day := read_date(str(row.get("until_on", ""))))]
    return {"until": max(days, default=None)}


STATES: Mapping[str, Callable[[Facts], Facts]] = {
    "file_appeal": _appeal,
    "request_renewal": _renewal,
    "request_transfer": _transfer,
    "notify_completion": _completion,
    "report_subpoena": _subpoena,
    "report_breach": _breach,
    "send_remedial_plan": _plan,
}
"""Acts that state something out of their letter; the others state nothing but that they were done."""
