"""What was done to a file after it was signed, field by field: pyHanko judges the form, the fields are compared here.

pyHanko calls it filling a form when an answer is replaced, or only drawn otherwise, after signing. So each answer and
each drawing is compared with the file as it was signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation.status import SignatureCoverageLevel

from forms.signing.signature import Changes
from forms.signing.snapshot import Held, TooMuchToCompareError, snapshot

_LONGEST = 60
_MOST_NAMED = 20

_ALTERED = "“{label}” ({name}) was “{before}” when this was signed; it was changed afterwards to “{after}”."
_EMPTIED = "“{label}” ({name}) was “{before}” when this was signed; it was emptied afterwards."
_FILLED = "“{label}” ({name}) was empty when this was signed; it was filled afterwards with “{after}”."
_SIGNED = "“{label}” ({name}) was signed afterwards."
_SIGNED_UNSEEN = "It was signed again afterwards, in a new field ({name}) that shows nothing on any page."
_NEW_SIGNED = "A place for a signature ({name}) was added afterwards and signed; it may cover what stood there."
_ADDED = "The field “{label}” ({name}) was added afterwards."
_REMOVED = "The field “{label}” ({name}) was there when this was signed, and was removed afterwards."
_REDRAWN = "“{label}” ({name}) holds the same answer as when it was signed, but was drawn anew: look at what it shows."
_MOVED = "The box of “{label}” ({name}) was moved, hidden or shown afterwards."
_OTHERWISE = "Something other than the answers was changed afterwards, so pages may not look as they did when signed."
_NOT_ALLOWED = "The signer allowed no changes of this kind after signing."
_UNTOLD = "Something was added after this was signed, and what it changes cannot be told."
_LOOSE = "Something was put behind the end of the file after this was signed, which no program does."
_NOT_A_VERSION = "It covers the beginning of the file, but not one whole version of it as it was saved."
_MORE = "{count} more fields were changed afterwards."

Found = tuple[Changes, tuple[str, ...]]


def changes_after(signature: Any, pdf: bytes, length: int, *, strict: bool) -> Found:
    """What was done after a signature, with a sentence for each field.

    Args:
        signature: As the signature library holds it, its coverage evaluated.
        pdf: The file.
        length: That of the file as it was signed.
        strict: Whether the file keeps to the rules of PDF; only then can its versions be told apart.
    """
    if not pdf[length:].strip():
        return Changes.NONE, ()
    if signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Changes.PARTIAL, (_NOT_A_VERSION,)
    if b"startxref" not in pdf[length:]:
        return Changes.CHANGED, (_LOOSE,)
    try:
        before, after = snapshot(pdf[:length]), snapshot(pdf)
        compared = list(_compared(before, after))
    except (TooMuchToCompareError, pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        return Changes.UNKNOWN, (_UNTOLD,)
    judged, why = _judged(signature) if strict else (Changes.UNKNOWN, _UNTOLD)
    kinds = [judged, *(kind for kind, _ in compared)]
    said = tuple(sentence for _, sentence in compared)
    worst = max(kinds, key=_GRAVITY.index)
    return worst, (*_shortened(said), *([why] if why else []))


_GRAVITY = (Changes.NONE, Changes.SIGNED_AGAIN, Changes.FILLED, Changes.UNKNOWN, Changes.CHANGED, Changes.PARTIAL)


def _judged(signature: Any) -> tuple[Changes, str]:
    """What pyHanko makes of everything that was added: pages, annotations, structure, locks."""
    try:
        found = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
        allowed = signature.docmdp_level
    except Exception:  # a stranger's file makes the library raise anything
        return Changes.UNKNOWN, _UNTOLD
    if not isinstance(found, DiffResult) or found.modification_level is ModificationLevel.OTHER:
        return Changes.CHANGED, _OTHERWISE
    if allowed is not None and found.modification_level.value > allowed.value:
        return Changes.CHANGED, _NOT_ALLOWED
    return Changes.NONE, ""


def _compared(before: dict[str, Held], after: dict[str, Held]) -> Iterator[tuple[Changes, str]]:
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            yield _come_or_gone(name, was, now)
        elif was.kind == "/Sig" or now.kind == "/Sig":
            yield from _signature_field(name, was, now)
        else:
            yield from _answer(name, was, now)


def _come_or_gone(name: str, was: Held | None, now: Held | None) -> tuple[Changes, str]:
    if now is None:
        return Changes.CHANGED, _REMOVED.format(label=was.label if was else name, name=name)
    if now.kind == "/Sig" and not now.is_seen:
        return Changes.SIGNED_AGAIN, _SIGNED_UNSEEN.format(name=name)
    if now.kind == "/Sig":
        return Changes.FILLED, _NEW_SIGNED.format(name=name)
    return Changes.CHANGED, _ADDED.format(label=now.label, name=name)


def _signature_field(name: str, was: Held, now: Held) -> Iterator[tuple[Changes, str]]:
    if was.value == now.value:
        yield from _appearance(name, was, now)
    elif was.is_empty:
        yield Changes.SIGNED_AGAIN, _SIGNED.format(label=was.label, name=name)
    else:
        yield Changes.CHANGED, _REMOVED.format(label=was.label, name=name)
    if was.boxes != now.boxes:
        yield Changes.CHANGED, _MOVED.format(label=was.label, name=name)


def _answer(name: str, was: Held, now: Held) -> Iterator[tuple[Changes, str]]:
    words = {"label": was.label, "name": name, "before": _quoted(was.value), "after": _quoted(now.value)}
    if was.value == now.value or (was.is_empty and now.is_empty):
        yield from _appearance(name, was, now)
    elif was.is_empty:
        yield Changes.FILLED, _FILLED.format(**words)
    else:
        yield Changes.CHANGED, (_EMPTIED if now.is_empty else _ALTERED).format(**words)
    if was.boxes != now.boxes:
        yield Changes.CHANGED, _MOVED.format(**words)


def _appearance(name: str, was: Held, now: Held) -> Iterator[tuple[Changes, str]]:
    if was.drawing != now.drawing:
        yield Changes.CHANGED, _REDRAWN.format(label=was.label, name=name)


def _shortened(said: tuple[str, ...]) -> tuple[str, ...]:
    if len(said) <= _MOST_NAMED:
        return said
    return (*said[:_MOST_NAMED], _MORE.format(count=len(said) - _MOST_NAMED))


def _quoted(value: str) -> str:
    text = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
