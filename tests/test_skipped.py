"""A test that was skipped is told, and fails the run where every program must be there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = "import pytest\n\n\n@pytest.mark.skip(reason='needs the program nowhere')\ndef test_it() -> None: ...\n"
TOGETHER = ("-n", "2", "--dist", "loadfile")


@pytest.mark.parametrize(
    ("words", "require", "code"), [(TOGETHER, "", 0), (TOGETHER, "all", 1), ((), "all", 1)], ids=str
)
def test_what_was_skipped_is_told_and_is_a_failure_with_require_all(
    tmp_path: Path, words: tuple[str, ...], require: str, code: int
) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    for name in ("test_one.py", "test_other.py"):
        (tmp_path / name).write_text(SKIPS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-ra", "-p", "no:cacheprovider", *words, str(tmp_path)]
    ran = subprocess.run(
        command, env={**environment, "REQUIRE": require}, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == code, ran.stdout
    assert ran.stdout.count("needs the program nowhere") == 2
    assert ("2 skipped, and REQUIRE=all lets none be" in ran.stdout) == bool(code)
