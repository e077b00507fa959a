"""Where the fields of a blank form may belong: by their words, by what can be entered in them, and by their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.editions.blank_fields import BlankField
from forms.editions.edition_map import ENCLOSED, answers_of
from forms.editions.likeness import Likeness, wording, words_of
from forms.editions.whom import group_of, is_part_of_a_name, names_whom, row_of
from validator.questions import Edition, Question

LEAST, SURE = 0.5, 0.8
"""The likeness from which a field is given a place, and from which nobody is asked to look at it again."""
_CLOSE = 0.12
"""Places within this of the best may be meant as well: then the order of the form decides."""
_NAME_WEIGHT, _FURTHER_WEIGHT = 0.95, 0.85
_CAN_GIVE: Mapping[str, frozenset[str]] = {
    "text": frozenset({"text", "prose", "date", "email", "phone"}),
    "box": frozenset({"box", "yes_no", "choice", "choices"}),
    "radio": frozenset({"yes_no", "choice", "choices"}),
    "list": frozenset({"yes_no", "choice", "choices", "text"}),
    "signature": frozenset({"digital_signature"}),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """One field with the place that it may have."""

    asked: BlankField
    place: str
    """As a map writes it; empty where none was found."""
    likeness: float = 0.0
    values: Mapping[str, str] = field(default_factory=dict)
    is_doubtful: bool = False
    """Whether neither its words nor the field before name whom it asks about, or another field claims its place."""

    @property
    def is_sure(self) -> bool:
        """Whether its words leave little doubt."""
        return self.likeness >= SURE and not self.is_doubtful and all(self.values.values())


@dataclass(frozen=True, slots=True)
class _Target:
    """A place that a field may be given: the question, and the answer that a tick stands for."""

    place: str
    position: int
    phrases: tuple[frozenset[str], ...]
    question: Question | None = None
    value: str = ""

    @property
    def repeats(self) -> bool:
        return "*" in self.place

    @property
    def key(self) -> str:
        """What is given once: a question, or one answer to it."""
        return f"{self.place} = {self.value}"

    @property
    def whole(self) -> str:
        """The question itself, which one field of choices gives with all of its answers."""
        return f"{self.place} = "


def placed(fields: Sequence[BlankField], form: Edition) -> list[Placed]:
    """Every field in the order of the form, each with its likeliest place; no answer is given twice."""
    return _Placing(form).of(fields)


class _Placing:
    def __init__(self, form: Edition) -> None:
        self._targets = list(_targets(form))
        self._likeness = Likeness(" ".join(words) for target in self._targets for words in target.phrases)
        self._taken: Counter[str] = Counter()
        self._before = 0
        self._last: Placed | None = None
        """The field that was placed last, while those that follow may go on about the same person."""

    def of(self, fields: Sequence[BlankField]) -> list[Placed]:
        found = [self._next(one) for one in fields]
        claims = Counter(one.place for one in found)
        return [replace(one, is_doubtful=True) if one.place and claims[one.place] > 1 else one for one in found]

    def _next(self, one: BlankField) -> Placed:
        """The place of a field; a further part of a name belongs where the part before does."""
        last = self._last
        if last and is_part_of_a_name(one) and is_part_of_a_name(last.asked):
            found = replace(last, asked=one)
        else:
            found = self._place(one)
        self._last = found if found.place else last and replace(last, is_doubtful=True)
        return found

    def _place(self, one: BlankField) -> Placed:
        scored = sorted(self._scored(one), key=lambda pair: -pair[0])
        if not scored or scored[0][0] < LEAST:
            return Placed(one, "")
        best = scored[0][0]
        close = [(likeness, target) for likeness, target in scored if likeness >= best - _CLOSE]
        likeness, target = min(close, key=lambda pair: self._distance(pair[1]))
        row = row_of(one) if target.repeats else None
        place = target.place.replace("*", str(self._taken[target.key] if row is None else row))
        self._taken[target.key] += 1
        self._before = target.position
        return Placed(
            one,
            f"{place} = {target.value}" if target.value else place,
            likeness,
            _values(one, target),
            is_doubtful=not self._is_named(one, target),
        )

    def _is_named(self, one: BlankField, target: _Target) -> bool:
        """Whether a field names whom it asks about, or asks a plain question after a sure field about the same one."""
        last = self._last
        own = [words_of(text) for text in _own_texts(one)]
        goes_on = last is not None and last.is_sure and group_of(last.place) == group_of(target.place)
        return names_whom(target.place, own) or (goes_on and any(words in target.phrases for words in own))

    def _scored(self, one: BlankField) -> Iterator[tuple[float, _Target]]:
        texts = [(words, weight) for text, weight in _texts(one) if (words := words_of(text))]
        says_no = any("no" in words for words, _ in texts)
        for target in self._targets:
            if (target.value == "no" and not says_no) or (target.value and self._taken[target.whole]):
                continue
            if (target.repeats or not self._taken[target.key]) and _fits(one, target):
                answers_the_last = target.position == self._before and one.labels[:1] in {("Yes",), ("No",)}
                says = words_of(target.value) == words_of(one.labels[0]) if answers_the_last else False
                yield 1.0 if says else self._best(texts, target), target

    def _best(self, texts: list[tuple[frozenset[str], float]], target: _Target) -> float:
        return max(
            (weight * self._likeness.of(words, phrase) for words, weight in texts for phrase in target.phrases),
            default=0.0,
        )

    def _distance(self, target: _Target) -> tuple[float, int]:
        """How far a place is from the one before; forms go on, so that a step back is as far as three on."""
        step = target.position - self._before
        return (step if step >= 0 else -3 * step, self._taken[target.key])


def _own_texts(one: BlankField) -> Iterator[str]:
    """What is said of a field alone, without what stands in brackets; headings are not among it."""
    yield from (re.sub(r"\([^)]*\)", " ", text) for text in (one.tooltip, *one.labels[:1]) if text)
    yield re.sub(r"[._\[\]]+", " ", one.name)


def _texts(one: BlankField) -> Iterator[tuple[str, float]]:
    *told, name = _own_texts(one)
    yield from ((text, 1.0) for text in (one.tooltip, *one.labels[:1], *told))
    yield name, _NAME_WEIGHT
    for label in one.labels[1:]:
        yield label, _FURTHER_WEIGHT
    if one.labels[1:]:
        yield " ".join(one.labels[:2]), _FURTHER_WEIGHT


def _fits(one: BlankField, target: _Target) -> bool:
    if target.question is None:
        return one.kind == "box"
    if one.kind == "box" and target.question.kind != "box" and not target.value:
        return False
    if one.kind != "box" and target.value:
        return False
    return target.question.kind in _CAN_GIVE.get(one.kind, frozenset())


def _targets(form: Edition) -> Iterator[_Target]:
    _, further = wording()
    for position, question in enumerate(form.questions):
        phrases = (question.label, *further.get(question.name, ()))
        yield _Target(question.name, position, _sets(phrases), question)
        for value, label in _answers(question):
            told = [f"{phrase} {label}" for phrase in phrases] if question.kind == "yes_no" else [label, value]
            told += phrases if value == "yes" else ()
            yield _Target(question.name, position, _sets(told), question, value)
    for place, phrases in further.items():
        if place.startswith(ENCLOSED):
            yield _Target(place, form.position["project_outline.purposes"], _sets(phrases))


def _answers(question: Question) -> Iterator[tuple[str, str]]:
    labels = {option.value: option.label for option in question.options}
    for value in answers_of(question):
        yield value, labels.get(value, value)


def _sets(phrases: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(words_of(phrase) for phrase in phrases))


def _values(one: BlankField, target: _Target) -> dict[str, str]:
    """What each choice of a field means; empty where no answer of ours is like it."""
    if target.question is None or not one.options or target.question.kind == "text":
        return {}
    answers = dict(_answers(target.question))
    likeness = Likeness([*answers.values(), *(option.label for option in one.options)])
    return {
        option.value: _meant(option.label or option.value, answers, likeness) for option in one.options if option.value
    }


def _meant(label: str, answers: Mapping[str, str], likeness: Likeness) -> str:
    said = words_of(label)
    scores = {
        value: max(likeness.of(said, words_of(one)) for one in (words, value, f"{words} {value}"))
        for value, words in answers.items()
    }
    best = max(scores, key=lambda value: scores[value], default="")
    return best if best and scores[best] >= LEAST else ""
