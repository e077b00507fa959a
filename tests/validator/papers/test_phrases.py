from __future__ import annotations

import pytest

from validator.papers.phrases import phrases, plain


@pytest.mark.parametrize(
    "written",
    [
        "Cloud Control Catalog",
        "cloud control catalog",
        "Cloud\nControl Catalog",
        "Cl0ud Contro1 Catalog",
        "(Cloud) Control-Catalog",
    ],
)
def test_a_phrase_is_found_however_it_is_broken_and_mistaken(written: str) -> None:
    assert phrases("Cloud Control Catalog").search(f"the {written}, with")


@pytest.mark.parametrize(
    "written", ["Cloud Control Catalogs", "McCloud Control Catalog", "Cloud Access Control Catalog"]
)
def test_another_word_is_no_phrase(written: str) -> None:
    assert not phrases("Cloud Control Catalog").search(written)


def test_a_word_with_a_star_goes_on() -> None:
    assert phrases("ethic*").search("ethically")
    assert not phrases("ethic*").search("bioethics")


def test_what_is_often_mistaken_is_the_same_when_plain() -> None:
    assert plain("Lindqvist") == plain("L1ndqvi5t") == plain("LINDQVIST")
    assert plain("modern") == plain("modem") == plain("rnodern")
    assert plain("Nguyễn") == plain("nguyen")
    assert plain("2018") != plain("2015")
