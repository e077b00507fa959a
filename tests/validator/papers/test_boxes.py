from __future__ import annotations

import pytest

from tests.validator.papers.reading import paper
from validator.papers.approvals import APPROVED, BASES, HELD_BACK


@pytest.mark.parametrize(
    "decision",
    ["[X] Approved [ ] Deferred [ ] Disapproved", "☒ Approved\n☐ Disapproved", "[ ] Disapproved ☑ Approved"],
)
def test_what_is_not_ticked_is_not_said(decision: str) -> None:
    letter = paper(f"Decision: {decision}\nReview: [ ] Exempt [x] Expedited")
    assert letter.first(APPROVED)
    assert not letter.first(HELD_BACK)
    assert not letter.first(BASES["exempt"])
    assert letter.first(BASES["expedited"])


def test_what_is_ticked_is_said() -> None:
    assert paper("[ ] Approved [X] Disapproved").first(HELD_BACK)


def test_where_no_box_is_ticked_every_option_is_read() -> None:
    assert paper("☐ Approved\n☐ Disapproved").first(HELD_BACK)
