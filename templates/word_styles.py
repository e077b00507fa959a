"""How paragraphs and runs of a Word file look: defaults, then styles from the ground up, then their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from templates.blocks import Align, Look, Rule, Stop

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = Any  # lxml's elements are typed by stubs that we don't carry
Properties = Mapping[str, Element]

PARAGRAPH_KNOWN = frozenset(
    {
        "pStyle",
        "keepNext",
        "keepLines",
        "widowControl",
        "numPr",
        "pBdr",
        "tabs",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
        "rPr",
        "suppressAutoHyphens",
    }
)
RUN_KNOWN = frozenset(
    {
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "smallCaps",
        "color",
        "spacing",
        "sz",
        "szCs",
        "lang",
        "noProof",
        "kern",
        "rtl",
        "cs",
    }
)
_TWIPS, _HALVES, _EIGHTHS, _LINES = 20, 2, 8, 240
_ALIGN: dict[str, Align] = {"right": "right", "end": "right", "center": "center", "both": "justify"}


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val", default: str = "") -> str:
    """A Word attribute; the default where element or attribute is absent."""
    return default if element is None else str(element.get(f"{W}{name}", default))


def points(element: Element | None, name: str, default: float = 0) -> float:
    """A length that is written in twentieths of a point."""
    text = value(element, name)
    return float(text) / _TWIPS if text else default


def is_on(properties: Properties, name: str) -> bool:
    """A property that is there or not, unless it says that it is off."""
    return name in properties and value(properties[name], default="1") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a run is drawn, and what of that can't be said so."""

    look: Look
    unknown: frozenset[str]


class Styles:
    """The styles of one file: each style's paragraph and run properties, with those of the styles it rests on."""

    def __init__(self, root: Element) -> None:
        self._styles = {value(style, "styleId"): style for style in root.iter(f"{W}style")}
        self._defaults = _children(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._ground = next((name for name, style in self._styles.items() if value(style, "default") == "1"), "")
        self._known: dict[tuple[str, str], Properties] = {}
        self._plain: dict[str, Drawn] = {}

    def paragraph(self, own: Properties) -> Properties:
        """All properties of a paragraph."""
        return {**self._of(self._name(own), "pPr"), **own}

    def drawn(self, paragraph: Properties, own: Properties) -> Drawn:
        """How a run in that paragraph is drawn; one without properties of its own looks as its style does."""
        style = self._name(paragraph)
        if own:
            return self._drawn(style, own)
        if style not in self._plain:
            self._plain[style] = self._drawn(style, own)
        return self._plain[style]

    def _drawn(self, style: str, own: Properties) -> Drawn:
        inherited = {**self._defaults, **self._of(style, "rPr"), **self._of(value(own.get("rStyle")), "rPr")}
        properties = {**inherited, **own}
        nameless = set() if value(properties.get("rFonts"), "ascii") else {"a typeface that the file does not name"}
        return Drawn(_look(properties), frozenset(properties.keys() - RUN_KNOWN | nameless))

    def _name(self, paragraph: Properties) -> str:
        return value(paragraph.get("pStyle"), default=self._ground)

    def _of(self, name: str, part: str) -> Properties:
        if (name, part) not in self._known:
            style = self._styles.get(name)
            below = {} if style is None else self._of(value(style.find(f"{W}basedOn")), part)
            own = {} if style is None else _children(style.find(f"{W}{part}"))
            self._known[name, part] = {**below, **own}
        return self._known[name, part]


@lru_cache(maxsize=32)
def styles(xml: bytes) -> Styles:
    """The styles part of a file, read once for the same bytes."""
    return Styles(etree.fromstring(xml))


def _look(run: Properties) -> Look:
    """How the letters of a run are drawn."""
    colour = value(run.get("color"), default="000000")
    return Look(
        size=float(value(run.get("sz"), default="20")) / _HALVES,
        family=value(run.get("rFonts"), "ascii"),
        bold=is_on(run, "b"),
        italic=is_on(run, "i"),
        colour="000000" if colour == "auto" else colour,
        small_caps=is_on(run, "smallCaps"),
        tracking=points(run.get("spacing"), "val"),
    )


def layout(paragraph: Properties, indent: Element | None) -> dict[str, Any]:
    """Where a paragraph stands, as the names of `Paragraph`; the indent of its list where it has none itself."""
    spacing, own = paragraph.get("spacing"), paragraph.get("ind", indent)
    borders = _children(paragraph.get("pBdr"))
    return {
        "align": _ALIGN.get(value(paragraph.get("jc")), "left"),
        "before": points(spacing, "before"),
        "after": points(spacing, "after"),
        "line": float(value(spacing, "line", str(_LINES))) / _LINES,
        "left": points(own, "left"),
        "first": points(own, "firstLine") - points(own, "hanging"),
        "stops": tuple(_stops(paragraph.get("tabs"))),
        "heading": int(value(paragraph.get("outlineLvl"), default="-1")) + 1,
        "above": _rule(borders.get("top")),
        "below": _rule(borders.get("bottom")),
        "keep_next": is_on(paragraph, "keepNext"),
        "keep_together": is_on(paragraph, "keepLines"),
    }


def children(element: Element | None) -> Properties:
    """The properties that stand in an element, by name."""
    return _children(element)


def _children(element: Element | None) -> Properties:
    return {} if element is None else {local(child): child for child in element}


def _stops(tabs: Element | None) -> Iterator[Stop]:
    for tab in () if tabs is None else tabs:
        if value(tab) != "clear":
            ruled = value(tab, "leader") == "underscore"
            yield Stop(points(tab, "pos"), "right" if value(tab) in ("right", "end") else "left", ruled)


def _rule(border: Element | None) -> Rule | None:
    if border is None or value(border) in ("nil", "none"):
        return None
    width = float(value(border, "sz", "4")) / _EIGHTHS
    return Rule(value(border, "color", "000000"), width, float(value(border, "space", "0")))
