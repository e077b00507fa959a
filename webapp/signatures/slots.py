"""SLOTS: who signs what under § 966, in which words, how, and what each signature covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from validator.answers import answer
from validator.questions import Answers
from webapp.signatures.restrictions import restrictions, restrictions_edition

Covers = Callable[[Answers], Mapping[str, Any]]


class Method(StrEnum):
    """How a signature is given."""

    TYPED = "typed"
    """The name, typed with the word that it is meant as a signature."""
    DRAWN = "drawn"
    """Drawn here, or a picture or scan of a signature by hand."""
    DIGITAL = "digital"
    """Made with a certificate, inside a PDF."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One signature that § 966 asks for. None is ever filled from another one."""

    name: str
    signer: str
    """Who signs, in the words of the regulation."""
    clause: str
    what: str
    """What it is, in words."""
    consent: str
    """The words agreed to, as they stand beside the box."""
    covers: Covers
    """What is signed, as values; their hash is kept too."""
    covers_in_words: str
    methods: tuple[Method, ...]
    """What its page offers; a setting may allow fewer."""
    is_voided: bool = True
    """Whether a change of what it covers makes it void; a text that was acknowledged stays acknowledged."""
    gives: tuple[str, ...] = ()
    """The questions that the signature answers, and nothing else does."""

    @property
    def edition(self) -> str:
        """Which words stood above the signature; a change of them is a new edition."""
        return f"{EDITION}; {restrictions_edition()}" if self.covers is _text_of_964 else EDITION


EDITION = "signing words 2"
"""Of the words below; a change of them is a new edition."""

_RESEARCHER = ("application_signature", "restrictions_signature")
_CLOUD = (
    "cloud_storage", "cloud_provider", "cloud_evidence", "soc_kind", "soc_type", "soc_period_ended_on", "soc_auditor",
    "fedramp_status",
)  # fmt: skip
CLOUD = tuple(f"security_certification.{name}" for name in _CLOUD)
"""What the officer says of cloud storage; the researcher may have said it before."""
CERTIFIED = tuple(
    f"security_certification.{name}"
    for name in (
        "certifies_controls", "names_security_policy", "names_companion_document", "names_cloud_catalog",
        "certifies_cloud_storage",
    )
)  # fmt: skip
"""The provisions, a box each: a signature ticks all of them."""


def part_of(answers: Answers, names: tuple[str, ...]) -> dict[str, Any]:
    """The answers of those dotted names, in the shape of an application; an answer that is not there is left out."""
    part: dict[str, Any] = {}
    for name in names:
        value = answer(answers, name)
        if value is not None and value != "":
            put(part, name, value)
    return part


def put(answers: dict[str, Any], name: str, value: Any) -> None:
    """Write an answer at a dotted name of a group; None takes it out."""
    *groups, last = name.split(".")
    for group in groups:
        answers = answers.setdefault(group, {})
    if value is None:
        answers.pop(last, None)
    else:
        answers[last] = value


def _form(answers: Answers) -> Mapping[str, Any]:
    """All answers but the researcher's own signatures."""
    return {name: value for name, value in answers.items() if name not in _RESEARCHER}


def _text_of_964(_: Answers) -> Mapping[str, Any]:
    shown = {clause.citation: clause.summary for clause in restrictions()}
    return {"edition": restrictions_edition(), "restrictions": shown}


def _named(*names: str) -> Covers:
    return lambda answers: part_of(answers, names)


SLOTS = (
    Slot(
        "application_signature",
        "Bona Fide Researcher",
        "966(b)(11)",
        "The application",
        "I am the Bona Fide Researcher. I sign this application, and I mean what I give here as my signature.",
        _form,
        "the answers of the application",
        (Method.TYPED, Method.DRAWN),
    ),
    Slot(
        "restrictions_signature",
        "Bona Fide Researcher",
        "966(b)(12)(C)",
        "The restrictions of § 964",
        "I have read the restrictions of § 964 above and acknowledge them. I mean what I give here as my signature.",
        _text_of_964,
        "the text of the restrictions of § 964",
        (Method.TYPED, Method.DRAWN),
        is_voided=False,
    ),
    Slot(
        "security_certification",
        "Information security officer or IT manager",
        "966(b)(12)(D)",
        "The security certification",
        "I am the information security officer or IT manager of this institution. I make both certifications above, "
        "and I mean what I give here as my signature under them.",
        _named(
            "bona_fide_researcher.name", "research_institution.name", "project_title", "storage.location",
            "storage.segmented", "storage.access", "security_certification.other_version", *CLOUD,
        ),
        "the project, the institution, where the data are stored and who has access, and the answers on cloud storage",
        (Method.TYPED, Method.DRAWN, Method.DIGITAL),
        gives=(
            *CERTIFIED,
            "security_certification.officer_name",
            "security_certification.signature",
            "security_certification.digital",
            "security_certification.signed_on",
        ),
    ),
    Slot(
        "affiliation_letter",
        "Authorized official of the institution",
        "966(d)",
        "The letter that verifies the affiliation",
        "I am an authorized official of this institution, and the letter that I send here is signed by me.",
        _named("bona_fide_researcher.name", "research_institution.name"),
        "the researcher and the institution that the letter names",
        (Method.DRAWN, Method.DIGITAL),
    ),
)  # fmt: skip
"""Later documents make no signature void: only what it covers counts."""

OF = {slot.name: slot for slot in SLOTS}
RESEARCHERS = tuple(slot for slot in SLOTS if slot.name in _RESEARCHER)
BY_LINK = frozenset(name for slot in SLOTS for name in slot.gives)
"""Questions that no page of the form asks: only who signs answers them."""
