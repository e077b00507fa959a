from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.webapp.storage import victim
from tests.webapp.storage.acts import ANSWERS, begin
from tests.webapp.storage.killing import Struck, rounds, stable
from webapp.storage import attachments, drafts, mails, submissions
from webapp.storage.audit import verify
from webapp.storage.store import Store

TRIALS = 10
SEED = 966
BETWEEN = 0.6
"""The least share of kills that must fall between the first byte of an act and its answer."""


def jobs(store: Store, number: int) -> list[dict[str, Any]]:
    """Autosaves and submissions in turn, each with a draft of its own."""
    made: list[dict[str, Any]] = []
    with store.writing() as tx:
        for n in range(number):
            job: dict[str, Any] = {"act": "submit" if n % 2 else "save", "draft": begin(tx).id, "version": 1}
            typed = {**ANSWERS, "project_title": f"Typed in round {n}"}
            made.append(job | ({"document": f"document {n}" * 300} if n % 2 else {"answers": typed}))
    return made


def nothing_is_lost_or_half(store: Store, struck: Sequence[Struck]) -> None:
    with store.reading() as tx:
        for each in struck:
            draft = drafts.read(tx, each.job["draft"])
            if each.job["act"] == "save":
                saved = draft.now.number == 2
                assert draft.now.answers == (each.job["answers"] if saved else ANSWERS)
                assert saved or each.answer is None
                continue
            submission = submissions.of_draft(tx, draft.id)
            kept = attachments.of_draft(tx, draft.id)
            if submission is None:
                assert each.answer is None
                assert not kept
                continue
            assert each.answer in (None, submission.application)
            assert submission.answers == ANSWERS
            assert [store.files.read(one["sha256"]).decode() for one in submission.attachments] == [
                each.job["document"]
            ]
            assert [mail.subject for mail in mails.of_application(tx, submission.application)] == ["Received"]
    assert list(verify(store)) == []


def the_same_again_changes_nothing(store: Store, struck: Sequence[Struck]) -> None:
    """Who got no answer sends it again: each ends once, and those that were answered are answered alike."""
    acts = {"save": victim.save, "submit": victim.submit}
    answers = [acts[each.job["act"]](store, dict(each.job)) for each in struck]
    assert all(each.answer in (None, answer) for each, answer in zip(struck, answers, strict=True))
    numbers = [answer for each, answer in zip(struck, answers, strict=True) if each.job["act"] == "submit"]
    assert sorted(numbers) == [f"2026-{n:04}" for n in range(1, len(numbers) + 1)]
    assert list(verify(store)) == []


def kill(store: Store, home: Path, url: str | None, number: int) -> tuple[int, int]:
    """So many rounds; how many kills fell between first byte and answer, and how many after it."""
    with stable(home, url) as victims:
        struck = list(rounds(victims.start, jobs(store, TRIALS + number), trials=TRIALS, seed=SEED))
    assert all(each.answer for each in struck[:TRIALS])
    nothing_is_lost_or_half(store, struck)
    the_same_again_changes_nothing(store, struck)
    between = sum(each.answer is None for each in struck[TRIALS:])
    return between, number - between


def test_killed_ten_times_while_saving_and_submitting_nothing_is_lost(sqlite_store: Store, tmp_path: Path) -> None:
    kill(sqlite_store, tmp_path, None, 10)


@pytest.mark.slow
def test_killed_a_hundred_times_while_saving_and_submitting_nothing_is_lost(
    store: Store, tmp_path: Path, url: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    between, after = kill(store, tmp_path, url, 100)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{store.engine.dialect.name}: {between} kills between first byte and answer, {after} after\n"
        )
    assert between >= BETWEEN * 100
