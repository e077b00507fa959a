import pytest

from forms.flattened.losses import is_loss, losses, silent_loss
from forms.flattened.omissions import omissions
from forms.flattened.words import Word
from tests.forms.flattened.flatteners import by_pdfium, drawn_on
from tests.forms.flattened.forms import only_pages, read

SIZE, WIDTH = 10.0, 5.0


def words(text: str, typeface: str = "Helvetica", space: float = 2.8) -> list[Word]:
    """The words of a line in which each space is drawn, however many there are."""
    found, at = [], 100.0
    for word in text.split(" "):
        if word:
            found.append(
                Word(word, complex(at, 190), complex(at + WIDTH * len(word), 190), SIZE, frozenset({typeface}))
            )
        at += WIDTH * len(word) + space
    return found


def signs(text: str, *, name: str = "project_title", prose: bool = False) -> list[str]:
    return list(omissions(" ".join(text.split()), words(text), name=name, prose=prose))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Room  5", "storage.location", id="≥ or № between two spaces"),
        pytest.param("6 mm  change", "project_title", id="an arrow"),
        pytest.param("Cost ( ) in all", "project_title", id="what stood in brackets"),
        pytest.param("Cost ( 5)", "project_title", id="≤ behind a bracket"),
        pytest.param("Harm, violence , and law", "project_title", id="a word before a comma"),
        pytest.param("IRB-", "irb_approval.application_number", id="digits of another width"),
        pytest.param("956160001", "bona_fide_researcher.postal_code", id="a minus in a postal code"),
        pytest.param("IRB20250147", "irb_approval.application_number", id="dashes in a number"),
        pytest.param("11202026", "requested_on", id="strokes in a date"),
        pytest.param("9165550142", "bona_fide_researcher.phone", id="dashes in a telephone number"),
        pytest.param("Professor of nance", "bona_fide_researcher.position_title", id="a ligature of fi"),
        pytest.param("Ocer of the sheri", "project_title", id="ligatures of ff and ffi"),
    ],
)
def test_what_a_program_left_out_leaves_a_sign(text: str, name: str) -> None:
    assert signs(text, name=name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A study.  Two spaces after it", "project_title"),
        ("Room 5 (upper floor), building B", "storage.location"),
        ("95616-0001", "bona_fide_researcher.postal_code"),
        ("95616", "bona_fide_researcher.postal_code"),
        ("(916) 555-0142", "bona_fide_researcher.phone"),
        ("11/20/2026", "requested_on"),
        ("IRB-2025-0147", "irb_approval.application_number"),
        ("R01HD123456", "project_outline.funding_source"),
        ("N/A", "project_title"),
        ("-", "project_title"),
        ("Finance officer, first office", "bona_fide_researcher.position_title"),
        ("https://www.example.org//a/?b=c", "project_title"),
    ],
)
def test_what_is_whole_raises_no_doubt(text: str, name: str) -> None:
    assert signs(text, name=name) == []


def test_a_list_with_dashes_is_whole_in_a_long_answer() -> None:
    assert signs("– one", prose=True) == []
    assert signs("– one")


def test_the_wide_space_of_a_typewriter_is_one_space() -> None:
    line = words("Room 5", "ABCDEF+CourierPS", space=6.0)
    assert list(omissions("Room 5", line, name="storage.location", prose=False)) == []


def test_the_numbers_of_a_file_whose_other_answers_lack_letters_are_doubtful() -> None:
    assert is_loss(next(losses("a\ufffdb", [])))
    assert silent_loss("IRB 17", is_name=False, lossy=True)
    assert silent_loss("IRB 17", is_name=False) is None
    assert silent_loss("A study", is_name=False, lossy=True) is None


def test_a_gap_in_a_printed_form_is_told_with_the_words_beside_it() -> None:
    from forms.fill import blank as blank_form
    from forms.flattened.sheets import blank

    box = blank().sheet_of["bona_fide_researcher.city"].boxes["bona_fide_researcher.city"]
    typed = f"0 g BT /Hand 9 Tf {box.left + 2} {box.bottom + 6} Td (Room  5) Tj ET".encode()
    reading = read(drawn_on(only_pages(by_pdfium(blank_form()), [0]), 0, typed))
    city = next(one for one in reading.fields if one.name == "bona_fide_researcher.city")
    assert (city.value, city.confidence) == ("Room 5", 0.5)
    assert "“Room” and “5”" in str(city.doubt)
