from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from templates.facts import accept
from templates.letters import LETTERS
from templates.needed import needs
from templates.problems import LetterError, Problem
from templates.rendering import render
from tests.applications import ON, RIGHT, changed
from tests.templates.reading import docx_headers
from tests.templates.samples import OURS, SAMPLES
from tests.webapp.letters.told import GIVEN, INCOMPLETE, letter, refused, told
from webapp.letters.case import Case
from webapp.letters.facts import OWN, facts_of
from webapp.letters.sources import SOURCES


def test_what_is_known_of_a_fact_belongs_to_some_letter() -> None:
    assert set(OWN) <= set(LETTERS)
    assert set(SOURCES) <= {name for kind in LETTERS for name in needs(kind)["properties"]}


@pytest.mark.parametrize("kind", [kind for kind in LETTERS if kind != "missing"])
def test_a_letter_is_made_of_the_application(kind: str) -> None:
    text = letter(kind)
    assert "Alexandra Reyes" in text or "addressee" in GIVEN[kind]
    assert "Orders and outcomes: a county study" in text


@pytest.mark.parametrize(("kind", "sample"), [each for each in SAMPLES if each[1] not in ("nasty", "long")])
def test_what_neither_application_nor_clock_knows_is_all_that_a_person_has_to_tell(kind: str, sample: str) -> None:
    case = Case(INCOMPLETE if kind == "missing" else RIGHT, None, ON, told(kind, sample))
    assert accept(kind, facts_of(kind, case))


def test_a_named_officer_signs_a_decision_on_appeal_and_nobody_stands_in() -> None:
    given = {name: fact for name, fact in GIVEN["appeal-decision"].items() if name != "signer"}
    assert "Appeal officer who signs" in refused("appeal-decision", given=given)


def test_an_appeal_goes_to_the_chief_at_the_address_of_the_clause() -> None:
    text = letter("appeal")
    assert text.splitlines()[1:3] == [
        "Delivery: By email to datarequests@doj.ca.gov".removeprefix("Delivery: "),
        "Chief of the California Justice Information Services (CJIS) Division",
    ]


def test_whoever_gives_a_notice_signs_it() -> None:
    assert letter("breach-notice").rstrip().endswith("Kai Lindqvist, Team Member")


def test_a_day_inside_a_row_is_read_in_whichever_way_it_is_written() -> None:
    remedies = [{"violation": "One", "remedy": "Two", "remedied_on": "11/23/2026"}]
    assert "November 23, 2026" in letter(
        "remediation-certificate", given={**GIVEN["remediation-certificate"], "remedies": remedies}
    )


def test_a_denial_counts_from_the_day_of_the_letter_where_no_other_notice_is_named() -> None:
    assert "Notice is given on November 25, 2026; the last day to file is December 7, 2026." in letter("denial")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("appeal", "notified_on"),
        ("remediation-certificate", "findings_received_on"),
        ("remedial-plan", "findings_received_on"),
        ("support-denial", "denied_on"),
        ("breach-notice", "discovered_on"),
    ],
)
def test_a_day_that_only_a_person_knows_is_never_taken_from_the_letter(kind: str, name: str) -> None:
    given = {known: fact for known, fact in GIVEN[kind].items() if known != name}
    assert needs(kind)["properties"][name]["title"] in refused(kind, given=given)


WEIRD: tuple[Any, ...] = (5, True, [], {}, ["x"], [[]], [{}], {"name": [1]}, "\x00", "x" * 501)


@pytest.mark.parametrize("kind", list(LETTERS))
def test_whatever_stands_in_the_facts_there_is_a_letter_or_a_sentence(kind: str) -> None:
    facts, problems = told(kind, "full"), list[Problem]()
    for number, name in enumerate(needs(kind)["properties"]):
        given = {**facts, name: WEIRD[number % len(WEIRD)]}
        try:
            accept(kind, facts_of(kind, Case(RIGHT, None, ON, given)))
        except LetterError as wrong:
            problems += wrong.problems
    assert problems
    assert all(problem.label and problem.message and problem.remedy for problem in problems)


