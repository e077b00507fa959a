"""`datarequest case`: a case file read, and what stands on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.cli import main

CASES = Path(__file__).parents[2] / "cases"


def _page(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str]:
    code = main(["case", *map(str, words)])
    return code, " ".join(capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_page_says_the_state_what_is_due_and_who_may_do_what(capsys: pytest.CaptureFixture[str]) -> None:
    code, page = _page(capsys, CASES / "denial_on_friday_letter_on_monday.toml", "--on", "2026-06-20")
    assert code == 0
    assert "The application is denied, as it stands on Saturday, June 20, 2026." in page
    assert (
        "§ 966(g) send the written statement of specific reasons by Friday, June 26, 2026 "
        "(by the other calendar Monday, June 29, 2026): in 5 business days Owed by Research Services; event 2."
    ) in page
    assert (
        "Right of the Bona Fide Researcher; event 2. The denial is of June 12, 2026, the notice of June 15, 2026"
        in page
    )
    assert "the Bona Fide Researcher: file an appeal (§ 966(i)(1)); about event 2" in page


def test_an_event_that_is_not_permitted_is_told_and_the_rest_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code, page = _page(capsys, CASES / "data_go_to_the_researcher_only.toml", "--on", "2027-05-30")
    assert code == 1
    assert (
        "Not permitted: event 3 (release, 2026-07-02). Data go to Ana Ruiz only, not to Ben Okafor. § 964(b), § 964(m)"
        in page
    )
    assert "The application is approved" in page


def test_later_events_are_left_out_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    code, page = _page(capsys, CASES / "denial_on_friday_letter_on_monday.toml", "--on", "06/13/2026")
    assert code == 0
    assert "Left out: 1 of the events, being later than Saturday, June 13, 2026." in page
    assert "the right runs from notice" in page


def test_without_a_day_the_page_is_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    code, page = _page(capsys, CASES / "withdrawn_by_the_researcher.toml")
    assert code in {0, 1}
    assert "as it stands on" in page


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_case_has_a_page(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, page = _page(capsys, path, "--on", "2030-01-01")
    assert code in {0, 1}
    assert (code == 1) is ("Not permitted" in page)
    assert "Who may do what" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[event]\n", "This is not TOML: look at line 1. Write each event"),
        (b"title = 1\ntitle = 2", "This is not TOML. Write each event"),
        (b"\xff\xfe\x00", "This is not TOML"),
        (b"x = " + b"[" * 20000, "This is not TOML"),
        (b"[[event]]\nact = 'submit'\nby = 'me'\non = 2026-05-04\n", "say who did it"),
        (b"event = 3\n", "headed [[event]]"),
        (b"\xef\xbb\xbf[[event]]\n", "Event 1: say what was done"),
        (b'[[event]]\nact = "\\u001b[31m"\n', "Event 1 (\N{REPLACEMENT CHARACTER}[31m)"),
        (b"[[event]]\nact = 'submit'\nby = 'chief'\nat = 0001-01-01T00:00:00Z\n", "“at” is a time with its offset"),
        (
            b"[[event]]\nact = 'submit'\nby = 'chief'\nat = 9999-12-31T23:59:59-10:00\n",
            "“at” is a time with its offset",
        ),
        (b"# " + b"x" * 300_001, "larger than a case"),
    ],
)
def test_a_file_that_is_no_case_is_told_in_words(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    assert main(["case", str(path)]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.startswith("case.toml: ")
    assert said.out == ""


def test_a_file_that_is_not_there_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "absent.toml", tmp_path):
        assert main(["case", str(path)]) == 2
        assert "cannot be opened" in capsys.readouterr().err


def test_a_day_that_is_no_date_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["case", "x.toml", "--on", "soon"])
    assert stopped.value.code == 2
    assert "“soon” is not a date" in capsys.readouterr().err


def test_a_title_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.toml"
    path.write_text('title = "\\u001b[2JCleared\\nand more"\n', encoding="utf-8")
    assert main(["case", str(path), "--on", "2026-05-04"]) == 0
    assert capsys.readouterr().out.startswith("\ufffd[2JCleared\ufffdand more\n")


def test_a_title_of_any_kind_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.toml"
    path.write_text("title = 2026-05-04T10:00:00Z\nclosure = []\n", encoding="utf-8")
    assert main(["case", str(path), "--on", "2026-05-04"]) == 0
    assert "The application is not submitted" in capsys.readouterr().out
