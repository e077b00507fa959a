from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from PIL import Image, ImageDraw

from forms.pdf_checks import defects
from tests.forms import signers
from tests.forms.attached_files import paper
from tests.webapp.certifying.asked import asked, certified, content_of, documents, given, go_on, link_to, send, sign
from tests.webapp.drafting import ALEX, BLAKE, SIGNED, TYPED, Person, code_in, draft_of, person, text_to
from validator.finding import Severity, Stage
from validator.findings import check
from webapp import clock, create_app
from webapp.certifying import statement
from webapp.certifying.asking import OFFICER
from webapp.certifying.settings import Settings
from webapp.certifying.statement import Signer
from webapp.config import Config, SettingError
from webapp.signatures.slots import OF, SLOTS, Method


def drawing(kind: str = "PNG", size: tuple[int, int] = (900, 260)) -> bytes:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).line([(10, 200), (300, 20), (500, 220), (850, 60)], fill="navy", width=8)
    written = io.BytesIO()
    picture.save(written, kind)
    return written.getvalue()


def signed_certification(app: Flask, officer: Person, link: str, by: signers.Holder) -> bytes:
    pdf = officer.open(f"{link}/certification.pdf").data
    return signers.sign(pdf, by, "Signature1", place=signers.place("Signature1"))


def vouched(app: Flask, holder: signers.Holder) -> None:
    roots: Path = app.extensions["settings"].home / "roots"
    roots.mkdir(parents=True, exist_ok=True)
    (roots / "root.der").write_bytes(holder.der)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_a_signature_is_drawn_anew_and_stands_above_the_name(app: Flask, alex: Person, kind: str) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    sent = drawing(kind)
    assert go_on(officer, link, {"method": "drawn"}, {"picture": (sent, "me.png")}).status_code == 303
    assert 'alt="Your signature, as you drew or sent it"' in officer.open(f"{link}/sign").text
    assert sign(officer, link).status_code == 200
    (signature,) = given(app, draft)
    assert signature.method == "drawn"
    pdf = content_of(app, signature.document)
    assert sent not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [one.Width for page in opened.pages for one in page.get_images().values()] == [600]
    answers = draft_of(app, draft).now.answers
    assert answers["security_certification"]["signature"] == "Jordan Blake", "a typed name is as good as a drawn one"


def test_a_drawn_signature_leaves_the_paper_what_an_archive_and_a_screen_reader_ask_for(
    app: Flask, alex: Person
) -> None:

    draft = asked(app, alex)
    signer = Signer("Jordan Blake", "Officer", BLAKE, Method.DRAWN, clock.now(), "7K3M9QXAT20CDW5H")
    assert defects(statement.pdf(draft_of(app, draft).now.answers, signer, drawing())) == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "none.png"), (b"no picture", "me.png"), (paper(), "me.png"), (drawing()[:200], "me.png")],
    ids=["empty", "text", "PDF", "cut in half"],
)
def test_what_is_no_picture_is_refused_in_words(app: Flask, alex: Person, content: bytes, name: str) -> None:
    draft = asked(app, alex)
    refused = go_on(person(app), link_to(app), {"method": "drawn"}, {"picture": (content, name)})
    assert refused.status_code == 422
    assert "picture-wrong" in refused.text
    assert "Traceback" not in refused.text
    assert given(app, draft) == ()


def test_a_certificate_signs_the_paper_that_was_given_and_the_file_is_kept_as_it_came(app: Flask, alex: Person) -> None:
    vouched(app, signers.root())
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link, {"method": "digital"})
    signed = signed_certification(app, officer, link, signers.officer())
    done = sign(officer, link, files={"signed": (signed, "signed.pdf")})
    assert done.status_code == 200, done.text
    (signature,), (document,) = given(app, draft), documents(app, draft)
    assert signature.method == "digital"
    assert content_of(app, signature.document) == signed
    assert document.pages, "its words were read, for what is held against the answers"
    answers = draft_of(app, draft).now.answers
    assert answers["security_certification"]["digital"] is True
    assert "signature" not in answers["security_certification"]
    errors = [one for one in check(answers, Stage.SUBMIT, on=clock.today()) if one.severity is Severity.ERROR]
    assert not [one for one in errors if one.pointer.startswith("/security_certification")]
    panel = alex.open(f"/drafts/{draft}/signers").text
    assert "Certificate of Ines Okafor" in panel
    assert "the certificate leads to a trusted root" in panel


def test_a_certificate_that_nobody_vouches_for_is_taken_and_said_to_be_unconfirmed(app: Flask, alex: Person) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link, {"method": "digital"})
    signed = signed_certification(app, officer, link, signers.officer())
    assert sign(officer, link, files={"signed": (signed, "signed.pdf")}).status_code == 200
    assert "the name is only claimed" in alex.open(f"/drafts/{draft}/signers").text


