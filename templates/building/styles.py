"""How a letter looks: the named styles, the numbered list, the typefaces. Sizes and distances in points."""

from __future__ import annotations

from dataclasses import dataclass

from templates.building.elements import NAMESPACES

NAVY, GOLD, GREY, RED = "122B4A", "B58A2C", "555B66", "8F1D1D"
SERIF, SANS = "Liberation Serif", "Liberation Sans"
TEXT_WIDTH = 468.0
LIST_INDENT = 20.0
SUBJECT_INDENT = 44.0
LISTS = 6
"""How many lists a letter can have."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: letters and distances in points, the line as a multiple of the typeface's own."""

    name: str
    size: float = 11.5
    after: float = 9
    before: float = 0
    line: float = 1.1
    left: float = 0
    hanging: float = 0
    bold: bool = False
    colour: str = ""
    sans: bool = False
    italic: bool = False
    tracking: float = 0
    right: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = 0
    numbered: bool = False
    rule_above: str = ""
    rule_below: str = ""
    tabs: tuple[tuple[str, float, str], ...] = ()


STYLES = (
    Style("Address", line=1, after=0),
    Style("Delivery", italic=True, line=1, before=6, after=12),
    Style("Subject", bold=True, colour=NAVY, line=1, after=1, before=15, left=SUBJECT_INDENT, hanging=SUBJECT_INDENT,
          keep_next=True, outline=1, tabs=(("left", SUBJECT_INDENT, ""),)),
    Style("SubjectLine", line=1, after=1, left=SUBJECT_INDENT, keep_next=True),
    Style("Salutation", before=13),
    Style("Section", size=10.5, bold=True, sans=True, colour=NAVY, before=10, after=4, keep_next=True, outline=2),
    Style("Item", left=LIST_INDENT, hanging=LIST_INDENT, after=4, numbered=True),
    Style("ItemMore", left=LIST_INDENT, after=4),
    Style("Lead", before=9, keep_next=True),
    Style("Follow", before=9),
    Style("Signature", line=1.05, before=4, after=14, keep_lines=True,
          keep_next=True,
          tabs=(("left", 290, "underscore"), ("left", 306, ""), ("left", TEXT_WIDTH, "underscore"))),
    Style("Contact", keep_next=True, keep_lines=True),
    Style("Listed", size=10, line=1.05, after=2, left=62, hanging=62, keep_next=True, keep_lines=True,
          tabs=(("left", 62, ""),)),
    Style("TableHead", size=9, bold=True, sans=True, colour=NAVY, line=1, after=0),
    Style("TableText", size=10, line=1, after=0),
    Style("AfterTable", size=4, line=1, after=4),
    Style("HeadState", size=7.5, sans=True, colour=GREY, tracking=1.2, line=1, after=1),
    Style("HeadName", size=14, bold=True, sans=True, colour=NAVY, line=1, after=1),
    Style("HeadUnit", size=9.5, sans=True, colour=NAVY, line=1, after=0),
    Style("HeadAddress", size=7.5, sans=True, colour=GREY, line=1.05, after=0, right=True),
    Style("HeadRule", size=3, line=1, after=18, rule_below=GOLD),
    Style("HeadNote", size=8, bold=True, sans=True, colour=RED, tracking=0.4, line=1, after=6),
    Style("HeadNext", size=8, sans=True, colour=GREY, line=1, after=14, tabs=(("right", TEXT_WIDTH, ""),)),
    Style("Foot", size=8, sans=True, colour=GREY, line=1, after=0, rule_above="A3A9B3",
          tabs=(("right", TEXT_WIDTH, ""),)),
)  # fmt: skip


def styles_xml() -> str:
    """The part `word/styles.xml`."""
    normal = Style("Normal")
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SERIF)}{_size(normal.size)}"
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    first = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{_spacing(normal)}</w:pPr></w:style>"
    )
    others = "".join(_style_xml(style) for style in STYLES)
    return f"<w:styles {NAMESPACES}>{defaults}{first}{others}</w:styles>"


def numbering_xml() -> str:
    """The part `word/numbering.xml`: one list, numbered through the letter, and further ones that begin at 1 again."""
    indent = round(LIST_INDENT * 20)
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
        f"</w:abstractNum>{''.join(_list_xml(number) for number in range(1, LISTS + 1))}</w:numbering>"
    )


def in_list(number: int) -> str:
    """What puts a paragraph into a list of the letter; the first is that of the style itself."""
    if number > LISTS:
        raise ValueError(f"a letter has at most {LISTS} lists")
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _list_xml(number: int) -> str:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if number > 1 else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{again}</w:num>'


def font_table_xml() -> str:
    """The part `word/fontTable.xml`: what Word takes where our typefaces are not installed."""
    return f"<w:fonts {NAMESPACES}>" + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/></w:font>'
        for name, other, family in ((SERIF, "Times New Roman", "roman"), (SANS, "Arial", "swiss"))
    ) + "</w:fonts>"  # fmt: skip


def _style_xml(style: Style) -> str:
    """Properties in the order of the schema: Word may call a file with another order corrupt."""
    heading = {1: "heading 1", 2: "heading 2"}.get(style.outline, style.name)
    paragraph = (
        ("<w:keepNext/>" if style.keep_next else "")
        + ("<w:keepLines/>" if style.keep_lines else "")
        + (in_list(1) if style.numbered else "")
        + _rules(style)
        + _tabs(style)
        + _spacing(style)
        + _indent(style)
        + ('<w:jc w:val="right"/>' if style.right else "")
        + (f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "")
    )
    letters = (
        (_fonts(SANS) if style.sans else "")
        + ("<w:b/>" if style.bold else "")
        + ("<w:i/>" if style.italic else "")
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + (f'<w:spacing w:val="{round(style.tracking * 20)}"/>' if style.tracking else "")
        + _size(style.size)
    )
    custom = "" if style.outline else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.name}"><w:name w:val="{heading}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


def _rules(style: Style) -> str:
    above = f'<w:top w:val="single" w:sz="4" w:space="5" w:color="{style.rule_above}"/>' if style.rule_above else ""
    below = f'<w:bottom w:val="single" w:sz="10" w:space="5" w:color="{style.rule_below}"/>' if style.rule_below else ""
    return f"<w:pBdr>{above}{below}</w:pBdr>" if above or below else ""


def _tabs(style: Style) -> str:
    stops = "".join(
        f'<w:tab w:val="{kind}" w:leader="{leader or "none"}" w:pos="{round(place * 20)}"/>'
        for kind, place, leader in style.tabs
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(style: Style) -> str:
    return (
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
    )


def _indent(style: Style) -> str:
    if not style.left:
        return ""
    hanging = f' w:hanging="{round(style.hanging * 20)}"' if style.hanging else ""
    return f'<w:ind w:left="{round(style.left * 20)}"{hanging}/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
