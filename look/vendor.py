"""Copy what the pages use of USWDS out of its npm package, and write down what each file hashes to.

Run it on the package as `npm pack @uswds/uswds@3.14.0` writes it:

    python -m look.vendor uswds-uswds-3.14.0.tgz
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

VENDOR = Path(__file__).parents[1] / "webapp" / "static" / "vendor" / "uswds"
STYLES = PurePosixPath("dist/css/uswds.min.css")
LICENCE = PurePosixPath("LICENSE.md")

_REFERENCE = re.compile(rb"url\(([^)]+)\)")
_MAP = re.compile(rb"\s*/\*# sourceMappingURL=[^*]*\*/\s*$")


def vendor(package: Path) -> dict[str, str]:
    """Replace the vendored copy by the files of a package; returns each file's SHA-256."""
    with tarfile.open(package) as archive:
        styles = _MAP.sub(b"\n", _content(archive, STYLES))
        contents = {LICENCE: _content(archive, LICENCE), STYLES: styles}
        contents |= {path: _content(archive, path) for path in sorted(_referred_to(styles))}
        version = json.loads(_content(archive, PurePosixPath("package.json")))["version"]
    shutil.rmtree(VENDOR, ignore_errors=True)
    sums = {}
    for path, content in contents.items():
        kept = path.relative_to("dist") if path.parts[0] == "dist" else path
        target = VENDOR / kept
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sums[str(kept)] = hashlib.sha256(content).hexdigest()
    manifest = {"package": "@uswds/uswds", "version": version, "sha256": sums}
    (VENDOR / "MANIFEST.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return sums


def _referred_to(styles: bytes) -> Iterator[PurePosixPath]:
    """The typefaces and pictures that the styles name, each once."""
    for name in {found.decode().strip("\"'") for found in _REFERENCE.findall(styles)}:
        if name and not name.startswith("data:"):
            yield PurePosixPath("dist") / name.removeprefix("../")


def _content(archive: tarfile.TarFile, path: PurePosixPath) -> bytes:
    file = archive.extractfile(f"package/{path}")
    if file is None:
        raise FileNotFoundError(path)
    return file.read()


if __name__ == "__main__":
    sys.stdout.write(f"{len(vendor(Path(sys.argv[1])))} files in {VENDOR.name}\n")
