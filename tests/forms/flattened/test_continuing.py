import pytest

from forms.document import NO_BREAK
from forms.flattened.answers import FULL, Answer
from forms.flattened.continuing import JUMPS, settle_ends
from forms.flattened.sheets import blank

DESIGN = "project_outline.design"


def answers(*parts: str) -> list[Answer]:
    """An answer with its further parts, each ending where its box ends."""
    further = [
        Answer(blank().controls[f"continuation.{number}.{name}"], value, 10, doubts)
        for number, part in enumerate(parts[1:])
        for name, value, doubts in (("of", DESIGN, []), ("text", part, [FULL]))
    ]
    return [Answer(blank().controls[DESIGN], parts[0], 5, [FULL]), *further]


def doubts(*parts: str) -> list[list[str]]:
    found = answers(*parts)
    settle_ends(found)
    return [one.doubts for one in found if one.control.kind == "prose"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We follow up", "all persons."),
        ("This is the end.", "The rest follows."),
        ("He said “so.”", "Then he went."),
        ("a follow-", "Up"),
        ("We foll" + NO_BREAK, "Ow up."),
        ("in the year", "2025 we began."),
    ],
)
def test_an_answer_that_goes_on_elsewhere_was_not_cut(before: str, after: str) -> None:
    assert doubts(before, after)[0] == []


def test_an_answer_that_breaks_off_before_another_sentence_may_have_been_cut() -> None:
    assert doubts("sit amet, ipsum dolor", "The rest of the design.")[0] == [JUMPS]


def test_only_the_last_part_ends_where_its_box_ends() -> None:
    assert doubts("We follow", "up all", "persons") == [[], [], [FULL]]


def test_an_answer_that_nothing_goes_on_from_keeps_its_doubt() -> None:
    assert doubts("sit amet, ipsum dolor", "")[0] == [FULL]
    assert doubts("sit amet, ipsum dolor") == [[FULL]]
