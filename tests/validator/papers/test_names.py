from __future__ import annotations

import pytest

from tests.validator.papers.reading import paper
from validator.papers.names import names_person, says, says_number


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Dr. Alexandra M. Reyes, PhD", "Alexandra Reyes"),
        ("REYES, ALEXANDRA", "Alexandra Reyes"),
        ("A. Reyes", "Alexandra Reyes"),
        ("Lukasz Nguyen-Odegard", "Łukasz Nguyễn-Ødegård"),
        ("Siobhan O'Neill", "Siobhán O’Neill"),
        ("A1exandra Reye5", "Alexandra Reyes"),
        ("Мария Иванова, доцент", "Мария Иванова"),
        ("王小明教授", "王 小明"),
        ("certifies that Mariya Ivanova has", "Мария Иванова"),
        ("IVANOVA, Maria", "Мария Иванова"),
        ("Oleksiy Shevchenko", "Олексій Шевченко"),
        ("Eleni Papadopoulou", "Ελένη Παπαδοπούλου"),
        ("Giorgos Filippidis", "Γιώργος Φιλιππίδης"),
        ("Joerg Mueller-Aas", "Jörg Müller-Ås"),
        ("de la Cruz y Ríos, Ana Lucía", "Ana Lucía de la Cruz y Ríos"),
        ("Jorg Muller", "Jörg Müller"),
        ("Jörg Müller", "Joerg Mueller"),
    ],
)
def test_a_person_is_named_in_the_spellings_of_papers(page: str, name: str) -> None:
    assert names_person(paper("another page", page), name)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Kim Lindqvist", "Kai Lindqvist"),
        ("Alexandra Smith and Kim Reyes", "Alexandra Jones"),
        ("Alexandra\n" + "x " * 10 + "Reyes", "Alexandra Reyes"),
        ("李小明", "王小明"),
        ("Maria Petrova", "Мария Иванова"),
        ("Eleni Georgiou", "Ελένη Παπαδοπούλου"),
        ("words", ""),
    ],
)
def test_another_person_is_not(page: str, name: str) -> None:
    assert not names_person(paper(page), name)


def test_an_initial_is_no_name_in_full() -> None:
    assert not names_person(paper("Haddad N, Reyes A"), "Alexandra Reyes", initials=False)
    assert names_person(paper("Reyes, Alexandra"), "Alexandra Reyes", initials=False)


TITLE = "Gun violence restraining orders and self-harm: a multi-county evaluation (2018–2024)"


@pytest.mark.parametrize(
    "page",
    [
        "GUN VIOLENCE RESTRAINING ORDERS AND SELF-HARM: A MULTI-COUNTY EVALUATION (2018-2024)",
        "Gun violence restraining orders & self harm, multicounty evaluation, 2018 to 2024",
        "Gun vio1ence restrainlng orders and self-harm: a multi-\ncounty evaluation (2018–2024)",
        "Gun violence restraning orders and self-harm: a multi county evaluation (2018–2024)",
    ],
)
def test_a_title_is_found_however_it_is_broken_and_spelt(page: str) -> None:
    assert says(paper(f"Study title: {page} was approved"), TITLE)


@pytest.mark.parametrize(
    "page",
    [
        "Gun violence restraining orders and self-harm: a multi-county evaluation (2018–2023)",
        "Gun violence protective orders and self-harm: a multi-county evaluation (2018–2024)",
        "Gun violence restraining orders",
        "",
    ],
)
def test_another_title_is_another(page: str) -> None:
    assert not says(paper(page), TITLE)


@pytest.mark.parametrize(
    ("page", "body", "found"),
    [
        ("Example CPA, LLP", "Example CPA LLP", True),
        ("Report of Example CPA", "The Example CPA LLP", True),
        ("An example of a report", "Example CPA LLP", False),
        ("UCSF", "UCSF", False),
        ("words", "…", False),
    ],
)
def test_a_body_is_found_without_the_words_that_say_what_company_it_is(page: str, body: str, found: bool) -> None:
    assert says(paper(page), body) is found


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("IRB Number: IRB-2026-0311", "IRB-2026-0311"),
        ("IRB # 2026-0311", "IRB-2026-0311"),
        ("Protocol 2026-\n0311", "IRB-2026-0311"),
        ("IRB-20260311", "IRB-2026-0311"),
        ("STUDY00004417", "Study 00004417"),
        ("IRB00004417", "00004417"),
        ("Study 4417-22", "441722"),
        ("IRB-2O26-O311", "IRB-2026-0311"),
        ("22-0457 (version 2)", "22-0457"),
        ("HS 2026/118-B", "2026/118-B"),
        ("GB-IRB number GB-IRB 1402", "GB-IRB 1402"),
    ],
)
def test_a_number_is_found_however_it_is_divided(page: str, number: str) -> None:
    assert says_number(paper(page), number)


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("IRB-2026-0113", "IRB-2026-0311"),
        ("approved on 2026-03-11", "IRB-2026-0311"),
        ("22-04571", "22-0457"),
        ("words", "IRB-2026-0311"),
        ("words", "–"),
    ],
)
def test_another_number_is_another(page: str, number: str) -> None:
    assert not says_number(paper(page), number)
