"""What an act states, as fields of a page: drawn from the table of acts and their facts, and read back from a post."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.limits import ANSWER, PROSE
from procedure.acts import ACTS
from procedure.facts import CHANGES, DAY, FACTS, LEVELS, MOMENT, PEOPLE, SOME, TEXT, TEXTS, YES_NO, Kind
from webapp.cases.told import CHOICES, label_of
from webapp.cases.typed import as_typed, demand_sound, read_day, read_moment, read_number, read_yes_no

DERIVED = frozenset({"open_errors"})
"""Facts that no person types: the check says them."""
LONG = frozenset(
    {"balance_of_harms", "comments_on_confidentiality", "comments_on_purpose", "what_follows", "what", "reason"}
)
"""Texts that are rarely a line alone."""


@dataclass(frozen=True, slots=True)
class Field:
    """One fact as a page asks for it."""

    name: str
    """Of the input; that of the fact, unless a prefix stands before it."""
    label: str
    kind: str
    """text, prose, list, day, moment, number, choice (one of `options`) or choices (any of them)."""
    required: bool
    typed: tuple[str, ...] = ()
    """What stands in it."""
    wrong: str = ""
    """What is the matter with it, and what to write."""

    @property
    def id(self) -> str:
        """The name as the id of an element."""
        return f"fact-{self.name.replace('.', '-')}"

    @property
    def value(self) -> str:
        """What stands in a field of text."""
        return self.typed[0] if self.typed else ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen: what is sent, and what is read."""
        kind = FACTS[self.name.rpartition(".")[2]][0]
        return tuple((choice, CHOICES[choice]) for choice in (kind.choices or ("yes", "no")))


@dataclass(frozen=True, slots=True)
class Entered:
    """What was posted for an act: its facts, or what is the matter with each field."""

    facts: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


Posted = Mapping[str, Sequence[str]]
"""What a browser sends: the name of an input, and what was typed in each input of that name."""


def fields(
    act: str,
    posted: Posted | None = None,
    wrong: Mapping[str, str] | None = None,
    *,
    proposed: Mapping[str, Any] | None = None,
    prefix: str = "",
) -> tuple[Field, ...]:
    """The fields of an act, with what was typed, or else with what is proposed for a fact."""
    stated = [(name, True) for name in ACTS[act].asks] + [(name, False) for name in ACTS[act].may]
    told = posted if posted is not None else typed(proposed or {}, prefix)
    return tuple(
        _field(name, required, told.get(f"{prefix}{name}", ()), (wrong or {}).get(f"{prefix}{name}", ""), prefix)
        for name, required in stated
        if name not in DERIVED and FACTS[name][0] is not CHANGES
    )


def facts_of(act: str, posted: Posted, *, prefix: str = "") -> Entered:
    """The facts of an act out of what was posted; a field that is left empty states nothing."""
    entered = Entered()
    for one in fields(act, posted, prefix=prefix):
        name = one.name.removeprefix(prefix)
        try:
            value = _read(FACTS[name][0], one)
        except ValueError as wrong:
            entered.wrong[one.name] = str(wrong)
            continue
        if value is not None:
            entered.facts[name] = value
    return entered


def typed(facts: Mapping[str, Any], prefix: str = "") -> dict[str, Sequence[str]]:
    """Facts as they stand in their fields."""
    return {
        f"{prefix}{name}": list(value) if name in FACTS and FACTS[name][0] is LEVELS else as_typed(value)
        for name, value in facts.items()
    }


def _field(name: str, required: bool, told: Sequence[str], wrong: str, prefix: str) -> Field:
    kind = FACTS[name][0]
    shown = _SHOWN.get(kind, "choice")
    return Field(f"{prefix}{name}", label_of(name), "prose" if name in LONG else shown, required, tuple(told), wrong)


_SHOWN: dict[Kind, str] = {
    TEXT: "text",
    TEXTS: "list",
    SOME: "list",
    DAY: "day",
    MOMENT: "moment",
    PEOPLE: "number",
    YES_NO: "choice",
    LEVELS: "choices",
}


def _read(kind: Kind, one: Field) -> Any:
    """The value of a field; None where nothing was typed and nothing has to be."""
    texts = [text.replace("\r\n", "\n").strip() for text in one.typed]
    for text in texts:
        demand_sound(text, one.label, most=(PROSE if one.kind in ("prose", "list") else ANSWER).most)
    read = _READ.get(kind)
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    if kind in (TEXTS, SOME) and (lines or (kind is TEXTS and one.required)):
        return lines
    if not lines:
        if one.required:
            raise ValueError(f"{one.label}: write {kind.words}." if not kind.choices else f"{one.label}: choose.")
        return None
    if kind is LEVELS:
        return _chosen(kind, texts, one)
    if len(texts) > 1:
        raise ValueError(f"{one.label}: it was sent twice, and only one can be right.")
    return read(texts[0], one.label) if read else _chosen(kind, texts, one)[0]


def _chosen(kind: Kind, texts: Sequence[str], one: Field) -> list[str]:
    if not set(texts) <= set(kind.choices):
        raise ValueError(f"{one.label}: choose one of what stands there.")
    return list(dict.fromkeys(texts))


_READ: dict[Kind, Callable[[str, str], Any]] = {
    TEXT: lambda text, _: text,
    DAY: read_day,
    MOMENT: read_moment,
    PEOPLE: read_number,
    YES_NO: read_yes_no,
}
