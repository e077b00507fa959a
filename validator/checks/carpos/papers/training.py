"""Whether the certificates of training say what the form says, person by person: 966(e)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.checks.carpos.papers.enclosed import differs, not_found, papers_in, said
from validator.checks.case import Case, Person, Told
from validator.dates import written
from validator.messages import quoted
from validator.names import same_person
from validator.papers import certificates
from validator.papers.certificates import whose
from validator.papers.dates import dated, dates_in
from validator.papers.paper import Paper, first_in


@dataclass(frozen=True, slots=True)
class _Trained:
    """A person whose certificates are at hand."""

    person: Person
    place: str
    papers: list[Paper]
    """All that were filed under the person's name."""
    own: list[Paper]
    """The parts of them that name the person."""


def another_name_on_the_certificate(case: Case) -> Iterator[Told]:
    """A certificate that is filed under a person's name does not name that person."""
    for one in _trained(case):
        if one.own:
            continue
        label = f"Training certificate of {one.person.called}"
        other = first_in(one.papers, certificates.NAMED)
        place = f"{one.person.place}.name"
        yield (
            differs(place, one.person.name, other, label)
            if other
            else not_found(place, quoted(one.person.name, 60), one.papers, label)
        )


def completion_not_on_the_certificate(case: Case) -> Iterator[Told]:
    """The training was completed on another day than the form says."""
    for one in _trained(case):
        place = f"{one.place}.completed_on"
        day = case.day(place)
        if not day or not one.own:
            continue
        named = [each for paper in one.own for each in dated(paper, certificates.COMPLETED, certificates.OTHER_DATES)]
        if any(each.may_be(day) for each in named):
            continue
        every = [each for paper in one.own for each in dates_in(paper)]
        if not named and any(each.may_be(day) for each in every):
            continue
        other = named[:1] or (every if len(every) == 1 else [])
        yield differs(place, written(day), other[0].passage) if other else not_found(place, written(day), one.own)


def human_subjects_not_on_the_certificate(case: Case) -> Iterator[Told]:
    """No word of human subject protection was found on a certificate."""
    for one in _trained(case):
        if one.own and not first_in(one.own, certificates.HUMAN_SUBJECTS):
            label = f"Human subject protection training of {one.person.called}"
            yield not_found(f"{one.place}.enclosed", "a word on human subjects or participants", one.own, label)


def ethics_not_on_the_certificate(case: Case) -> Iterator[Told]:
    """The form says that a certificate shows ethics training, and no word of it was found."""
    for one in _trained(case):
        place = f"{one.place}.ethics"
        if one.own and case.value(place) and not first_in(one.own, certificates.ETHICS):
            yield not_found(place, "a word on ethics", one.own)


def certificate_has_expired(case: Case) -> Iterator[Told]:
    """A certificate says of itself that it was valid until a day that has passed."""
    for one in _trained(case):
        ends = [each for paper in one.own for each in dated(paper, certificates.EXPIRES, certificates.OTHER_DATES)]
        if ends and all(each.day < case.on for each in ends):
            passage = ends[0].passage
            yield Told(
                f"{one.place}.completed_on",
                f"{{label}}: {said(passage)}, and that day has passed.",
                "Research Services will ask whether newer training can be shown.",
                f"Training certificate of {one.person.called}",
                passage.page,
                passage.words,
            )


def _trained(case: Case) -> Iterator[_Trained]:
    people = list(case.people())
    for person in people:
        is_researcher = person.place == "bona_fide_researcher"
        place = "training_certificate" if is_researcher else f"{person.place}.training_certificate"
        filed = {one.person for one in case.evidence if one.slot == "training" and same_person(one.person, person.name)}
        papers = [paper for name in sorted(filed) for paper in papers_in(case, "training", name)]
        others = [other.name for other in people if not same_person(other.name, person.name)]
        if papers:
            yield _Trained(person, place, papers, whose(papers, person.name, others))
