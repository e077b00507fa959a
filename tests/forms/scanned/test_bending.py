import cmath
import math
import random
from collections.abc import Callable

import pytest

from forms.flattened.projecting import Projection
from forms.flattened.sheets import blank
from forms.flattened.words import Point, Word
from forms.scanned.bending import settled
from forms.scanned.pose import Pose

SHEET = blank().sheets[2]
LEVEL = Pose(0, Projection.similar(1, 0))


def words_seen(bent: Callable[[Point], Point], *, noise: float = 0.25) -> list[Word]:
    """The words of a page as they are read off a picture of it: a little beside where they are."""
    chance = random.Random(1)  # noqa: S311 (places of words, nothing secret)
    return [
        Word(word.text, bent(word.start) + cmath.rect(abs(chance.gauss(0, noise)), 7 * number), word.end, word.size)
        for number, word in enumerate(SHEET.words)
    ]


def bulging(point: Point) -> Point:
    """As behind a lens that draws corners nearer to the middle."""
    away = point - (306 + 396j)
    return point - 0.015 * away * (abs(away) / 500) ** 2


def curled(point: Point) -> Point:
    """As paper that rises towards its lower edge."""
    return point + 3j * math.exp(-point.imag / 120)


@pytest.mark.parametrize("bent", [bulging, curled])
def test_a_bent_page_is_flattened_where_words_are(bent: Callable[[Point], Point]) -> None:
    pose, apart = settled(LEVEL, words_seen(bent), SHEET)
    before = sorted(abs(bent(word.start) - word.start) for word in SHEET.words)
    after = sorted(abs(pose(bent(word.start)) - word.start) for word in SHEET.words)
    assert before[-1] > 2.2
    assert after[-1] < 1.5
    assert after[int(0.9 * len(after))] < 0.35
    assert apart < 0.7


def test_a_flat_page_is_left_as_it_was_found() -> None:
    pose, apart = settled(LEVEL, words_seen(lambda point: point), SHEET)
    assert pose is LEVEL
    assert apart < 0.7


def test_words_that_stand_anywhere_bend_nothing_and_lie_far_off() -> None:
    chance = random.Random(2)  # noqa: S311 (places of words, nothing secret)
    words = words_seen(lambda point: point + cmath.rect(12 * chance.random(), 7 * chance.random()))
    assert settled(LEVEL, words, SHEET)[1] > 2


def test_without_a_word_of_the_form_nothing_says_how_a_page_lies() -> None:
    assert settled(LEVEL, [], SHEET) == (LEVEL, math.inf)
