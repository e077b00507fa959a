from __future__ import annotations

import subprocess
import sys

from bench.memory import peak_megabytes

HOLD_80_MB = "import time; held = bytearray(80_000_000); time.sleep(0.5)"


def test_what_a_child_of_the_process_holds_counts_too() -> None:
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD_80_MB!r}])"
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        assert 80 <= peak_megabytes(process) < 160
