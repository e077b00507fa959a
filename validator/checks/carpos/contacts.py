"""How the researcher and the officer can be reached: 966(b)(4), (5), (7)."""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.case import Case, Told
from validator.formats import is_email
from validator.messages import quoted
from validator.names import same_person
from validator.postal_codes import disagree


def state_unlike_postal_code(case: Case) -> Iterator[Told]:
    """State and postal code cannot belong together."""
    state, code = (case.text(f"bona_fide_researcher.{name}") for name in ("state", "postal_code"))
    if disagree(state, code):
        yield Told(
            "bona_fide_researcher.postal_code",
            f"{{label}}: “{quoted(code)}” is not a ZIP code of “{quoted(state)}”.",
            "Look whether state and postal code are right; foreign codes are fine.",
        )


def free_mail_address(case: Case) -> Iterator[Told]:
    """The researcher's address is at a free mail service, so that no connection to the institution shows."""
    domain = case.text("bona_fide_researcher.email").rpartition("@")[2].casefold()
    if domain in case.policy.free_mail:
        yield Told(
            "bona_fide_researcher.email",
            f"{{label}}: {domain} is a free mail service, and the address must be connected to the institution.",
            "Give the address that the institution gave you, if there is one.",
        )


def address_unlike_the_officers(case: Case) -> Iterator[Told]:
    """The researcher's address is at another domain than the officer's."""
    addresses = [case.text(f"{who}.email") for who in ("bona_fide_researcher", "security_officer")]
    mine, officers = (address.rpartition("@")[2].casefold() for address in addresses)
    if not all(address and is_email(address) for address in addresses) or mine in case.policy.free_mail:
        return
    if _registered(mine) != _registered(officers):
        yield Told(
            "bona_fide_researcher.email",
            f"{{label}}: it is at {mine}, while the information security officer's is at {officers}.",
            "Look whether both addresses are connected to the institution.",
        )


def _registered(domain: str) -> str:
    """The part of a domain that somebody registered: two labels, or three below a country's academic domain."""
    labels = domain.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"ac", "co", "com", "edu", "gov", "org"}
    return ".".join(labels[-3 if deep else -2 :])


def officer_is_the_researcher(case: Case) -> Iterator[Told]:
    """The officer of (b)(7) is the same person as the researcher."""
    if same_person(case.text("security_officer.name"), case.text("bona_fide_researcher.name")):
        yield Told(
            "security_officer.name",
            "{label}: this is the Bona Fide Researcher too.",
            "Research Services will ask whether one person holds both parts.",
        )
