from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from forms.pdf_checks import CHECKS, defects
from templates.convert import to_pdf
from tests.templates.test_word import LETTER

PDF = to_pdf(LETTER)
Change = Callable[[pikepdf.Pdf], None]


def spoiled(change: Change, **save: Any) -> bytes:
    """The letter's PDF with one thing spoiled."""
    with pikepdf.open(BytesIO(PDF)) as pdf:
        change(pdf)
        pdf.save(out := BytesIO(), fix_metadata_version=False, **save)
    return out.getvalue()


def without_identification(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(re.sub(rb"pdfaid:part>2<", b"pdfaid:part>1<", xmp))


def without_accessibility_mark(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(re.sub(rb"<pdfuaid:part>1</pdfuaid:part>", b"", xmp))


def without_title(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(re.sub(rb"<dc:title>.*?</dc:title>", b"", xmp, flags=re.DOTALL))


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.pages[0].Resources.Font.values())


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    descriptor = fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in descriptor:
            del descriptor[name]


def font_without_unicode(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].ToUnicode


def font_with_a_meaning_lost(pdf: pikepdf.Pdf) -> None:
    table = fonts(pdf)[0].ToUnicode
    table.write(re.sub(rb"(?s)beginbfchar.*?endbfchar|beginbfrange.*?endbfrange", b"", table.read_bytes()))


def empty_box(pdf: pikepdf.Pdf) -> None:
    name = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].contents_add(f"BT {name} 12 Tf <0000> Tj ET".encode())


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind]


def no_heading(pdf: pikepdf.Pdf) -> None:
    for kind in ("/H1", "/H2"):
        for one in elements(pdf, kind):
            one.S = pikepdf.Name("/P")


def heading_left_out(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf, "/H2"):
        one.S = pikepdf.Name("/H3")


def table_without_headings(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf, "/TH"):
        one.S = pikepdf.Name("/TD")


def picture_without_words(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf, "/Figure"):
        del one.Alt


def link_without_order(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
    if "/Tabs" in pdf.pages[0]:
        del pdf.pages[0].Tabs


def script_on_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def script_by_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[]))


def script_on_a_link(pdf: pikepdf.Pdf) -> None:
    link_without_order(pdf)
    pdf.pages[0].Tabs = pikepdf.Name.S
    pdf.pages[0].Annots[0].A = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def attached_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["data.csv"] = pikepdf.AttachedFileSpec(pdf, b"1,2", filename="data.csv")


SPOILS: list[tuple[str, Change]] = [
    ("identification", without_identification),
    ("identification", without_accessibility_mark),
    ("title", without_title),
    ("title", title_not_shown),
    ("language", without_language),
    ("tags", without_tags),
    ("output intent", without_profile),
    ("fonts", font_not_embedded),
    ("fonts", font_without_unicode),
    ("characters", font_with_a_meaning_lost),
    ("characters", empty_box),
    ("headings", no_heading),
    ("headings", heading_left_out),
    ("tables", table_without_headings),
    ("alternatives", picture_without_words),
    ("tab order", link_without_order),
    ("scripts", script_on_opening),
    ("scripts", script_by_name),
    ("scripts", script_on_a_link),
    ("attachments", attached_file),
]


def test_a_letter_has_no_defect() -> None:
    assert defects(PDF) == ()
    assert defects(spoiled(lambda _pdf: None)) == ()


@pytest.mark.parametrize(("check", "spoil"), SPOILS, ids=[spoil.__name__ for _, spoil in SPOILS])
def test_each_check_finds_what_was_spoiled(check: str, spoil: Change) -> None:
    found = {defect.check for defect in defects(spoiled(spoil))}
    assert check in found
    assert found <= {check, "headings", "tables", "alternatives"}


def test_a_protected_file_is_found() -> None:
    encrypted = spoiled(lambda _pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert [defect.check for defect in defects(encrypted)] == ["protection"]
    for_reading = spoiled(lambda _pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert "protection" in {defect.check for defect in defects(for_reading)}


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7", PDF[:100]])
def test_what_is_no_pdf_is_told(broken: bytes) -> None:
    assert [defect.check for defect in defects(broken)] == ["file"]


def test_every_check_has_a_file_that_fails_it() -> None:
    assert {check for check, _ in SPOILS} | {"protection"} == set(CHECKS)


def test_tags_that_hold_each_other_come_to_an_end() -> None:
    def ring(pdf: pikepdf.Pdf) -> None:
        for one in elements(pdf, "/H1"):
            one.K = pikepdf.Array([pdf.Root.StructTreeRoot.K, one])

    assert isinstance(defects(spoiled(ring)), tuple)
