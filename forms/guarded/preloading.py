"""Loads beforehand what a process that is kept from all files could not load any more."""

from __future__ import annotations

import codecs
import importlib
import io
import pkgutil
from contextlib import suppress
from importlib.resources import files

import pikepdf
import pypdf

from forms.acroform import read_fields
from forms.reading.second_reader import disagreements

_TIMES = 3

_CODECS = (
    "utf-16",
    "utf-16-be",
    "utf-16-le",
    "utf-8-sig",
    "latin-1",
    "cp1252",
    "mac_roman",
    "charmap",
    "idna",
    "unicode_escape",
    "cp932",
    "cp950",
    "gb18030",
    "gb2312",
    "gbk",
)


def preload() -> None:
    """Load every part that reading some file may ask for: Python looks for them when they are first used."""
    for codec in _CODECS:
        codecs.lookup(codec)
    for module in pkgutil.walk_packages(pypdf.__path__, "pypdf."):
        with suppress(ImportError):  # pypdf has a part for each of several libraries that may be absent
            importlib.import_module(module.name)
    _open_random_numbers()


def practise() -> None:
    """Read our own blank form some times: Python then runs the same code in half the time, in every child as well."""
    blank = files("forms") / "application.pdf"
    if blank.is_file():
        pdf = blank.read_bytes()
        for _ in range(_TIMES):
            disagreements(pdf, read_fields(pdf))


def _open_random_numbers() -> None:
    """Make qpdf open the system's source of random numbers, which it wants for the newest encryption, and keep it."""
    with pikepdf.new() as pdf:
        pdf.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="", user="", R=6))
