"""What lists read: one row an application, written in the same transaction as the act that changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, tuple_, update

from procedure.case import Case, case_of
from procedure.clocks import due
from procedure.events import History, Role
from procedure.next_act import NextAct, next_act
from procedure.persons import Persons, persons_of
from procedure.policy import POLICY, Policy
from webapp.storage.assignments import NOBODY, Owner
from webapp.storage.numbers import taken_apart
from webapp.storage.store import Transaction
from webapp.storage.tables import work_list, work_words
from webapp.storage.words import words_of

OURS, THEIRS, NOBODYS = date(9999, 12, 29), date(9999, 12, 30), date(9999, 12, 31)
"""Where no day is due, what waits for the Department sorts before what waits for others, and that before the rest."""
_DEPARTMENT = {Role.RESEARCH_SERVICES, Role.CHIEF, Role.APPEAL_OFFICER}


@dataclass(frozen=True, slots=True)
class Item:
    """An application as a list shows it."""

    application: str
    year: int
    serial: int
    data_system: str
    project_title: str
    bona_fide_researcher: str
    research_institution: str
    rounds: int
    """How many times it was submitted: 1, and more where it was completed or modified."""
    received_on: date
    state: str
    events: int
    last_act: str
    last_on: date
    next_act: str
    """What is to be done next, in words; "" for nothing."""
    next_by: str
    """By whom."""
    due_on: date | None
    """The safe day of the next duty."""
    latest_on: date | None
    """Its last day by either calendar."""
    due: str | None
    """The name of its deadline."""
    sorts_on: date
    """The day it is due, or one far away."""
    owner: str
    """The e-mail address, in lower case, of whom it is assigned to; "" for nobody."""
    owner_name: str
    message_waits: bool
    """Whether the last message is the researcher's."""
    words: str
    """What a search finds it by."""


def item(
    application: str,
    rounds: Sequence[Mapping[str, Any]],
    history: History,
    policy: Policy = POLICY,
    owner: Owner = NOBODY,
    *,
    message_waits: bool = False,
) -> Item:
    """What the list says of an application: from the answers of each round, its history, and the desk, alone."""
    year, serial = taken_apart(application)
    answers, last, case = rounds[-1], history[-1], case_of(history)
    following = next_act(case, due(history, policy=policy))
    clock = following.clock if following else None
    persons = persons_of(case)
    institution = _said(answers, "research_institution", "name") or _stated(case, "research_institution")
    found_by = (application, str(serial), _said(answers, "project_title"), institution, *_named(answers, persons))
    return Item(
        application=application,
        year=year,
        serial=serial,
        data_system=_said(answers, "data_system"),
        project_title=_said(answers, "project_title"),
        bona_fide_researcher=next((one.name for one in persons if one.researcher and one.until is None), ""),
        research_institution=institution,
        rounds=len(rounds),
        received_on=history[0].on,
        state=str(case.state),
        events=len(history),
        last_act=last.act,
        last_on=last.on,
        next_act=following.words if following else "",
        next_by=_by(following),
        due_on=clock.due if clock else None,
        latest_on=clock.latest if clock else None,
        due=clock.deadline.name if clock else None,
        sorts_on=_sorts_on(following),
        owner=owner.address,
        owner_name=owner.name,
        message_waits=message_waits,
        words=" ".join(words_of(found_by)),
    )


def write(tx: Transaction, row: Item) -> None:
    """Put the row of an application in the place of the former one."""
    former = find(tx, row.application)
    tx.connection.execute(delete(work_list).where(work_list.c.application == row.application))
    tx.connection.execute(insert(work_list).values(**asdict(row)))
    if former is None or former.words != row.words:
        tx.connection.execute(delete(work_words).where(work_words.c.application == row.application))
        words = [{"word": word.encode(), "application": row.application} for word in row.words.split()]
        tx.connection.execute(insert(work_words), words)


def set_owner(tx: Transaction, application: str, owner: Owner) -> None:
    """Put another owner into the row of an application, which is quicker than making the row anew."""
    names = {"owner": owner.address, "owner_name": owner.name}
    tx.connection.execute(update(work_list).where(work_list.c.application == application).values(**names))


def set_message_waits(tx: Transaction, application: str, *, waits: bool) -> None:
    """Put into the row of an application whether a message of the researcher waits."""
    tx.connection.execute(update(work_list).where(work_list.c.application == application).values(message_waits=waits))


def owners(tx: Transaction) -> tuple[Owner, ...]:
    """Everybody who has a case, by name, whether they still work here or not."""
    query = select(work_list.c.owner, work_list.c.owner_name).where(work_list.c.owner != "").distinct()
    found = {row.owner: Owner(row.owner, row.owner_name) for row in tx.connection.execute(query)}
    return tuple(sorted(found.values(), key=lambda one: one.name))


def owned_by(tx: Transaction, owner: Owner) -> tuple[str, ...]:
    """The applications of an owner."""
    query = select(work_list.c.application).where(work_list.c.owner == owner.address).order_by(work_list.c.application)
    return tuple(tx.connection.execute(query).scalars())


def find(tx: Transaction, application: str) -> Item | None:
    """The row of an application; None where there is none of that number."""
    row = tx.connection.execute(select(work_list).where(work_list.c.application == application)).mappings().first()
    return Item(**row) if row else None


def page(
    tx: Transaction, *, most: int = 50, state: str | None = None, after: tuple[int, int] | None = None
) -> tuple[Item, ...]:
    """The newest applications, or those older than the year and serial where the page before ended."""
    query = select(work_list).order_by(work_list.c.year.desc(), work_list.c.serial.desc()).limit(most)
    if state is not None:
        query = query.where(work_list.c.state == state)
    if after is not None:
        query = query.where(tuple_(work_list.c.year, work_list.c.serial) < tuple_(*after))
    return tuple(Item(**row) for row in tx.connection.execute(query).mappings())


def _by(following: NextAct | None) -> str:
    return " or ".join(role.words for role in following.by) if following else ""


def _sorts_on(following: NextAct | None) -> date:
    if following is None:
        return NOBODYS
    if following.clock:
        return following.clock.due or following.clock.event.on
    return OURS if _DEPARTMENT & set(following.by) else THEIRS


def _named(answers: Mapping[str, Any], persons: Persons) -> Iterator[str]:
    """Everybody who is or was in the case, and whom the answers name."""
    yield _said(answers, "bona_fide_researcher", "name")
    rows = answers.get("team_members")
    yield from (_said(row, "name") for row in (rows if isinstance(rows, list) else ()) if isinstance(row, Mapping))
    yield from (person.name for person in persons)


def _stated(case: Case, fact: str) -> str:
    """What was last stated when the application was handed in; of a paper, what was typed beside it."""
    return next((str(event.facts[fact]) for event in reversed(case.events) if fact in event.facts), "")


def _said(answers: Mapping[str, Any], *path: str) -> str:
    """A text out of answers of whatever shape, without what a database can't hold; "" where there is none."""
    value: Any = answers
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    text = value if isinstance(value, str) else ""
    return "".join(sign for sign in text if sign.isprintable()).strip()
