import cmath
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.flattened.projecting import Projection
from forms.flattened.recognising import edition_on, recognise
from forms.flattened.registering import register
from forms.flattened.sheets import blank
from forms.flattened.words import Word

PLACES = [complex(54 + 37 * (number % 13), 60 + 53 * (number // 13)) for number in range(78)]


@given(
    scale=st.floats(0.5, 2.0),
    degrees=st.floats(-5, 5),
    right=st.floats(-200, 200),
    up=st.floats(-200, 200),
    astray=st.sets(st.integers(0, len(PLACES) - 1), max_size=20),
)
def test_a_page_is_laid_upon_the_blank_however_it_was_drawn_and_though_some_words_stand_elsewhere(
    scale: float, degrees: float, right: float, up: float, astray: set[int]
) -> None:
    turn, shift = cmath.rect(scale, math.radians(degrees)), complex(right, up)
    pairs = [
        (complex(500 - 7 * number, 31 * number % 700) if number in astray else (place - shift) / turn, place)
        for number, place in enumerate(PLACES)
    ]
    found = register(pairs)
    assert found is not None
    assert found.residual < 0.01
    assert all(abs(found((place - shift) / turn) - place) < 0.2 for place in PLACES)


LEVEL = Projection((1, 0, 0, 0, 1, 0, 0, 0))
STRETCHED = Projection((1, 0, 5, 0, 1.03, -9, 0, 0))
SHEARED = Projection((0.97, 0.02, 4, 0.05, 1.01, 0, 0, 0))
ASIDE = Projection((1.08, 0.03, -20, 0.05, 1.1, -30, 0.0002, -0.0003))


@pytest.mark.parametrize("projection", [LEVEL, STRETCHED, SHEARED, ASIDE])
@pytest.mark.parametrize("astray", [set(), {0, 12, 65, 77}, set(range(7, 78, 4)), set(range(20))])
def test_a_page_is_laid_upon_the_blank_though_it_is_stretched_or_seen_from_aside(
    projection: Projection, astray: set[int]
) -> None:
    back = projection.inverse()
    pairs = [
        (complex(500 - 7 * number, 31 * number % 700) if number in astray else back(place), place)
        for number, place in enumerate(PLACES)
    ]
    found = register(pairs)
    assert found is not None
    assert found.residual < 0.05
    assert all(abs(found(back(place)) - place) < 0.5 for place in PLACES)


def test_a_page_that_only_letters_were_read_off_inexactly_counts_as_neither_stretched_nor_tilted() -> None:
    noisy = [(place + cmath.rect(0.25, number), place) for number, place in enumerate(PLACES)]
    found = register(noisy)
    assert found is not None
    a, b, _, d, e, _, *tilt = found.projection.terms
    assert (a, b) == (e, -d)
    assert tilt == [0, 0]


def test_too_few_words_lay_nothing_upon_anything() -> None:
    assert register([(place, place) for place in PLACES[:5]]) is None
    assert register([]) is None


def test_words_that_stand_where_nothing_of_the_form_does_say_nothing() -> None:
    pairs = [(complex(number * 97 % 600, number * 61 % 780), place) for number, place in enumerate(PLACES)]
    found = register(pairs)
    assert found is None or found.residual > 10


def test_each_page_of_the_blank_is_known_again_by_its_own_words() -> None:
    known = blank()
    for sheet in known.sheets:
        found = recognise(sheet.words, known)
        assert found is not None
        assert found.sheet.number == sheet.number


def test_a_page_that_goes_on_is_known_though_its_answer_names_the_numbers_of_others() -> None:
    known = blank()
    sheet = known.sheets[-3]
    answer = [Word(f"{number}:", complex(60 + number, 500), complex(66 + number, 500), 9) for number in range(90)]
    found = recognise([*sheet.words, *answer], known)
    assert found is not None
    assert found.sheet.number == sheet.number


def test_words_of_another_document_are_no_page_of_the_form() -> None:
    words = [
        Word(word, 0j, 1j, 9)
        for word in ["the", "Data", "Request", "Standard", "Application", "is", "enclosed", "with", "this", "letter"]
    ]
    assert recognise(words, blank()) is None


def test_the_edition_that_a_page_says_is_read_where_the_blank_says_its_own() -> None:
    sheet = blank().sheets[1]
    assert edition_on(sheet.words, sheet) == "1"
    other = [Word("2", word.start, word.end, word.size) if word.text == "1" else word for word in sheet.words]
    assert edition_on(other, sheet) == "2"
    assert edition_on([], sheet) is None
