"""The link that makes the first administrator, or another one where nobody can sign in any more: it is printed."""

from __future__ import annotations

from datetime import date

from webapp.config import Config
from webapp.staff.invitations import BY_PRINTED_LINK, PRINTED_LASTS, printed_token
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, accounts
from webapp.storage.store import DATABASE, Store


def anything_is_kept(config: Config) -> bool:
    """Whether there can be accounts: a service that only checks makes no database."""
    return bool(config.database_url) or (config.home / DATABASE).exists()


def has_administrator(store: Store, *, on: date) -> bool:
    """Whether somebody real is an administrator and can sign in."""
    with store.reading() as tx:
        real = [one for one in accounts.everybody(tx) if not one.invented and (one.password or one.subject)]
    return any(StaffRole.ADMINISTRATOR in one.roles_on(on) for one in real)


def printed_link(config: Config, store: Store | None, *, base: str) -> str:
    """The address to open; it holds for one use, and ends by itself."""
    used = 0
    if store:
        with store.reading() as tx:
            used = account_log.times(tx, BY_PRINTED_LINK)
    return f"{base}/staff/administrator/{printed_token(config.secret_key(), used)}"


def told(link: str) -> str:
    """The link with what it does, for who starts the service."""
    hours = int(PRINTED_LASTS.total_seconds() // 3600)
    return f"To become its administrator, open this link (within {hours} hours, for one use):\n{link}\n"
