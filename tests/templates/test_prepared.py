from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateRuntimeError, UndefinedError
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from templates.facts import accept
from templates.letters import LETTERS
from templates.package import Package, Part, contents
from templates.prepared import environment, prepare, written_date
from templates.rendering import _shown, fill, template_bytes
from tests.templates.samples import FULL, MINIMAL, NASTIEST, letterhead

CHANGING = ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml")


def canonical(xml: bytes) -> bytes:
    """The XML with a fixed order of attributes, and without the empty runs and names that don't matter."""
    return bytes(etree.tostring(etree.fromstring(xml), method="c14n", exclusive=True))


@pytest.mark.parametrize("sample", [MINIMAL, FULL, NASTIEST], ids=["minimal", "full", "nasty"])
@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_prepared_template_writes_what_docxtpl_writes(kind: str, sample: dict[str, Any]) -> None:
    facts, head = accept(kind, sample[kind]), letterhead(kind, draft=LETTERS[kind].writer == "Department")
    stock = DocxTemplate(BytesIO(template_bytes(kind)))
    stock.render({**facts, "letterhead": _shown(head)}, jinja_env=environment(), autoescape=True)
    stock.save(theirs := BytesIO())
    ours = contents(fill(kind, facts, head))
    for part in CHANGING:
        assert _texts(ours[part]) == _texts(contents(theirs.getvalue())[part])


def _texts(part: bytes) -> list[tuple[str, str | None]]:
    root = etree.fromstring(part)
    return [(element.tag, element.text) for element in root.iter() if not element.tag.endswith("}docPr")]


def test_the_file_is_a_zip_that_any_program_opens_and_its_dates_are_fixed() -> None:
    with ZipFile(BytesIO(template_bytes("missing"))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_parts_come_out_of_a_package_as_they_went_in() -> None:
    parts = {"a.xml": b"", "folder/é.bin": bytes(range(256)) * 99}
    made = Package(tuple(Part.of(name, content) for name, content in parts.items())).bytes()
    assert contents(made) == parts


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ addressee.update({'name': 'x'}) }}",
        "{{ addressee.lines.append('x') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ addressee.name|attr('upper') }}",
        "{{ nobody }}",
        "{% if nobody %}{% endif %}",
        "{{ addressee.nobody }}",
        "{% include 'other' %}",
    ],
)
def test_a_template_can_neither_call_nor_change_nor_miss_anything(tag: str) -> None:
    with pytest.raises((SecurityError, UndefinedError, TemplateRuntimeError, TemplateError, TypeError)):
        environment().from_string(tag).render(addressee={"name": "x", "lines": []})


def test_a_letter_that_would_not_be_well_formed_is_never_repaired() -> None:
    broken = contents(template_bytes("affiliation"))
    broken["word/document.xml"] = broken["word/document.xml"].replace(b"</w:body>", b"<w:p></w:body>")
    docx = Package(tuple(Part.of(name, content) for name, content in broken.items())).bytes()
    facts = {**accept("affiliation", FULL["affiliation"]), "letterhead": _shown(letterhead("affiliation"))}
    with pytest.raises(etree.XMLSyntaxError):
        prepare(docx).fill(facts, title="x", mark=None)


def test_a_template_is_prepared_once() -> None:
    assert prepare(template_bytes("missing")) is prepare(bytes(bytearray(template_bytes("missing"))))


def test_a_title_in_the_properties_is_text_and_has_its_limit() -> None:
    facts = {**FULL["affiliation"], "project_title": "A & B <{{ 6*7 }}> " + "x" * 400}
    core = contents(fill("affiliation", accept("affiliation", facts), letterhead("affiliation")))["docProps/core.xml"]
    title = etree.fromstring(core).findtext("{http://purl.org/dc/elements/1.1/}title")
    assert title.startswith("Verification of affiliation: A & B <{{ 6*7 }}> xxx")
    assert len(title) == 255


@pytest.mark.parametrize(("day", "words"), [("2026-03-04", "March 4, 2026"), ("2024-02-29", "February 29, 2024")])
def test_a_day_is_written_out(day: str, words: str) -> None:
    assert written_date(day) == words
