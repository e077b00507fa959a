from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from flask import Flask

from look.running import Running, chromium, running
from look.working import come_in
from tests.programs import needs
from tests.webapp.cases.played import do
from tests.webapp.drafting import store_of
from tests.webapp.researcher.test_submissions import submitted
from tests.webapp.staff.working import signed_in
from webapp import clock
from webapp.staff.policy import StaffRole
from webapp.storage import history


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("home") / "var", sweeps=False) as service:
        yield service


def end_of_history(app: Flask, number: str) -> str:
    with store_of(app).reading() as tx:
        last = history.of_application(tx, number)[-1]
    return f"{last.seq}:{last.hash}"


def test_the_whole_case_is_one_page_that_ends_with_the_hash_of_its_history(app: Flask) -> None:
    alex, number = submitted(app)
    alex.press(f"/applications/{number}/message", [("words", "When is it decided?")])
    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)
    noor.press(f"/cases/{number}/note", [("words", "Seen <b>twice</b>.")], page=f"/cases/{number}")
    page = noor.open(f"/cases/{number}/print").text
    for words in ("When is it decided?", "Seen &lt;b&gt;twice&lt;/b&gt;.", "A cohort study of orders", "Kai Lindqvist"):
        assert words in page
    assert end_of_history(app, number) in page
    before = end_of_history(app, number)
    do(
        store_of(app),
        number,
        "ask_for_completion",
        {"missing": ["966(d): the letter"]},
        on=clock.today(),
        at=clock.now(),
    )
    page = noor.open(f"/cases/{number}/print").text
    assert before not in page
    assert end_of_history(app, number) in page
    assert f"/cases/{number}/print" in noor.open(f"/cases/{number}").text


def test_who_reads_alone_prints_too_and_nobody_else(app: Flask) -> None:
    alex, number = submitted(app)
    assert signed_in(app, StaffRole.AUDITOR).open(f"/cases/{number}/print").status_code == 200
    assert alex.open(f"/cases/{number}/print").status_code == 303
    assert signed_in(app, StaffRole.AUDITOR).open("/cases/2020-0001/print").status_code == 404


@needs("chromium")
@pytest.mark.slow
def test_each_sheet_names_its_place_and_the_hash(service: Running) -> None:
    _, number = submitted(service.app)
    with chromium() as browser:
        tab = browser.new_page()
        come_in(tab, service.address, StaffRole.RESEARCH_SERVICES)
        tab.goto(f"{service.address}/cases/{number}/print")
        sheets = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
    texts = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets]
    assert len(texts) > 2
    for place, text in enumerate(texts, 1):
        assert f"Page {place} of {len(texts)}" in text
        assert end_of_history(service.app, number) in text.replace(" ", "")
    whole = " ".join(texts)
    assert "Sign out" not in whole
    assert "Signed by Alexandra Reyes" in whole, "what is folded on a screen is open on paper"
    assert "opens in a new tab" not in whole
