"""A whole application with its documents, as people pack it."""

from __future__ import annotations

from functools import cache

from forms.fill import fill
from tests.applications import changed
from tests.forms.attached_files import picture
from tests.forms.docx_files import body, docx, words
from tests.papers.evidence.make import paper

SIGNED = {"name": "Alexandra Reyes", "signed_on": "2026-11-20"}
SENT = changed(
    {
        "application_signature": SIGNED,
        "restrictions_signature": SIGNED,
        "security_certification.digital": None,
        "security_certification.signature": "Jordan Blake",
    }
)
"""Answers with typed signatures: nothing is missing."""


@cache
def files() -> dict[str, bytes]:
    """The form and a document for each place."""
    return {
        "Application Reyes.pdf": fill(SENT),
        "CV Reyes.pdf": paper("cv-plain"),
        "scan 1.pdf": paper("irb-campus"),
        "Affiliation letter.pdf": paper("affiliation-letter"),
        "CJIS security certification.pdf": paper("security-letter"),
        "training/Reyes.pdf": paper("training-certificate", person="Alexandra Reyes"),
        "training/Lindqvist.pdf": paper("training-certificate", person="Kai Lindqvist"),
        "training/Haddad.pdf": paper("training-certificate", person="Noor Haddad"),
        "questionnaire.docx": docx({"word/document.xml": body(words("How old are you?"))}),
        "IMG_2291.png": picture("PNG"),
    }
