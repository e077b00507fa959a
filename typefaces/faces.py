"""Which typefaces are shipped, where their files lie, and which scripts each is there for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

OPTIONAL_PACKAGE = "noto_cjk_sans_jp_regular"
"""Brings Han, Kana and Hangul where it is installed: sixteen megabytes, so nobody must."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the family a typesetter asks for, its style, and what it is there for."""

    family: str
    style: str
    file: str
    """Path below this folder; of an optional face, below its package."""
    scripts: tuple[str, ...]
    package: str = "typefaces"

    @property
    def path(self) -> Path:
        """Where the file lies on this machine."""
        return Path(str(files(self.package))) / self.file


_EUROPEAN = ("Latin", "Vietnamese", "Hawaiian", "Greek", "Cyrillic", "Hebrew")

FACES = (
    #    family                    style          file                                       scripts
    Face("Liberation Sans",       "Regular",     "liberation/LiberationSans-Regular.ttf",     _EUROPEAN),
    Face("Liberation Sans",       "Bold",        "liberation/LiberationSans-Bold.ttf",        _EUROPEAN),
    Face("Liberation Sans",       "Italic",      "liberation/LiberationSans-Italic.ttf",      _EUROPEAN),
    Face("Liberation Sans",       "Bold Italic", "liberation/LiberationSans-BoldItalic.ttf",  _EUROPEAN),
    Face("Liberation Serif",      "Regular",     "liberation/LiberationSerif-Regular.ttf",    _EUROPEAN),
    Face("Liberation Serif",      "Bold",        "liberation/LiberationSerif-Bold.ttf",       _EUROPEAN),
    Face("Liberation Serif",      "Italic",      "liberation/LiberationSerif-Italic.ttf",     _EUROPEAN),
    Face("Liberation Serif",      "Bold Italic", "liberation/LiberationSerif-BoldItalic.ttf", _EUROPEAN),
    Face("Noto Sans",             "Regular",     "noto/NotoSans-Regular.ttf",                 _EUROPEAN[:-1]),
    Face("Noto Sans Hebrew",      "Regular",     "noto/NotoSansHebrew-Regular.ttf",           ("Hebrew",)),
    Face("Noto Sans Hebrew",      "Bold",        "noto/NotoSansHebrew-Bold.ttf",              ("Hebrew",)),
    Face("Noto Sans Arabic",      "Regular",     "noto/NotoSansArabic-Regular.ttf",           ("Arabic",)),
    Face("Noto Sans Arabic",      "Bold",        "noto/NotoSansArabic-Bold.ttf",              ("Arabic",)),
    Face("Noto Sans Devanagari",  "Regular",     "noto/NotoSansDevanagari-Regular.ttf",       ("Devanagari",)),
    Face("Noto Sans Devanagari",  "Bold",        "noto/NotoSansDevanagari-Bold.ttf",          ("Devanagari",)),
    Face("Noto Sans Thai",        "Regular",     "noto/NotoSansThai-Regular.ttf",             ("Thai",)),
    Face("Noto Sans Thai",        "Bold",        "noto/NotoSansThai-Bold.ttf",                ("Thai",)),
    Face("Noto Sans Armenian",    "Regular",     "noto/NotoSansArmenian-Regular.ttf",         ("Armenian",)),
    Face("Noto Sans Gurmukhi",    "Regular",     "noto/NotoSansGurmukhi-Regular.ttf",         ("Gurmukhi",)),
    Face("Noto Sans Khmer",       "Regular",     "noto/NotoSansKhmer-Regular.ttf",            ("Khmer",)),
    Face("Noto Sans Lao",         "Regular",     "noto/NotoSansLao-Regular.ttf",              ("Lao",)),
)  # fmt: skip

OPTIONAL_FACES = (
    Face("Noto Sans CJK JP", "Regular", "NotoSansCJKjp-Regular.otf", ("Han", "Kana", "Hangul"), OPTIONAL_PACKAGE),
)


def faces() -> tuple[Face, ...]:
    """The shipped faces, then the optional ones that are installed here."""
    return FACES + tuple(face for face in OPTIONAL_FACES if find_spec(face.package) is not None)


def folders() -> list[Path]:
    """The folders a typesetter looks for font files in, each once."""
    return list(dict.fromkeys(face.path.parent for face in faces()))


def families(first: str = "Liberation Sans") -> tuple[str, ...]:
    """The chain of families a character is looked for in: the wanted one, then the fallbacks."""
    fallbacks = (face.family for face in faces() if not face.family.startswith("Liberation"))
    return tuple(dict.fromkeys((first, *fallbacks)))
