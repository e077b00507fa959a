"""The pages of answers and documents that come in files: how a browser gets to each of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from zipfile import ZipFile

from playwright.sync_api import Page

from look.filling import ADDRESS, come, open_draft
from webapp.samples import SAMPLES

FORM = "Your filled form"


def states() -> Iterator[tuple[str, Callable[[Page, str], None]]]:
    """Every page of answers and documents out of files, and what becomes of it."""
    yield "take answers from a file, one that is none", _no_form
    yield "confirm beside the page", _beside_the_page
    yield "confirm into a draft", _into_a_draft
    yield "what came from files", _came_from_files
    yield "continue on the web, an address", _an_address
    yield "continue on the web, the code", _a_code
    yield "places of a checked package", _checked_places
    yield "findings of a package", _package_findings
    yield "places of documents", _places
    yield "places of documents, a ZIP file that is none", _no_package


def package() -> bytes:
    """A form with documents, some of which say what they are."""
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("application.pdf", SAMPLES["complete"].pdf())
        archive.writestr("CV Sampleton.pdf", _paper("Curriculum vitae of Rosa Sampleton"))
        archive.writestr("IMG_0001.pdf", _paper("Minutes"))
    return written.getvalue()


def choose(page: Page, label: str, name: str, content: bytes) -> None:
    """Choose a file for the field of that label."""
    chosen = {"name": name, "mimeType": "", "buffer": content}
    page.get_by_label(label).set_input_files(chosen)  # type: ignore[arg-type]  # the keys are those of a FilePayload


def bring(page: Page, base: str, content: bytes, name: str = "application.pdf") -> None:
    """The page that shows each value of a file."""
    come(page, base)
    page.goto(f"{base}/from-a-file")
    choose(page, FORM, name, content)
    _press(page, "Read the form")


def _no_form(page: Page, base: str) -> None:
    bring(page, base, b"no form at all")


def _beside_the_page(page: Page, base: str) -> None:
    bring(page, base, SAMPLES["complete"].pdf())


def _into_a_draft(page: Page, base: str) -> None:
    open_draft(page, base)
    page.goto(f"{base}/from-a-file")
    choose(page, FORM, "application.pdf", SAMPLES["several-things-missing"].pdf())
    page.get_by_label("Where the answers go").select_option(index=1)
    _press(page, "Read the form")


def _came_from_files(page: Page, base: str) -> None:
    page.goto(open_draft(page, base) + "/from-files")


def _an_address(page: Page, base: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{base}/samples/complete")
    _press(page, "Continue on the web with these answers")


def _a_code(page: Page, base: str) -> None:
    _an_address(page, base)
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    _press(page, "Send me a code")


def _checked_places(page: Page, base: str) -> None:
    page.goto(f"{base}/check")
    choose(page, FORM, "all.zip", package())
    _press(page, "Check the form")


def _package_findings(page: Page, base: str) -> None:
    _checked_places(page, base)
    _press(page, "These places are right: show what was found")


def _places(page: Page, base: str) -> None:
    _unpack(page, base, package())


def _no_package(page: Page, base: str) -> None:
    _unpack(page, base, b"no ZIP file")


def _unpack(page: Page, base: str, content: bytes) -> None:
    page.goto(open_draft(page, base) + "/places")
    choose(page, "Add another ZIP file", "all.zip", content)
    _press(page, "Unpack it")


def _paper(words: str) -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F 12 Tf 72 700 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return pdf + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(pdf),
    )


def _press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
