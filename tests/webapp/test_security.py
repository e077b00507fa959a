from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forms.reader import Reader
from look.places import addresses
from tests.webapp.staff.routes import routes
from tests.webapp.staff.working import signed_in
from webapp import create_app
from webapp.config import Config
from webapp.security import HEADERS
from webapp.staff.policy import StaffRole


def test_every_route_answers_with_every_header_to_a_stranger_and_to_an_administrator(
    app: Flask, client: FlaskClient
) -> None:
    every = {(method, route.address) for route in routes(app) for method in ("GET", "POST")}
    every |= {("GET", place.address) for place in addresses(app)}
    assert len(every) > 150
    beside = [("GET", "/static/pages.css"), ("GET", "/no-such-page"), ("POST", "/check/")]
    for one in (client, signed_in(app, StaffRole.ADMINISTRATOR).client):
        for method, address in [*sorted(every), *beside]:
            response = one.open(address, method=method, buffered=True)
            assert response.status_code < 500, address
            assert {name: response.headers.get(name) for name in HEADERS} == HEADERS, (method, address)
            assert "Strict-Transport-Security" not in response.headers
            assert ("no-store" in response.headers["Cache-Control"]) != address.startswith("/static/"), address


def test_no_page_is_stored_by_a_browser_and_styles_are(app: Flask, client: FlaskClient) -> None:
    for place in addresses(app):
        assert client.get(place.address).headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get("/static/pages.css", buffered=True).headers["Cache-Control"]


def test_the_policy_lets_nothing_in_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    for directive in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert directive in policy
    assert "unsafe" not in policy


def test_no_page_needs_a_style_or_script_of_its_own(app: Flask, client: FlaskClient) -> None:
    for place in addresses(app):
        answer = client.get(place.address)
        page = answer.text if answer.mimetype == "text/html" else ""
        assert " style=" not in page
        assert "<style" not in page
        assert "<script" not in page
        assert " onclick=" not in page


@pytest.mark.parametrize("address", ["/check", "/check/again", "/check/report.txt", "/check/report.json"])
def test_a_button_of_another_site_does_nothing(client: FlaskClient, address: str) -> None:
    refused = client.post(address, data={"csrf_token": "made up"})
    assert refused.status_code == 400
    assert "Your browser did not send the page’s mark" in refused.text


def test_a_page_that_was_open_for_long_still_works(app: Flask) -> None:
    assert app.config["WTF_CSRF_TIME_LIMIT"] is None


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/check").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_pages_without_a_button_set_no_cookie(client: FlaskClient) -> None:
    for address in ("/", "/clauses", "/privacy", "/before-you-begin"):
        assert "Set-Cookie" not in client.get(address).headers


def test_behind_https_the_cookie_and_the_browser_stay_on_https(tmp_path: Path, reader: Reader) -> None:
    client = create_app(Config(home=tmp_path, https=True), reader).test_client()
    response = client.get("/check", base_url="https://localhost")
    assert response.headers["Set-Cookie"].startswith("__Host-datarequest=")
    assert "Secure" in response.headers["Set-Cookie"]
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
