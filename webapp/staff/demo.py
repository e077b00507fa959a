"""Whether this is a demonstration, in which mails lie open and invented people sign in with a click."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

from webapp.kept import settings
from webapp.mailing.sending import mailing
from webapp.staff.provider import agency

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def is_open() -> bool:
    """Whether whoever asks now is shown a demonstration.

    Three things have to come together, so that no door stays open by mistake: it was asked for by its own setting;
    nothing real is set; and the browser is on this machine and calls it so, which a page elsewhere that was pointed
    here by its name can't.
    """
    called, calling = urlsplit(request.host_url).hostname, request.remote_addr
    return is_set() and called in THIS_MACHINE and calling in THIS_MACHINE


def is_set() -> bool:
    """Whether this installation is set to be a demonstration, and nothing real is set.

    Real is an address, https, a mail server, a database server or an agency's sign-in.
    """
    config = settings()
    real = config.address or config.https or config.database_url or mailing().host or agency()
    return config.demo and not real
