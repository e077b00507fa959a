"""Write one contact sheet of every page, every state, the blank form and every letter: `python -m look [FOLDER]`.

FOLDER (var/look where none is named) then holds index.html, one picture of it, and each picture by itself.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page

from forms.fill import blank
from forms.reader import Reader
from look.certifying import certification
from look.places import STATES, pages
from look.recorded import record
from look.running import Running, chromium, running
from templates.convert import to_pdf
from templates.rendering import render
from tests.templates.samples import SAMPLES, letterhead

WIDTHS = (1280, 320)
STYLE = """body { font: 15px sans-serif; margin: 24px; background: #e9eef5; color: #122b4a }
h1 { font-size: 22px } h2 { font-size: 15px; margin: 0 0 6px } main { columns: 5; column-gap: 16px }
section { break-inside: avoid; margin: 0 0 18px; background: #fff; padding: 10px }
div { max-height: 900px; overflow: hidden; border: 1px solid #d5dbe3 } img { width: 100%; display: block }
section.narrow img { width: 45% }"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the folder, and what it shows."""

    file: str
    shows: str
    narrow: bool = False


def write(folder: Path) -> Path:
    """The contact sheet; returns its page."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with running(folder.parent, cases=True) as service, chromium() as browser:
        pictures = [*_of_pages(service, browser, folder), *_of_papers(folder)]
        index = folder / "index.html"
        index.write_text(_sheet(pictures), encoding="utf-8")
        page = browser.new_page(viewport={"width": 2400, "height": 1200})
        page.goto(index.resolve().as_uri())
        page.screenshot(path=folder / "sheet.png", full_page=True)
    return index


def _of_pages(service: Running, browser: Browser, folder: Path) -> Iterator[Picture]:
    places = list(pages(service.app))
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=1)
        page = context.new_page()
        for place in places:
            page.goto(service.address + place.address)
            yield _picture(page, place.name, width, folder)
        for state in STATES:
            state.reach(page, service.address)
            yield _picture(page, state.name, width, folder)
        context.close()


def _picture(page: Page, name: str, width: int, folder: Path) -> Picture:
    file = f"{''.join(char if char.isalnum() else '-' for char in name)}-{width}.png"
    page.evaluate("document.fonts.ready")
    page.screenshot(path=folder / file, full_page=True)
    return Picture(file, f"{name}, {width} px", width < 640)


def _of_papers(folder: Path) -> Iterator[Picture]:
    """The pages of the blank form, then those of every letter, written from the facts that its tests use."""
    with Reader() as read:
        yield from _pages("form", blank(), read, folder)
        for (kind, name), facts in SAMPLES.items():
            if name not in ("minimal", "nasty", "long"):
                pdf = to_pdf(render(kind, facts, letterhead(kind)))
                yield from _pages(f"letter-{kind}-{name.replace(' ', '-')}", pdf, read, folder)
        yield from _pages("certification", certification(), read, folder)
        yield from _pages("record", record(), read, folder)


def _pages(name: str, pdf: bytes, read: Reader, folder: Path) -> Iterator[Picture]:
    for number, png in enumerate(read.pages(pdf, width=900), 1):
        file = f"{name}-page-{number:02}.png"
        (folder / file).write_bytes(png)
        yield Picture(file, f"{name}, page {number}")


def _sheet(pictures: list[Picture]) -> str:
    shown = "\n".join(
        f'<section class="{"narrow" if one.narrow else "wide"}"><h2>{escape(one.shows)}</h2>'
        f'<div><a href="{one.file}"><img src="{one.file}" alt=""></a></div></section>'
        for one in pictures
    )
    head = f"<!doctype html><meta charset=utf-8><title>Everything there is to see</title><style>{STYLE}</style>"
    return f"{head}<h1>{len(pictures)} pictures</h1><main>{shown}</main>\n"


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1] if len(sys.argv) > 1 else 'var/look'))}\n")
