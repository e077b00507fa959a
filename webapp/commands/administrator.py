"""`datarequest administrator`: a link that makes an administrator, for whoever runs the service."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from webapp.config import Config
from webapp.keeping import at_store

if TYPE_CHECKING:
    from webapp.storage.store import Store

EXAMPLE = "datarequest administrator"

WELL = 0


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument(
        "--address",
        metavar="URL",
        help="how people reach it (default: DATAREQUEST_ADDRESS, else this machine)",
    )


def run(chosen: argparse.Namespace) -> int:
    """Print the link; 0 done, 2 impossible."""
    return at_store(lambda store: _print(store, chosen.address))


def _print(store: Store, address: str | None) -> int:
    from webapp.staff.first_link import printed_link, told
    from webapp.storage.migrating import migrate

    config = Config.of(os.environ)
    migrate(store)
    base = (address or config.address or f"http://127.0.0.1:{config.port}").rstrip("/")
    sys.stdout.write(told(printed_link(config, store, base=base)))
    return WELL