@pytest.mark.parametrize("which", ["unsigned", "changed", "another paper", "cut", "nothing"])
def test_what_is_not_the_signed_certification_is_refused_in_words(app: Flask, alex: Person, which: str) -> None:
    draft = asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link, {"method": "digital"})
    whole = signed_certification(app, officer, link, signers.officer())
    content = {
        "unsigned": officer.open(f"{link}/certification.pdf").data,
        "changed": changed_after(whole),
        "another paper": signers.sign(paper(), signers.officer(), "S", place=signers.place("S")),
        "cut": whole[: len(whole) // 2],
        "nothing": b"",
    }[which]
    refused = sign(officer, link, files={"signed": (content, "signed.pdf")})
    assert refused.status_code == 422
    assert "signed-wrong" in refused.text
    assert given(app, draft) == ()
    code = code_in(text_to(app, BLAKE))
    assert sign(officer, link, code, {"signed": (whole, "signed.pdf")}).status_code == 200, "the code still holds"


def changed_after(signed: bytes) -> bytes:
    """The file with a page more."""
    with pikepdf.open(io.BytesIO(signed)) as opened:
        opened.add_blank_page()
        written = io.BytesIO()
        opened.save(written)
    return written.getvalue()


def test_a_setting_narrows_the_methods_of_a_slot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    monkeypatch.setenv("DATAREQUEST_SIGNING_METHODS", "security_certification=typed")
    narrow = create_app(Config(home=tmp_path / "narrow"), app.extensions["reader"])
    alex = person(narrow, "a.reyes@sampleton-university.example")
    draft = asked(narrow, alex)
    page = person(narrow).open(link_to(narrow)).text
    assert 'id="method-typed"' in page
    assert 'id="method-drawn"' not in page
    assert 'id="picture"' not in page
    refused = go_on(person(narrow), link_to(narrow), {"method": "digital"})
    assert refused.status_code == 422
    certified(narrow)
    assert given(narrow, draft)[0].method == "typed"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATAREQUEST_SIGNING_METHODS", "security_certification"),
        ("DATAREQUEST_SIGNING_METHODS", "security_certification=stamp"),
        ("DATAREQUEST_SIGNING_METHODS", "curriculum_vitae=typed"),
        ("DATAREQUEST_SIGNING_METHODS", "application_signature=digital"),
        ("DATAREQUEST_ASKED_DAYS", "a month"),
        ("DATAREQUEST_ASKED_DAYS", "0"),
        ("DATAREQUEST_REMINDER_DAYS", "7,x"),
    ],
)
def test_a_wrong_setting_says_what_was_expected(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.of({name: value})


def test_settings_are_read() -> None:
    read = Settings.of(
        {
            "DATAREQUEST_SIGNING_METHODS": "security_certification=digital,typed; affiliation_letter=digital",
            "DATAREQUEST_ASKED_DAYS": "14",
            "DATAREQUEST_REMINDER_DAYS": "10, 5",
        }
    )
    assert read.accepted(OFFICER) == (Method.TYPED, Method.DIGITAL)
    assert read.accepted(OF["affiliation_letter"]) == (Method.DIGITAL,)
    assert read.accepted(SLOTS[0]) == SLOTS[0].methods
    assert (read.lasts.days, [one.days for one in read.reminders]) == (14, [5, 10])
    assert Settings.of({"DATAREQUEST_REMINDER_DAYS": ""}).reminders == ()


def test_the_researcher_may_draw_the_signatures_that_submit(app: Flask, alex: Person) -> None:
    draft = alex.begin(TYPED)
    page = f"/drafts/{draft}/sign"
    marks = {name: alex.hidden(page, name) for name in ("csrf_token", "version", "edition")}
    fields = {**marks, **SIGNED, "application_signature.method": "drawn"}
    refused = send(alex, page, fields)
    assert refused.status_code == 422
    assert "Draw your signature" in refused.text or "No file was chosen" in refused.text
    pictures = {"application_signature.picture": (drawing(), "me.png")}
    assert send(alex, page, fields, pictures).status_code == 303
    by_slot = {one.slot: one for one in given(app, draft)}
    assert by_slot["application_signature"].method == "drawn"
    assert content_of(app, by_slot["application_signature"].document).startswith(b"\x89PNG")
    assert (by_slot["restrictions_signature"].method, by_slot["restrictions_signature"].document) == ("typed", None)


def test_a_method_that_is_not_accepted_submits_nothing(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAREQUEST_SIGNING_METHODS", "application_signature=drawn; restrictions_signature=typed")
    narrow = create_app(Config(home=tmp_path / "narrow"), app.extensions["reader"])
    alex = person(narrow, ALEX)
    draft = alex.begin(TYPED)
    assert 'id="application_signature-typed"' not in alex.open(f"/drafts/{draft}/sign").text
    refused = alex.submit(draft)
    assert refused.status_code == 422
    assert "Choose how you sign" in refused.text
    assert given(narrow, draft) == ()


def test_a_paper_signed_with_a_certificate_may_come_a_second_time(app: Flask, alex: Person) -> None:
    asked(app, alex)
    officer, link = person(app), link_to(app)
    go_on(officer, link, {"method": "digital"})
    signed = signed_certification(app, officer, link, signers.officer())
    assert sign(officer, link, files={"signed": (signed, "signed.pdf")}).status_code == 200
    again = asked(app, alex)
    second = link_to(app)
    go_on(officer, second, {"method": "digital"})
    done = sign(officer, second, files={"signed": (signed, "signed.pdf")})
    assert done.status_code == 200, done.text
    assert len(given(app, again)) == 1
