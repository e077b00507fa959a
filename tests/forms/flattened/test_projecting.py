import cmath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.flattened.projecting import AFFINE, ANY, Projection, fitted

PLACES = [complex(54 + 37 * (number % 13), 60 + 53 * (number // 13)) for number in range(78)]
small = st.floats(-0.2, 0.2)
tilt = st.floats(-0.0003, 0.0003)
shift = st.floats(-100, 100)
projections = st.builds(
    lambda a, b, c, d, e, f, g, h: Projection((1 + a, b, c, d, 1 + e, f, g, h)),
    small, small, shift, small, small, shift, tilt, tilt,
)  # fmt: skip


@given(projections)
def test_a_projection_is_found_by_four_points_or_by_many(projection: Projection) -> None:
    for places in (PLACES, [PLACES[0], PLACES[12], PLACES[65], PLACES[77]]):
        found = fitted([(place, projection(place)) for place in places], ANY)
        assert found is not None
        assert all(abs(found(place) - projection(place)) < 0.01 for place in PLACES)


@given(projections)
def test_the_way_back_leads_to_where_one_came_from(projection: Projection) -> None:
    back = projection.inverse()
    assert all(abs(back(projection(place)) - place) < 1e-6 for place in PLACES)


@given(projections)
def test_things_are_as_many_times_larger_as_the_scale_says(projection: Projection) -> None:
    for place in PLACES[::13]:
        one, other = projection(place + 0.01) - projection(place), projection(place + 0.01j) - projection(place)
        area = abs((one.conjugate() * other).imag) / 0.01**2
        assert area**0.5 == pytest.approx(projection.scale(place), rel=1e-3)


def test_a_stretch_needs_six_terms() -> None:
    found = fitted([(place, complex(place.real, 1.03 * place.imag)) for place in PLACES], AFFINE)
    assert found is not None
    assert found.terms[6:] == (0.0, 0.0)
    assert abs(found(100 + 200j) - (100 + 206j)) < 1e-6


def test_points_on_one_line_say_nothing() -> None:
    assert fitted([(complex(number, number), complex(number, number)) for number in range(20)], ANY) is None
    assert fitted([], ANY) is None


def test_a_turn_and_a_shift_are_a_projection() -> None:
    turn, shift = cmath.rect(1.1, 0.3), 4 - 7j
    assert abs(Projection.similar(turn, shift)(3 + 5j) - (turn * (3 + 5j) + shift)) < 1e-9


def test_what_lies_behind_the_eye_comes_to_lie_far_away() -> None:
    assert abs(Projection((1, 0, 0, 0, 1, 0, -0.01, 0))(complex(500, 300))) > 1000
