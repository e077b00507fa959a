"""What the boxes of the form look like ticked, chosen and empty."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

_INK = "0.071 0.169 0.29"  # navy, #122B4A
_CIRCLE = 0.5523  # how far the handles of a quarter circle reach, as part of its radius


def size(widget: pikepdf.Object) -> tuple[float, float]:
    """Width and height of a widget, in points."""
    left, bottom, right, top = (float(side) for side in widget.Rect)
    return abs(right - left), abs(top - bottom)


def drawing(pdf: pikepdf.Pdf, widget: pikepdf.Object, content: bytes) -> pikepdf.Object:
    """An appearance as large as its widget."""
    width, height = size(widget)
    return pdf.make_indirect(
        pikepdf.Stream(
            pdf,
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, round(width, 4), round(height, 4)]),
            Resources=Dictionary(),
        )
    )


def blank(pdf: pikepdf.Pdf, widget: pikepdf.Object) -> pikepdf.Object:
    """Nothing: the frame is drawn on the page itself."""
    return drawing(pdf, widget, b"/Tx BMC\nEMC")


def tick(pdf: pikepdf.Pdf, widget: pikepdf.Object) -> pikepdf.Object:
    """A tick, drawn in two strokes."""
    width, height = size(widget)
    points = [(0.20 * width, 0.52 * height), (0.42 * width, 0.26 * height), (0.82 * width, 0.78 * height)]
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(points))
    return drawing(pdf, widget, f"q {_INK} RG {0.15 * height:.2f} w 1 J 1 j {path} S Q".encode())


def disc(pdf: pikepdf.Pdf, widget: pikepdf.Object) -> pikepdf.Object:
    """A filled disc in the middle of a round button."""
    width, height = size(widget)
    x, y, r = width / 2, height / 2, 0.27 * min(width, height)
    k = _CIRCLE * r
    path = (
        f"{x + r:.3f} {y:.3f} m "
        f"{x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f} c "
        f"{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f} c"
    )
    return drawing(pdf, widget, f"q {_INK} rg {path} f Q".encode())
