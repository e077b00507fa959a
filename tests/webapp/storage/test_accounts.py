from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.webapp.storage.acts import NOW, STAFF
from tests.webapp.storage.employing import employ
from webapp.storage import account_log, accounts, sessions, sign_in_attempts
from webapp.storage.audit import verify
from webapp.storage.store import Store
from webapp.storage.tables import account_log as log_table
from webapp.storage.troubles import NotKeptError, OvertakenError

MINUTE = timedelta(minutes=1)


def test_a_role_holds_from_its_first_day_up_to_and_with_its_last(store: Store) -> None:
    with store.writing() as tx:
        account = employ(tx)
        assert account.roles_on(date(2025, 12, 31)) == frozenset()
        assert account.roles_on(date(2026, 6, 30)) == {"research_services"}
        assert account.roles_on(date(2026, 7, 1)) == {"research_services", "chief"}
        assert account.roles_on(date(2026, 11, 30)) == {"research_services", "chief"}
        assert account.roles_on(date(2026, 12, 1)) == {"research_services"}
        assert accounts.change(tx, account.id, disabled_at=NOW).roles_on(date(2026, 7, 1)) == frozenset()


def test_an_account_is_found_by_its_mailbox_and_there_is_one_for_each(store: Store) -> None:
    with store.writing() as tx:
        account = employ(tx)
        assert accounts.find(tx, f" {STAFF.upper()} ") == account
        assert accounts.find(tx, "nobody@example.gov") is None
        with pytest.raises(OvertakenError, match="an account for"):
            accounts.make(tx, address=STAFF.upper(), name="Again", roles=(), by="service", at=NOW)
        with pytest.raises(NotKeptError):
            accounts.read(tx, "0" * 32)


def test_no_secret_of_an_account_is_shown_where_it_is_printed(store: Store) -> None:
    with store.writing() as tx:
        account = accounts.change(tx, employ(tx).id, password="a hash", authenticator="a secret")  # noqa: S106
    assert "a hash" not in repr(account)
    assert "a secret" not in repr(account)


def test_a_recovery_code_opens_once_and_new_ones_end_the_old(store: Store) -> None:
    with store.writing() as tx:
        account = employ(tx)
        accounts.give_recovery_codes(tx, account.id, ["one", "two"], at=NOW)
        assert not accounts.use_recovery_code(tx, account.id, "aaaa-bbbb", at=NOW)
        assert accounts.use_recovery_code(tx, account.id, "one", at=NOW)
        assert not accounts.use_recovery_code(tx, account.id, "one", at=NOW)
        assert not accounts.use_recovery_code(tx, "0" * 32, "two", at=NOW)
        assert accounts.unused_recovery_codes(tx, account.id) == 1


def test_a_session_ends_after_thirty_idle_minutes_and_after_twelve_hours(store: Store) -> None:
    with store.writing() as tx:
        account = employ(tx)
        token = sessions.begin(tx, account.id, way="password", browser="Firefox", at=NOW)
        begun = sessions.find(tx, token)
        assert begun is not None
        assert begun.over(NOW + timedelta(minutes=29, seconds=59)) is None
        assert "30 minutes without a click" in (begun.over(NOW + 30 * MINUTE) or "")
        late = NOW + timedelta(hours=11, minutes=59)
        sessions.seen(tx, begun.id, at=late)
        kept = sessions.find(tx, token)
        assert kept is not None
        assert kept.over(late) is None
        assert "12 hours after" in (kept.over(NOW + timedelta(hours=12)) or "")
        assert sessions.find(tx, "another") is None
        assert sessions.find(tx, "é") is None


def test_sessions_are_ended_one_by_one_or_all_but_the_own_one(store: Store) -> None:
    with store.writing() as tx:
        account = employ(tx)
        tokens = [sessions.begin(tx, account.id, way="password", browser="", at=NOW) for _ in range(3)]
        ids = [found.id for token in tokens if (found := sessions.find(tx, token))]
        assert len(sessions.going_on(tx, at=NOW, account=account.id)) == 4
        sessions.end(tx, ids[0], by="an administrator", at=NOW)
        sessions.end(tx, ids[0], by="somebody later", at=NOW + MINUTE)
        ended = sessions.find(tx, tokens[0])
        assert ended is not None
        assert (ended.ended_by, ended.over(NOW)) == ("an administrator", "You are signed out.")
        sessions.end_all(tx, account.id, by=STAFF, at=NOW, but=ids[1])
        assert [one.id for one in sessions.going_on(tx, at=NOW)] == [ids[1]]
        sessions.forget(tx, before=NOW + MINUTE)
        assert sessions.going_on(tx, at=NOW) == ()


def test_after_five_failures_nothing_is_tried_for_fifteen_minutes(store: Store) -> None:
    with store.writing() as tx:
        for minute in range(4):
            sign_in_attempts.note(tx, STAFF, failed=True, at=NOW + minute * MINUTE)
        assert sign_in_attempts.locked_until(tx, STAFF, at=NOW + 4 * MINUTE) is None
        sign_in_attempts.note(tx, f" {STAFF.upper()}", failed=True, at=NOW + 4 * MINUTE)
        assert sign_in_attempts.locked_until(tx, STAFF, at=NOW + 5 * MINUTE) == NOW + 19 * MINUTE
        assert sign_in_attempts.locked_until(tx, STAFF, at=NOW + 19 * MINUTE) is None
        assert sign_in_attempts.locked_until(tx, "another@example.gov", at=NOW + 5 * MINUTE) is None


def test_failures_apart_or_before_a_success_lock_nobody_out(store: Store) -> None:
    with store.writing() as tx:
        for minute in (0, 4, 8, 12, 16):
            sign_in_attempts.note(tx, "slow@example.gov", failed=True, at=NOW + minute * MINUTE)
        assert sign_in_attempts.locked_until(tx, "slow@example.gov", at=NOW + 16 * MINUTE) is None
        for failed in (True, True, True, True, False, True):
            sign_in_attempts.note(tx, STAFF, failed=failed, at=NOW)
        assert sign_in_attempts.locked_until(tx, STAFF, at=NOW) is None
        sign_in_attempts.forget(tx, before=NOW + timedelta(hours=1))


def test_the_log_of_accounts_shows_a_row_that_was_changed_and_one_that_is_gone(store: Store) -> None:
    with store.writing() as tx:
        employ(tx)
        for number in range(4):
            account_log.note(tx, "disable", about=f"{number}@example.gov", by=STAFF, at=NOW)
        assert [one.seq for one in account_log.newest(tx, most=2, before=5)] == [4, 3]
        assert [one.about for one in account_log.newest(tx, most=9, about="2@example.gov")] == ["2@example.gov"]
        assert account_log.times(tx, "disable") == 4
        tx.connection.execute(update(log_table).where(log_table.c.seq == 3).values(by="nobody"))
        tx.connection.execute(log_table.delete().where(log_table.c.seq == 3))


def test_the_audit_names_a_line_of_the_log_that_was_changed_and_one_that_is_gone(store: Store) -> None:
    with store.writing() as tx:
        employ(tx)
        for number in range(3):
            account_log.note(tx, "close", about=f"{number}@example.gov", by=STAFF, at=NOW)
    assert list(verify(store)) == []
    with store.writing() as tx:
        tx.connection.execute(update(log_table).where(log_table.c.seq == 2).values(by="nobody"))
    assert [str(fault) for fault in verify(store)] == ["In “account log”, line 2 is not what was written down."]
    with store.writing() as tx:
        tx.connection.execute(log_table.delete().where(log_table.c.seq == 2))
    assert "line 2 is missing" in str(next(verify(store)))
