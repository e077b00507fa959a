from __future__ import annotations

import io
import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from forms.fill import fill
from forms.reader import Reader
from forms.scanned.tesseract import find
from tests.applications import changed
from tests.forms.editions.foreign_form import ANSWERS, MAP, foreign_form
from tests.forms.scanned.paper import Scan, as_pdf, scanned
from tests.forms.viewers import by_pikepdf, fields_of
from tests.programs import needs
from tests.webapp.bringing.bringing import PAGE, bring, card, carried, confirm, made_of, offered, ticked
from tests.webapp.drafting import ALEX, KAI, Person, code_in, draft_of, person, text_to
from tests.webapp.unpacking.packed import SENT
from webapp import create_app
from webapp.bringing.rows import in_place, places_of, renamed
from webapp.config import Config, SettingError

TITLE = "project_title"
A_SCAN = Scan(dpi=200)


def as_json(**answers: object) -> bytes:
    return json.dumps({"data_system": "carpos", "edition": "1", **answers}).encode()


def doubtful() -> bytes:
    """A form in which the file records another title than its box shows."""
    with pikepdf.open(io.BytesIO(fill(SENT))) as pdf:
        fields_of(pdf)[TITLE].V = pikepdf.String("Another title")
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def test_each_value_stands_beside_its_place_with_its_source(alex: Person) -> None:
    page = bring(alex, fill(SENT)).text
    shown = card(page, "bona_fide_researcher.name")
    assert 'src="data:image/png;base64,' in shown
    assert "Page 1 of the form" in shown
    assert "Read from a field of the form." in shown
    assert 'value="Alexandra Reyes"' in shown
    assert all('src="data:image/png' in card(page, name) for name in offered(page))


def test_what_is_doubtful_comes_first_and_is_taken_only_when_ticked(app: Flask, alex: Person) -> None:
    page = bring(alex, doubtful()).text
    assert offered(page)[0] == TITLE
    assert TITLE not in ticked(page)
    assert "but its box shows" in card(page, TITLE)
    assert TITLE not in draft_of(app, confirm(alex, page)).now.answers


def test_a_correction_is_taken_and_both_values_are_kept_with_who_made_it(app: Flask, alex: Person) -> None:
    page = bring(alex, doubtful()).text
    draft = confirm(alex, page, project_title="The right title", requested_on="11/21/2026")
    answers = draft_of(app, draft).now.answers
    assert (answers[TITLE], answers["requested_on"]) == ("The right title", "2026-11-21")
    made = made_of(app, draft)
    assert (made[TITLE].read, made[TITLE].given, made[TITLE].is_corrected) == (
        ("Another title",), ("The right title",), True,
    )  # fmt: skip
    assert "but its box shows" in made[TITLE].doubt
    assert not made["bona_fide_researcher.name"].is_corrected
    shown = alex.open(f"/drafts/{draft}/from-files").text
    assert "corrected: The right title" in shown
    assert "Another title" in shown
    assert ALEX in shown


def test_what_is_emptied_or_not_ticked_is_left_out_and_that_is_kept_too(app: Flask, alex: Person) -> None:
    page = bring(alex, as_json(project_title="A", requested_on="2026-11-20", data_levels=["identified"])).text
    draft = confirm(alex, page, [TITLE, "data_levels"], project_title="", data_levels="")
    assert draft_of(app, draft).now.answers == {"data_system": "carpos", "edition": "1"}
    assert all(one.given is None for one in made_of(app, draft).values())
    assert len(made_of(app, draft)) == 3


