from __future__ import annotations

import stat
from pathlib import Path

import pytest

from webapp.config import Config, SettingError


def test_what_is_not_set_has_a_default() -> None:
    assert Config.of({}) == Config(home=Path("var"), port=8000, https=False)


def test_what_is_set_holds() -> None:
    environment = {"DATAREQUEST_HOME": "/srv/data", "PORT": "9000", "DATAREQUEST_HTTPS": "1"}
    assert Config.of(environment) == Config(home=Path("/srv/data"), port=9000, https=True)


@pytest.mark.parametrize("port", ["http", "-1", "65536", "8 000", "٨"])
def test_a_port_that_is_none_is_told(port: str) -> None:
    with pytest.raises(SettingError, match="is no port"):
        Config.of({"PORT": port})


def test_a_switch_that_is_neither_yes_nor_no_is_told() -> None:
    with pytest.raises(SettingError, match="DATAREQUEST_HTTPS is “maybe”"):
        Config.of({"DATAREQUEST_HTTPS": "maybe"})


def test_how_people_reach_it_and_whether_it_is_the_way_of_the_department_are_settings() -> None:
    environment = {
        "DATAREQUEST_ADDRESS": "https://requests.example.gov/",
        "DATAREQUEST_IS_THE_WAY": "1",
        "DATABASE_URL": "postgresql://data@db/requests",
    }
    config = Config.of(environment)
    assert (config.address, config.is_the_way) == ("https://requests.example.gov", True)
    assert config.database_url == "postgresql://data@db/requests"


@pytest.mark.parametrize("address", ["requests.example.gov", "ftp://a.example", "https://", "https://a.example/?b=1"])
def test_an_address_that_no_mail_can_link_to_is_told(address: str) -> None:
    with pytest.raises(SettingError, match="DATAREQUEST_ADDRESS is"):
        Config.of({"DATAREQUEST_ADDRESS": address})


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    config = Config(home=tmp_path / "var")
    key = config.secret_key()
    assert config.secret_key() == key
    assert len(key) == 32
    assert stat.S_IMODE((tmp_path / "var" / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret.key"]


def test_two_services_have_two_secrets(tmp_path: Path) -> None:
    assert Config(home=tmp_path / "a").secret_key() != Config(home=tmp_path / "b").secret_key()


def test_a_secret_that_was_cut_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(SettingError, match="is no key"):
        Config(home=tmp_path).secret_key()


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(SettingError, match="DATAREQUEST_HOME"):
        Config(home=tmp_path / "var").secret_key()
