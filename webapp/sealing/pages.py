"""The page that verifies: by the file or by its code, for everybody; it never shows what is in a file."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from forms.fields import UnreadableFormError
from forms.limits import MEBIBYTE, Limit
from forms.reader import Reader
from forms.refusals import refusal
from webapp import clock, rates
from webapp.kept import settings, store
from webapp.rates import Rate
from webapp.sealing.seal_key import seal_certificates
from webapp.sealing.verifying import Verdict, of_file, of_words
from webapp.sealing.words import meaning
from webapp.storage.seals import shown
from webapp.storage.store import Transaction
from webapp.uploads import NoUploadError, chosen_file, only

bp = Blueprint("sealing", __name__)

FILE, WORDS = "sealed", "code"
"""The fields of the page."""
UPLOAD_SIZE = Limit("Size of a file that is uploaded to be verified", 20 * MEBIBYTE, "bytes")
"""A record can be larger: its code or its SHA-256 say the same, and `datarequest verify` reads it all."""
ASKED_FROM_ONE_PLACE = Rate("verify", 60)
_CHOOSE = {
    "no_file": ("No file was chosen.", "Choose the file, then press “Verify the file”."),
    "several_files": ("Several files were sent, and one is verified at a time.", "Choose one file."),
}
_TOO_OFTEN = UnreadableFormError(
    "too_often",
    f"{ASKED_FROM_ONE_PLACE.most} files were asked about from your network in this hour, and that is the most.",
    "Wait until the next full hour, then ask again.",
)
_NO_CODE = UnreadableFormError(
    "no_code",
    "That is neither a code nor a SHA-256.",
    "A code has 16 letters and digits, such as 7K3M-9QXA-T20C-DW5H; a SHA-256 has 64 digits from 0 to f.",
)


@bp.app_template_filter("code")
def _code(code: str) -> str:
    """A code as it is printed."""
    return shown(code)


@bp.url_value_preprocessor
def _take_larger_bodies(_: str | None, __: dict[str, object] | None) -> None:
    """Sealed files may be larger than a form; set before anything reads the body."""
    request.max_content_length = UPLOAD_SIZE.most + MEBIBYTE // 4


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """The page again, with what to do instead; the body was not read."""
    remedy = "Enter its code, which stands on its first page, or the SHA-256 of the file."
    return _page(refused=UnreadableFormError("too_large", f"This file has more than {UPLOAD_SIZE}.", remedy)), 413


@bp.get("/verify")
def verify() -> ResponseReturnValue:
    """The two ways to ask."""
    return _page(typed=only(WORDS)[:100])


@bp.post("/verify/file")
def by_file() -> ResponseReturnValue:
    """What is said of the file that somebody brings; it is held in memory and forgotten."""
    try:
        pdf = _chosen()
        with store().writing() as tx:
            _demand_a_turn(tx)
        with store().reading() as tx:
            verdict = of_file(tx, pdf, seal_certificates(settings().home), read=_reader().signatures)
    except UnreadableFormError as refused:
        return _page(refused=refused, field=FILE), _status(refused)
    return _page(verdict=verdict, field=FILE)


@bp.post("/verify/code")
def by_code() -> ResponseReturnValue:
    """What is said of the file of a code, or of a SHA-256."""
    typed = only(WORDS)[:100]
    try:
        with store().writing() as tx:
            _demand_a_turn(tx)
        with store().reading() as tx:
            verdict = of_words(tx, typed)
        if verdict is None:
            raise _NO_CODE
    except UnreadableFormError as refused:
        return _page(refused=refused, field=WORDS, typed=typed), _status(refused)
    return _page(verdict=verdict, field=WORDS, typed=typed)


def _chosen() -> bytes:
    try:
        return chosen_file(FILE).content
    except NoUploadError as refused:
        raise NoUploadError(refused.kind, *_CHOOSE[refused.kind]) from None


def _demand_a_turn(tx: Transaction) -> None:
    if not rates.allowed(tx, ASKED_FROM_ONE_PLACE, request.remote_addr or "", at=clock.now()):
        raise _TOO_OFTEN


def _reader() -> Reader:
    read = current_app.extensions["reader"]
    if not isinstance(read, Reader):
        raise refusal("not_reading")
    return read


def _status(refused: UnreadableFormError) -> int:
    return 429 if refused is _TOO_OFTEN else 422


def _page(
    *, verdict: Verdict | None = None, refused: UnreadableFormError | None = None, field: str = FILE, typed: str = ""
) -> str:
    says = meaning(verdict) if verdict else ""
    return render_template(
        "sealing/verify.html", verdict=verdict, says=says, refused=refused, field=field, typed=typed, limit=UPLOAD_SIZE
    )
