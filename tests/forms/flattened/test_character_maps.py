from importlib.resources import files

import pytest
from pdfminer.cmapdb import CMapDB

from forms.flattened import character_maps
from forms.reader import Reader
from tests.forms.flattened.forms import printed, read

LOADED_FROM_FILES = CMapDB._load_data


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CMapDB, "_load_data", LOADED_FROM_FILES)
    character_maps.hold()


def content(map_: type) -> dict[str, object]:
    return {name: value for name, value in vars(map_).items() if name.isupper()}


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("name", ["GBK-EUC-H", "to-unicode-Adobe-GB1", "UniJIS-UTF16-V", "to-unicode-Adobe-Korea1"])
def test_a_map_that_is_held_is_the_one_that_lies_in_its_file(name: str) -> None:
    assert content(CMapDB._load_data(name)) == content(LOADED_FROM_FILES(name))


@pytest.mark.usefixtures("held")
def test_every_map_that_pdfminer_has_is_held() -> None:
    names = [file.name for file in (files("pdfminer") / "cmap").iterdir()]
    maps = [name.removesuffix(".json.gz") for name in names if name.endswith(".json.gz")]
    assert len(maps) > 100
    assert all(content(CMapDB._load_data(name)) for name in maps[::10])


@pytest.mark.usefixtures("held")
def test_a_map_that_nobody_has_is_none() -> None:
    with pytest.raises(CMapDB.CMapNotFound):
        CMapDB._load_data("../../cmap/GBK-EUC-H")


def test_a_process_that_can_open_no_file_reads_the_same_as_one_that_can() -> None:
    with Reader() as shut_in:
        assert shut_in(printed()).fields == read(printed()).fields
