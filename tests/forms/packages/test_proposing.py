from __future__ import annotations

import pytest

from forms.packages.proposing import SLOTS, propose
from validator.questions import edition

PEOPLE = ["Alexandra Reyes", "Kai Lindqvist", "Noor Haddad"]


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("cv.pdf", "curriculum_vitae"),
        ("Reyes_CV_2026.pdf", "curriculum_vitae"),
        ("Résumé A. Reyes.docx", "curriculum_vitae"),
        ("CurriculumVitaeReyes.pdf", "curriculum_vitae"),
        ("IRB approval letter.pdf", "irb_approval"),
        ("irb-2026-118_final(2).pdf", "irb_approval"),
        ("CPHS verification.pdf", "approval_verification"),
        ("CITI_training_Lindqvist.pdf", "training"),
        ("Human Subjects Course Lindqvist.jpg", "training"),
        ("SOC2 Type II report.pdf", "security_certification"),
        ("CJIS-security-certification-signed.pdf", "security_certification"),
        ("letter of affiliation.docx", "affiliation_letter"),
        ("Project Outline.docx", "project_outline"),
        ("survey_instrument_v3.docx", "research_materials"),
        ("CV/reyes.pdf", "curriculum_vitae"),
        ("documents/IRB/letter.pdf", "irb_approval"),
        ("attachments/03-affiliation_letter-scan.pdf", "affiliation_letter"),
        ("attachments/04-training-cv.pdf", "training"),
        ("scan0001.pdf", ""),
        ("receive.pdf", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_file_or_its_folder_speaks_for_a_place(name: str, slot: str) -> None:
    assert propose(name, (), PEOPLE).slot == slot


def test_words_speak_where_the_name_does_not() -> None:
    proposal = propose("scan0001.pdf", ("Curriculum vitae\nEducation\nPublications",), PEOPLE)
    assert (proposal.slot, proposal.why) == ("curriculum_vitae", "its words say so")


def test_a_name_that_its_words_contradict_is_said_to_be_looked_at() -> None:
    proposal = propose("irb.pdf", ("Curriculum vitae\nEducation\nPublications",), PEOPLE)
    assert proposal.slot == "irb_approval"
    assert proposal.why.endswith("another document (curriculum vitae): look")


@pytest.mark.parametrize(("name", "slot"), [("irb.pdf", "irb_approval"), ("verification.pdf", "approval_verification")])
@pytest.mark.parametrize(
    "words",
    [
        "The Institutional Review Board has approved this study under Civil Code section 1798.24.",
        "Institutional Review Board: expedited review. The Board voted to approve this study.",
    ],
)
def test_a_letter_of_a_board_serves_as_approval_and_as_its_verification(name: str, slot: str, words: str) -> None:
    proposal = propose(name, (words,), PEOPLE)
    assert proposal.slot == slot
    assert "look" not in proposal.why


def test_a_name_and_words_that_agree_are_said_to() -> None:
    assert propose("cv.pdf", ("Curriculum vitae\nEducation",), PEOPLE).why == "its name and its words say so"


@pytest.mark.parametrize(
    ("name", "words", "people"),
    [
        ("training Kai Lindqvist.pdf", "", ("Kai Lindqvist",)),
        ("citi_lindqvist.pdf", "", ("Kai Lindqvist",)),
        ("training/HADDAD_N.pdf", "", ("Noor Haddad",)),
        ("training.pdf", "This certifies that Kai Lindqvist has completed", ("Kai Lindqvist",)),
        ("training-lindqvist.pdf", "The class of Alexandra Reyes", ("Kai Lindqvist",)),
        ("training.pdf", "Alexandra Reyes, Kai Lindqvist and Noor Haddad", tuple(PEOPLE)),
        ("training.pdf", "somebody else", ()),
    ],
)
def test_a_certificate_is_of_those_whom_its_name_or_else_its_words_name(
    name: str, words: str, people: tuple[str, ...]
) -> None:
    proposal = propose(name, (words,), PEOPLE)
    assert (proposal.slot, proposal.people) == ("training", people)
    assert proposal.is_placed is bool(people)


def test_a_last_name_that_two_share_names_nobody() -> None:
    assert propose("training lindqvist.pdf", (), ["Kai Lindqvist", "Kim Lindqvist"]).people == ()


def test_every_place_of_the_form_can_be_proposed() -> None:
    places = {question.enclosure for question in edition().questions if question.enclosure}
    assert places <= set(SLOTS)
