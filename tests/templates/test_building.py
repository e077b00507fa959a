from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from templates.building.template import build
from templates.building.wording import body
from templates.letters import LETTERS
from templates.package import contents
from templates.rendering import template_bytes
from templates.word import read
from templates.word_styles import W

# ECMA-376, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70, 17.4.82, 17.6.17: the order in which Word wants the children.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "styles": "docDefaults latentStyles style",
}


@pytest.mark.parametrize("kind", list(LETTERS))
def test_the_committed_template_is_the_one_that_its_wording_makes(kind: str) -> None:
    assert build(kind) == template_bytes(kind)


@pytest.mark.parametrize("kind", list(LETTERS))
def test_every_child_stands_where_the_schema_of_word_wants_it(kind: str) -> None:
    looked_at = 0
    for name, content in contents(template_bytes(kind)).items():
        if not name.endswith(".xml") or not name.startswith("word/"):
            continue
        for element in etree.fromstring(content).iter(*(W + parent for parent in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert all(before <= after for before, after in pairwise(places)), (name, element.tag)
            looked_at += 1
    assert looked_at > 100


@pytest.mark.parametrize("kind", list(LETTERS))
def test_every_style_list_and_relation_that_is_named_is_there(kind: str) -> None:
    parts = {name: etree.fromstring(xml) for name, xml in contents(template_bytes(kind)).items() if ".png" not in name}
    styles = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    used = {style.get(f"{W}val") for part in parts.values() for style in part.iter(f"{W}pStyle")}
    assert used <= styles
    named = {rel.get("Id") for rel in parts["word/_rels/document.xml.rels"]}
    asked = {
        value
        for element in parts["word/document.xml"].iter()
        for key, value in element.attrib.items()
        if key.endswith("relationships}id")
    }
    assert asked <= named


@pytest.mark.parametrize("kind", list(LETTERS))
def test_our_own_typesetting_understands_all_of_our_own_templates(kind: str) -> None:
    assert read(template_bytes(kind)).unsupported == ()


def test_a_wording_whose_tag_does_not_stand_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="stands alone"):
        body(LETTERS["affiliation"], "# Title\n\n{% if a %} words")


def test_building_again_changes_nothing() -> None:
    before = {kind: template_bytes(kind) for kind in LETTERS}
    done = subprocess.run([sys.executable, "-m", "templates.building"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"{kind}.docx" for kind in LETTERS]
    assert {kind: template_bytes(kind) for kind in LETTERS} == before
