from __future__ import annotations

import pytest

from tests.applications import ON
from tests.validator.papers.reading import paper
from validator.papers.affiliations import AFFILIATED, ended


@pytest.mark.parametrize(
    "words",
    [
        "She was a member of the faculty until June 30, 2025.",
        "Dr. Reyes resigned from her position.",
        "End of appointment: 06/30/2026",
        "She is no longer\nemployed by the University.",
        "Status: Inactive",
        "Her appointment has concluded.",
        "He retired in 2025.",
        "She left the University in 2025.",
        "She is not an employee of the University.",
        "Appointment period: 07/01/2024 - 06/30/2026",
        "He served as Research Scientist from 1 July 2019 through 30 June 2026.",
    ],
)
def test_a_letter_tells_that_somebody_has_left(words: str) -> None:
    assert ended(paper(f"Sampleton University. {words}"), ON)


@pytest.mark.parametrize(
    "words",
    [
        "She was a fellow elsewhere until June 30, 2015, and has been Professor here since.",
        "She was Assistant Professor from July 1, 2010 until June 30, 2017. She is now Professor.",
        "She was a fellow until June 30, 2017 and is Professor.",
        "She was hired on July 1, 2019.",
        "End of appointment: 06/30/2028",
        "End of appointment: none",
        "She was appointed from July 1, 2024 to June 30, 2027.",
        "She left the University in 2010 and has been here again since 2015.",
        "Appointment period: 07/01/2020 - 06/30/2024\nAppointment period: 07/01/2024 - 06/30/2027",
        "Status: Active. Date of hire: 07/01/2019",
    ],
)
def test_a_letter_of_somebody_who_is_there_does_not(words: str) -> None:
    assert not ended(paper(f"Sampleton University. {words}"), ON)


@pytest.mark.parametrize(
    "words",
    [
        "She is a\ufb03liated with us.",
        "He serves as Director of Studies.",
        "She holds the post of Reader.",
        "The work is done under the auspices of the Center.",
    ],
)
def test_a_letter_tells_how_somebody_belongs_to_an_institution(words: str) -> None:
    assert paper(words).first(AFFILIATED)
    assert not paper("Dr. Reyes asked for data. Vice Provost, Director of Research").first(AFFILIATED)
