from __future__ import annotations

from dataclasses import replace

from validator.finding import Finding, Severity, Stage, as_plain

FINDING = Finding(
    "966(b)(8)", "/project_title", "Project title", Severity.ERROR, Stage.SUBMIT, "It is missing.", "Enter it."
)


def test_page_and_words_stand_only_with_what_a_paper_says() -> None:
    names = ["clause", "pointer", "label", "severity", "stage", "message", "remedy"]
    assert list(as_plain(FINDING)) == names
    told = as_plain(replace(FINDING, page=2, words="Title: Orders"))
    assert list(told) == [*names, "page", "words"]
    assert (told["page"], told["words"]) == (2, "Title: Orders")
