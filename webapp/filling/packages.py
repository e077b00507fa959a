"""What one takes away: the filled form, the answers, and the whole package with its hashes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from validator.answers import answer
from validator.finding import as_plain
from validator.questions import Answers, edition_of
from webapp import clock
from webapp.attaching.scans import WORDS, may_be_opened
from webapp.attaching.taking_in import scanner
from webapp.judging import evidence_of, findings_of, rules_edition
from webapp.kept import store
from webapp.signatures.slots import put
from webapp.storage import attachments
from webapp.storage.canonical import sha256
from webapp.storage.store import Transaction
from webapp.storage.submissions import Submission
from webapp.visiting.access import mine, opened

bp = Blueprint("packages", __name__)

FORM = "data-request-standard-application.pdf"
PDF, JSON, ZIP = "application/pdf", "application/json", "application/zip"


@bp.get("/drafts/<draft>/form.pdf")
def form_pdf(draft: str) -> ResponseReturnValue:
    """The form as it is filled in now."""
    return _download(filled(_answers(draft)), PDF, FORM)


@bp.get("/drafts/<draft>/answers.json")
def answers(draft: str) -> ResponseReturnValue:
    """The answers for another program, or to be brought back here."""
    return _download(_json(_answers(draft)), JSON, "application.json")


@bp.get("/drafts/<draft>/package.zip")
def package(draft: str) -> ResponseReturnValue:
    """Everything of a draft."""
    with store().reading() as tx:
        found, standing = opened(tx, draft)
        if not standing.edits_all:
            abort(403)
        evidence = evidence_of(tx, draft)
        documents = attachments.of_draft(tx, draft)
        given = [one for one in documents if may_be_opened(one, has_scanner=scanner() is not None)]
        files = list(_attached(tx, [asdict(one) for one in given]))
    findings = findings_of(found.now.answers, evidence, on=clock.today())
    told = [as_plain(one) for one in findings]
    left_out = [{"name": one.name, "why": WORDS[one.state].says} for one in documents if one not in given]
    return _download(
        packed(found.now.answers, told, files, {"state": "draft", "left_out": left_out}), ZIP, "package.zip"
    )


@bp.get("/applications/<number>/form.pdf")
def submitted_form(number: str) -> ResponseReturnValue:
    """The form as it was submitted last."""
    return _download(filled(_last(number).answers), PDF, f"{number}.pdf")


@bp.get("/applications/<number>/package.zip")
def submitted_package(number: str) -> ResponseReturnValue:
    """Everything that was submitted last, as it was."""
    with store().reading() as tx:
        last = mine(tx, number)[-1]
        files = list(_attached(tx, last.attachments))
    about = {
        "state": "submitted",
        "number": last.application,
        "round": last.round,
        "submitted_at": last.submitted_at.isoformat(),
        "submitted_by": last.submitted_by,
        "sha256_of_submission": last.sha256,
        "signatures": [dict(one) for one in last.signatures],
    }
    return _download(packed(last.answers, last.findings, files, about), ZIP, f"{number}.zip")


def packed(
    answers: Answers,
    findings: Sequence[Mapping[str, Any]],
    files: Sequence[tuple[str, bytes]],
    about: Mapping[str, Any],
) -> bytes:
    """The package: the form, the answers, the findings, the attachments, and a list of them with their hashes."""
    members = {
        FORM: filled(answers),
        "application.json": _json(answers).encode(),
        "findings.json": _json({"rules": rules_edition(), "findings": list(findings)}).encode(),
        **dict(files),
    }
    hashes = {name: {"sha256": sha256(content), "bytes": len(content)} for name, content in members.items()}
    members["manifest.json"] = _json({**about, "files": hashes}).encode()
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def _attached(tx: Transaction, listed: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The attachments as they came."""
    for number, one in enumerate(listed, 1):
        yield f"attachments/{member(number, one)}", tx.files.read(str(one["sha256"]))


def member(number: int, attachment: Mapping[str, Any]) -> str:
    """What an attachment is called among others: its place and its slot before its name, so that no two are alike."""
    return f"{number:02}-{attachment['slot']}-{_safe(str(attachment['name']))}"


def _safe(name: str) -> str:
    """The name of a file without what could lead out of a folder."""
    plain = "".join(sign if sign.isalnum() or sign in "-_. " else "_" for sign in name)
    return plain.replace("..", "_").strip(". ")[:100] or "file"


def _answers(draft: str) -> Answers:
    with store().reading() as tx:
        found, standing = opened(tx, draft)
    if not standing.edits_all:
        abort(403)
    return found.now.answers


def _last(number: str) -> Submission:
    with store().reading() as tx:
        return mine(tx, number)[-1]


def filled(answers: Answers) -> bytes:
    """The form with the answers; a digital signature belongs to the file that it was made in, and no copy has it."""
    from forms.fill import fill

    copied = deepcopy(dict(answers))
    for question in edition_of(answers).questions:
        if question.kind == "digital_signature" and answer(answers, question.name):
            put(copied, question.name, None)
    return fill(copied)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def _download(content: str | bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
