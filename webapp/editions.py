"""The maps of foreign forms that whoever runs the service has put into its home."""

from __future__ import annotations

import os
from pathlib import Path

from forms.editions.edition_map import EditionMap, MapError, read_map

FOLDER = "editions"
_LARGEST = 1 << 20


def maps_in(home: Path) -> tuple[EditionMap, ...]:
    """Every map in the folder `editions` of a home, in the order of their names; none where there is no folder.

    Raises:
        MapError: One of them can't be used; the words name its file.
    """
    try:
        paths = sorted(path for path in (home / FOLDER).iterdir() if path.suffix == ".toml")
    except OSError:
        return ()
    return tuple(map(map_in, paths))


def map_in(path: Path) -> EditionMap:
    """The map in a file.

    Raises:
        MapError: It can't be used; the words name its file.
    """
    try:
        with path.open("rb") as file:
            return read_map(file.read(_LARGEST).decode("utf-8"))
    except MapError as wrong:
        raise MapError(f"{path.name}: {wrong.message}") from None
    except (OSError, UnicodeDecodeError):
        raise MapError(f"{path.name}: it can't be opened, or is not written in UTF-8.") from None


def home_of_this_machine() -> Path:
    """The home that the command line shares with the service."""
    return Path(os.environ.get("DATAREQUEST_HOME") or "var")
