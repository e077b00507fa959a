from __future__ import annotations

import subprocess
import sys

from forms.limits import LIMITS, Limit


def test_the_table_holds_every_limit_once() -> None:
    import forms.limits

    named = [value for value in vars(forms.limits).values() if isinstance(value, Limit)]
    assert sorted(named, key=str) == sorted(LIMITS, key=str)


def test_limits_are_said_as_people_say_them() -> None:
    said = {limit.what: str(limit) for limit in LIMITS}
    assert said["Size of a form"] == "10 MB"
    assert said["Length of a long answer"] == "20,000 characters"
    assert said["Memory of the reading process"] == "768 MB"


def test_the_table_can_be_shown_without_a_pdf_library() -> None:
    program = "import sys, forms.limits, forms.refusals; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "pikepdf" not in loaded
    assert "pypdf" not in loaded
