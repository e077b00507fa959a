"""What whoever runs the service may set, read from the environment, and the secret that it keeps."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SECRET_BYTES = 32


class SettingError(Exception):
    """A setting that the service can't start with: says what was expected."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one running service."""

    home: Path = Path("var")
    """The folder of everything that the service keeps: DATAREQUEST_HOME."""
    port: int = 8000
    """PORT."""
    https: bool = False
    """DATAREQUEST_HTTPS=1: people reach the service by https, through a proxy that speaks it."""
    database_url: str = ""
    """DATABASE_URL: a PostgreSQL server; empty: SQLite in the home."""
    address: str = ""
    """DATAREQUEST_ADDRESS: how people reach the service, such as https://requests.example.gov; mails link to it."""
    demo: bool = False
    """DATAREQUEST_DEMO=1: invented people work here, as long as nothing real is set (`webapp.staff.demo`)."""
    is_the_way: bool = False
    """DATAREQUEST_IS_THE_WAY=1: the Department takes applications through this service (966(a))."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Config:
        """The settings of an environment; SettingError names one that is wrong."""
        return cls(
            home=Path(environment.get("DATAREQUEST_HOME") or "var"),
            port=port_of(environment.get("PORT") or "8000"),
            https=switch("DATAREQUEST_HTTPS", environment.get("DATAREQUEST_HTTPS", "")),
            address=_address(environment.get("DATAREQUEST_ADDRESS") or ""),
            database_url=environment.get("DATABASE_URL", ""),
            demo=switch("DATAREQUEST_DEMO", environment.get("DATAREQUEST_DEMO", "")),
            is_the_way=switch("DATAREQUEST_IS_THE_WAY", environment.get("DATAREQUEST_IS_THE_WAY", "")),
        )

    def secret_key(self) -> bytes:
        """The key that signs cookies; made on the first start, for the owner of the service alone."""
        path = self.home / "secret.key"
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                _write_once(path, secrets.token_bytes(SECRET_BYTES))
            key = path.read_bytes()
        except OSError:
            raise SettingError(
                f"The folder {self.home} can't be used. Let DATAREQUEST_HOME name a folder that may be written to."
            ) from None
        if len(key) < SECRET_BYTES:
            raise SettingError(f"{path} is no key. Delete it; the next start makes a new one.")
        return key


def port_of(text: str) -> int:
    """A port by its number; 0 lets the system choose."""
    if not (text.isascii() and text.isdecimal() and int(text) <= 65535):
        raise SettingError(f"“{text}” is no port. Let PORT be a number from 0 to 65535, for example 8000.")
    return int(text)


def _address(text: str) -> str:
    """The address that mails link to, without a stroke at its end."""
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise SettingError(f"DATAREQUEST_ADDRESS is “{text}”. Write it like https://requests.example.gov.")
    return text.rstrip("/")


def switch(name: str, text: str) -> bool:
    """Whether a setting is switched on."""
    if text not in {"", "0", "1"}:
        raise SettingError(f"{name} is “{text}”. Write 1 for yes or 0 for no.")
    return text == "1"


def _write_once(path: Path, content: bytes) -> None:
    """Write a whole file that only its owner reads; of two starts at once the first one wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
