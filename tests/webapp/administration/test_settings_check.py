from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from forms.reader import Reader
from tests.webapp.staff.working import signed_in
from webapp.config import Config
from webapp.examination import examine
from webapp.staff.policy import StaffRole


def test_the_page_says_what_doctor_says_and_starts_no_process(app: Flask, reader: Reader) -> None:
    before = children()
    page = signed_in(app, StaffRole.AUDITOR).open("/staff/settings").text
    for one in examine(app.extensions["settings"], reader):
        assert one.name in page
    assert "The blank form is read" in page
    assert children() == before


def test_a_demonstration_and_an_agency_are_told(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(config: Config) -> str:
        return next(one.says for one in examine(config, reader) if one.name == "Sign-in of those who work here")

    assert "demonstration" in said(Config(home=tmp_path, demo=True))
    assert said(Config(home=tmp_path)) == "With a password and an authenticator."
    monkeypatch.setenv("DATAREQUEST_OIDC_ISSUER", "https://login.example.gov")
    assert "Set DATAREQUEST_OIDC_CLIENT_ID" in said(Config(home=tmp_path))
    monkeypatch.setenv("DATAREQUEST_OIDC_CLIENT_ID", "us")
    monkeypatch.setenv("DATAREQUEST_OIDC_CLIENT_SECRET", "a secret")
    assert "Through https://login.example.gov" in said(Config(home=tmp_path, demo=True))


def children() -> str:
    return Path("/proc/self/task/self/children").read_text() if Path("/proc/self/task/self/children").exists() else ""