def test_answers_fill_the_empty_places_of_a_draft_and_replace_nothing_untold(app: Flask, alex: Person) -> None:
    mine = alex.begin({"data_system": "carpos", "edition": "1", TITLE: "Mine", "requested_on": "2026-11-20"})
    theirs = as_json(project_title="Theirs", requested_on="2026-11-20", request_kind="new")
    page = bring(alex, theirs, "a.json", into=mine).text
    assert offered(page) == [TITLE, "request_kind"]
    assert ticked(page) == ["request_kind"]
    assert "Your draft says: “Mine”. It is replaced only if you tick this." in card(page, TITLE)
    assert "1 more is there already, the same" in page
    assert confirm(alex, page) == mine
    answers = draft_of(app, mine).now.answers
    assert (answers[TITLE], answers["request_kind"]) == ("Mine", "new")
    page = bring(alex, theirs, "a.json", into=mine).text
    confirm(alex, page, [TITLE])
    assert draft_of(app, mine).now.answers[TITLE] == "Theirs"
    assert made_of(app, mine)[TITLE].before == ("Mine",)


def test_a_team_member_of_the_file_is_the_one_of_the_draft_whatever_the_row(app: Flask, alex: Person) -> None:
    members = [{"name": "Noor Haddad", "it_team": True}, {"name": "Kai Lindqvist"}]
    mine = alex.begin({"data_system": "carpos", "edition": "1", "team_members": members})
    rows = [
        {"name": "Lindqvist, Kai", "access_location": "Hall 2"},
        {"name": "Zoë Müller", "access_location": "Hall 3"},
    ]
    page = bring(alex, as_json(team_members=rows), "a.json", into=mine).text
    assert "team_members.1.access_location" in ticked(page)
    confirm(alex, page, [name for name in offered(page) if name != "team_members.1.name"])
    assert draft_of(app, mine).now.answers["team_members"] == [
        {"name": "Noor Haddad", "it_team": True},
        {"name": "Kai Lindqvist", "access_location": "Hall 2"},
        {"name": "Zoë Müller", "access_location": "Hall 3"},
    ]


def test_a_draft_that_was_saved_meanwhile_is_not_written_over(app: Flask, alex: Person) -> None:
    mine = alex.begin({"data_system": "carpos", "edition": "1"})
    page = bring(alex, as_json(project_title="Theirs"), "a.json", into=mine).text
    alex.save(mine, "project", [(TITLE, "Typed meanwhile")])
    answer = alex.press(
        f"{PAGE}/confirmed", [("carried", carried(page)), ("into", mine), ("version", "2"), ("take", TITLE)], PAGE
    )
    assert answer.headers["Location"].endswith(f"/drafts/{mine}/both")
    assert draft_of(app, mine).now.answers[TITLE] == "Typed meanwhile"


def test_nobody_puts_answers_into_the_draft_of_another(app: Flask, alex: Person) -> None:
    mine = alex.begin({"data_system": "carpos", "edition": "1"})
    kai = person(app, KAI)
    assert bring(kai, as_json(project_title="x"), "a.json", into=mine).status_code == 404
    page = bring(kai, as_json(project_title="x"), "a.json").text
    fields = [("carried", carried(page)), ("into", mine), ("version", "2"), ("take", TITLE)]
    assert kai.press(f"{PAGE}/confirmed", fields, PAGE).status_code == 404
    assert kai.open(f"/drafts/{mine}/from-files").status_code == 404


def test_one_goes_on_from_the_findings_without_uploading_again(app: Flask) -> None:
    stranger = person(app)
    findings = stranger.client.get("/samples/several-things-missing").text
    assert "Continue on the web with these answers" in findings
    page = stranger.press(f"{PAGE}/continue", [("carried", carried(findings))], "/check").text
    assert "A draft belongs to an e-mail address" in page
    wrong = stranger.press(f"{PAGE}/come-in", [("carried", carried(page)), ("email", "nobody")], "/check")
    assert wrong.status_code == 422
    page = stranger.press(f"{PAGE}/come-in", [("carried", carried(wrong.text)), ("email", ALEX)], "/check").text
    wrong = stranger.press(f"{PAGE}/come-in", [("carried", carried(page)), ("code", "000 000")], "/check")
    assert "This is not the code" in wrong.text
    code = code_in(text_to(app, ALEX))
    page = stranger.press(f"{PAGE}/come-in", [("carried", carried(wrong.text)), ("code", code)], "/check").text
    assert "Confirm what was read" in page
    assert "the file is not kept" in page
    assert "You have no draft" in stranger.open("/drafts").text
    draft = confirm(stranger, page)
    assert draft_of(app, draft).now.answers["bona_fide_researcher"]


