"""A renewal request as a report of what changes: each of the six items of 966(j) is answered, and none is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.limits import PROSE
from procedure.persons import researcher_of
from procedure.workflow import RENEWAL_ITEMS
from validator.answers import answer
from validator.dates import written
from webapp.cases.case import CaseView
from webapp.cases.entering import Entered, Posted
from webapp.cases.typed import demand_sound

ASKED: Mapping[str, tuple[str, str]] = {
    "personnel": ("Personnel and contact information", "Who joined or left, and a new Bona Fide Researcher, if any."),
    "project": ("Details of the project", "For example the purposes, the methods, the completion date."),
    "technology": ("Technology", "For example new computers, programs or a cloud provider."),
    "location": ("Location", "Where the data are stored, or where anybody reaches them from."),
    "security": ("Security protocols", "For example who may do what, or how the system is segmented."),
    "irb": ("Institutional Review Board", "Its approval, number and expiration date, where one is applicable."),
}
"""How each item is asked, in the order of 966(j)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the six items, with what stands there now and what was typed."""

    name: str
    clause: str
    label: str
    hint: str
    now: str
    """What was approved or last handed in, for comparison."""
    choice: str
    words: str
    wrong: str


def items(view: CaseView, posted: Posted | None = None, wrong: Mapping[str, str] | None = None) -> tuple[Item, ...]:
    """The six items of the page."""
    sent, told, now = posted or {}, wrong or {}, standing(view)
    return tuple(
        Item(
            name, clause, *ASKED[name], now[name],
            choice=_one(sent, f"{name}.choice"), words=_one(sent, f"{name}.words"), wrong=told.get(name, ""),
        )
        for clause, name in RENEWAL_ITEMS.items()
    )  # fmt: skip


def facts_of(posted: Posted) -> Entered:
    """What was typed as the facts of the request; an item that is left open is told."""
    changes, unchanged, wrong = [], [], {}
    for name in RENEWAL_ITEMS.values():
        label, choice, words = ASKED[name][0], _one(posted, f"{name}.choice"), _one(posted, f"{name}.words")
        try:
            demand_sound(words, label, most=PROSE.most)
        except ValueError as error:
            wrong[name] = str(error)
            continue
        if choice == "unchanged" and words:
            wrong[name] = f"{label}: you chose that nothing changes, and described a change. Take one of both back."
        elif choice == "unchanged":
            unchanged.append(name)
        elif choice == "changed" and words:
            changes.append(f"{name}: {' '.join(words.split())}")
        else:
            wrong[name] = f"{label}: " + ("describe what changes." if choice else "say whether anything changes.")
    return Entered({"changes": changes, "unchanged": unchanged, "on_letterhead": False}, wrong)


def standing(view: CaseView) -> Mapping[str, str]:
    """What holds now of each item, from what was approved and last handed in."""
    answers, approval = view.last.answers, view.approval
    people = [one.name for one in view.persons if one.until is None]
    expires_on = approval.expires_on if approval else None
    return {
        "personnel": f"{researcher_of(view.case).name} is the Bona Fide Researcher. In all: {', '.join(people)}.",
        "project": f"{view.title}."
        + (f" Purposes: {'; '.join(approval.purposes)}." if approval else "")
        + (f" The approval expires on {written(expires_on)}." if expires_on else ""),
        "technology": _said(answers, "security_certification.cloud_provider", "No cloud provider is named."),
        "location": _said(answers, "storage.location", "No place of storage is named."),
        "security": _said(answers, "storage.access", "What the officer certified."),
        "irb": _said(answers, "irb_approval.application_number", "No number of an approval is named."),
    }


def _said(answers: Mapping[str, Any], name: str, otherwise: str) -> str:
    value = answer(answers, name)
    return value.strip() if isinstance(value, str) and value.strip() else otherwise


def _one(posted: Posted, name: str) -> str:
    texts = posted.get(name) or [""]
    return texts[0].replace("\r\n", "\n").strip()
