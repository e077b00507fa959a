from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

import pytest

from forms.reader import Reader
from tests.webapp.drafting import person, store_of
from tests.webapp.serving import served
from tests.webapp.staff.test_joining import fill_in
from webapp import cli, clock, create_app
from webapp.config import Config
from webapp.staff.first_link import anything_is_kept, has_administrator

LINK = re.compile(r"http://\S+(/staff/administrator/\S+)")


def test_an_empty_service_prints_a_link_that_opens_and_keeps_nothing_by_it(tmp_path: Path) -> None:
    with served(tmp_path / "home", "--port", "0") as service:
        assert service.process.stdout is not None
        told = service.process.stdout.readline() + service.process.stdout.readline()
        found = LINK.search(told)
        assert found is not None, told
        assert "within 24 hours, for one use" in told
        assert [path.name for path in (tmp_path / "home").rglob("*")] == ["secret.key"]
        with urlopen(service.address + found[1], timeout=20) as response:  # noqa: S310 - our own loopback address
            assert b"Set up your account" in response.read()


@pytest.mark.slow
def test_a_service_that_has_an_administrator_prints_none(tmp_path: Path, reader: Reader) -> None:
    app = create_app(Config(home=tmp_path / "var"), reader)
    with served(tmp_path / "var", "--port", "0") as service:
        assert service.process.stdout is not None
        told = service.process.stdout.readline() + service.process.stdout.readline()
        found = LINK.search(told)
        assert found is not None
        assert fill_in(person(app), found[1]).status_code == 200
    assert has_administrator(store_of(app), on=clock.today())
    with served(tmp_path / "var", "--port", "0") as service:
        service.stop()
        assert service.said == f"Open {service.address}\n"


def test_the_command_prints_a_link_for_the_address_that_is_set(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATAREQUEST_HOME", str(tmp_path))
    monkeypatch.setenv("PORT", "9000")
    assert not anything_is_kept(Config(home=tmp_path))
    assert cli.main(["administrator"]) == 0
    assert "http://127.0.0.1:9000/staff/administrator/" in capsys.readouterr().out
    monkeypatch.setenv("DATAREQUEST_ADDRESS", "https://requests.example.gov")
    assert cli.main(["administrator"]) == 0
    found = re.search(r"https://requests\.example\.gov(/\S+)", capsys.readouterr().out)
    assert found is not None
    app = create_app(Config(home=tmp_path), reader)
    assert person(app).open(found[1]).status_code == 200
