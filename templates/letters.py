"""LETTERS: every letter by its kind, the Department's first.

The facts a letter needs are declared beside its wording, in `needs/KIND.json`.
"""

from __future__ import annotations

from templates.department import DEPARTMENT
from templates.institution import INSTITUTION

LETTERS = {letter.kind: letter for letter in (*DEPARTMENT, *INSTITUTION)}
"""Letters out, on letterhead; decides nothing."""
