"""Prints every sentence that a finding can say, clause by clause, as a page that a person reads.

python -m tests.validator.sentences > docs/messages.md
"""

from __future__ import annotations

import sys

from tests.applications import ON
from tests.validator.table import rows
from validator.finding import Finding, Stage
from validator.findings import by_section, check, in_order
from validator.questions import edition


def page() -> str:
    """The page: each finding of the table and of the blank form once, in the order of the form."""
    form = edition()
    lines = [
        "# Every sentence that a finding says",
        "",
        "Made from the table of expected findings and the blank form by `python -m tests.validator.sentences`;",
        "a test holds it. Read it as a researcher would.",
    ]
    for _, title, here in by_section(_everything(), form):
        lines += ["", f"## {title}", ""]
        for finding in here:
            lines.append(
                f"- § {finding.clause}, {finding.severity}, {finding.stage}: {finding.message} *{finding.remedy}*"
            )
    return "\n".join(lines) + "\n"


def _everything() -> list[Finding]:
    found = [finding for row in rows() for finding in row.findings()]
    found += [finding for stage in Stage for finding in check({}, stage, on=ON)]
    return in_order(sorted(found, key=lambda finding: (finding.stage, finding.message)), edition())


if __name__ == "__main__":
    sys.stdout.write(page())
