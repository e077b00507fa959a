from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

from tests.forms.attached_files import paper
from tests.webapp.clamd import peer, says
from tests.webapp.researcher.filing import enclosed_in, inspected, kept_of, press, to_department
from tests.webapp.researcher.lives import UNCHANGED
from tests.webapp.researcher.test_acts import approved, denied, last
from webapp import clock


def test_a_renewal_that_was_put_on_letterhead_goes_out_as_it_came_back(app: Flask) -> None:
    alex, number = approved(app)
    scan = paper()
    done = press(alex, number, "renewal-request", UNCHANGED, button="record", signed=scan)
    assert done.status_code == 303
    assert last(app, number).event.facts["on_letterhead"] is True
    _, pdf = kept_of(app, number)
    assert pdf == scan == enclosed_in(to_department(app)[-1])


def test_a_certificate_counts_only_with_its_signatures(app: Flask) -> None:
    alex, number = inspected(app)
    typed = {
        "findings_received_on": f"{clock.today():%m/%d/%Y}", "remedies.0.remedy": "A network of its own.",
        "remedies.0.remedied_on": f"{clock.today():%m/%d/%Y}",
    }  # fmt: skip

    def button(do: str, signed: bytes | None = None) -> Any:
        return press(alex, number, "remediation-certificate", typed, about=5, button=do, signed=signed)

    assert "The letter as it was signed" in button("follows").text
    unsigned = button("record")
    assert unsigned.status_code == 422
    assert "no signed copy was chosen" in unsigned.text
    assert button("record", b"no pdf").status_code == 422
    assert last(app, number).event.act == "send_findings"
    scan = paper()
    done = button("record", scan)
    assert done.status_code == 303
    assert last(app, number).event.act == "certify_remedy"
    assert kept_of(app, number)[1] == scan


def test_a_signed_copy_that_the_scanner_does_not_let_pass_is_not_sent(app: Flask, tmp_path: Path) -> None:
    alex, number = approved(app)
    with peer(tmp_path / "clamd", says(b"stream: Sample.Virus FOUND\0")) as scanner:
        app.extensions["scanner"] = scanner
        answer = press(alex, number, "renewal-request", UNCHANGED, button="record", signed=paper())
    assert answer.status_code == 422
    assert "does not let this file pass: Sample.Virus" in answer.text
    away = press(alex, number, "renewal-request", UNCHANGED, button="record", signed=paper())
    assert "does not answer now" in away.text
    assert to_department(app) == []


def test_a_scan_that_is_too_large_is_refused_with_the_limit_and_says_where_the_words_are(app: Flask) -> None:
    for (alex, number), kind, about in ((approved(app), "renewal-request", None), (denied(app), "appeal", 2)):
        answer = press(alex, number, kind, about=about, button="record", signed=b"x" * 21 * 1024 * 1024)
        assert answer.status_code == 413
        assert "too large" in answer.text
        assert "where your words still stand" in answer.text
