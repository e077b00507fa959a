"""Showing who one is: a password, a code of the authenticator, and what becomes of one that is wrong.

Each try counts as a failure before it is looked at, and is taken back when it was right: of many at once, no more than
five are looked at.
"""

from __future__ import annotations

from flask import request

from webapp import clock
from webapp.kept import settings, store
from webapp.staff import authenticator, demo, passwords
from webapp.staff.telling import tell
from webapp.storage import account_log, accounts, sessions, sign_in_attempts
from webapp.storage.accounts import Account
from webapp.storage.sign_in_attempts import LOCKED_FOR, MOST_FAILURES

PROOF = "proof_of_who"
"""The field of a page that asks a signed-in person for a proof once more."""
BY = "service"
CODE = "code_of_who"
WRONG = "The address and the password do not belong together. Look at both, and try again."
WRONG_CODE = "This is not the code of now. Wait for the next one of your authenticator, and type its six digits."
WRONG_PROOF = "This is neither your password nor the code of now. Type one of the two."
LOCKED = (
    f"There were {MOST_FAILURES} failures. For {LOCKED_FOR.seconds // 60} minutes nothing is tried; wait, and begin "
    "again. If it was not you who tried, tell an administrator."
)


def by_password(address: str, password: str) -> Account | str:
    """The account of an address and a password, or why not: the same words and time whether or not there is one."""
    if (attempt := _try(address)) is None:
        return LOCKED
    with store().reading() as tx:
        found = accounts.find(tx, address)
    right = passwords.is_right(password, found.password if found else None)
    if found is None or not right or found.disabled_at or found.invented:
        _failed(address, address)
        return WRONG
    with store().writing() as tx:
        sign_in_attempts.take_back(tx, attempt)
    return found


def by_code(account: str, typed: str) -> str | None:
    """Take the code of an authenticator or a recovery code; None where it is right, else why it is not."""
    with store().reading() as tx:
        address = accounts.read(tx, account).address
    if _try(address) is None:
        return LOCKED
    if not (_takes_code(account, typed) or _takes_recovery_code(account, typed)):
        _failed(address, address)
        return WRONG_CODE
    _succeeded(address)
    return None


def prove_again(account: str, session: str) -> str | None:
    """Look at what a signed-in person gives as a proof; None where it is right, else why it is not."""
    typed = request.form.get(PROOF, "")
    with store().reading() as tx:
        found = accounts.read(tx, account)
    if not (found.invented and demo.is_open()):
        tried = f"session {session}"  # counted apart: whoever fails to sign in outside does not stop who is inside
        if _try(tried) is None:
            return LOCKED
        if not (_takes_code(account, typed) or passwords.is_right(typed, found.password)):
            _failed(tried, found.address)
            return WRONG_PROOF
        _succeeded(tried)
    with store().writing() as tx:
        sessions.proven(tx, session, at=clock.now())
    return None


def _try(who: str) -> str | None:
    """Count a failure beforehand; None where nothing is tried now."""
    now = clock.now()
    with store().writing() as tx:
        if sign_in_attempts.locked_until(tx, who, at=now):
            return None
        return sign_in_attempts.note(tx, who, failed=True, at=now)


def _failed(who: str, address: str) -> None:
    """The failure was counted before; one that locks somebody out is written down, and told to the owner."""
    now = clock.now()
    with store().writing() as tx:
        if sign_in_attempts.locked_until(tx, who, at=now) and (found := accounts.find(tx, address)):
            account_log.note(tx, "lock", about=found.address, by=BY, at=now)
            tell(tx, found, "lock", by=BY, at=now)


def _succeeded(who: str) -> None:
    with store().writing() as tx:
        sign_in_attempts.note(tx, who, failed=False, at=clock.now())


def _takes_code(account: str, typed: str) -> bool:
    now = clock.now()
    with store().writing() as tx:
        found = accounts.read(tx, account)
        secret = authenticator.unseal(found.authenticator, settings().secret_key()) if found.authenticator else None
        step = authenticator.step_of(secret, typed, after=found.last_step, at=now) if secret else None
        if step is not None:
            accounts.change(tx, account, last_step=step)
    return step is not None


def _takes_recovery_code(account: str, typed: str) -> bool:
    with store().writing() as tx:
        return accounts.use_recovery_code(tx, account, authenticator.as_written(typed), at=clock.now())
