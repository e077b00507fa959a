"""What people who work here may do: one table, one function, and what stands in no row is refused.

Which act of the law which role may do stands in `procedure.workflow`; here stands who may open what, and when a
person has to give a reason or show once more who they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from types import MappingProxyType

from procedure.events import Role


class StaffRole(StrEnum):
    """In which role somebody works here; all but the auditor are roles of the procedure."""

    RESEARCH_SERVICES = Role.RESEARCH_SERVICES.value
    CHIEF = Role.CHIEF.value
    APPEAL_OFFICER = Role.APPEAL_OFFICER.value
    ADMINISTRATOR = Role.ADMINISTRATOR.value
    AUDITOR = "auditor"

    @property
    def title(self) -> str:  # type: ignore[override]  # of a person, where a string has one for its letters
        """What the role is called beside a name."""
        return _TITLES[self]

    @property
    def in_procedure(self) -> Role | None:
        """The role in which its acts are written down; an auditor acts in none."""
        return None if self is StaffRole.AUDITOR else Role(self.value)


_TITLES = {
    StaffRole.RESEARCH_SERVICES: "Research Services",
    StaffRole.CHIEF: "Chief of the CJIS Division",
    StaffRole.APPEAL_OFFICER: "Appeal officer",
    StaffRole.ADMINISTRATOR: "Administrator",
    StaffRole.AUDITOR: "Auditor (reads only)",
}


class Capability(StrEnum):
    """What somebody wants to do, as words that follow “may” and “may not”."""

    SEE_CASES = "see the applications"
    WORK_ON_CASES = "work on applications"
    DECIDE = "act on applications"
    DECIDE_APPEALS = "decide appeals"
    WRITE_LETTERS = "write letters"
    SEND_LETTERS = "send letters"
    SEND_BATCHES = "send many letters at once"
    DECLARE_INTEREST = "declare an interest of their own"
    SEE_FIGURES = "see the figures"
    EXPORT = "take data away"
    MANAGE_PEOPLE = "manage people and their roles"
    MANAGE_SETTINGS = "manage officials, closures and settings"
    SEE_SETTINGS = "see the settings"
    SEE_TEMPLATES = "see the templates of letters"
    SEE_LOG = "see what was done with accounts"
    OWN_VIEWS = "keep filters and a calendar of their own"
    OWN_ACCOUNT = "change their own account"


class Relation(StrEnum):
    """What somebody is to the application that they want to do something with."""

    ASSIGNED = "it is assigned to them"
    DECIDED_BEFORE = "they made the decision that is appealed"
    CONFLICTED = "they have told of a conflict of interest"
    OWN_CASE = "it is their own application"


class Grant(Enum):
    """Whether it may be done."""

    YES = auto()
    WITH_A_REASON = auto()
    """People decide: they are warned, and write down why they act all the same."""
    NO = auto()


class Proof(Enum):
    """When the person has to have shown a short while ago who they are."""

    NEVER = auto()
    TO_CHANGE = auto()
    ALWAYS = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: Capability
    who: Collection[StaffRole]
    decided_before: Grant
    conflicted: Grant
    proof: Proof

    def grant(self, relation: Relation) -> Grant:
        """What somebody in one of these roles may do where they are this to the application."""
        match relation:
            case Relation.OWN_CASE:
                return Grant.NO  # nobody works on what they asked for themselves, whatever their role
            case Relation.ASSIGNED:
                return Grant.YES  # gives no right and takes none: in a small office everybody stands in
            case Relation.DECIDED_BEFORE:
                return self.decided_before
            case Relation.CONFLICTED:
                return self.conflicted


_RS, _CHIEF, _OFFICER, _ADMIN, _AUDITOR = StaffRole
_C, _YES, _REASON = Capability, Grant.YES, Grant.WITH_A_REASON
_NEVER, _TO_CHANGE, _ALWAYS = Proof

# The auditor reads. The two last rows change nothing of anybody else: filters, a calendar and an account of one's own.
# An interest is declared where it puts a caution on acts of one's own; the auditor has none, and writes into no case.
TABLE = (
    #   what                 who                                            decided  conflicted   proof
    #                                                                       before
    Row(_C.SEE_CASES,        (_RS, _CHIEF, _OFFICER, _ADMIN, _AUDITOR),     _YES,    _YES,        _NEVER),
    Row(_C.WORK_ON_CASES,    (_RS, _CHIEF, _OFFICER),                       _YES,    _REASON,     _NEVER),
    Row(_C.DECIDE,           (_RS, _CHIEF, _OFFICER, _ADMIN),               _YES,    _REASON,     _TO_CHANGE),
    Row(_C.DECIDE_APPEALS,   (_CHIEF, _OFFICER),                            _REASON, _REASON,     _TO_CHANGE),
    Row(_C.WRITE_LETTERS,    (_RS, _CHIEF, _OFFICER),                       _YES,    _REASON,     _NEVER),
    Row(_C.SEND_LETTERS,     (_RS, _CHIEF, _OFFICER),                       _YES,    _REASON,     _TO_CHANGE),
    Row(_C.SEND_BATCHES,     (_RS, _CHIEF),                                 _YES,    _YES,        _TO_CHANGE),
    Row(_C.DECLARE_INTEREST, (_RS, _CHIEF, _OFFICER, _ADMIN),               _YES,    _YES,        _NEVER),
    Row(_C.SEE_FIGURES,      (_RS, _CHIEF, _ADMIN, _AUDITOR),               _YES,    _YES,        _NEVER),
    Row(_C.EXPORT,           (_RS, _CHIEF, _AUDITOR),                       _YES,    _YES,        _ALWAYS),
    Row(_C.MANAGE_PEOPLE,    (_ADMIN,),                                     _YES,    _YES,        _TO_CHANGE),
    Row(_C.MANAGE_SETTINGS,  (_ADMIN,),                                     _YES,    _YES,        _TO_CHANGE),
    Row(_C.SEE_SETTINGS,     (_ADMIN, _AUDITOR),                            _YES,    _YES,        _NEVER),
    Row(_C.SEE_TEMPLATES,    (_RS, _CHIEF, _OFFICER, _ADMIN, _AUDITOR),     _YES,    _YES,        _NEVER),
    Row(_C.SEE_LOG,          (_ADMIN, _AUDITOR),                            _YES,    _YES,        _NEVER),
    Row(_C.OWN_VIEWS,        (_RS, _CHIEF, _OFFICER, _ADMIN, _AUDITOR),     _YES,    _YES,        _NEVER),
    Row(_C.OWN_ACCOUNT,      (_RS, _CHIEF, _OFFICER, _ADMIN, _AUDITOR),     _YES,    _YES,        _TO_CHANGE),
)  # fmt: skip
ROWS = MappingProxyType({row.what: row for row in TABLE})


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody may, and why not or why only with a reason."""

    may: bool
    why: str = ""
    reason_asked: bool = field(default=False, kw_only=True)

    def __bool__(self) -> bool:
        return self.may


def may(roles: Collection[StaffRole], what: Capability, relations: Iterable[Relation] = ()) -> Answer:
    """Whether somebody in these roles may do that; of several relations the strictest counts."""
    row = ROWS.get(what)
    if row is None or not set(row.who) & set(roles):
        return Answer(may=False, why=_refused(what, row))
    grants = {relation: row.grant(relation) for relation in relations}
    if refused := [relation for relation, grant in grants.items() if grant is Grant.NO]:
        return Answer(may=False, why=f"Nobody may {what} where {refused[0]}.")
    if asked := [relation for relation, grant in grants.items() if grant is Grant.WITH_A_REASON]:
        return Answer(may=True, why=f"Give a reason, since {' and '.join(asked)}.", reason_asked=True)
    return Answer(may=True)


def _refused(what: Capability, row: Row | None) -> str:
    who = [role.title for role in row.who] if row else []
    return f"Your role may not {what}." + (f" These may: {', '.join(who)}." if who else "")