def test_the_letters_of_these_sections_are_written_for_no_other_data_system() -> None:
    told_of = refused("affiliation", changed({"data_system": "cures"}))
    assert "Data system: these letters rest on sections 964, 966 and 968, which are about CARPOS data." in told_of


def test_a_letter_of_support_needs_the_day_of_approval() -> None:
    assert "Day of approval" in refused("support-request", given={"project_number": "P-7"})
    text = letter("support-request")
    assert "sent to datarequests@doj.ca.gov" in text
    assert "that period ends on January 12, 2027" in text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"cloud_storage": False}, "data will not be stored in a data server maintained by a cloud provider"),
        (
            {"cloud_storage": True, "cloud_provider": "Example Cloud", "cloud_evidence": ["soc2", "fedramp"]},
            "a cloud provider: Example Cloud. That storage has undergone a SOC 2 audit and a FedRAMP certification.",
        ),
    ],
)
def test_the_cloud_sentence_stands_whatever_is_stored_where(answers: dict[str, Any], words: str) -> None:
    application = changed({f"security_certification.{name}": answer for name, answer in answers.items()})
    text = letter("security-certification", application)
    assert words in text
    assert "I certify that, if data storage will be in a data server maintained by a cloud provider" in text


def test_cloud_storage_that_nobody_answered_is_asked_for() -> None:
    assert "Cloud storage" in refused("security-certification", changed({"security_certification.cloud_storage": None}))


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Alexandra Reyes, Ph.D.", "Dear Alexandra Reyes:"),
        ("Alexandra Reyes, MPH, PhD", "Dear Alexandra Reyes:"),
        ("Reyes, Alexandra", "Dear Reyes, Alexandra:"),
        ("Maya Masters", "Dear Maya Masters:"),
    ],
)
def test_a_name_is_greeted_without_its_degrees_and_never_changed(name: str, greeted: str) -> None:
    text = letter("renewal-notice", changed({"bona_fide_researcher.name": name}))
    assert greeted in text.splitlines()
    assert name in text.splitlines()


def test_the_institutions_letterhead_comes_from_its_file_or_from_the_application() -> None:
    case = Case(RIGHT, None, ON, {})
    docx = render("affiliation", facts_of("affiliation", case), case.letterhead("affiliation"))
    assert "To be put on the official letterhead of Sampleton University" in docx_headers(docx)[0]
    ours = Case(RIGHT, OURS, ON, {})
    docx = render("affiliation", facts_of("affiliation", ours), ours.letterhead("affiliation"))
    assert "Example State University" in docx_headers(docx)[0]
    assert "To be put" not in docx_headers(docx)[0]


def test_an_institution_that_nobody_names_has_no_letterhead() -> None:
    assert "Research institution" in refused("support-request", changed({"research_institution.name": None}))


def test_the_attorney_general_is_who_is_in_office_on_the_day() -> None:
    from templates.letterhead import Stationery, neutral

    drafts = neutral()
    terms = [
        {"role": "attorney_general", "name": "First Person", "since": date(2023, 1, 2)},
        {"role": "attorney_general", "name": "Second Person", "since": date(2027, 1, 4)},
    ]
    paper = Stationery({**drafts.entries, "official": [*drafts.entries["official"], *terms]}, drafts.read)
    for day, name in ((date(2027, 1, 3), "First Person"), (date(2027, 1, 4), "Second Person")):
        facts = facts_of("renewal-notice", Case(RIGHT, paper, day, GIVEN["renewal-notice"]))
        assert facts["signer"]["lines"][-1] == f"For {name}, Attorney General"


@pytest.mark.parametrize("odd", ["400 Way\x1b[31m", "400 \u202eWay"])
def test_an_address_that_cannot_be_written_is_refused_on_the_paper_of_an_institution_too(odd: str) -> None:
    told = refused("security-certification", changed({"bona_fide_researcher.address": odd}))
    assert "Address of the letterhead, 1: it holds a" in told
