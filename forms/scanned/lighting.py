"""Evens the light on a photographed page, so that ink in a shadow is as far from its paper as anywhere else."""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageMath

_BLOCK = 16
"""Pixels: the light hardly changes over less."""
_PAPER = 5
"""Blocks: among so many across and down there is one without ink."""
_SOFT = 3
_EVEN = 0.9
"""Of the brightest paper: nine tenths of a page that is no darker are lit evenly."""
_DARK_PART = 0.1
_DARKEST = 0.3
"""Of the brightest paper: what is darker is no paper, but the table that it lies on, which stays dark."""


def evened(page: Image.Image) -> Image.Image:
    """A page in greys as if it had been lit evenly; one that was is left as it is."""
    light = page.reduce(_BLOCK).filter(ImageFilter.MaxFilter(_PAPER)).filter(ImageFilter.GaussianBlur(_SOFT))
    brightest = max(grey for grey, count in enumerate(light.histogram()) if count)
    if _darkest(light) > _EVEN * brightest:
        return page
    as_it_is = [255 if grey < _DARKEST * brightest else max(1, grey) for grey in range(256)]
    light = light.point(as_it_is).resize(page.size, Image.Resampling.BILINEAR)
    even: Image.Image = ImageMath.lambda_eval(
        lambda of: of["convert"](of["page"] * 255 / of["light"], "L"), page=page, light=light
    )
    return even


def _darkest(light: Image.Image) -> int:
    """The grey that all but the darkest part of a page has at least."""
    counts, seen = light.histogram(), 0
    for grey, count in enumerate(counts):
        seen += count
        if seen > _DARK_PART * light.width * light.height:
            return grey
    return 255