def test_who_is_here_already_goes_on_at_once_and_may_choose_a_draft(alex: Person) -> None:
    mine = alex.begin({"data_system": "carpos", "edition": "1", TITLE: "Mine"})
    findings = alex.client.get("/samples/complete").text
    page = alex.press(f"{PAGE}/continue", [("carried", carried(findings))], "/check").text
    assert "Put these answers elsewhere" in page
    page = alex.press(f"{PAGE}/continue", [("carried", carried(page)), ("into", mine)], "/check").text
    assert "Your draft says: “Mine”" in page


def test_what_did_not_come_back_whole_begins_nothing(alex: Person) -> None:
    for address in ("continue", "come-in"):
        assert alex.press(f"{PAGE}/{address}", [("carried", "{}")], "/check").headers["Location"].endswith("/check")
    assert alex.press(f"{PAGE}/confirmed", [("carried", "{}")], PAGE).status_code == 400


@needs("pdftocairo")
def test_a_printed_form_says_so_beside_each_crop(app: Flask, alex: Person, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(fill(SENT))
    subprocess.run(["pdftocairo", "-pdf", tmp_path / "form.pdf", tmp_path / "flat.pdf"], check=True)
    page = bring(alex, (tmp_path / "flat.pdf").read_bytes()).text
    shown = card(page, TITLE)
    assert "Read from what is printed on the form, " in shown
    assert re.search(r"\d+% sure", shown)
    assert 'src="data:image/png' in shown


def test_a_form_of_somebody_else_is_shown_by_its_own_fields(tmp_path: Path, reader: Reader) -> None:
    home = tmp_path / "var"
    (home / "editions").mkdir(parents=True)
    (home / "editions" / "department.toml").write_text(MAP, encoding="utf-8")
    app = create_app(Config(home=home), reader)
    alex = person(app, ALEX)
    page = bring(alex, by_pikepdf(foreign_form(), ANSWERS, tmp_path)).text
    assert "“Text99”, which holds “TR-7”" in page
    shown = card(page, "bona_fide_researcher.postal_code")
    assert 'value="95814"' in shown
    assert 'src="data:image/png' in shown


def test_a_map_that_cannot_be_used_stops_the_start_and_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "bad.toml").write_text("nothing")
    with pytest.raises(SettingError, match=r"bad\.toml"):
        create_app(Config(home=tmp_path))


def test_rows_are_put_where_the_draft_has_them() -> None:
    read = changed({"team_members": [{"name": "B"}, {"name": ""}, {"name": "C"}]}, SENT)
    kept = changed({"team_members": [{"name": "A"}, {"name": "B"}]}, SENT)
    places = places_of(read, kept)
    assert places == {"team_members": {0: 1, 1: 2, 2: 3}}
    assert in_place(read, places)["team_members"] == [{}, {"name": "B"}, {"name": ""}, {"name": "C"}]
    assert renamed("team_members.2.it_team", places) == "team_members.3.it_team"
    assert renamed("project_title", places) == "project_title"
    assert places_of(read, {}) == {"team_members": {0: 0, 1: 1, 2: 2}}


@needs("tesseract")
@pytest.mark.slow
def test_what_comes_off_a_picture_is_never_ticked_beforehand(tmp_path: Path) -> None:
    with Reader(ocr=find) as reader:
        alex = person(create_app(Config(home=tmp_path / "var"), reader), ALEX)
        page = bring(alex, as_pdf(scanned(fill(SENT), A_SCAN, [0]), A_SCAN)).text
    assert ticked(page) == []
    shown = card(page, "bona_fide_researcher.name")
    assert "Read from a picture of the form" in shown
    assert 'src="data:image/png' in shown
