import pytest

from forms.fields import Field, Reading, Source
from forms.flattened.together import apart

NAMES = ("bona_fide_researcher.name", "application_signature.name", "restrictions_signature.name")


def named(*values: str | None, source: Source = "printed") -> Reading:
    return Reading(tuple(Field(name, value, source) for name, value in zip(NAMES, values, strict=False)))


@pytest.mark.parametrize("source", ["printed", "scan"])
@pytest.mark.parametrize(
    "names",
    [
        ("María Villanueva", "Alexandra Reyes", "Alexandra Reyes"),
        ("Alexandra Reyes", None, "María Villanueva"),
        ("", "Alexandra Reyes", "María Villanueva"),
    ],
)
def test_pages_that_name_different_researchers_may_not_belong_together(
    names: tuple[str | None, ...], source: Source
) -> None:
    (note,) = apart(named(*names, source=source))
    assert "may not belong to one application" in note.message
    assert "“Alexandra Reyes”" in note.message


@pytest.mark.parametrize(
    "names",
    [
        ("Alexandra Reyes", "Dr. A. Reyes", "alexandra reyes"),
        ("Alexandra Reyes", "", None),
        ("Alexandra Reyes", "/s/", "A. R."),
        ("", "", ""),
    ],
)
def test_a_name_in_another_form_or_none_says_nothing(names: tuple[str | None, ...]) -> None:
    assert list(apart(named(*names))) == []


def test_a_name_that_was_hardly_legible_says_nothing() -> None:
    typed = Field(NAMES[0], "Alexandra Reyes", "scan", confidence=0.7)
    assert list(apart(Reading((typed, Field(NAMES[1], "Mx Wlky", "scan", confidence=0.4))))) == []
    assert list(apart(Reading((typed, Field(NAMES[1], "María Villanueva", "scan", confidence=0.7))))) != []


def test_fields_that_were_saved_in_one_form_belong_together_whoever_signs() -> None:
    assert list(apart(named("Alexandra Reyes", "María Villanueva", source="field"))) == []
