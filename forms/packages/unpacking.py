"""Takes a package apart by asking the guarded process, a few files at a time."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from forms.limits import ATTACHMENT_SIZE, PACKAGE_SIZE
from forms.packages.package_refusals import refuse

Ask = Callable[..., Any]
"""Asks the guarded process to do a job with a file."""


class Packed(NamedTuple):
    """A file out of a package."""

    name: str
    """Its name there, with its folders."""
    content: bytes


class Package(NamedTuple):
    """What was in a package."""

    files: tuple[Packed, ...]
    left_out: tuple[tuple[str, str], ...]
    """The name of each file that was not taken, and why."""


def unpack(ask: Ask, content: bytes) -> Package:
    """The files of a package.

    Raises:
        UnreadableFormError: It can't be opened.
    """
    bounded = partial(ask, largest=PACKAGE_SIZE, words=refuse)
    told = bounded("contents", content)
    files: list[Packed] = []
    for some in _by_size(told["files"]):
        read = bounded("taken_out", content, numbers=[one["number"] for one in some])
        files += [Packed(one["name"], base64.b64decode(text)) for one, text in zip(some, read["contents"], strict=True)]
    return Package(tuple(files), tuple((name, why) for name, why in told["left_out"]))


def _by_size(files: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Files in their order, as many at once as one answer holds."""
    some: list[dict[str, Any]] = []
    for one in files:
        if some and sum(each["size"] for each in some) + one["size"] > ATTACHMENT_SIZE.most:
            yield some
            some = []
        some.append(one)
    if some:
        yield some
