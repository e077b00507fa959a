"""What holds for every test, whoever runs it and on however many processors."""

from __future__ import annotations

import gc
import os
from typing import Any

import pytest


def pytest_collection_finish() -> None:
    """Leave out of all later searches for garbage what stays to the end: thousands of tests, and what they import."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where every program must be there (REQUIRE=all), a test that was skipped has failed.

    Told by who gathers the results: a process that only runs a part of the tests reports nothing itself.
    """
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("REQUIRE") == "all":
        reporter.write_line(f"{len(skipped)} skipped, and REQUIRE=all lets none be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
