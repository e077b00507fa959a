"""The record of each submission, for those who may have it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_file
from flask.typing import ResponseReturnValue

from webapp.kept import store
from webapp.storage import records
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission
from webapp.storage.troubles import NotKeptError
from webapp.visiting.access import mine

bp = Blueprint("recording", __name__)


@bp.get("/applications/<number>/rounds/<int:round_>/record.pdf")
def record(number: str, round_: int) -> ResponseReturnValue:
    """The record of one submission, for its Bona Fide Researcher."""
    with store().reading() as tx:
        found = [one for one in mine(tx, number) if one.round == round_]
        return given(tx, found[0]) if found else abort(404)


def given(tx: Transaction, submission: Submission) -> Response:
    """The file as it was sealed.

    Raises:
        NotKeptError: It is still being made.
    """
    sealed = records.of_submission(tx, submission.id)
    if sealed is None:
        raise NotKeptError("The record of this submission is still being made.", "Open it again in a minute.")
    return send_file(
        tx.files.path(sealed.sha256),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{submission.application}-{submission.round}-record.pdf",
        etag=sealed.sha256,
    )
