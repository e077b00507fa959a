"""What a Word letter says and how it looks, as values: the middle of Word in, PDF, HTML and plain text out.

Lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right", "center", "justify"]


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are drawn."""

    size: float
    family: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    small_caps: bool = False
    tracking: float = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one look."""

    words: str
    look: Look


@dataclass(frozen=True, slots=True)
class Break:
    """A new line in the same paragraph."""


@dataclass(frozen=True, slots=True)
class Tab:
    """The way to the paragraph's next tab stop."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """This page's number, or how many there are."""

    of: Literal["page", "pages"]
    look: Look


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the line: the name of its part, what it shows in words, its size."""

    name: str
    alternative: str
    width: float
    height: float


Inline = Text | Break | Tab | PageNumber | Picture


@dataclass(frozen=True, slots=True)
class Stop:
    """A tab stop: its place from the left edge of the text, and whether the way to it is ruled."""

    place: float
    align: Literal["left", "right"]
    ruled: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above or below a paragraph."""

    colour: str
    width: float
    space: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; heading is its level, 0 for none; number is its place in a numbered list, 0 for none."""

    inlines: tuple[Inline, ...]
    look: Look
    align: Align = "left"
    before: float = 0
    after: float = 0
    line: float = 1
    left: float = 0
    first: float = 0
    """The first line's indent from `left`; negative: it hangs."""
    stops: tuple[Stop, ...] = ()
    heading: int = 0
    number: int = 0
    above: Rule | None = None
    below: Rule | None = None
    keep_next: bool = False
    keep_together: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(_plain(inline) for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]
    shade: str = ""
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; without ruled lines it only places things side by side."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    ruled: str = ""
    """The colour of its lines."""
    inset: tuple[float, float] = (0, 0)
    """Space around a cell's content: above and below, left and right."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page and its margins."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float
    """From the upper edge of the page to its head."""
    footer: float
    """From the lower edge of the page to its foot."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A whole letter."""

    title: str
    language: str
    created: str
    sheet: Sheet
    first_header: tuple[Block, ...]
    header: tuple[Block, ...]
    footer: tuple[Block, ...]
    body: tuple[Block, ...]
    pictures: dict[str, bytes]
    unsupported: tuple[str, ...]
    """What the file holds that these values can't: never dropped silently."""


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    """Every paragraph in reading order, those in tables too."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [one for row in block.rows for cell in row.cells for one in cell.paragraphs]
    return found


def plain_text(blocks: tuple[Block, ...]) -> str:
    """The words, a paragraph a line."""
    return "\n".join(paragraph.text for paragraph in paragraphs(blocks))


def _plain(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.words
    return {"Break": "\n", "Tab": "\t"}.get(type(inline).__name__, "")
