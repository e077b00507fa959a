from __future__ import annotations

import hashlib
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from forms.acroform import read_fields
from forms.document import assemble
from forms.pdf_checks import defects
from forms.seal import Seal, check_seal
from forms.signing.signatures import signatures_of
from tests.templates.reading import pdf_text
from tests.webapp.storage.acts import CV, NOW, ROSA, begin, decide, staff, submitting, whole_submission
from webapp.config import Config
from webapp.recording.enclosed import DamagedError
from webapp.recording.making import make
from webapp.samples import SAMPLES
from webapp.sealing.seal_key import seal_certificates
from webapp.storage import attachments, receiving, records
from webapp.storage.audit import verify
from webapp.storage.migrating import migrate
from webapp.storage.seals import shown
from webapp.storage.store import Store, open_store
from webapp.storage.submissions import Submission
from webapp.storage.troubles import NotKeptError

ANSWERS = SAMPLES["complete"].application()


@pytest.fixture
def here(tmp_path: Path) -> Config:
    return Config(home=tmp_path, address="https://requests.example.gov")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path)
    migrate(opened)
    return opened


def made(store: Store, submission: Submission, here: Config) -> bytes:
    sealed = make(store, submission.application, submission.round, at=here)
    return store.files.read(sealed.sha256)


def inside(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {name: one.get_file().read_bytes() for name, one in opened.attachments.items()}


def paper(store: Store, answers: dict[str, object], *, form: bytes | None = None) -> Submission:
    """An application that came on paper or by mail."""
    kept = store.files.put(form) if form else None
    judged = receiving.Judged("rules", [])
    with store.writing() as tx:
        return receiving.register(tx, answers, submitting(), judged=judged, by="staff", at=NOW, form=kept)


def test_the_record_is_one_sealed_file_with_everything_that_was_handed_in(store: Store, here: Config) -> None:
    submission = whole_submission(store)
    sealed = make(store, submission.application, 1, at=here)
    pdf = store.files.read(sealed.sha256)
    assert check_seal(pdf, seal_certificates(here.home)) is Seal.INTACT
    assert signatures_of(pdf, [])[-1].reason == sealed.what == "The record of application 2026-0001, round 1"
    files = inside(pdf)
    assert set(files) == {"01-curriculum_vitae-cv.pdf", "application.json", "submission.json"}
    assert files["01-curriculum_vitae-cv.pdf"] == CV
    assert json.loads(files["application.json"]) == ANSWERS
    assert hashlib.sha256(files["submission.json"]).hexdigest() == submission.sha256
    assert assemble(read_fields(pdf)).application == ANSWERS


def test_its_sheets_say_who_signed_what_was_found_and_how_to_verify_it(store: Store, here: Config) -> None:
    submission = whole_submission(store)
    sealed = make(store, submission.application, 1, at=here)
    text = " ".join(pdf_text(store.files.read(sealed.sha256)).split())
    for words in (
        "Application 2026-0001, round 1", "November 16, 2026 at 10:30 (Pacific time)", submission.sha256,
        "rules of 2026-11-16", "https://requests.example.gov/verify", shown(sealed.code), "Rosa Sampleton",
        "I sign this application.", "The restrictions of § 964 (§ 966(b)(12)(C))", "Not given in this service",
        "§ 966(b)(12)(B)", "enclosed, not seen", "01-curriculum_vitae-cv.pdf", hashlib.sha256(CV).hexdigest(),
    ):  # fmt: skip
        assert words in text, words


def test_it_holds_what_a_screen_reader_asks_for(store: Store, here: Config) -> None:
    found = {defect.check for defect in defects(made(store, whole_submission(store), here))}
    assert found <= {"identification", "attachments"}, "only that it is no PDF/A-2b, which holds no files"


def test_it_is_made_once(store: Store, here: Config) -> None:
    submission = whole_submission(store)
    first = make(store, submission.application, 1, at=here)
    assert make(store, submission.application, 1, at=here) == first
    with store.reading() as tx:
        assert records.missing(tx, most=1) == ()
    assert list(verify(store)) == []


def test_of_several_that_make_it_at_once_all_get_the_same_one(store: Store, here: Config) -> None:
    submission = whole_submission(store)
    with ThreadPoolExecutor(3) as makers:
        done = list(makers.map(lambda _: make(store, submission.application, 1, at=here), range(3)))
    assert len({one.code for one in done}) == 1


def test_each_round_has_its_own(store: Store, here: Config) -> None:
    first = whole_submission(store)
    decide(store, first.application, staff("ask_for_completion", missing=["966(e)"]), seen=1)
    with store.writing() as tx:
        judged = receiving.Judged("rules", [])
        again = submitting("resubmit", open_errors=[])
        second = receiving.register(tx, ANSWERS, again, judged=judged, by=ROSA, at=NOW, application=first.application)
    one, other = (make(store, first.application, each.round, at=here) for each in (first, second))
    assert one.what.endswith("round 1")
    assert other.what.endswith("round 2")
    with pytest.raises(NotKeptError, match="no round 3"):
        make(store, first.application, 3, at=here)


def test_a_form_that_came_as_a_file_is_inside_as_it_came(store: Store, here: Config) -> None:
    came = b"%PDF-1.7 whatever a stranger sent\nstartxref\n%%EOF"
    submission = paper(store, ANSWERS, form=came)
    assert inside(made(store, submission, here))["form-as-received.pdf"] == came


@pytest.mark.parametrize(
    "odd",
    [
        {"project_title": "\U0001f98b in no typeface"},
        {"project_title": "\0 a half \ud800"},
        {"request_kind": "perhaps"},
        {"team_members": "nobody"},
        {"nothing of ours": [1, {"a": None}]},
    ],
)
def test_whatever_came_on_paper_has_a_record_with_every_answer(
    store: Store, here: Config, odd: dict[str, object]
) -> None:
    answers = {**ANSWERS, **odd}
    pdf = made(store, paper(store, answers), here)
    assert json.loads(inside(pdf)["application.json"]) == answers
    assert check_seal(pdf, seal_certificates(here.home)) is Seal.INTACT


def test_an_empty_application_has_a_record(store: Store, here: Config) -> None:
    text = pdf_text(made(store, paper(store, {}), here))
    assert "Without a project title" in text
    assert "Not named" in text


def test_what_is_not_as_it_was_handed_in_is_not_sealed(store: Store, here: Config) -> None:
    submission = whole_submission(store)
    path = store.files.path(str(submission.attachments[0]["sha256"]))
    path.write_bytes(CV + b"x")
    with pytest.raises(DamagedError, match="not sealed"):
        make(store, submission.application, 1, at=here)
    path.unlink()
    with pytest.raises(DamagedError, match="not sealed"):
        make(store, submission.application, 1, at=here)
    with store.reading() as tx:
        assert records.of_submission(tx, submission.id) is None
    assert not list((store.files.folder / "arriving").iterdir())


def test_two_documents_of_one_name_are_both_inside(store: Store, here: Config) -> None:
    with store.writing() as tx:
        draft = begin(tx)
        for content in (b"%PDF-1.7 one", b"%PDF-1.7 two"):
            document = attachments.Document("research_materials", "../../a.pdf", "application/pdf")
            attachments.add(tx, document, store.files.put(content), draft=draft.id, by=ROSA, at=NOW)
        judged = receiving.Judged("rules", [])
        submission = receiving.submit(
            tx, draft.id, submitting(), version=draft.now.number, judged=judged, by=ROSA, at=NOW
        )
    files = inside(made(store, submission, here))
    assert {files["01-research_materials-____a.pdf"], files["02-research_materials-____a.pdf"]} == {
        b"%PDF-1.7 one", b"%PDF-1.7 two",
    }  # fmt: skip
