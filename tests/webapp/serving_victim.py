"""A server that is killed: for each line of standard input a fork answers one request, and is gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from webapp import create_app
from webapp.config import Config
from webapp.kept import Shelf

WARM = 4
"""So many requests are answered without a fork, so that every victim has its pages ready, as a server has."""


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the server's own name
        """Say nothing."""


def main() -> None:
    app = create_app(Config(home=Path(sys.argv[1]), database_url=sys.argv[2]))
    shelf: Shelf = app.extensions["shelf"]
    done = 0
    while _line():
        if done < WARM:
            _answer(app)
            shelf.store().close()  # a fork must not share a connection
        elif child := os.fork():
            os.waitpid(child, 0)
        else:
            _answer(app)
            os._exit(0)
        done += 1
        _say("over")


def _answer(app: Flask) -> None:
    """With a port of its own, so that nobody waits at the door of a victim that is dead."""
    server = make_server("127.0.0.1", 0, app, request_handler=_Silent)
    _say(f"{os.getpid()} {server.server_port}")
    server.handle_request()
    server.server_close()


def _line() -> str:
    """A line of standard input; nothing is read ahead, since parent and child share it."""
    said = b""
    while not said.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return ""
        said += byte
    return said.decode()


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main()
