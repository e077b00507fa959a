from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Name

from forms.drawing.controls import Control, all_controls, controls
from forms.filling.extent import BLANK, LONGEST, Extent
from forms.limits import FORM_FIELDS, FORM_PAGES, FORM_SIZE
from tests.forms.viewers import fields_of
from validator.clauses import CLAUSES
from validator.questions import edition

FORMS = {"application.pdf": BLANK, "longest.pdf": LONGEST}
KINDS = {"line": "/Tx", "prose": "/Tx", "box": "/Btn", "radio": "/Btn", "signature": "/Sig", "list": "/Ch"}
READ_ONLY, REQUIRED, MULTILINE, RADIO, COMBO = 1 << 0, 1 << 1, 1 << 12, 1 << 15, 1 << 17


@pytest.fixture(params=FORMS)
def built(request: pytest.FixtureRequest) -> Iterator[tuple[pikepdf.Pdf, Extent]]:
    with pikepdf.open(io.BytesIO(_bytes(request.param))) as pdf:
        yield pdf, FORMS[request.param]


@pytest.fixture
def form() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(_bytes("application.pdf"))) as pdf:
        yield pdf


@cache
def _bytes(name: str) -> bytes:
    return (files("forms") / name).read_bytes()


@cache
def _words() -> str:
    document = pdfium.PdfDocument(_bytes("application.pdf"))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def _expected(extent: Extent) -> dict[str, Control]:
    return {c.name: c for c in all_controls(edition(), extent.rows, extent.continuations)}


