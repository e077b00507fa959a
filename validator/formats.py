"""The formats that the schema uses, each really checked."""

from __future__ import annotations

import re

from jsonschema import FormatChecker

from validator.dates import read_date

FORMATS = FormatChecker(formats=())
"""Only what stands here: an unknown format in the schema is an error of ours, found by a test."""

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")
_PHONE = re.compile(r"\+?[\d\s().\-/·‑–]{7,40}(?:\s*(?:,|;)?\s*(?:ext\.?|extension|x|#)\s*\d{1,8})?", re.IGNORECASE)


@FORMATS.checks("date")
def is_date(value: object) -> bool:
    """Whether a text is a date in one of the ways that people write it."""
    return not isinstance(value, str) or read_date(value) is not None


@FORMATS.checks("email")
def is_email(value: object) -> bool:
    """Whether a text is one e-mail address with a host and a domain; a bare @ is none."""
    if not isinstance(value, str):
        return True
    local = value.partition("@")[0]
    return _EMAIL.fullmatch(value) is not None and ".." not in local and local.strip(".") == local


@FORMATS.checks("phone")
def is_phone(value: object) -> bool:
    """Whether a text is a telephone number of 7 to 15 digits, in any country's writing, with or without extension."""
    if not isinstance(value, str):
        return True
    number = re.split(r"(?i)ext|x|#", value)[0]
    return _PHONE.fullmatch(value.strip()) is not None and 7 <= sum(c.isdigit() for c in number) <= 15
