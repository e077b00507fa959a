"""The one way to write a value down for a hash: JSON with sorted keys, no spaces, in ASCII."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any


def canonical(value: Any) -> str:
    """The canonical JSON of a value; whoever checks a hash gets it from any JSON library with these settings.

    ASCII, since answers are kept as they were typed, and half a character can be typed.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_as_text)


def sha256(content: str | bytes) -> str:
    """The SHA-256 of a text or of bytes, in hexadecimal."""
    return hashlib.sha256(content.encode("ascii") if isinstance(content, str) else content).hexdigest()


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in what is kept")
