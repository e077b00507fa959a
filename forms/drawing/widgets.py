"""Makes a field of each mark on the sheet: its name's hierarchy, its flags, its words, its drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from forms.drawing import typing_font
from forms.drawing.controls import Control
from forms.drawing.states import blank, disc, tick

READ_ONLY, REQUIRED = 1 << 0, 1 << 1
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_COMBO = 1 << 17
_PRINT = 1 << 2
_KEPT = {"/Type", "/Subtype", "/Rect", "/P", "/StructParent"}
"""What of a mark stays: where it is, and its place in the structure of the document."""

Widgets = Mapping[str, pikepdf.Object]


def marks(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The marks of a drawn sheet by name, in reading order; what they were besides is taken from them."""
    found: dict[str, pikepdf.Object] = {}
    for page in pdf.pages:
        for widget in page.obj.get("/Annots", Array()):
            found[str(widget.T)] = widget
            for key in set(widget.keys()) - _KEPT:
                del widget[key]
            widget.F = _PRINT
            widget.Rect = _upright(widget.Rect)
            widget.BS = Dictionary(W=0)
    return found


def _upright(rectangle: pikepdf.Object) -> pikepdf.Object:
    """A rectangle from its lower left to its upper right corner."""
    xs, ys = sorted((rectangle[0], rectangle[2])), sorted((rectangle[1], rectangle[3]))
    return Array([xs[0], ys[0], xs[1], ys[1]])


def furnish(pdf: pikepdf.Pdf, fields: Iterable[Control], places: Widgets) -> None:
    """Put a field at each mark, and the form into the document."""
    roots = Array()
    nodes: dict[str, pikepdf.Object] = {}
    for control in fields:
        _hang(pdf, _field(pdf, control, places), control.name, roots, nodes)
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=roots,
            DA=typing_font.default_appearance(),
            DR=Dictionary(Font=Dictionary({str(typing_font.FONT): typing_font.embedded(pdf)})),
        )
    )


def _hang(
    pdf: pikepdf.Pdf, field: pikepdf.Object, name: str, roots: pikepdf.Object, nodes: dict[str, pikepdf.Object]
) -> None:
    """Hang a field into the tree of names; a name has no dot of its own."""
    above, _, last = name.rpartition(".")
    field.T = String(last)
    if not above:
        roots.append(field)
        return
    if above not in nodes:
        nodes[above] = pdf.make_indirect(Dictionary(Kids=Array()))
        _hang(pdf, nodes[above], above, roots, nodes)
    field.Parent = nodes[above]
    nodes[above].Kids.append(field)


def _field(pdf: pikepdf.Pdf, control: Control, places: Widgets) -> pikepdf.Object:
    field = _radio(pdf, control, places) if control.kind == "radio" else places[control.name]
    match control.kind:
        case "box":
            _give_states(pdf, field, "Yes", tick)
        case "line" | "prose" | "list":
            field.FT = Name.Ch if control.kind == "list" else Name.Tx
            field.DA = typing_font.default_appearance()
            field.AP = Dictionary(N=blank(pdf, field))
        case "signature":
            field.FT = Name.Sig
            field.AP = Dictionary(N=blank(pdf, field))
    if control.kind == "list":
        field.Opt = Array([Array([String(option.value), String(option.label)]) for option in control.options])
    field.TU = String(control.hint)
    if flags := _flags(control):
        field.Ff = flags
    return field


def _flags(control: Control) -> int:
    own = {"prose": _MULTILINE, "radio": _RADIO, "list": _COMBO}.get(control.kind, 0)
    return own | (REQUIRED if control.required else 0)


def _radio(pdf: pikepdf.Pdf, control: Control, places: Widgets) -> pikepdf.Object:
    """One field whose buttons are its kids; each stands for its value, none is on, and a second click takes it off."""
    field = pdf.make_indirect(Dictionary(FT=Name.Btn, V=Name.Off, Kids=Array()))
    for option in control.options:
        button = places[f"{control.name}/{option.value}"]
        _give_states(pdf, button, option.value, disc)
        del button.FT, button.V
        button.TU = String(f"{control.label}: {option.label}")
        button.Parent = field
        field.Kids.append(button)
    return field


def _give_states(pdf: pikepdf.Pdf, button: pikepdf.Object, state: str, drawing: object) -> None:
    """A button that is off, and what it looks like on."""
    draw = tick if drawing is tick else disc
    button.FT = Name.Btn
    button.V = Name.Off
    button.AS = Name.Off
    button.AP = Dictionary(N=Dictionary({f"/{state}": draw(pdf, button), "/Off": blank(pdf, button)}))
