"""Forms as they come back from a printer, and a scanner or camera: turned, noisy, grey, folded, stamped, as JPEG."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.forms.scanned.photograph import Photograph, photographed
from typefaces.faces import FACES

_POINT = 72


@dataclass(frozen=True, slots=True)
class Scan:
    """How a form was scanned."""

    dpi: int = 300
    degrees: float = 0.0
    noise: int = 0
    """Standard deviation of the grey of each pixel, of 255."""
    jpeg: int = 0
    """Quality; 0 for a file without loss."""
    paper: int = 255
    """Grey of the paper."""
    fold: bool = False
    stamp: bool = False
    upwards: int = 0
    """Degrees to the left by which the sheet was laid into the scanner: 90, 180 or 270."""
    stretch: float = 1.0
    """How much taller the page came out."""
    photograph: Photograph | None = None
    """Photographed instead of scanned."""


def scanned(form: bytes, scan: Scan, pages: Iterable[int] | None = None) -> list[Image.Image]:
    """The pages of a filled form, printed and scanned."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    numbers = range(len(document)) if pages is None else pages
    return [_scanned(document[number], number, scan) for number in numbers]


def as_pdf(pictures: list[Image.Image], scan: Scan) -> bytes:
    """The pictures as the pages of a PDF, as scanners send them."""
    out = io.BytesIO()
    first, *others = pictures
    options = {"quality": scan.jpeg} if scan.jpeg else {}
    first.save(out, "PDF", save_all=True, append_images=others, resolution=scan.dpi, **options)
    return out.getvalue()


def as_picture(picture: Image.Image, form: str, scan: Scan) -> bytes:
    """One page as a picture file: PNG, JPEG or TIFF."""
    out = io.BytesIO()
    options = {"quality": scan.jpeg or 85} if form == "JPEG" else {}
    picture.save(out, form, dpi=(scan.dpi, scan.dpi), **options)
    return out.getvalue()


def _scanned(page: pypdfium2.PdfPage, number: int, scan: Scan) -> Image.Image:
    picture: Image.Image = (
        page.render(scale=scan.dpi / _POINT, grayscale=True, may_draw_forms=True).to_pil().convert("L")
    )
    if scan.stamp:
        picture = _stamped(picture, scan)
    if scan.paper < 255:
        picture = picture.point(lambda grey: grey * scan.paper // 255)
    if scan.fold:
        picture = _folded(picture, scan)
    if scan.degrees:
        picture = picture.rotate(scan.degrees, Image.Resampling.BICUBIC, fillcolor=scan.paper)
    if scan.noise:
        picture = _noisy(picture, scan.noise, number)
    if scan.stretch != 1:
        picture = picture.resize((picture.width, round(picture.height * scan.stretch)), Image.Resampling.BICUBIC)
    if scan.photograph:
        picture = photographed(picture, scan.photograph)
    return picture.rotate(scan.upwards, expand=True) if scan.upwards else picture


def _stamped(picture: Image.Image, scan: Scan) -> Image.Image:
    """RECEIVED across the upper part of the page, in pale ink that lets the writing through."""
    stamp = Image.new("L", picture.size, 255)
    face = ImageFont.truetype(str(FACES[0].path), round(scan.dpi * 0.45))
    place = (round(picture.width * 0.42), round(picture.height * 0.72))
    ImageDraw.Draw(stamp).text(place, "RECEIVED", font=face, fill=185)
    return ImageChops.multiply(picture, stamp.rotate(8, fillcolor=255))


def _folded(picture: Image.Image, scan: Scan) -> Image.Image:
    """A letter folded in three: a thin darker line with a soft shadow."""
    folded = picture.copy()
    drawing = ImageDraw.Draw(folded)
    for third in (1, 2):
        y = picture.height * third // 3
        for away in range(scan.dpi // 30):
            shade = scan.paper - 60 + 60 * away * 30 // scan.dpi
            band = folded.crop((0, y + away, picture.width, y + away + 1))
            folded.paste(ImageChops.darker(band, Image.new("L", band.size, shade)), (0, y + away))
    drawing.line(
        (0, picture.height // 3, picture.width, picture.height // 3 + 3), fill=110, width=max(1, scan.dpi // 200)
    )
    return folded


def _noisy(picture: Image.Image, deviation: int, seed: int) -> Image.Image:
    """The same noise for the same page: added to what is there, then softened as a lens does."""
    chance = random.Random(seed)  # noqa: S311 (grains of a picture, nothing secret)
    side = 512
    grains = bytes(min(255, max(0, round(chance.gauss(128, deviation)))) for _ in range(side * side))
    tile = Image.frombytes("L", (side, side), grains)
    noise = Image.new("L", picture.size)
    for x in range(0, picture.width, side):
        for y in range(0, picture.height, side):
            noise.paste(tile.rotate(90 * chance.randrange(4)), (x, y))
    return ImageChops.add(picture, noise, 1, -128).filter(ImageFilter.GaussianBlur(0.6))
