"""Programs that a test needs: absent, the test skips with the program's name; with REQUIRE=all that is a failure."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(program: str) -> pytest.MarkDecorator:
    """Mark a test that needs a program on the PATH."""
    absent = shutil.which(program) is None
    return pytest.mark.skipif(absent and os.environ.get("REQUIRE") != "all", reason=f"needs the program {program}")
