"""How a mail leaves the house: by an SMTP server, or, as long as none is set, as a file that a person can look at."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app

from webapp.config import SettingError

Send = Callable[[str, str, bytes], None]
"""Sends a mail: its id, the address it goes to, its bytes. UnsentError and RefusedError say that it has not gone."""

TIMEOUT = 20
"""Seconds that a mail server may keep us waiting; shorter than the lease of a mail."""
PORTS = {"smtp": 587, "smtps": 465}
NOBODY = "datarequest@localhost"


class UnsentError(Exception):
    """It has not gone this time; another try may help."""


class RefusedError(Exception):
    """The mail server will not take it, however often it is tried."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """The settings of the mail: DATAREQUEST_SMTP, such as smtp://user:password@host:587, and DATAREQUEST_MAIL_FROM."""

    sender: str = NOBODY
    host: str = ""
    """Empty: mails are written to files."""
    port: int = 0
    at_once: bool = False
    """Whether TLS is spoken from the first byte (smtps)."""
    user: str = ""
    password: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Mailing:
        """The settings of an environment; SettingError names one that is wrong."""
        sender = environment.get("DATAREQUEST_MAIL_FROM") or NOBODY
        if not (address := environment.get("DATAREQUEST_SMTP")):
            return cls(sender)
        wrong = SettingError("DATAREQUEST_SMTP is no mail server. Write it as smtp://user:password@host:587.")
        try:
            parts = urlsplit(address)
            port = parts.port or PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise wrong from None
        if not parts.hostname:
            raise wrong
        if sender == NOBODY:
            raise SettingError(
                "DATAREQUEST_SMTP is set. Let DATAREQUEST_MAIL_FROM be the address that mails come from."
            )
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(sender, parts.hostname, port, parts.scheme == "smtps", user, password)

    def sender_to(self, folder: Path) -> Send:
        """What sends the mails: the server, or files in a folder as long as there is none."""
        return partial(_deliver, self) if self.host else partial(_write, folder)


def init_app(app: Flask) -> None:
    """Read how mails leave this service; SettingError names what is set wrong."""
    app.extensions["mailing"] = Mailing.of(os.environ)


def mailing() -> Mailing:
    """How mails of this service leave it."""
    set_up: Mailing = current_app.extensions["mailing"]
    return set_up


def _write(folder: Path, identity: str, _: str, message: bytes) -> None:
    """Write a mail to a file, whole or not at all; a second try writes the same one."""
    path = folder / f"{identity}.eml"
    unfinished = path.with_suffix(".unfinished")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise UnsentError(f"It could not be written to a file: {os.strerror(error.errno or 0)}.") from error


def _deliver(mailing: Mailing, _: str, address: str, message: bytes) -> None:
    """Hand a mail to the server. One that hangs up before it says yes may have it: it gets the same one again.

    Only a refusal of this address or of this mail is for good; a wrong password is for people to set right meanwhile.
    """
    try:
        server = _connected(mailing)
        try:
            server.sendmail(mailing.sender, [address], message)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _answered(code, said, about_this_mail=True) from error
    except smtplib.SMTPResponseException as error:
        about_this_mail = isinstance(error, smtplib.SMTPDataError)
        raise _answered(error.smtp_code, error.smtp_error, about_this_mail=about_this_mail) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UnsentError("The mail server can't be reached, or did not answer to the end.") from error


def _connected(mailing: Mailing) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if mailing.at_once:
        server: smtplib.SMTP = smtplib.SMTP_SSL(mailing.host, mailing.port, timeout=TIMEOUT, context=trusted)
    else:
        server = smtplib.SMTP(mailing.host, mailing.port, timeout=TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=trusted)
        elif mailing.user:
            server.close()
            raise UnsentError("The mail server speaks no TLS, and the password is not sent without.")
    if mailing.user:
        server.login(mailing.user, mailing.password)
    return server


def _answered(code: int, said: bytes | str, *, about_this_mail: bool) -> UnsentError | RefusedError:
    """What the server's answer means: 5xx is for good, everything else for now."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    told = f"The mail server said: {code} {' '.join(words.split())[:300]}"
    return RefusedError(told) if about_this_mail and 500 <= code < 600 else UnsentError(told)
