"""Reads the signatures of test files as the tests ask for them."""

from __future__ import annotations

import re
from pathlib import Path

from forms.fields import UnreadableFormError
from forms.signing.signature import Signature, Standing
from forms.signing.signatures import signatures_of
from tests.forms.signers import NOW, root

NEW = 90
"""A number that no program has given to an object of the small form."""

BY_SIGNPDF = (Path(__file__).parent / "signed" / "signpdf.pdf").read_bytes()
ROOT_OF_SIGNPDF = (Path(__file__).parent / "signed" / "root.pem").read_bytes()


def read(pdf: bytes, *roots: bytes) -> tuple[Signature, ...]:
    return signatures_of(pdf, roots or (root().der, ROOT_OF_SIGNPDF), at=NOW)


def only(pdf: bytes, *roots: bytes) -> Signature:
    (signature,) = read(pdf, *roots)
    return signature


def gap(pdf: bytes) -> tuple[int, int]:
    """Where the last signature's own data stand, by its range: their digits may stand in a file's random name too."""
    _, start, end, _ = re.findall(rb"/ByteRange *\[ *(\d+) +(\d+) +(\d+) +(\d+) *\]", pdf)[-1]
    return int(start), int(end)


def standings(pdf: bytes) -> set[Standing]:
    try:
        return {signature.standing for signature in read(pdf)}
    except UnreadableFormError:
        return set()
