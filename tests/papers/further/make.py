"""Builds the further papers from their sources, each by the program that its folder is named after.

python -m tests.papers.further.make    (needs chromium and soffice)
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pypdfium2
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.papers.further.packages import BUILT, FOLDER, PICTURES, table

SOURCES = FOLDER / "sources"
BROWSER = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
WRITER = ("--headless", "--infilter=HTML (StarWriter)", "--convert-to")


def by_chromium(source: Path, built: Path) -> None:
    """An HTML page, printed by a browser."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", *BROWSER, f"--user-data-dir={profile}", f"--print-to-pdf={built}", source.as_uri()],
            check=True,
            capture_output=True,
        )


def by_libreoffice(source: Path, built: Path) -> None:
    """An HTML page, opened in a word processor and saved as what the name of the built file says."""
    kind = {".pdf": "pdf:writer_pdf_Export", ".docx": "docx:Office Open XML Text"}[built.suffix]
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(place).as_uri()}/profile",
                *WRITER,
                kind,
                "--outdir",
                place,
                source,
            ],
            check=True,
            capture_output=True,
        )
        built.write_bytes(Path(place, source.stem + built.suffix).read_bytes())


def by_typst(source: Path, built: Path) -> None:
    """A Typst source."""
    typst.compile(str(source), output=str(built))


def by_python_docx(source: Path, built: Path) -> None:
    """Lines of text: a heading (#), a centred line (=), a row of a table (|), a header or footer, a paragraph."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*source.read_text("utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        _add_table(document, rows)
        rows = []
        _add_line(document, line)
    _lighten(document)
    document.save(str(built))


def _lighten(document: docx.document.Document) -> None:
    """Without the small picture and the second set of styles of python-docx's template: two thirds of the file."""
    for part in (document.part, document.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del part.rels[name]


def _add_table(document: docx.document.Document, rows: list[list[str]]) -> None:
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text


def _add_line(document: docx.document.Document, line: str) -> None:
    section = document.sections[0]
    if line.startswith("header: "):
        section.header.paragraphs[0].text = line.removeprefix("header: ")
    elif line.startswith("footer: "):
        section.footer.paragraphs[0].text = line.removeprefix("footer: ")
    elif line.startswith("# "):
        document.add_heading(line.removeprefix("# "), 2)
    elif line.startswith("= "):
        document.add_paragraph(line.removeprefix("= ")).alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line:
        document.add_paragraph(line)


PROGRAMS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "chromium": (".pdf", by_chromium),
    "libreoffice-pdf": (".pdf", by_libreoffice),
    "libreoffice-docx": (".docx", by_libreoffice),
    "typst": (".pdf", by_typst),
    "python-docx": (".docx", by_python_docx),
}
"""The folders of sources -> what they become, and by which program."""


def build(sources: Iterable[Path]) -> None:
    """Each source by the program of its folder."""
    for source in sources:
        suffix, program = PROGRAMS[source.parent.name]
        program(source, BUILT / (source.stem + suffix))


def planted(folder: Path) -> Iterable[Path]:
    """The sources of the contradictions, written into a folder."""
    for name, plant in table("plants").items():
        (source,) = SOURCES.glob(f"*/{Path(plant['paper']).stem}.*")
        text = source.read_text("utf-8")
        for old, new in plant["replace"]:
            if old not in text:
                raise ValueError(f"{name}: “{old}” is not in {source.name}.")
            text = text.replace(old, new)
        other = folder / source.parent.name / (name + source.suffix)
        other.parent.mkdir(exist_ok=True)
        other.write_text(text, "utf-8")
        yield other


def picture(paper: Path, built: Path) -> None:
    """A paper as a picture of black and white, as a plain scanner makes one."""
    pages = [page.render(scale=200 / 72).to_pil().convert("1") for page in pypdfium2.PdfDocument(paper)]
    pages[0].save(built, save_all=True, append_images=pages[1:], resolution=200)


def main() -> None:
    """Builds all of them anew."""
    BUILT.mkdir(exist_ok=True)
    build(sorted(SOURCES.glob("*/*")))
    with tempfile.TemporaryDirectory() as folder:
        build(planted(Path(folder)))
    for paper, built in PICTURES.items():
        picture(BUILT / paper, BUILT / built)


if __name__ == "__main__":
    main()
