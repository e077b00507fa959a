"""Files that were prepared before they were signed, so that they show something else afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.signing.signature import Integrity, Standing
from tests.forms.signature_readings import only
from tests.forms.signers import researcher, sign
from tests.forms.signing_programs import sign_with_openssl, sign_with_poppler
from tests.forms.small_form import CATALOG, CONTENT, PAGE, added, drawing, small_form, stream
from tests.programs import needs

HIDDEN, COVER, TREE, OTHER_PAGE = 80, 81, 82, 83
OURS, WITH_COVER = "6 0 R 7 0 R 8 0 R 12 0 R", f"6 0 R 7 0 R 8 0 R 12 0 R {COVER} 0 R"


def page(annotations: str, content: int = CONTENT, more: str = "") -> bytes:
    return (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</Helv 9 0 R>>{more}>>"
        f"/Contents {content} 0 R/Annots[{annotations}]>>"
    ).encode()


def catalog(pages: int, layers: str = "") -> bytes:
    return f"<</Type/Catalog/Pages {pages} 0 R/AcroForm 5 0 R{layers}>>".encode()


DENIAL = stream("BT /Helv 12 Tf 20 260 Td (Denial) Tj ET")
SQUARE = b"<</Type/Annot/Subtype/Square/IC[1 1 1]/C[1 1 1]/F 4/Rect[0 0 300 300]>>"
COVERED = stream("BT /Helv 12 Tf 20 260 Td (Denial) Tj ET /Cover Do")
LAYERED = stream("/OC /Layer BDC BT /Helv 12 Tf 20 260 Td (Denial) Tj ET EMC")
LAYER = f"/OCProperties<</OCGs[{COVER} 0 R]/D<</OFF[{{off}}]>>>>"
SHADOWS = {
    "a page that lay unused is shown": ({HIDDEN: DENIAL}, {PAGE: page(OURS, HIDDEN)}),
    "a cover is taken off the page": ({COVER: SQUARE, PAGE: page(WITH_COVER)}, {PAGE: page(OURS)}),
    "a cover becomes transparent": (
        {COVER: drawing("cover"), CONTENT: COVERED, PAGE: page(OURS, more=f"/XObject<</Cover {COVER} 0 R>>")},
        {COVER: drawing("")},
    ),
    "a cover is made invisible": ({COVER: SQUARE, PAGE: page(WITH_COVER)}, {COVER: SQUARE.replace(b"/F 4", b"/F 2")}),
    "other pages take the place of all": (
        {
            HIDDEN: DENIAL,
            TREE: f"<</Type/Pages/Kids[{OTHER_PAGE} 0 R]/Count 1>>".encode(),
            OTHER_PAGE: page("", HIDDEN).replace(b"/Parent 2", f"/Parent {TREE}".encode()),
        },
        {CATALOG: catalog(TREE)},
    ),
    "a layer is switched on": (
        {
            COVER: b"<</Type/OCG/Name(Layer)>>",
            CONTENT: LAYERED,
            PAGE: page(OURS, more=f"/Properties<</Layer {COVER} 0 R>>"),
            CATALOG: catalog(2, LAYER.format(off=f"{COVER} 0 R")),
        },
        {CATALOG: catalog(2, LAYER.format(off=""))},
    ),
}


@pytest.fixture(
    params=[
        "pyhanko",
        pytest.param("openssl", marks=needs("openssl")),
        pytest.param("poppler", marks=[needs("pdfsig"), needs("certutil"), needs("pk12util")]),
    ]
)
def program(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def signed(pdf: bytes, program: str, folder: Path) -> bytes:
    match program:
        case "openssl":
            return sign_with_openssl(pdf, researcher(), folder)
        case "poppler":
            return sign_with_poppler(pdf, researcher(), folder)
    return sign(pdf, researcher(), "signature")


@pytest.mark.parametrize("shadow", SHADOWS)
def test_what_was_hidden_when_it_was_signed_and_is_shown_afterwards_is_told(
    shadow: str, program: str, tmp_path: Path
) -> None:
    before, afterwards = SHADOWS[shadow]
    prepared = signed(added(small_form(), before), program, tmp_path)
    assert only(prepared).standing is Standing.GOOD, "nothing was changed yet"
    shown = only(added(prepared, afterwards))
    assert (shown.integrity, shown.standing) == (Integrity.INTACT, Standing.CHANGED)
