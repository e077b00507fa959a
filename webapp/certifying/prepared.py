"""What an officer has filled in, kept until the code of the mail makes it a signature."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from forms.webform import Pair, application_of, over
from validator.finding import Finding, Severity
from validator.questions import Answers, Question, edition_of
from webapp.answers.asked import name_of
from webapp.certifying.asking import OFFICER
from webapp.judging import findings_of
from webapp.signatures.slots import CERTIFIED, CLOUD, Method, part_of, put
from webapp.storage.canonical import canonical, sha256

_GROUP = "security_certification"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be signed."""

    mark: str
    """Of the answers that were shown; others are not signed."""
    cloud: Mapping[str, Any]
    """What the officer says of cloud storage, in the shape of an application."""
    name: str
    title: str
    method: Method
    agreed: bool
    picture: str = ""
    """Of a drawn signature: a PNG in base64, drawn anew within limits."""
    report: Mapping[str, str] | None = None
    """A report or listing on the cloud that goes with it: `sha256` and `name` of the file that is kept."""

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Prepared:
        """As it comes back from what is kept."""
        return cls(**{**plain, "method": Method(plain["method"])})

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @property
    def png(self) -> bytes | None:
        """The drawn signature."""
        return base64.b64decode(self.picture) if self.picture else None

    def said(self, answers: Answers) -> dict[str, Any]:
        """The answers of the draft with what the officer says of cloud storage."""
        return over(answers, self.cloud, cloud_questions(answers))

    def given(self, on: date) -> dict[str, Any]:
        """The answers that the signature gives, by their dotted names."""
        signature: dict[str, Any] = {"digital": True} if self.method is Method.DIGITAL else {"signature": self.name}
        signature |= {"officer_name": self.name, "signed_on": on.isoformat()}
        return {**dict.fromkeys(CERTIFIED, True), **{f"{_GROUP}.{part}": value for part, value in signature.items()}}

    def signed(self, answers: Answers, on: date) -> dict[str, Any]:
        """The answers of the draft as they are once this is signed."""
        said = self.said(answers)
        for name in OFFICER.gives:
            put(said, name, self.given(on).get(name))
        return said


def mark(answers: Answers) -> str:
    """Of what the officer's page shows of a draft."""
    return sha256(canonical(OFFICER.covers(answers)))


def cloud_questions(answers: Answers) -> list[Question]:
    """What is asked about cloud storage."""
    form = edition_of(answers)
    return [form.by_name[name] for name in CLOUD]


def cloud_of(pairs: Sequence[Pair], answers: Answers) -> dict[str, Any]:
    """What was typed about cloud storage, in the shape of an application."""
    return part_of(application_of(pairs, edition_of(answers)), CLOUD)


def findings_about(prepared: Prepared, answers: Answers, *, on: date) -> list[Finding]:
    """What the check says of the certification as it would be signed."""
    found = findings_of(prepared.signed(answers, on), (), on=on)
    return [one for one in found if name_of(one).split(".")[0] == _GROUP]


def problems(prepared: Prepared, accepted: Sequence[Method], findings: Sequence[Finding]) -> dict[str, str]:
    """What hinders the signature: the field, and the sentence about it."""
    wrong = {name_of(one): f"{one.message} {one.remedy}" for one in findings if one.severity is Severity.ERROR}
    if not prepared.name:
        wrong["name"] = "Type your full name: it stands under the certification."
    if prepared.method not in accepted:
        wrong["method"] = "Choose how you sign."
    if prepared.method is Method.DRAWN and not prepared.picture:
        wrong["picture"] = "Draw your signature, or choose a picture of it; or choose to sign by typing your name."
    if not prepared.agreed:
        wrong["consent"] = "Tick the box: without it nothing here is a signature."
    return {name: words for name, words in wrong.items() if name not in OFFICER.gives}