def test_every_question_has_its_fields_and_no_field_is_left_over(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, extent = built
    assert list(fields_of(pdf)) == list(_expected(extent))


def test_a_field_has_the_kind_the_words_and_the_flags_of_its_question(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, extent = built
    fields = fields_of(pdf)
    for name, control in _expected(extent).items():
        field, flags = fields[name], int(fields[name].get("/Ff", 0))
        assert str(field.FT) == KINDS[control.kind], name
        assert str(field.TU) == control.hint, name
        assert bool(flags & REQUIRED) == control.required, name
        assert bool(flags & MULTILINE) == (control.kind == "prose"), name
        assert bool(flags & RADIO) == (control.kind == "radio"), name
        assert bool(flags & COMBO) == (control.kind == "list"), name
        assert bool(flags & READ_ONLY) == (name in {"data_system", "edition"}), name


def test_what_every_application_must_answer_is_required() -> None:
    required = {c.name for c in _expected(BLANK).values() if c.required}
    asked = {c.name for q in edition().questions if q.required and not q.row for c in controls(q) if c.required}
    assert asked == required
    assert {"request_kind", "bona_fide_researcher.postal_code", "curriculum_vitae.enclosed"} <= required


def test_the_form_says_which_edition_it_is(form: pikepdf.Pdf) -> None:
    fields = fields_of(form)
    assert (str(fields["data_system"].V), str(fields["edition"].V)) == ("carpos", edition().number)
    pages = pdfium.PdfDocument(_bytes("application.pdf"))
    for number, page in enumerate(pages, start=1):
        words = page.get_textpage().get_text_bounded()
        assert f"Our edition, not the Department's own form · edition {edition().number}" in words
        assert f"Page {number} of {len(pages)}" in words


def test_a_button_stands_for_each_choice_and_none_is_on(form: pikepdf.Pdf) -> None:
    fields = fields_of(form)
    for control in (c for c in _expected(BLANK).values() if c.kind == "radio"):
        states = [set(map(str, button.AP.N.keys())) for button in fields[control.name].Kids]
        assert states == [{f"/{option.value}", "/Off"} for option in control.options]
        assert all(str(button.AS) == "/Off" and "/T" not in button for button in fields[control.name].Kids)


def test_a_box_can_be_ticked_and_is_not(form: pikepdf.Pdf) -> None:
    fields = fields_of(form)
    for control in (c for c in _expected(BLANK).values() if c.kind == "box"):
        box = fields[control.name]
        assert set(map(str, box.AP.N.keys())) == {"/Yes", "/Off"}
        assert box.AS == box.V == Name.Off


def test_a_list_offers_the_long_answers_by_name_and_label(form: pikepdf.Pdf) -> None:
    offered = [(str(value), str(label)) for value, label in fields_of(form)["continuation.0.of"].Opt]
    assert offered == [(q.name, q.label) for q in edition().questions if q.kind == "prose"]


def test_no_name_of_a_field_has_a_dot_of_its_own_and_every_widget_is_reached_once(
    built: tuple[pikepdf.Pdf, Extent],
) -> None:
    pdf, _ = built
    reached = [widget.objgen for field in fields_of(pdf).values() for widget in field.get("/Kids", [field])]
    on_pages = [widget.objgen for page in pdf.pages for widget in page.obj.Annots]
    assert sorted(reached) == sorted(on_pages)
    assert len(set(reached)) == len(reached)
    assert not any("." in str(field.T) for field in fields_of(pdf).values())


def test_every_widget_knows_its_page_is_printed_and_has_a_drawing(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    for page in pdf.pages:
        for widget in page.obj.Annots:
            left, bottom, right, top = (float(side) for side in widget.Rect)
            assert widget.P.objgen == page.obj.objgen
            assert int(widget.F) == 4
            assert "/N" in widget.AP
            assert 0 < left < right < 612
            assert 0 < bottom < top < 792


def test_the_page_is_letter_size_and_the_tab_key_follows_the_structure(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    for page in pdf.pages:
        assert [float(side) for side in page.mediabox] == [0, 0, 612, 792]
        assert page.obj.Tabs == Name.S


def test_the_form_has_title_language_and_tags(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    assert str(pdf.docinfo.Title) == edition().title
    assert str(pdf.Root.Lang) == "en-US"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == edition().title
        assert metadata["pdfuaid:part"] == "1"


def test_every_widget_is_a_form_element_of_the_structure(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    tagged = {element.K.Obj.objgen for element in _elements(pdf.Root.StructTreeRoot) if str(element.S) == "/Form"}
    assert tagged == {widget.objgen for page in pdf.pages for widget in page.obj.Annots}


def test_the_structure_leads_from_each_page_and_widget_to_an_element(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(entries[at]): entries[at + 1] for at in range(0, len(entries), 2)}
    pages = {int(page.obj.StructParents) for page in pdf.pages}
    widgets = {int(widget.StructParent): widget for page in pdf.pages for widget in page.obj.Annots}
    assert set(parents) == pages | set(widgets)
    assert all(parents[number].K.Obj.objgen == widget.objgen for number, widget in widgets.items())


def test_headings_are_not_skipped(form: pikepdf.Pdf) -> None:
    levels = [int(str(e.S)[2]) for e in _elements(form.Root.StructTreeRoot) if str(e.S)[:2] == "/H"]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_form_runs_nothing_and_carries_nothing(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    forbidden = {"/JavaScript", "/JS", "/AA", "/OpenAction", "/Launch", "/EmbeddedFiles", "/XFA", "/SubmitForm", "/A"}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            assert not forbidden & set(map(str, item.keys()))
    assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_every_font_is_embedded_and_the_fields_have_one_to_type_in(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.Font]
    files_of = [_descriptor(font) for font in fonts]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(map(str, descriptor.keys())) for descriptor in files_of)
    for field in fields_of(pdf).values():
        if field.FT in (Name.Tx, Name.Ch):
            assert str(field.DA).split()[0] in pdf.Root.AcroForm.DR.Font


def test_what_is_printed_comes_from_the_questions_and_the_clauses() -> None:
    for question in edition().questions:
        assert " ".join(question.label.split()) in _words(), question.name
        assert question.help in _words(), question.name
        assert all(option.label in _words() for option in question.options), question.name
    for clause in CLAUSES.values():
        if clause.section == "964":
            assert clause.summary in _words(), clause.citation


def test_the_certification_names_all_three_documents_and_the_cloud() -> None:
    for words in (
        "CJIS Security Policy, Version 5.9, dated June 1, 2020",
        "CJIS Requirements Companion Document to the Security Policy Version 5.9, dated June 1, 2020",
        "FBI CJIS Appendix A Cloud Control Catalog",
        "if data will be stored in a data server maintained by a cloud provider, that storage has undergone "
        "either a SOC 2 audit or a FedRAMP certification",
    ):
        assert words in _words()


def test_the_restrictions_are_shown_with_their_version() -> None:
    assert "11 CCR § 964, operative July 1, 2022, last changed May 29, 2024" in _words()


def test_the_forms_stay_within_what_is_read() -> None:
    blank = pdfium.PdfDocument(_bytes("application.pdf"))
    assert len(blank) <= FORM_PAGES.most
    assert len(_expected(BLANK)) <= FORM_FIELDS.most
    assert len(_bytes("longest.pdf")) < FORM_SIZE.most


@pytest.mark.slow
def test_building_gives_the_committed_form_and_the_same_bytes_twice() -> None:
    pytest.importorskip("weasyprint")
    from forms.build import build, cut

    longest = build(edition())
    assert cut(longest) == cut(build(edition()))
    with pikepdf.open(io.BytesIO(cut(longest))) as anew:
        assert list(fields_of(anew)) == list(_expected(BLANK))


def test_the_syntax_of_the_form_is_clean(built: tuple[pikepdf.Pdf, Extent]) -> None:
    pdf, _ = built
    assert pdf.check_pdf_syntax() == []


def _elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _descriptor(font: Any) -> Any:
    return font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
