"""What files are in a package; only ever in the guarded process."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from forms.limits import PACKAGE_SIZE
from forms.packages.embedded import embedded
from forms.packages.inside import Inside, ends_as_zip
from forms.packages.package_refusals import LEFT_OUT, TOO_MANY_BYTES, refuse
from forms.packages.zipped import zipped

_ZIP, _PDF = b"PK", b"%PDF-"
_JUNK = 1024
"""Bytes that may stand before the header of a PDF."""


def contents(package: bytes) -> dict[str, Any]:
    """The files of a package by number, each with its name and size, and those left out with the reason.

    Raises:
        UnreadableFormError: It can't be opened.
    """
    files = list(_inside(package))
    taken = [{"number": number, "name": one.name, "size": one.size} for number, one in enumerate(files) if not one.why]
    left_out = [[one.name, LEFT_OUT[one.why]] for one in files if one.why]
    return {"files": taken, "left_out": left_out}


def taken_out(package: bytes, *, numbers: list[int]) -> dict[str, Any]:
    """Some files of a package, by number, in base64.

    Raises:
        UnreadableFormError: It can't be opened.
    """
    files = list(_inside(package))
    return {"contents": [base64.b64encode(files[number].content()).decode("ascii") for number in numbers]}


def _inside(package: bytes) -> Iterator[Inside]:
    if len(package) > PACKAGE_SIZE.most:
        raise refuse("too_large", what=TOO_MANY_BYTES)
    if package.startswith(_ZIP):
        yield from zipped(package)
    elif _PDF in package[:_JUNK]:
        yield from embedded(package)
    else:
        raise refuse("prefixed" if ends_as_zip(package) else "no_package")
