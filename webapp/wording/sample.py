"""Each letter on invented facts, so that people can see what it says before one is written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from templates.letterhead import neutral
from templates.needed import Facts
from webapp.letters.case import Case
from webapp.letters.making import Made, make
from webapp.samples import CHECKED_ON, SAMPLES

LACKING = "several-things-missing"


def sample(kind: str) -> Made:
    """A letter about the invented application; one of the Department says on each page that it is a draft."""
    application = SAMPLES[LACKING if kind == "missing" else "complete"].application()
    return make(kind, Case(application, neutral(), CHECKED_ON, invented()[kind]))


@cache
def invented() -> Mapping[str, Facts]:
    """What an invented case or person adds to the application, by the kind of the letter."""
    return tomllib.loads(files("webapp.wording").joinpath("samples.toml").read_text(encoding="utf-8"))
