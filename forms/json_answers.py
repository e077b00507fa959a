"""Answers that come as a JSON file, read strictly: nothing in it is guessed, doubled or dropped."""

from __future__ import annotations

import json
import math
from typing import Any

from forms.fields import Note, UnreadableFormError

MOST_BYTES = 1_000_000
DEEPEST = 20


def read_answers(data: bytes) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The application in a JSON file, and what a person should know; UnreadableFormError for anything else.

    A report that `datarequest check --format json` wrote holds the application too, and is taken for it.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise _refused("too_large", f"The file has more than {most} MB.", "Take out what is not an answer.")
    answers = _parsed(data)
    if {"source", "application", "findings"} <= set(answers) and isinstance(answers["application"], dict):
        answers = answers["application"]
    _within(answers, DEEPEST)
    marks: list[str] = []
    cleaned = _clean(answers, "", marks)
    return cleaned, tuple(
        Note("characters", f"“{name}” held characters that no text may hold; they are shown as \ufffd.")
        for name in marks
    )


def _parsed(data: bytes) -> dict[str, Any]:
    """The one object that a file holds."""
    try:
        text = data.decode("utf-8-sig")
        answers = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    except UnicodeDecodeError:
        raise _refused("not_json", "The file is not written in UTF-8.", "Save the answers as JSON in UTF-8.") from None
    except RecursionError:
        raise _refused("not_json", "The answers are nested too deeply.", "Keep to the shape of the form.") from None
    except ValueError:
        raise _refused(
            "not_json",
            "The file is not JSON.",
            "Save the answers as one JSON object, as `datarequest check --format json` prints it.",
        ) from None
    if not isinstance(answers, dict):
        raise _refused("not_json", "The file holds no application.", "Save the answers as one JSON object.")
    return answers


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _refused("not_json", f"The answer “{key[:60]}” stands there twice.", "Keep the one that is right.")
        found[key] = value
    return found


def _no_constant(word: str) -> Any:
    raise _refused("not_json", f"{word} is not an answer.", "Write a text, yes or no, or a list.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _refused("not_json", f"The number {text[:40]} is too large.", "Write a text, yes or no, or a list.")
    return number


def _within(value: Any, depth: int) -> None:
    if depth == 0:
        raise _refused("not_json", "The answers are nested too deeply.", "Keep to the shape of the form.")
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        _within(child, depth - 1)


def _clean(value: Any, name: str, marks: list[str]) -> Any:
    """The same answers in valid text: what can't be text becomes a mark, and is told."""
    if isinstance(value, dict):
        return {
            _text(key, key, marks): _clean(child, f"{name}.{key}".strip("."), marks) for key, child in value.items()
        }
    if isinstance(value, list):
        return [_clean(child, f"{name}.{number}", marks) for number, child in enumerate(value)]
    return _text(value, name, marks) if isinstance(value, str) else value


def _text(text: str, name: str, marks: list[str]) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join("\ufffd" if is_no_text(char) else char for char in text)
    if kept != text:
        marks.append(name.encode("utf-8", "replace").decode()[:60])
    return kept


def is_no_text(char: str) -> bool:
    """Whether a character can stand in no text: controls, and halves of characters."""
    return (char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" or char == "\x7f"


def _refused(kind: str, message: str, remedy: str) -> UnreadableFormError:
    return UnreadableFormError(kind, message, remedy)
