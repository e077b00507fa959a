"""People of Research Services who are signed in, without the minutes that a password and an authenticator take."""

from __future__ import annotations

from datetime import date

from flask import Flask
from flask.testing import FlaskClient


def signed_in(app: Flask, address: str) -> FlaskClient:
    """The browser of somebody with an account and a session of their own."""
    from webapp import clock
    from webapp.staff import cookie
    from webapp.staff.policy import StaffRole
    from webapp.storage import accounts, sessions

    at = clock.now()
    with app.extensions["shelf"].store().writing() as tx:
        roles = [accounts.Given(StaffRole.RESEARCH_SERVICES, date(2020, 1, 1))]
        account = accounts.make(tx, address=address, name=address.partition("@")[0], roles=roles, by="bench", at=at)
        token = sessions.begin(tx, account.id, way="password", browser="bench", at=at)
    client = app.test_client()
    with app.test_request_context():
        client.set_cookie(cookie.name(), token)
    assert client.get("/cases").status_code == 200
    return client
