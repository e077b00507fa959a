"""The service, running in this process on a port of its own, for a browser to look at."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from forms.reader import Reader
from forms.scanned.tesseract import find
from webapp import clock, create_app
from webapp.cases.invented import play_where_nothing_is
from webapp.config import Config
from webapp.sweeping import sweeping


@dataclass(frozen=True, slots=True)
class Running:
    """An application and where it is reached."""

    app: Flask
    address: str


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the server's own name
        """Say nothing."""


@contextmanager
def running(home: Path, *, sweeps: bool = True, cases: bool = False) -> Iterator[Running]:
    """The service with its reader, until the block ends; without sweeps, mails wait where a test can read them.

    With `cases`, invented ones are there to be looked at.
    """
    with Reader(ocr=find) as read:
        app = create_app(Config(home=home, demo=True), read)
        if cases:
            play_where_nothing_is(app.extensions["shelf"].store(), on=clock.today())
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            with sweeping(app) if sweeps else nullcontext():
                yield Running(app, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that shows no window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        try:
            yield browser
        finally:
            browser.close()
