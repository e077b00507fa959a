"""`datarequest serve`: the pages, on this machine."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING

from forms.limits import ATTACHMENT_SIZE, MEBIBYTE
from webapp import clock
from webapp.config import Config, SettingError, port_of

if TYPE_CHECKING:
    from flask import Flask

EXAMPLE = "PORT=8000 datarequest serve"

HOST = "127.0.0.1"
THIS_MACHINE = (HOST, "localhost", "::1")
"""A demonstration is for nobody else."""
THREADS = 8
READERS = 2
IN_MEMORY = ATTACHMENT_SIZE.most + MEBIBYTE
"""A body up to here never touches the disk; a larger one is refused anyway."""
REFUSED_UNHEARD = 2 * ATTACHMENT_SIZE.most
"""A body above this is cut off; up to here it is heard out, so that the browser shows why it was refused."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument("--host", default=HOST, help=f"the address to listen on (default: {HOST}, this machine only)")
    parser.add_argument("--port", metavar="PORT", help="the port (default: the setting PORT, else 8000; 0: any)")


def run(chosen: argparse.Namespace) -> int:
    """Serve until told to stop; 2 when it can't begin."""
    try:
        config = Config.of(os.environ)
        if chosen.port is not None:
            config = replace(config, port=port_of(chosen.port))
        return _serve(replace(config, demo=config.demo and chosen.host in THIS_MACHINE), chosen.host)
    except SettingError as wrong:
        sys.stderr.write(f"{wrong}\n")
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"The pages need {missing.name}. Install datarequest[service].\n")
    except OSError as refused:
        why = os.strerror(refused.errno or 0)
        sys.stderr.write(f"{chosen.host} port {config.port} can't be used: {why}. Name another with PORT.\n")
    return 2


def _serve(config: Config, host: str) -> int:
    from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types

    from forms.reader import Reader
    from forms.scanned.tesseract import find
    from webapp import create_app
    from webapp.sweeping import sweeping

    find()  # before any thread, as the reader
    with Reader(hosts=READERS, ocr=find) as read:  # before any thread: nothing in this process ever forks
        app = create_app(config, read)
        server = create_server(
            app,
            host=host,
            port=config.port,
            threads=THREADS,
            ident="",
            clear_untrusted_proxy_headers=True,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=4 * IN_MEMORY,
            max_request_body_size=REFUSED_UNHEARD,
        )
        _invent(app)
        signal.signal(signal.SIGTERM, _stop)
        here = f"http://{_shown(host)}:{server.effective_port}"
        sys.stdout.write(f"Open {here}\n{_first_steps(app, config, config.address or here)}")
        sys.stdout.flush()
        with sweeping(app):
            server.run()
        server.close()
    return 0


def _invent(app: Flask) -> None:
    """Give a demonstration that has nothing yet the cases of invented people."""
    from webapp.cases.invented import play_where_nothing_is
    from webapp.staff import demo

    with app.app_context():
        if demo.is_set():
            play_where_nothing_is(app.extensions["shelf"].store(), on=clock.today())


def _first_steps(app: Flask, config: Config, base: str) -> str:
    """The link that makes an administrator, as long as there is none; nothing while what is kept can't be reached."""
    from webapp.staff.first_link import anything_is_kept, has_administrator, printed_link, told
    from webapp.storage.troubles import StorageError

    try:
        store = app.extensions["shelf"].store() if anything_is_kept(config) else None
        if store and has_administrator(store, on=clock.today()):
            return ""
        return told(printed_link(config, store, base=base))
    except StorageError:
        return ""


def _stop(_: int, __: FrameType | None) -> None:
    """Waitress ends its threads on this, and the reader is ended after them."""
    raise SystemExit(0)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
