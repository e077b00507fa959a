"""The three notices that institutions, researchers and Team Members give: who may, and what each asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procedure.events import Role
from procedure.workflow import TABLE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice."""

    name: str
    act: str
    clause: str
    title: str
    when: str
    """By when it is owed, and by whom, in words."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who gives it, by the table."""
        return tuple(dict.fromkeys(role for row in TABLE if row.act == self.act for role in row.by))


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "breach",
            "report_breach",
            "964(k)(1)",
            "Notice of a security breach",
            "The institution, the researcher and each Team Member owe it at once. Say what you know now: what you "
            "learn later can be added.",
        ),
        Kind(
            "subpoena",
            "report_subpoena",
            "964(j)",
            "Notice of a subpoena or proceeding",
            "The institution, the researcher and each Team Member owe it at once. Disclose nothing in the proceeding "
            "without a court order.",
        ),
        Kind(
            "completion",
            "notify_completion",
            "964(l)",
            "Notice of completion",
            "The institution or the researcher owes it within 30 days after the project was completed. All "
            "restrictions survive.",
        ),
    )
}
