from __future__ import annotations

import pytest

from webapp.config import SettingError
from webapp.mailing.sending import Mailing


def test_without_a_server_mails_are_written_to_files() -> None:
    assert Mailing.of({}) == Mailing()
    assert Mailing.of({"DATAREQUEST_SMTP": ""}).host == ""


def test_a_server_is_read_from_its_address() -> None:
    found = Mailing.of(
        {"DATAREQUEST_SMTP": "smtp://me%40x:p%3Aw@mail.example", "DATAREQUEST_MAIL_FROM": "a@agency.example"}
    )
    assert (found.host, found.port, found.at_once, found.user, found.password) == (
        "mail.example", 587, False, "me@x", "p:w",
    )  # fmt: skip
    tls = Mailing.of({"DATAREQUEST_SMTP": "smtps://mail.example:4650", "DATAREQUEST_MAIL_FROM": "a@agency.example"})
    assert (tls.port, tls.at_once, tls.user) == (4650, True, "")


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "smtp://x:notaport", "smtp://["])
def test_an_address_that_is_no_mail_server_is_said_in_words(address: str) -> None:
    with pytest.raises(SettingError, match="smtp://user:password@host:587"):
        Mailing.of({"DATAREQUEST_SMTP": address, "DATAREQUEST_MAIL_FROM": "a@agency.example"})


def test_a_server_without_a_sender_is_told() -> None:
    with pytest.raises(SettingError, match="DATAREQUEST_MAIL_FROM"):
        Mailing.of({"DATAREQUEST_SMTP": "smtp://mail.example"})
