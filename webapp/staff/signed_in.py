"""Who works here and is signed in, and what a route asks of them.

`staff()` is who is here; `demand(capability, relations)` stops whoever may not, or says that a reason is asked;
`demand_proof()` asks a person to show once more who they are. Routes rarely call the last two: `admission.allowed`
does, and only the relation to one application is left to the route.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn
from urllib.parse import urlsplit

from flask import abort, g, make_response, redirect, render_template, request, url_for

from procedure.events import Role
from webapp import clock
from webapp.kept import store
from webapp.staff import cookie, demo, proving
from webapp.staff.coming_back import come_back
from webapp.staff.policy import ROWS, Answer, Capability, Proof, Relation, StaffRole, may
from webapp.staff.provider import agency
from webapp.storage import account_log, accounts, sessions
from webapp.storage.store import Transaction
from webapp.storage.troubles import NotKeptError, StorageBusyError
from webapp.visiting import visits

PROOF_LASTS = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)
"""A click is written down once a minute at most: most clicks write nothing."""
LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works here, as they are signed in now."""

    id: str
    address: str
    name: str
    roles: frozenset[StaffRole]
    invented: bool
    session: str
    proven_at: datetime
    ends_at: datetime
    """When the session ends if nothing more is clicked."""

    @property
    def ends(self) -> str:
        """The time at which the session ends if nothing more is clicked, in California."""
        return visits.time_of(self.ends_at)

    @property
    def acts_as(self) -> tuple[Role, ...]:
        """The roles of the procedure in which this person acts."""
        return tuple(acting for role in StaffRole if role in self.roles and (acting := role.in_procedure))


class NotForYouError(Exception):
    """Something that this person's role does not open, or not with this application; says why."""


def current() -> Staff | None:
    """Who is signed in; None for a stranger, and after a session has ended."""
    if "staff" not in g:
        g.staff = _current()
    found: Staff | None = g.staff
    return found


def staff() -> Staff:
    """Who is signed in; a stranger is led to where one signs in, a script is told, and a form waits for its sender."""
    return current() or _come_back() or _sign_in()


def answer(capability: Capability, relations: Iterable[Relation] = ()) -> Answer:
    """Whether who is here may do that, such as for a button; why not, or why only with a reason."""
    return may(staff().roles, capability, relations)


def demand(capability: Capability, relations: Iterable[Relation] = ()) -> Answer:
    """Go on only where who is here may do that, and has shown a short while ago who they are where that is asked.

    Raises:
        NotForYouError: They may not.
    """
    given = answer(capability, relations)
    if not given:
        raise NotForYouError(given.why)
    proof = ROWS[capability].proof
    if proof is Proof.ALWAYS or (proof is Proof.TO_CHANGE and request.method not in LOOKING):
        demand_proof()
    return given


def demand_proof() -> None:
    """Go on only if the person has shown in the last ten minutes who they are; what they typed is kept meanwhile."""
    who = staff()
    if clock.now() - who.proven_at < PROOF_LASTS:
        return
    wrong = proving.prove_again(who.id, who.session) if proving.PROOF in request.form else ""
    if wrong is None:
        g.pop("staff")
        return
    page = render_template(
        "staff/again.html", who=who, wrong=wrong, field=proving.PROOF, carried=_carried(), to=_here(), agency=agency()
    )  # fmt: skip
    abort(make_response(page, 401))


def leave() -> None:
    """End the session; the browser is told by `cookie.take_away`."""
    if who := current():
        now = clock.now()
        with store().writing() as tx:
            sessions.end(tx, who.session, by=who.address, at=now)
            account_log.note(tx, "sign_out", about=who.address, by=who.address, at=now)


def own_path(text: str) -> str:
    """A path on our own pages, such as where somebody was before they signed in; "" for anything else."""
    parts = urlsplit(text)
    own = text.startswith("/") and not text.startswith("//") and not parts.scheme and not parts.netloc
    return text if own and text.isprintable() and "\\" not in text else ""


def _current() -> Staff | None:
    token = cookie.token()
    if not token:
        return None
    now = clock.now()
    with store().reading() as tx:
        if (found := _session(tx, token, at=now)) is None:
            return None
        kept, account = found
    if now - kept.seen_at >= SEEN_EVERY:
        with suppress(StorageBusyError), store().writing() as tx:  # a click that is not counted stops nobody
            sessions.seen(tx, kept.id, at=now)
    roles = frozenset(StaffRole(role) for role in account.roles_on(clock.today()))
    ends_at = min(now + sessions.IDLE, kept.begun_at + sessions.LONGEST)
    proven_at, invented = kept.proven_at, account.invented
    return Staff(account.id, account.address, account.name, roles, invented, kept.id, proven_at, ends_at)


def _session(tx: Transaction, token: str, *, at: datetime) -> tuple[sessions.Session, accounts.Account] | None:
    kept = sessions.find(tx, token)
    if kept is None:
        return None
    g.why_over = kept.over(at)
    with suppress(NotKeptError):
        account = accounts.read(tx, kept.account)
        if not (g.why_over or account.disabled_at or (account.invented and not demo.is_open())):
            return kept, account
    return None


def _come_back() -> Staff | None:
    """Who sent a form after their session had ended, and is signed in again by the page that kept it."""
    token = cookie.token()
    if token is None or request.method in LOOKING or _is_script() or not come_back(token):
        return None
    g.pop("staff")
    return current()


def _is_script() -> bool:
    return "If-Match" in request.headers or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def _sign_in() -> NoReturn:
    if _is_script():
        abort(401)
    was = _here() or own_path(urlsplit(request.referrer or "").path)
    abort(redirect(url_for("sign_in.ask", to=was or None, ended=1 if g.get("why_over") else None), 303))


def _here() -> str:
    """The address that is looked at; "" where something was sent."""
    return own_path(request.full_path.rstrip("?")) if request.method in LOOKING else ""


def _carried() -> list[tuple[str, str]]:
    """What the page that was sent holds, to be sent again with the proof; files can't be."""
    left_out = (proving.PROOF, "csrf_token")
    pairs = request.form.items(multi=True) if request.method not in LOOKING else ()
    return [(name, value) for name, value in pairs if name not in left_out]
