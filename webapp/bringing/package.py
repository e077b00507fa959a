"""The package that answers came in: kept for some hours while they are confirmed, so that its documents come along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from forms.packages.unpacking import Package
from forms.reader import Reader
from webapp.kept import store

_LONGEST = 20 * 60 * 60
"""Seconds: some hours less than a file without a name stays."""


def held(content: bytes, *, by: str) -> str:
    """Keep a package for its sender, and nobody else; returns the words that the page carries meanwhile."""
    words: str = _sealer().dumps([store().files.put(content).sha256, by])
    return words


def documents_of(words: str, names: Iterable[str], *, by: str) -> Package | None:
    """The files of these names in a package that was kept for its sender; None where it is not here any more.

    Raises:
        UnreadableFormError: It can't be opened now.
    """
    read = current_app.extensions["reader"]
    content = _content(words, by)
    if content is None or not isinstance(read, Reader):
        return None
    wanted = set(names)
    return Package(tuple(one for one in read.package(content).files if one.name in wanted), ())


def _content(words: str, by: str) -> bytes | None:
    try:
        kept: Any = _sealer().loads(words, max_age=_LONGEST)
        address, sender = kept
        return store().files.read(address) if sender == by else None
    except (BadData, FileNotFoundError):
        return None


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="package of answers")
