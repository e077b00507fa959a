"""The invented people of a demonstration: one in each role, so that everything can be tried without an account."""

from __future__ import annotations

from datetime import date

from webapp import clock
from webapp.kept import store
from webapp.staff import demo
from webapp.staff.policy import StaffRole
from webapp.storage import accounts
from webapp.storage.accounts import Account, Given

SINCE = date(2022, 7, 1)
PEOPLE = {
    StaffRole.RESEARCH_SERVICES: "Noor Example",
    StaffRole.CHIEF: "Casey Sample",
    StaffRole.APPEAL_OFFICER: "Ariel Specimen",
    StaffRole.ADMINISTRATOR: "Sasha Sample",
    StaffRole.AUDITOR: "Robin Specimen",
}


def address_of(role: StaffRole) -> str:
    """Where nobody gets mail: the domain is reserved."""
    return f"{role.value.replace('_', '-')}@invented.example"


def offered() -> tuple[tuple[StaffRole, str], ...]:
    """Who may be chosen, by role."""
    return tuple(PEOPLE.items())


def find(chosen: str) -> Account | None:
    """The account of who was chosen, made when they are first needed; None outside of a demonstration."""
    if chosen not in list(StaffRole) or not demo.is_open():
        return None
    role, now = StaffRole(chosen), clock.now()
    with store().writing() as tx:
        found = accounts.find(tx, address_of(role))
        if found is None:
            given, address = (Given(role, SINCE),), address_of(role)
            found = accounts.make(
                tx, address=address, name=PEOPLE[role], roles=given, by="demonstration", at=now, invented=True
            )
    return found if found.invented and not found.disabled_at else None
