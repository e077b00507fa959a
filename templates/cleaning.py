"""Text as a letter takes it: composed, trimmed, in one line where one is wanted; what can't be written is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from templates.needed import Facts, label, resolved, texts
from templates.problems import Problem

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_OPENERS, _OVERRIDES, _CLOSERS = "\u202a\u202b\u2066\u2067\u2068", "\u202d\u202e", "\u202c\u2069"


def clean(value: Any, schema: Facts, root: Facts) -> Any:
    """Text in composed form, without blanks around it; one line where a line is wanted; nothing that is empty."""
    schema = resolved(schema, root)
    if isinstance(value, str):
        text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", value)).replace("\t", " ").strip()
        return text if schema.get("x-lines") else " ".join(text.split("\n"))
    if isinstance(value, Mapping):
        properties = schema.get("properties", {})
        cleaned = {str(name): clean(item, properties.get(name, {}), root) for name, item in value.items()}
        return {name: item for name, item in cleaned.items() if item not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        cleaned_items = (clean(item, schema.get("items", {}), root) for item in value)
        return [item for item in cleaned_items if item not in (None, "", {})]
    return value.isoformat() if isinstance(value, date) else value


def unwritable(facts: Facts, schema: Facts) -> Iterator[Problem]:
    """A problem for each text with a character that has no place in a letter."""
    for place, text, _ in texts(facts, schema, schema):
        bad = next((character for character in text if _is_unwritable(character)), None)
        if bad is not None:
            message = f"it holds a character that cannot be written in a letter (U+{ord(bad):04X})."
            yield Problem(place, label(place, schema), message, "Delete it, or type the words again.")
        elif not _is_balanced(text):
            message = "it holds a hidden character that turns the direction of the words around it."
            yield Problem(place, label(place, schema), message, "Delete the words and type them again.")


def _is_unwritable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character != "\n") or ord(character) & 0xFFFE == 0xFFFE


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        if character in _OVERRIDES:
            return False
        depth += (character in _OPENERS) - (character in _CLOSERS)
        if depth < 0:
            return False
    return depth == 0
