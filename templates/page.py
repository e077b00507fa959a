"""`Writing` -> an HTML page with the same words, for who can't use the PDF: no script, nothing fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from itertools import groupby

from templates.blocks import Block, Break, Inline, Paragraph, Picture, Stop, Tab, Table, Text, Writing

_STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff;
  font: 1.06rem/1.5 "Liberation Serif", "Times New Roman", serif; overflow-wrap: break-word }
header { font-family: "Liberation Sans", Arial, sans-serif; font-size: .85rem; color: #122B4A;
  border-bottom: 2px solid #B58A2C; padding-bottom: .75rem; margin-bottom: 1.5rem }
header p { margin: 0; line-height: 1.35 }
h1, h2 { color: #122B4A; line-height: 1.3; margin: 1.5rem 0 .5rem; font-size: 1.15rem }
h2 { font-family: "Liberation Sans", Arial, sans-serif; font-size: 1rem }
p { margin: 0 0 .8rem } p.close { margin: 0 } p.close + p:not(.close) { margin-top: 1rem }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem }
th, td { border: 1px solid #71767f; padding: .35rem .5rem; text-align: left; vertical-align: top }
th { background: #EAEEF4; color: #122B4A } th p, td p { margin: 0 }
.ruled { display: inline-block; min-width: 12rem; border-bottom: 1px solid #555B66 }
.gap { display: inline-block; min-width: 1.5rem }
""".strip()


def page(writing: Writing) -> str:
    """The letter as one HTML file; page heads and feet have no place in it, since it has no pages."""
    language, title = escape(writing.language), escape(writing.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"<header>\n{head(writing)}</header>\n<main>\n{body(writing)}</main>\n</body>\n</html>\n"
    )


def head(writing: Writing) -> str:
    """The letterhead as a piece of a page."""
    return "".join(_blocks(writing.first_header, writing))


def body(writing: Writing) -> str:
    """The letter's words as a piece of a page."""
    return "".join(_blocks(writing.body, writing))


def _blocks(blocks: tuple[Block, ...], writing: Writing) -> Iterator[str]:
    """Neighbouring numbered paragraphs are one list, which goes on from its first number."""
    for number, group in groupby(blocks, key=lambda block: isinstance(block, Paragraph) and block.number > 0):
        if not number:
            yield from (_block(block, writing) for block in group)
            continue
        items = [block for block in group if isinstance(block, Paragraph)]
        rows = "".join(f"<li><p>{_words(item, writing)}</p></li>\n" for item in items)
        yield f'<ol start="{items[0].number}">\n{rows}</ol>\n'


def _block(block: Block, writing: Writing) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block, writing)
    if block.ruled:
        return _table(block, writing)
    # A table without lines only places things side by side; read aloud, they come one after the other.
    return "".join(_paragraph(one, writing) for row in block.rows for cell in row.cells for one in cell.paragraphs)


def _paragraph(paragraph: Paragraph, writing: Writing) -> str:
    words = _words(paragraph, writing)
    if not words:
        return ""
    if paragraph.heading:
        return f"<h{paragraph.heading}>{words}</h{paragraph.heading}>\n"
    close = ' class="close"' if paragraph.after <= 1 else ""
    return f"<p{close}>{words}</p>\n"


def _table(table: Table, writing: Writing) -> str:
    rows = []
    for row in table.rows:
        name, scope = ("th", ' scope="col"') if row.heading else ("td", "")
        cells = "".join(
            f"<{name}{scope}>{''.join(_paragraph(one, writing) for one in cell.paragraphs)}</{name}>"
            for cell in row.cells
        )
        rows.append(f"<tr>{cells}</tr>\n")
    return f"<table>\n{''.join(rows)}</table>\n"


def _words(paragraph: Paragraph, writing: Writing) -> str:
    return "<br>".join(_line(line, paragraph, writing) for line in _lines(paragraph))


def _lines(paragraph: Paragraph) -> Iterator[list[Inline]]:
    for is_break, line in groupby(paragraph.inlines, key=lambda inline: isinstance(inline, Break)):
        if is_break:
            yield from ([] for _ in list(line)[1:])
        else:
            yield list(line)


def _line(line: list[Inline], paragraph: Paragraph, writing: Writing) -> str:
    """One line; each of its tabs goes to the next of the paragraph's stops."""
    stops = iter(paragraph.stops)
    return "".join(
        _gap(next(stops, None)) if isinstance(inline, Tab) else _inline(inline, paragraph, writing) for inline in line
    )


def _gap(stop: Stop | None) -> str:
    return f' <span class="{"ruled" if stop and stop.ruled else "gap"}"></span> '


def _inline(inline: Inline, paragraph: Paragraph, writing: Writing) -> str:
    if isinstance(inline, Text):
        return _text(inline, paragraph)
    if isinstance(inline, Picture):
        data = b64encode(writing.pictures[inline.name]).decode()
        return (
            f'<img src="data:image/png;base64,{data}" alt="{escape(inline.alternative)}" '
            f'width="{round(inline.width * 4 / 3)}" height="{round(inline.height * 4 / 3)}">'
        )
    return ""


def _text(text: Text, paragraph: Paragraph) -> str:
    words = escape(text.words)
    return f"<strong>{words}</strong>" if text.look.bold and not paragraph.look.bold else words
