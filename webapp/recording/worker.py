"""Makes the records that are missing beside the pages: in a process of its own, which holds no page up."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from webapp.config import Config
from webapp.storage import history, records
from webapp.storage.store import Store
from webapp.storage.troubles import StorageError

EVERY = timedelta(seconds=2)
_LOOK = 0.2
_MODEST = 10
"""The priority of making a record, as `nice` counts it: pages go first."""
_LOG = logging.getLogger(__name__)


def run(store: Callable[[], Store | None], config: Config, over: threading.Event) -> None:
    """Look whether something was submitted, and have its record made, until it is over.

    What could not be made is tried again after the next act of anybody, and after a start.

    Args:
        store: What is kept; None as long as nobody uses it.
        config: The settings, which the process gets too.
        over: Ends it; a record that is being made is left, and made anew after the next start.
    """
    seen = -1
    while not over.wait(EVERY.total_seconds()):
        try:
            opened = store()
            if opened is None:
                continue
            with opened.reading() as tx:
                head = history.head(tx).seq
                wanted = head != seen and bool(records.missing(tx, most=1))
            if wanted:
                _make(config, over)
            seen = head
        except StorageError as trouble:
            _LOG.warning("records wait: %s", trouble.matter)


def _make(config: Config, over: threading.Event) -> None:
    environment = {
        **os.environ,
        "DATAREQUEST_HOME": str(config.home.resolve()),
        "DATABASE_URL": config.database_url,
        "DATAREQUEST_ADDRESS": config.address,
    }
    command = [sys.executable, "-m", "webapp.cli", "record", "--missing"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:  # noqa: S603 - our own command
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, child.pid, _MODEST)
        while child.poll() is None and not over.wait(_LOOK):
            pass
        child.terminate()
    if child.returncode and not over.is_set():
        _LOG.warning("a record could not be made; datarequest record --missing says why")
