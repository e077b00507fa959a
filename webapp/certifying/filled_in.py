"""What the officer's browser sends, as what is to be signed: files are looked at in the guarded process."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import request

from forms.fields import UnreadableFormError
from templates.problems import LetterError
from webapp.attaching import taking_in
from webapp.certifying import statement
from webapp.certifying.drawing import drawn
from webapp.certifying.opening import Opened
from webapp.certifying.prepared import Prepared, cloud_of
from webapp.certifying.statement import Signer
from webapp.kept import store
from webapp.signatures.slots import Method
from webapp.uploads import NoUploadError, only

LONGEST = 500
"""Characters of a name or a title."""
Taken = TypeVar("Taken")


def filled_in(opened: Opened, wrong: dict[str, str]) -> Prepared:
    """What was typed and sent; what is wrong with a file goes into `wrong`, by its field."""
    method = only("method")
    chosen = Method(method) if method in set(Method) else Method.TYPED
    former = Prepared.of(opened.asking.prepared) if opened.asking.prepared else None
    picture = _sent("picture", _picture, former.picture if former else "", wrong) if chosen is Method.DRAWN else ""
    if method not in set(Method):
        wrong["method"] = "Choose how you sign."
    report = _sent("report", _report, former.report if former else None, wrong)
    pairs = list(request.form.items(multi=True))
    return Prepared(
        mark=only("mark"), cloud=cloud_of(pairs, opened.draft.now.answers), name=only("name")[:LONGEST],
        title=only("title")[:LONGEST], method=chosen, agreed=bool(only("consent")), picture=picture, report=report,
    )  # fmt: skip


def _sent(field: str, take: Callable[[], Taken], former: Taken, wrong: dict[str, str]) -> Taken:
    """What the file of a field becomes; where none was chosen, what was sent before."""
    try:
        return take()
    except NoUploadError:
        return former
    except UnreadableFormError as refused:
        wrong[field] = f"{refused.message} {refused.remedy}"
        return former


def unwritable(opened: Opened, prepared: Prepared) -> dict[str, str]:
    """Why the paper can't be made of it; nothing: it can."""
    signer = Signer(prepared.name, prepared.title, opened.asking.asked.address, prepared.method)
    try:
        statement.pdf(prepared.said(opened.draft.now.answers), signer, prepared.png)
    except LetterError as failed:
        return {"name": " ".join(str(one) for one in failed.problems)}
    return {}


def _picture() -> str:
    return base64.b64encode(drawn("picture")).decode("ascii")


def _report() -> Mapping[str, str] | None:
    """A report or listing on the cloud that goes with the certification; it is attached once that is signed."""
    looked = taking_in.chosen("report")
    return {"sha256": store().files.put(looked.upload.content).sha256, "name": looked.upload.name}
