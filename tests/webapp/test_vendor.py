from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files

VENDOR = files("webapp") / "static" / "vendor" / "uswds"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))
STYLES = (VENDOR / "css" / "uswds.min.css").read_text(encoding="utf-8")


def test_every_vendored_file_is_the_one_that_was_copied() -> None:
    sums = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in MANIFEST["sha256"]}
    assert sums == MANIFEST["sha256"]
    assert len(sums) > 50


def test_no_file_is_vendored_without_its_hash() -> None:
    from pathlib import Path

    folder = Path(str(VENDOR))
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there - set(MANIFEST["sha256"]) == {"MANIFEST.json"}


def test_the_licence_stands_beside_what_it_is_about() -> None:
    assert "SIL Open Font License" in (VENDOR / "LICENSE.md").read_text(encoding="utf-8")


def test_the_styles_ask_for_nothing_that_is_not_here() -> None:
    named = {name for name in re.findall(r"url\(([^)]*)\)", STYLES) if name}
    assert {name for name in named if not (VENDOR / "css" / name).is_file()} == set()
    assert "sourceMappingURL" not in STYLES
