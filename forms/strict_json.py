"""JSON read strictly: one object in UTF-8, in which nothing is doubled, endless or nested without end."""

from __future__ import annotations

import json
import math
from typing import Any

DEEPEST = 20


class NoObjectError(Exception):
    """Bytes that are no such object: why, and what to do, for people."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


def one_object(data: bytes) -> dict[str, Any]:
    """The one object that a file holds.

    Raises:
        NoObjectError: for anything else.
    """
    try:
        found = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite
        )
    except UnicodeDecodeError:
        raise NoObjectError("The file is not written in UTF-8.", "Save it as JSON in UTF-8.") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise NoObjectError("The file is not JSON.", "Save it as one JSON object.") from None
    if not isinstance(found, dict):
        raise NoObjectError("The file holds no group of named values.", "Begin it with { and end it with }.")
    _within(found, DEEPEST)
    return found


def _too_deep() -> NoObjectError:
    return NoObjectError("What the file holds is nested too deeply.", "Keep to the shape that is asked for.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The values of one group; of one that stands there twice nobody can tell which is meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise NoObjectError(f"“{key[:60]}” stands there twice.", "Keep the one that is right.")
        found[key] = value
    return found


def _no_constant(word: str) -> Any:
    raise NoObjectError(f"{word} is no value.", "Write a text, yes or no, or a list.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NoObjectError(f"The number {text[:40]} is too large.", "Write a text, yes or no, or a list.")
    return number


def _within(value: Any, depth: int) -> None:
    if depth == 0:
        raise _too_deep()
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        _within(child, depth - 1)
