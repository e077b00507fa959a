from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from typefaces.faces import FACES, OPTIONAL_FACES, Face, faces, families, folders


def test_every_face_in_the_table_is_a_file_and_every_file_is_in_the_table() -> None:
    shipped = {path for folder in folders()[:2] for path in folder.glob("*.ttf")}
    assert {face.path for face in FACES} == shipped


@pytest.mark.parametrize("face", FACES, ids=lambda face: Path(face.file).stem)
def test_a_shipped_face_is_what_the_table_says_and_may_be_shipped_and_embedded(face: Face) -> None:
    with TTFont(face.path) as font:
        names = font["name"]
        assert (names.getDebugName(16) or names.getDebugName(1)) == face.family
        assert (names.getDebugName(17) or names.getDebugName(2)) == face.style
        assert "Open Font License" in names.getDebugName(13)
        assert font["OS/2"].fsType == 0


def test_the_licence_lies_beside_the_files() -> None:
    for folder in folders()[:2]:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "LICENSE.txt").read_text()


def test_the_shipped_faces_stay_small() -> None:
    assert sum(face.path.stat().st_size for face in FACES) < 6_000_000


def test_letters_find_a_serif_and_a_sans_in_every_style() -> None:
    styles = {"Regular", "Bold", "Italic", "Bold Italic"}
    for family in ("Liberation Sans", "Liberation Serif"):
        assert {face.style for face in FACES if face.family == family} == styles


def test_the_wanted_family_comes_first_and_each_once() -> None:
    chain = families("Liberation Serif")
    assert chain[0] == "Liberation Serif"
    assert len(set(chain)) == len(chain)
    assert {"Noto Sans Arabic", "Noto Sans Thai"} <= set(chain)


def test_the_optional_face_is_found_where_its_package_is_installed() -> None:
    pytest.importorskip(OPTIONAL_FACES[0].package)
    assert OPTIONAL_FACES[0] in faces()
    assert OPTIONAL_FACES[0].path.is_file()
