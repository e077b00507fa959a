"""What a case knows of the facts of a researcher's letter, and proposes for it: one function a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedure.appeals import section_of
from procedure.events import Event
from procedure.persons import Person, researcher_of
from templates.needed import Facts, needs
from validator.answers import answer
from validator.dates import written
from validator.names import same_person
from webapp.cases.case import CaseView
from webapp.clock import PACIFIC
from webapp.corresponding.case_facts import plain
from webapp.corresponding.writing import answers_today
from webapp.letters.case import part_of

AGAINST: Mapping[str, str] = {
    "deny": "the denial of the application",
    "record_background_check": "the failed background check of {person}",
    "deny_support": "the denial of the letter of support",
    "decide_transfer": "the answer to the request to transfer or disclose data",
    "notify_identity_risk": "the finding that publication could compromise an identity",
    "answer_purpose": "the finding on the purpose for which the data were used",
}
"""Every determination that can be appealed, as the letter names it."""
SETTLED = frozenset(
    {
        "project_number", "delivery", "approved_on", "expires_on", "sent_to", "filing_address", "appeal_under",
        "data_levels", "team", "no_team",
    }
)  # fmt: skip
"""What the history says; everything else is the researcher's own word, and only proposed."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A letter about an event of a case, by the researcher who is here."""

    view: CaseView
    event: Event | None
    mailbox: str

    def said(self, name: str) -> str:
        """An answer of the application as text; "" where there is none."""
        found = answer(answers_today(self.view), name)
        return found.strip() if isinstance(found, str) else ""

    def first(self, *acts: str) -> Event | None:
        """The first act of these that stands in the case."""
        return next(iter(self.view.case.acts(*acts)), None)

    def last(self, *acts: str) -> Event | None:
        """The last act of these that stands in the case."""
        return next(reversed(self.view.case.acts(*acts)), None)

    def about(self, act: str) -> Event | None:
        """The last act of a kind about the event."""
        return next(reversed(self.view.case.about(self.event.number, act)), None) if self.event else None

    @property
    def is_appeal(self) -> bool:
        """Whether the event can be appealed."""
        return self.event is not None and self.event.act in AGAINST


def known(asking: Asking, kind: str, *, filed: bool) -> Facts:
    """The facts of a letter that the case knows; what it does not know is left out, and asked."""
    asks = needs(kind)["properties"]
    found = {name: source(asking) for name, source in SOURCES.items() if name in asks}
    if filed:
        found["delivery"] = f"By email to {asking.view.policy.address}"
    return {name: plain(value) for name, value in found.items() if value not in (None, "", [], {})}


def _against(asking: Asking) -> str:
    event = asking.event
    if event is None or not asking.is_appeal:
        return ""
    words = AGAINST[event.act].format(person=event.facts.get("person", ""))
    return f"{words} on {written(event.on)}"


def _appeal_began(asking: Asking, clock: str) -> date | None:
    """The day from which the case counts the time to appeal, by that clock."""
    running = (one for one in asking.view.clocks if asking.event and one.event.number == asking.event.number)
    return next((one.start for one in running if one.deadline.name == clock), None)


def _findings_received_on(asking: Asking) -> date | None:
    received = asking.about("record_receipt")
    return received.on if received else _appeal_began(asking, "findings_appeal")


def _discovered_on(asking: Asking) -> date | None:
    found = asking.event.facts.get("discovered_at") if asking.event else None
    return found.astimezone(PACIFIC).date() if found else None


def _number(asking: Asking) -> str:
    """How many individuals a breach affects, as far as it was said."""
    counted = asking.about("count_individuals")
    number = (counted or asking.event).facts.get("individuals") if asking.event else None
    return f"{number:,}" if number else ""


def _inspected_on(asking: Asking) -> date | None:
    inspection = asking.view.case.event(asking.event.about) if asking.event else None
    return inspection.on if inspection and inspection.act == "inspect" else None


def _violations(asking: Asking) -> list[dict[str, str]]:
    """A row for each finding of the inspection; what was done about it only people know."""
    findings = asking.event.facts.get("findings", ()) if asking.event else ()
    return [{"violation": one} for one in findings]


def _completed_on(asking: Asking) -> date | None:
    completed = asking.last("complete")
    return completed.on if completed else None


def _publication_on(asking: Asking) -> date | None:
    planned = asking.last("plan_publication")
    return planned.facts["publication_on"] if planned else None


def _researcher(asking: Asking) -> str:
    return f"{researcher_of(asking.view.case).name}, Bona Fide Researcher"


def _reach(asking: Asking) -> str:
    phone = asking.said("bona_fide_researcher.phone")
    return ", ".join(filter(None, (phone, asking.said("bona_fide_researcher.email") or asking.mailbox)))


def _official(asking: Asking) -> dict[str, str]:
    name = asking.said("affiliation_letter.official")
    return {"name": name} if name else {}


def _team(asking: Asking) -> list[dict[str, str]]:
    """Who is in the case today, with what the application says of them."""
    rows = asking.view.last.answers.get("team_members")
    rows = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    members = [one for one in asking.view.persons if one.until is None and not one.researcher]
    return [_member(one, rows) for one in members]


def _member(person: Person, rows: list[Mapping[str, Any]]) -> dict[str, str]:
    row = next((row for row in rows if same_person(str(row.get("name", "")), person.name)), {})
    return {
        "name": person.name,
        "part": part_of(row),
        "access_location": str(row.get("access_location") or "Not stated"),
    }


def _no_team(asking: Asking) -> str:
    return "" if _team(asking) else "There are no Team Members in the case today."


SOURCES: Mapping[str, Callable[[Asking], Any]] = {
    "project_number": lambda asking: asking.view.number,
    "approved_on": lambda asking: approved.on if (approved := asking.first("approve")) else None,
    "expires_on": lambda asking: asking.view.approval.expires_on if asking.view.approval else None,
    "data_levels": lambda asking: asking.view.approval.data_levels if asking.view.approval else None,
    "sent_to": lambda asking: asking.view.policy.address,
    "filing_address": lambda asking: asking.view.policy.address,
    "appeal_under": lambda asking: section_of(asking.event) if asking.event and asking.is_appeal else "",
    "against": _against,
    "notified_on": lambda asking: _appeal_began(asking, "appeal"),
    "findings_received_on": _findings_received_on,
    "publication_on": _publication_on,
    "completed_on": _completed_on,
    "given_by": _researcher,
    "reach": _reach,
    "discovered_on": _discovered_on,
    "number": _number,
    "inspected_on": _inspected_on,
    "remedies": _violations,
    "plan": _violations,
    "cosigner": _official,
    "team": _team,
    "no_team": _no_team,
}
"""What the case knows, whichever letter asks for it."""
