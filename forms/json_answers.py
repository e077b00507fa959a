"""Answers that come as a JSON file, read strictly: nothing in it is guessed, doubled or dropped."""

from __future__ import annotations

from typing import Any

from forms.fields import Note, UnreadableFormError
from forms.strict_json import NoObjectError, one_object

MOST_BYTES = 1_000_000


def read_answers(data: bytes, *, largest: int = MOST_BYTES) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The application in a JSON file, and what a person should know; UnreadableFormError for anything else.

    A report that `datarequest check --format json` wrote holds the application too, and is taken for it.
    """
    if len(data) > largest:
        most = largest // 1_000_000
        raise _refused("too_large", f"The file has more than {most} MB.", "Take out what is not an answer.")
    try:
        answers = one_object(data)
    except NoObjectError as wrong:
        raise _refused("not_json", wrong.message, wrong.remedy) from None
    if {"source", "application", "findings"} <= set(answers) and isinstance(answers["application"], dict):
        answers = answers["application"]
    marks: list[str] = []
    cleaned = _clean(answers, "", marks)
    return cleaned, tuple(
        Note("characters", f"“{name}” held characters that no text may hold; they are shown as \ufffd.")
        for name in marks
    )


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
