"""The case that a letter is made from: what the application says, in the pieces that letters are written of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procedure.policy import POLICY, Policy
from templates.cleaning import clean, unwritable
from templates.letterhead import Letterhead, Stationery, neutral
from templates.letters import LETTERS
from templates.problems import LetterError, Problem
from validator.answers import answer
from validator.finding import Stage
from validator.questions import Answers

_PAPER = {
    "properties": {
        "name": {"title": "Research institution"},
        "lines": {"title": "Address of the letterhead", "items": {}},
    }
}
_TEAMS = {"data_analysis_team": "data analysis", "it_team": "IT"}


@dataclass(frozen=True, slots=True)
class Case:
    """What a letter is made from."""

    application: Answers
    stationery: Stationery | None
    """The letterhead file that was given; None for a draft."""
    on: date
    given: Mapping[str, Any] = field(default_factory=dict)
    """Facts that a person gives besides; they come before what the application says."""
    stage: Stage = Stage.SUBMIT
    policy: Policy = POLICY
    """By which its days are counted."""
    goes_as_it_is: bool = False
    """Whether it is sent as it was drawn, and is put on no other paper before."""

    def text(self, name: str) -> str:
        """The answer at a dotted name as text; "" where there is none."""
        found = answer(self.application, name)
        return str(found).strip() if isinstance(found, str | int) and not isinstance(found, bool) else ""

    @property
    def institution(self) -> str:
        """The name of the research institution."""
        return self.text("research_institution.name")

    def department(self) -> Stationery:
        """The settings that the Department's letters are on: its own, or those of drafts."""
        given = self.stationery
        return given if given is not None and "department" in given.entries else neutral()

    def letterhead(self, kind: str) -> Letterhead:
        """The letterhead of a letter; of an institution without settings, from what the application says.

        Raises:
            LetterError: when there is none.
        """
        letter = LETTERS[kind]
        if letter.writer == "Department":
            found = self.department().letterhead("Department", on=self.on)
        else:
            found = self.stationery.letterhead("institution", on=self.on) if self.stationery else None
        if found is not None:
            return found
        if not self.institution:
            message, remedy = "the application does not name it.", "Name it there, or give a letterhead."
            raise LetterError([Problem("/letterhead", "Research institution", message, remedy)])
        note = f"To be put on the official letterhead of {self.institution} before it is signed."
        lines = [*self.address(), *self.reach("bona_fide_researcher")]
        paper = clean({"name": self.institution, "lines": lines}, _PAPER, _PAPER)
        if problems := list(unwritable(paper, _PAPER)):
            raise LetterError(problems)
        note = note if letter.official_letterhead and not self.goes_as_it_is else ""
        return Letterhead("institution", paper["name"], lines=tuple(paper["lines"]), note=note)

    def address(self) -> list[str]:
        """The researcher's address, a line each."""
        street, city, state, code = (
            self.text(f"bona_fide_researcher.{part}") for part in ("address", "city", "state", "postal_code")
        )
        place = ", ".join(filter(None, (city, " ".join(filter(None, (state, code))))))
        return [line for line in (*street.splitlines(), place) if line.strip()]

    def reach(self, who: str) -> list[str]:
        """The phone number and e-mail address of a person of the application."""
        return [reach for reach in (self.text(f"{who}.phone"), self.text(f"{who}.email")) if reach]

    def researcher(self, *wanted: str) -> dict[str, Any]:
        """What a letter wants to know of the Bona Fide Researcher."""
        known: dict[str, Any] = {
            name: self.text(f"bona_fide_researcher.{name}") for name in ("name", "position_title", "email", "phone")
        }
        known["lines"] = [*self.address(), *self.reach("bona_fide_researcher")]
        return {name: known[name] for name in wanted}

    def team(self) -> dict[str, Any]:
        """The Team Members, or the sentence that says why there are none: unanswered is never no."""
        rows = list(self._team())
        if rows:
            return {"team": rows}
        if answer(self.application, "has_team_members") is False:
            return {"no_team": "The application says that there are no Team Members."}
        return {"no_team": "The application does not say whether there are Team Members."}

    def _team(self) -> Iterator[dict[str, str]]:
        rows = answer(self.application, "team_members")
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, Mapping) and row:
                yield {
                    "name": self.text(f"team_members.{number}.name") or "Name not stated",
                    "part": part_of(row),
                    "access_location": self.text(f"team_members.{number}.access_location") or "Not stated",
                }


def part_of(row: Mapping[str, Any]) -> str:
    """What a Team Member does in the project, as the application says it; unanswered is never no."""
    if any(row.get(team) not in (True, False) for team in _TEAMS):
        return "Not stated"
    parts = " and ".join(name for team, name in _TEAMS.items() if row[team])
    return parts[:1].upper() + parts[1:] if parts else "Neither data analysis nor IT"
