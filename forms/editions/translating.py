"""A foreign form becomes the same fields as ours, by its map; what the map does not know is told, never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from forms.document import edition_mark
from forms.editions.edition_map import EditionMap, Place
from forms.fields import Field, Note, Reading, Value
from validator.messages import quoted
from validator.questions import Question, path_of

LIKENESS = 0.8
"""The share of all names, the form's and the map's together, that both must know for the form to be the map's."""
_MOST_NAMED = 12
_BOTH = "Several answers were marked in your form: {values}."
_UNKNOWN_VALUE = "It holds “{value}”, which is none of the answers that the map of this form knows."


@dataclass(frozen=True, slots=True)
class Translated:
    """The fields of a foreign form under our names."""

    reading: Reading
    enclosed: tuple[str, ...]
    """Documents that the form says are enclosed, and that ours has no question for."""


def as_ours(reading: Reading, maps: Sequence[EditionMap]) -> Translated:
    """A reading under our names: of our own form as it is, of a foreign one by its map; as it is where none fits."""
    known = None if edition_mark(reading) else recognised(reading, maps)
    return translated(reading, known) if known else Translated(reading, ())


def recognised(reading: Reading, maps: Sequence[EditionMap]) -> EditionMap | None:
    """The map whose field names are those of a form; None where none is like it."""
    names = {field.name for field in reading.fields}
    likeness = {number: _likeness(names, set(one.places)) for number, one in enumerate(maps)}
    best = max(likeness, key=lambda number: likeness[number], default=None)
    return maps[best] if best is not None and likeness[best] >= LIKENESS else None


def translated(reading: Reading, known: EditionMap) -> Translated:
    """The fields under our names, in the order of the form, each with what it is called there."""
    by_place: dict[str, list[tuple[Place, Field]]] = {}
    enclosed, unknown = [], []
    for field in reading.fields:
        place = known.places.get(field.name)
        if place is None:
            unknown.append(field)
        elif place.slot and _is_ticked(field.value):
            enclosed.append(place.slot)
        elif place.name:
            by_place.setdefault(place.name, []).append((place, field))
    marks = (Field("data_system", known.system), Field("edition", known.number))
    fields = [_answer(name, found, known) for name, found in by_place.items()]
    notes = (*reading.notes, _read_by(known), *_unknown(unknown), *_lacking(reading, known))
    return Translated(Reading((*marks, *fields), notes), tuple(dict.fromkeys(enclosed)))


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _answer(name: str, found: list[tuple[Place, Field]], known: EditionMap) -> Field:
    """One answer out of the fields that give it together."""
    question = known.form.question_at(path_of(name))
    if question is None:
        raise KeyError(name)
    fields = [field for _, field in found]
    doubts = [field.doubt for field in fields if field.doubt]
    if any(place.value for place, _ in found):
        value: Value = _ticked(found, question)
        if isinstance(value, tuple) and question.kind != "choices":
            doubts.append(_BOTH.format(values=" and ".join(value)))
    elif len(fields) == 1:
        value, doubt = _meant(fields[0], question, known)
        doubts += [doubt] if doubt else []
    else:
        value = _joined(fields, question)
    first = next((field for field in fields if field.value not in (None, "", False, ())), fields[0])
    return replace(first, name=name, value=value, doubt=" ".join(doubts) or None, called=first.name)


def _ticked(found: list[tuple[Place, Field]], question: Question) -> Value:
    """The answers whose boxes are ticked: one, or all of them where several may be, or are against the form's sense."""
    values = tuple(place.value for place, field in found if _is_ticked(field.value))
    if question.kind == "choices":
        return values
    return values[0] if len(values) == 1 else values or None


def _is_ticked(value: Value) -> bool:
    """Whether a box is ticked; some programs write its state as a word."""
    if isinstance(value, str):
        return value.strip().casefold() not in {"", "off", "no", "0", "false"}
    return value is True or (isinstance(value, tuple) and bool(value))


def _meant(field: Field, question: Question, known: EditionMap) -> tuple[Value, str | None]:
    """The value of a field in our words, and a doubt where it has none."""
    value = field.value
    if question.kind == "box":
        return _is_ticked(value), None
    if question.kind not in {"yes_no", "choice", "choices"} or value in (None, "", False, ()):
        return value, None
    table = {_folded(held): meant for held, meant in known.values.get(field.name, {}).items()}
    table |= {_folded(option.label): option.value for option in question.options}
    table |= {_folded(option.value): option.value for option in question.options}
    if question.kind == "yes_no":
        table = {"yes": "yes", "no": "no", **table}
    held = value if isinstance(value, tuple) else ("yes" if value is True else str(value),)
    meant = tuple(table.get(_folded(one), one) for one in held)
    strange = [one for one in held if _folded(one) not in table]
    doubt = _UNKNOWN_VALUE.format(value=quoted(strange[0])) if strange else None
    return (meant if question.kind == "choices" or len(meant) > 1 else meant[0]), doubt


def _joined(fields: list[Field], question: Question) -> str:
    """The texts of several fields as one answer, in the order of the form."""
    texts = [str(field.value).strip() for field in fields if isinstance(field.value, str) and field.value.strip()]
    return ("\n" if question.kind == "prose" else " ").join(texts)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _read_by(known: EditionMap) -> Note:
    return Note(
        "another_edition",
        f"This is a form of somebody else, “{known.title}”; its fields were matched to ours by a table. "
        "Compare the answers with the form as you see it.",
    )


def _unknown(fields: Iterable[Field]) -> Iterator[Note]:
    """Each field that the map does not know: with what it holds, or all the empty ones in one sentence."""
    empty = []
    for field in fields:
        if field.value in (None, "", False, ()):
            empty.append(field.name)
        else:
            yield Note(
                "unknown_field",
                f"The table for this form does not know the field “{quoted(field.name)}”, which holds "
                f"“{_held(field.value)}”. It was not used: enter it where it belongs.",
            )
    if empty:
        yield Note("unknown_field", f"The table for this form does not know these empty fields: {_listed(empty)}.")


def _held(value: Value) -> str:
    return "a tick" if value is True else quoted("; ".join(value) if isinstance(value, tuple) else value)


def _lacking(reading: Reading, known: EditionMap) -> Iterator[Note]:
    here = {field.name for field in reading.fields}
    if absent := [name for name, place in known.places.items() if name not in here and (place.name or place.slot)]:
        yield Note("absent_field", f"This copy of the form lacks fields that its table knows: {_listed(absent)}.")


def _listed(names: list[str]) -> str:
    told = ", ".join(f"“{quoted(name)}”" for name in names[:_MOST_NAMED])
    return told + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")
