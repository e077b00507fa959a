"""Pages as a telephone photographs them: at an angle, on a dark table, through a lens that bulges, in a shadow."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageChops

_DISTANCE = 1.4
"""Of the camera from the middle of the page, in heights of the page."""
_FILLED = 0.86
"""Of the width or height of the photograph: so much the page takes."""
_TABLE, _GRAIN = 60, 9
_STEPS = 48
_DARKEST = 0.45
"""Of the light, in the corner where a shadow falls."""

Place = tuple[float, float]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Photograph:
    """How a page was photographed."""

    tilt: float = 0.0
    """Degrees between the camera's axis and that of the page; it leans over the lower edge, and half as much aside."""
    barrel: float = 0.0
    """Of the distance from the middle, by which a corner of the photograph is drawn nearer to it."""
    shadow: bool = False


def photographed(page: Image.Image, how: Photograph) -> Image.Image:
    """A page on a table, as a telephone's camera sees it, about as fine as the page is."""
    size = (round(page.width / _FILLED), round(page.height / _FILLED))
    table = Image.frombytes("L", (256, 256), _grains(256 * 256)).resize(size, Image.Resampling.BICUBIC)
    seen = _onto_page(page.size, size, how)
    lit = in_shadow(page) if how.shadow else page
    photograph = lit.transform(size, Image.Transform.MESH, list(_mesh(size, seen)), Image.Resampling.BICUBIC)
    inside = Image.new("L", page.size, 255)
    mask = inside.transform(size, Image.Transform.MESH, list(_mesh(size, seen)), Image.Resampling.BICUBIC)
    return Image.composite(photograph, table, mask)


def _onto_page(page: tuple[int, int], size: tuple[int, int], how: Photograph) -> Callable[[float, float], Place]:
    """Which place of the page a place of the photograph shows."""
    distance = _DISTANCE * page[1]
    forward, aside = math.radians(how.tilt), math.radians(how.tilt / 2)
    corner = math.hypot(*size) / 2

    def seen(x: float, y: float) -> Place:
        right, down = x - size[0] / 2, y - size[1] / 2
        away = 1 + how.barrel * (math.hypot(right, down) / corner) ** 2
        ray = (right * away, down * away, distance)
        # The page is turned about its middle: its plane holds all points p with p · normal = distance · normal.z.
        normal = (math.sin(aside), math.sin(forward) * math.cos(aside), math.cos(forward) * math.cos(aside))
        reach = distance * normal[2] / sum(part * along for part, along in zip(ray, normal, strict=True))
        at = (ray[0] * reach, ray[1] * reach, ray[2] * reach - distance)
        across = (math.cos(aside), 0.0, -math.sin(aside))
        downward = (
            -math.sin(aside) * math.sin(forward),
            math.cos(forward),
            -math.cos(aside) * math.sin(forward),
        )
        return page[0] / 2 + _along(at, across), page[1] / 2 + _along(at, downward)

    return seen


def _along(at: tuple[float, ...], axis: tuple[float, ...]) -> float:
    return sum(part * one for part, one in zip(at, axis, strict=True))


def _mesh(size: tuple[int, int], seen: Callable[[float, float], Place]) -> Iterator[tuple[Box, tuple[float, ...]]]:
    """Small parts of the photograph, each with the four corners of the page's part that it shows."""
    across = [size[0] * step // _STEPS for step in range(_STEPS + 1)]
    down = [size[1] * step // _STEPS for step in range(_STEPS + 1)]
    for left, right in pairwise(across):
        for top, bottom in pairwise(down):
            yield (
                (left, top, right, bottom),
                (*seen(left, top), *seen(left, bottom), *seen(right, bottom), *seen(right, top)),
            )


def in_shadow(page: Image.Image) -> Image.Image:
    """Light that falls off towards the lower left, and the edge of a shadow of the one who photographs."""
    small = Image.new("L", (64, 64))
    for x in range(64):
        for y in range(64):
            light = 1 - (1 - _DARKEST) * ((63 - x) / 63 * 0.5 + y / 63 * 0.5)
            hand = 1 / (1 + math.exp((x + y / 2 - 34) / 2))
            small.putpixel((x, y), round(255 * light * (1 - 0.25 * hand)))
    return ImageChops.multiply(page, small.resize(page.size, Image.Resampling.BICUBIC))


def _grains(count: int) -> bytes:
    chance = random.Random(1)  # noqa: S311 (grain of a table, nothing secret)
    return bytes(max(0, round(chance.gauss(_TABLE, _GRAIN))) for _ in range(count))
