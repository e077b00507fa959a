"""A second program, pypdf, reads the form too: where it reads otherwise a person is told, and our value is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, StreamObject

from forms.fields import Field, Note, Reading, Value
from forms.reading.doubts import quoted
from forms.reading.strings import cleaned, decode

Others = Mapping[str, Any]

_PUSH_BUTTON = 1 << 16
_DIFFERS = "Another program reads {other} here; {ours} is taken."
_LACKS = "Another program does not find this field; {ours} is taken."
_FOUND = "Another program finds a field “{name}” that holds {other}; it is not among the fields read here."
_ALONE = Note("one_reader", "Only one of two programs could read this file, so its answers were not compared.")


def disagreements(pdf: bytes, reading: Reading) -> Reading:
    """The same reading, with a doubt on every field that pypdf reads otherwise.

    Never call it with more fields than a form may have: pypdf's time grows with their square.
    """
    try:
        others: Others = pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}
        fields = tuple(_compared(field, others) for field in reading.fields)
        notes = tuple(_missed(reading, others))
    except Exception:  # on odd files pypdf raises whatever its code runs into
        return replace(reading, notes=(*reading.notes, _ALONE))
    return replace(reading, fields=fields, notes=(*reading.notes, *notes))


def _compared(field: Field, others: Others) -> Field:
    ours = f"“{quoted(field.value)}”"
    if field.name not in others:
        return field if _empty(field.value) else _doubted(field, field.name, _LACKS.format(ours=ours))
    found = others[field.name]
    other = _value(found.get("/V"))
    if _same(field.value, other, found):
        return field
    label = cleaned(str(found.get("/TU") or field.name))
    return _doubted(field, label, _DIFFERS.format(other=f"“{quoted(other)}”", ours=ours))


def _missed(reading: Reading, others: Others) -> Iterator[Note]:
    """What only pypdf finds; groups of fields and buttons to press hold no answer."""
    ours = {field.name for field in reading.fields}
    for name, field in others.items():
        other = _value(field.get("/V"))
        flags = field.get("/Ff", 0)
        pressed = field.get("/FT") == "/Btn" and isinstance(flags, int) and flags & _PUSH_BUTTON
        group = any(our.startswith(f"{name}.") for our in ours)
        if name not in ours and not _empty(other) and not pressed and not group:
            yield Note("another_reader", _FOUND.format(name=cleaned(str(name)), other=f"“{quoted(other)}”"))


def _value(value: Any) -> Value:
    """What pypdf reads, as our reader would write it."""
    value = value.get_object() if hasattr(value, "get_object") else value
    match value:
        case None:
            return None
        case NameObject():
            return value[1:]
        case StreamObject():
            return decode(value.get_data()).text
        case DictionaryObject():
            return True if "/ByteRange" in value else None
        case ArrayObject():
            return tuple(str(_value(item)) for item in value)
        case ByteStringObject():
            return decode(bytes(value)).text
    return cleaned(str(value))


def _same(ours: Value, other: Value, field: Any) -> bool:
    if ours == other or (_empty(ours) and _empty(other)):
        return True
    if isinstance(ours, bool):
        return ours != _empty(other)
    if isinstance(ours, str) and isinstance(other, tuple):
        return other == (ours,)
    if isinstance(ours, tuple) and isinstance(other, str):
        return ours == (other,)
    return isinstance(other, str) and ours in (other.removeprefix("/"), *_meanings(other, field))


def _meanings(other: str, field: Any) -> list[str]:
    """What a numbered state, or the label of a choice, stands for in the list of the field's choices."""
    options = field.indirect_reference.get_object().get("/Opt") if field.indirect_reference else None
    choices = [_value(option) for option in options or ()]
    if other.isdecimal() and int(other) < len(choices):
        return [str(choices[int(other)])]
    return [choice[0] for choice in choices if isinstance(choice, tuple) and len(choice) == 2 and choice[1] == other]


def _empty(value: Value) -> bool:
    return value in {None, False, "", "Off", ()}


def _doubted(field: Field, label: str, doubt: str) -> Field:
    return replace(field, doubt=f"{field.doubt} {doubt}" if field.doubt else f"“{label}”: {doubt}")
