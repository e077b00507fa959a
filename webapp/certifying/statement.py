"""What the officer certifies, and the signed certification as a paper on the institution's letterhead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from templates import page
from templates.word import read
from validator.questions import Answers
from webapp import clock
from webapp.certifying.asking import officer_of
from webapp.letters.case import Case
from webapp.letters.making import Made, make, written_as
from webapp.signatures.slots import Method
from webapp.storage import seals
from webapp.visiting import visits

KIND = "security-certification"
CLOSING = "Sincerely,"
"""The line of the paper below which there is room for a signature."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing that is certified."""

    clause: str
    title: str
    words: str


PROVISIONS = (
    Provision(
        "966(b)(12)(D)(ii)",
        "CJIS Security Policy, Version 5.9, of June 1, 2020",
        "Security controls are in place that meet this policy of the United States Department of Justice.",
    ),
    Provision(
        "966(b)(12)(D)(ii)",
        "CJIS Requirements Companion Document to the Security Policy Version 5.9, of June 1, 2020",
        "Security controls are in place that meet the requirements of this document too.",
    ),
    Provision(
        "966(b)(12)(D)(ii)",
        "FBI CJIS Appendix A Cloud Control Catalog",
        "Security controls are in place that meet this catalog too. It belongs to the certification with or without "
        "a cloud.",
    ),
    Provision(
        "966(b)(12)(D)(iii)",
        "Cloud storage, if there is any",
        "If data are stored in a data server that a cloud provider maintains, that storage has undergone either a "
        "SOC 2 audit or a FedRAMP certification. You certify this sentence whether or not a cloud provider is used.",
    ),
)
"""In the order of the regulation; the newest version of the policy is another one, and the regulation names this."""

_HOW = {
    Method.TYPED: "the name was typed as a signature",
    Method.DRAWN: "the signature above was drawn or scanned",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs the certification, how, and when."""

    name: str
    title: str
    address: str
    method: Method
    at: datetime | None = None
    """None as long as it is not signed."""
    code: str = ""
    """Under which anybody can ask for the sealed paper."""


def paper(answers: Answers, signer: Signer) -> Made:
    """The certification in words, as it will be or was signed.

    Raises:
        LetterError: It can't be written; each problem in words.
    """
    day = (signer.at or clock.now()).astimezone(clock.PACIFIC).date()
    return make(KIND, Case(answers, None, day, _given(answers, signer)))


def pdf(answers: Answers, signer: Signer, picture: bytes | None = None) -> bytes:
    """The certification as a PDF; a drawn signature stands in the space above the name.

    Raises:
        LetterError: It can't be drawn; each problem in words.
    """
    from forms.drawn_signature import set_below

    written = written_as(paper(answers, signer), "pdf")
    return set_below(written, picture, line=CLOSING) if picture else written


def preview(made: Made) -> dict[str, Markup]:
    """The paper as pieces of a page; its headings stand below the page's own."""
    writing = read(made.docx)
    body = page.body(writing).replace("h2>", "h4>").replace("h1>", "h3>")
    return {"head": Markup(page.head(writing)), "body": Markup(body)}  # noqa: S704 - escaped where it was written


def _given(answers: Answers, signer: Signer) -> dict[str, Any]:
    institution = str(answers.get("research_institution", {}).get("name", ""))
    lines = [signer.title or "Information security officer or IT manager", institution]
    by_hand = signer.method is Method.DIGITAL
    if signer.at and not by_hand:
        lines += [
            f"Signed electronically: {_HOW[signer.method]} and confirmed with a code sent to {signer.address}.",
            f"Date of signature: {visits.day_and_time_of(signer.at).removeprefix('on ')}",
        ]
    elif not by_hand:
        lines.append("Date of signature: the day on which you sign")
    given: dict[str, Any] = {
        "signer": {"by_hand": by_hand, "name": signer.name, "lines": [one for one in lines if one]}
    }
    if signer.code:
        given["reference"] = seals.shown(signer.code)
    if not visits.same_mailbox(signer.address, officer_of(answers)[1]):
        given["officer_reach"] = signer.address
    return given
