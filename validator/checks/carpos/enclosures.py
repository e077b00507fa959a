"""What is said to be enclosed, and whether anybody has seen it; how old training is: 966(e)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from validator.checks.case import Case, Told
from validator.dates import months_before, written
from validator.names import same_person

ENCLOSURES = ("966(b)(12)(B)", "966(b)(12)(D)", "966(b)(12)(E)", "966(b)(12)(F)", "966(c)", "966(d)", "966(e)")
"""The clauses under which a box may say that something is enclosed."""


def not_seen(clause: str) -> Callable[[Case], Iterator[Told]]:
    """The rule on enclosures, for those of one clause."""

    def enclosure_not_seen(case: Case) -> Iterator[Told]:
        return enclosed_but_not_seen(case, clause)

    return enclosure_not_seen


def enclosed_but_not_seen(case: Case, clause: str) -> Iterator[Told]:
    """A box of this clause says that something is enclosed, and the file is not at hand."""
    for question in case.edition.questions:
        if not question.enclosure or question.clause != clause:
            continue
        places = [question.name]
        if question.row:
            places = [question.name.replace("*", str(number)) for number in range(len(case.rows))]
        for place in places:
            if case.value(place) is True and not _seen(case, question.enclosure, place):
                yield Told(
                    place,
                    "{label}: said to be enclosed, not seen.",
                    "Send the file with the application; Research Services looks at it before approval.",
                )


def _seen(case: Case, slot: str, place: str) -> bool:
    """Whether the document of a box is at hand; a training certificate is one person's."""
    papers = [paper for paper in case.evidence if paper.slot == slot]
    if slot != "training":
        return bool(papers)
    row = place.removesuffix(".training_certificate.enclosed")
    name = case.text(f"{row}.name" if row.startswith("team_members") else "bona_fide_researcher.name")
    return any(same_person(paper.person, name) for paper in papers)


def training_old(case: Case) -> Iterator[Told]:
    """A training certificate is older than policy allows without a question."""
    years = case.policy.training_valid_years
    for person in case.people():
        place = (
            "training_certificate" if person.place == "bona_fide_researcher" else f"{person.place}.training_certificate"
        )
        done = case.day(f"{place}.completed_on")
        if done and done < months_before(case.on, 12 * years):
            yield Told(
                f"{place}.completed_on",
                f"{{label}}: {written(done)} is more than {years} years ago.",
                f"Research Services will ask whether newer training can be shown (policy: {years} years).",
            )
