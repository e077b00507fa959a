"""Where every program must be there (REQUIRE=all), a test that was skipped has failed."""

from __future__ import annotations

import os
from typing import Any

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("REQUIRE") == "all":
        reporter.write_line(f"{len(skipped)} skipped, and REQUIRE=all lets none be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
