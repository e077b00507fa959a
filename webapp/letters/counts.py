"""The days of a letter that a clock counts, each with how it was counted: as `x-counted` of its facts says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from procedure.counting import Counted, count
from procedure.deadlines import deadline
from procedure.facts import YEARS
from procedure.policy import POLICY, Policy
from templates.facts import unwanted
from templates.needed import Facts
from validator.dates import read_date


def counted(kind: str, schema: Facts, facts: Mapping[str, Any], policy: Policy = POLICY) -> Facts:
    """The facts with every day that can be counted from them; a day that is given is not counted."""
    found = dict(_counts(schema, facts, policy))
    days = {name: period.due.isoformat() for name, period in found.items()}
    wanted = found.keys() - unwanted(kind, {**facts, **days})
    counting = [f"{schema['properties'][name]['title']}. {found[name].explanation}" for name in found if name in wanted]
    told = {"counting": counting} if counting and "counting" in schema["properties"] else {}
    return {**told, **facts, **{name: days[name] for name in wanted}}


def period(name: str, start: date | None, policy: Policy = POLICY) -> Counted | None:
    """A period of the law from its start; None without a start, or from a day that no calendar here knows."""
    return count(deadline(name), start, policy=policy) if start and start.year in YEARS else None


def _counts(schema: Facts, facts: Mapping[str, Any], policy: Policy) -> Iterator[tuple[str, Counted]]:
    for name, fact in schema["properties"].items():
        rule = fact.get("x-counted")
        if rule is None or facts.get(name):
            continue
        starts = [day for start in rule["from"] if (day := read_date(str(facts.get(start, ""))))]
        law = rule["deadline"]
        law = law.get(str(facts.get("appeal_under")), "") if isinstance(law, dict) else law
        if law and (found := period(law, max(starts, default=None), policy)):
            yield name, found
