"""The maps from codes to letters that pdfminer opens when a file names one, held ready where no file can be opened.

Without its map a letter would be left out, and nothing would show that it was; programs name these maps for a mere dash
(PDF 32000-1, 9.7.5.2).
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any

from pdfminer.cmapdb import CMapDB

_SUFFIX = ".json.gz"


def hold() -> None:
    """Read all of them as they lie there, packed (8 MB), and let pdfminer take them from memory from now on."""
    packed = {
        file.name.removesuffix(_SUFFIX): file.read_bytes()
        for file in (files("pdfminer") / "cmap").iterdir()
        if file.name.endswith(_SUFFIX)
    }

    @cache
    def load(name: str) -> type[Any]:
        if name not in packed:
            raise CMapDB.CMapNotFound(name)
        return type(
            name, (), {key: _by_code(value) for key, value in json.loads(gzip.decompress(packed[name])).items()}
        )

    CMapDB._load_data = load  # type: ignore[method-assign]  # pdfminer offers no other way to give it its maps


def _by_code(value: Any) -> Any:
    """The same value; where it is a table, with its keys as the numbers that JSON can't hold."""
    if not isinstance(value, dict):
        return value
    return {int(key): _by_code(one) for key, one in value.items()}
