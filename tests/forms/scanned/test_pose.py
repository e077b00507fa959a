import math

import pytest

from forms.flattened.projecting import Projection
from forms.flattened.words import Word
from forms.scanned.pose import LATTICE, Pose
from forms.scanned.tesseract import WIDTH

ASIDE = Projection((1.08, 0.03, -20, 0.05, 1.1, -30, 0.0002, -0.0003))
BENT = Pose(180, ASIDE, tuple(complex(math.sin(at.imag / 200), -math.cos(at.real / 150)) for at in LATTICE))
PLACES = [complex(x, y) for x in range(20, 600, 45) for y in range(20, 780, 55)]


@pytest.mark.parametrize("pose", [Pose(0, ASIDE), BENT])
def test_what_is_on_the_blank_form_is_found_on_the_page_and_again_on_the_form(pose: Pose) -> None:
    assert all(abs(pose(pose.back(place)) - place) < 0.01 for place in PLACES)


def test_a_bend_moves_what_the_projection_laid_flat() -> None:
    at = LATTICE[40]
    assert abs(BENT(ASIDE.inverse()(at)) - (at + BENT.moves[40])) < 0.01


def test_beyond_the_lattice_the_page_is_moved_as_its_edge() -> None:
    flat = Pose(0, Projection.similar(1, 0), tuple(2 + 1j for _ in LATTICE))
    for place in (-50 - 50j, 700 + 900j, 306 + 900j):
        assert abs(flat(place) - (place + 2 + 1j)) < 1e-9


@pytest.mark.parametrize("pose", [Pose(90, ASIDE), BENT])
def test_a_pose_comes_back_from_its_numbers(pose: Pose) -> None:
    again = Pose.of(pose.plain)
    assert again.turned == pose.turned
    assert all(abs(again(place) - pose(place)) < 0.02 for place in PLACES)


def test_a_word_is_moved_and_grows_with_its_page() -> None:
    word = Pose(0, Projection.similar(2, 10)).word(Word("carpos", 5 + 5j, 15 + 5j, 9))
    assert (word.start, word.end, word.size) == (20 + 10j, 40 + 10j, 18)


@pytest.mark.parametrize(("scale", "width"), [(1.0, WIDTH), (1.04, WIDTH), (1.2, 3060), (2.0, 3570)])
def test_a_page_that_fills_a_part_of_its_picture_is_drawn_more_finely_within_bounds(scale: float, width: int) -> None:
    assert Pose(0, Projection.similar(scale, 0)).width == width
