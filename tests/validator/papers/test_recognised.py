"""What is told of papers whose words were read off pictures: as questions for people, and as what they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.applications import ON
from tests.papers.evidence.packages import PACKAGES, PLANTS, Plant
from validator.evidence import Evidence
from validator.finding import Finding, Severity
from validator.findings import check
from validator.papers import approvals, controls
from validator.papers.names import names_person, says_in_columns, says_number
from validator.papers.paper import Paper


def recognised(evidence: Evidence) -> Evidence:
    return replace(evidence, recognised=frozenset(range(len(evidence.pages))))


def told(plant: Plant, *, off_pictures: bool) -> list[Finding]:
    papers = [recognised(one) if off_pictures else one for one in plant.evidence()]
    return check(plant.package.application, "submit", on=ON, evidence=papers)


def of(paper: Evidence) -> list[Finding]:
    application = PACKAGES[0].application
    before = set(check(application, "submit", on=ON))
    return [one for one in check(application, "submit", on=ON, evidence=[paper]) if one not in before]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.says)
def test_what_only_a_picture_says_otherwise_is_a_question_for_people_and_says_where_it_was_read(plant: Plant) -> None:
    known = set(check(plant.package.application, "submit", on=ON, evidence=plant.package.evidence()))
    found = [one for one in told(plant, off_pictures=True) if one not in known]
    assert {(one.clause, one.pointer) for one in found} >= {plant.place}
    for finding in found:
        assert finding.severity is Severity.STAFF
        assert "read off a picture" in finding.message or "read off pictures" in finding.message


def test_the_same_in_a_paper_with_words_may_weigh_more_and_speaks_of_no_picture() -> None:
    found = [one for plant in PLANTS for one in told(plant, off_pictures=False)]
    assert Severity.WARNING in {one.severity for one in found}
    assert not [one for one in found if "picture" in one.message]


def test_of_pictures_that_agree_with_the_form_nothing_is_told() -> None:
    for package in PACKAGES:
        papers = [recognised(one) for one in package.evidence()]
        assert check(package.application, "submit", on=ON, evidence=papers) == []


def test_what_was_not_found_says_how_many_of_the_pages_are_pictures() -> None:
    pages = ("Curriculum vitae", "Rosa Sampleton", "")
    some = Evidence("curriculum_vitae", name="cv.pdf", pages=pages, recognised=frozenset({1}))
    (finding,) = of(some)
    assert finding.message == (
        "Curriculum vitae of the Bona Fide Researcher enclosed: “cv.pdf” does not name Alexandra Reyes as far as its "
        "words could be read. Those of 1 of 2 pages were read off pictures, where letters are easily mistaken."
    )
    (finding,) = of(replace(some, recognised=frozenset({0, 1})))
    assert finding.message.endswith(" They were read off pictures, where letters are easily mistaken.")
    assert finding.remedy.startswith("Look at the paper itself, since letters in a picture are easily mistaken")


def test_words_of_a_page_that_is_no_picture_are_not_called_so() -> None:
    pages = ("IRB number: IRB-2019-9999", "Expiration date: 01/02/2020")
    paper = Evidence("irb_approval", name="letter.pdf", pages=pages, recognised=frozenset({1}))
    by_place = {one.pointer: one.message for one in of(paper) if one.words}
    assert by_place["/irb_approval/application_number"].endswith("page 1, says “IRB number: IRB-2019-9999”.")
    assert by_place["/irb_approval/expires_on"].endswith(
        "page 2, says “Expiration date: 01/02/2020” as read off a picture."
    )


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Certificate of tukasz Nguyén-@degard", "Łukasz Nguyễn-Ødegård"),
        ("NGUYEN-DDEGARD, LUKASZ", "Łukasz Nguyễn-Ødegård"),
        ("Frau Angelika Mu8lbauer-Strafser", "Angelika Mußlbauer-Straßer"),
        ("Zoe Brontë", "Zoë Brontë"),
    ],
)
def test_letters_with_signs_may_be_read_as_others_on_a_picture(page: str, name: str) -> None:
    assert names_person(Paper.of(Evidence("training", pages=(page,), recognised=frozenset({0}))), name)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Certificate of Lukas Nguyen-Odegard", "Łukasz Nguyễn-Ødegård"),
        ("Kim Lindqvist", "Kai Lindqvist"),
        ("Alexandro Reyes", "Alexandra Reyes"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "é".join("a" * 40) + " Reyes"),
    ],
)
def test_other_letters_are_others_on_a_picture_too(page: str, name: str) -> None:
    assert not names_person(Paper.of(Evidence("training", pages=(page,), recognised=frozenset({0}))), name)


def test_on_a_page_with_words_every_letter_counts() -> None:
    assert not names_person(Paper.of(Evidence("training", pages=("tukasz Nguyén-@degard",))), "Łukasz Nguyễn-Ødegård")


def test_a_number_that_was_read_in_two_pieces_is_one() -> None:
    paper = Paper.of(Evidence("irb_approval", pages=("Project number: STUDY0000441 7",)))
    assert says_number(paper, "STUDY00004417")
    assert not says_number(paper, "STUDY00004418")


BESIDE = "EXAMPLE STATE UNIVERSITY, Office of the Vice Provost for Research\nNORTHFIELD Sampleton, California"


def test_a_name_over_two_lines_is_found_between_what_stands_beside_it_on_a_picture() -> None:
    name = "Example State University, Northfield"
    picture = Paper.of(Evidence("affiliation_letter", pages=(BESIDE,), recognised=frozenset({0})))
    assert says_in_columns(picture, name)
    assert not says_in_columns(picture, "Example State University, Southfield")
    assert not says_in_columns(picture, "University of California, Northfield")
    assert not says_in_columns(Paper.of(Evidence("affiliation_letter", pages=(BESIDE,))), name)


def test_the_policy_is_known_where_its_c_is_taken_for_a_g() -> None:
    assert controls.POLICY.search("GJIS Security Policy v5.9 (06/01/2020)")
    assert not controls.POLICY.search("GIS Security Policy")


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("First approved This review Approved until\n10/24/2022 10/20/2026 10/19/2027", "2027-10-19"),
        ("Committee Approved until\n10/19/2027\n10/20/2026", "2027-10-19"),
        ("The approval of this study, as approved until\n10/19/2027 and renewed on 10/20/2026", "2027-10-19"),
        ("Approved until\n10/19/2027 10/20/2026", "2027-10-19"),
        ("Approved until 10/19/2027 10/20/2026", "2027-10-19"),
    ],
)
def test_below_the_last_head_of_a_row_stands_the_last_of_its_dates(page: str, day: str) -> None:
    paper = Paper.of(Evidence("irb_approval", pages=(page,), recognised=frozenset({0})))
    assert [str(one.day) for one in approvals.expirations([paper])] == [day]
