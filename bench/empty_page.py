"""The least that the framework and the server can do: a page of one word, to measure the others by."""

from __future__ import annotations

import sys

from flask import Flask


def main() -> None:
    """Serve until told to stop."""
    from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types

    from webapp.commands.serve import THREADS

    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "empty")
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
    sys.stdout.write(f"http://127.0.0.1:{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main()
