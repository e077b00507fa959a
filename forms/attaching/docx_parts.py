"""Reads the parts of an unpacked Word document: what they refer to, what they would do, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from forms.attaching.attachment_refusals import refuse
from forms.attaching.docx_part import Part, read_part

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD = _KIND + "document.main+xml"
_ABOVE = (_KIND + "header+xml",)
_BELOW = (_KIND + "footnotes+xml", _KIND + "endnotes+xml", _KIND + "footer+xml")
"""Parts whose words stand above and below those of the document: letterheads are among them."""
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = re.compile(r".*\.(?:xml|rels|vml)", re.IGNORECASE)
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")

_ACTIVE = {
    "oleobject": "it holds a living piece of another program (OLE)",
    "control": "it holds buttons that run a program (ActiveX)",
    "activexcontrolbinary": "it holds buttons that run a program (ActiveX)",
    "afchunk": "it holds a document of another kind inside",
    "subdocument": "it takes in another document",
    "frame": "it shows another document in a frame",
}
_DDE = re.compile(r"\s*(?:DDEAUTO|DDE|LINK)\b", re.IGNORECASE)
_SPELT_IN_NUMBERS = re.compile(r"\s*QUOTE\s+(?:\d+\s*)+$", re.IGNORECASE)
_TAKES_IN = re.compile(r"\s*(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|RD|DATABASE)\b(.*)", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(r"(?:^|[\s\"'])(?:(?:https?|ftp|file|ms-\w+|mhtml|ldap):|[\\/]{2})", re.IGNORECASE)
_LINKS = frozenset({"", "http", "https", "mailto", "tel", "ftp"})


def read_parts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The words of the document, as one page: where its pages end is for a word processor to say.

    Raises:
        UnreadableFormError: It is no Word document, or does more than show text and pictures.
    """
    by_name = {name.casefold(): content for name, content in parts.items()}
    read = {name: read_part(content) for name, content in by_name.items() if _is_markup(name, content)}
    types = read["[content_types].xml"].types if "[content_types].xml" in read else {}
    _check_types([*types.values(), *by_name])
    main = _main(read, types)
    for content in by_name.values():
        _check_content(content)
    for part in read.values():
        _check_relationships(part)
        _check_instructions(part)
    shown = (*_of_kind(read, types, _ABOVE), main, *_of_kind(read, types, _BELOW))
    return ("\n".join(words for part in shown if (words := "".join(part.words).strip())),)


def _of_kind(read: Mapping[str, Part], types: Mapping[str, str], kinds: tuple[str, ...]) -> Iterator[Part]:
    """The parts of these kinds, in the order of their names."""
    for kind in kinds:
        yield from (read[name] for name in sorted(read) if types.get("/" + name) == kind)


def _is_markup(name: str, content: bytes) -> bool:
    return bool(_XML.fullmatch(name)) or content.lstrip(b" \t\r\n").startswith(_MARKUP)


def _check_types(said: Iterable[str]) -> None:
    """No part is a program, by what it is called or by what it is said to be."""
    for one in map(str.casefold, said):
        if "macroenabled" in one or "vbaproject" in one or "vbadata" in one:
            raise refuse("macros")
        if "activex" in one:
            raise refuse("active", what=_ACTIVE["control"])


def _check_content(content: bytes) -> None:
    """No part is a program by its content, however it is called."""
    if content.startswith(_OLE):
        raise refuse("macros" if _VBA in content else "active", what=_ACTIVE["oleobject"])


def _check_relationships(part: Part) -> None:
    for relationship in part.relationships:
        kind = relationship.get("Type", "").rpartition("/")[2].casefold()
        if "vba" in kind:
            raise refuse("macros")
        if kind in _ACTIVE:
            raise refuse("active", what=_ACTIVE[kind])
        if relationship.get("TargetMode", "").casefold() == "external":
            _check_target(kind, relationship.get("Target", "").strip())


def _check_target(kind: str, target: str) -> None:
    """A link may lead to the web; a template may be a file that only its writer has; nothing else is elsewhere."""
    if kind == "hyperlink":
        if (_scheme(target) not in _LINKS and not _is_own_file(target)) or target.startswith(("\\\\", "//")):
            raise refuse("active", what="a link in it does not lead to a web page")
    elif kind != "attachedtemplate" or (_ELSEWHERE.search(target) and not _is_own_file(target)):
        what = {"attachedtemplate": "its template", "image": "a picture"}.get(kind, "a part of it")
        raise refuse("remote", what=what)


def _scheme(target: str) -> str:
    found = re.match(r"([a-z][a-z0-9+.-]*):", target, re.IGNORECASE)
    return found[1].casefold() if found else ""


def _is_own_file(target: str) -> bool:
    """Whether an address names a file on the writer's own machine: `file:///C:/…`, or a drive's letter."""
    return bool(re.match(r"(?:file:///)?[a-z]:[\\/]|file:///(?![\\/])", target, re.IGNORECASE))


def _check_instructions(part: Part) -> None:
    for instruction in part.instructions:
        if _DDE.match(instruction) or _SPELT_IN_NUMBERS.match(instruction):
            raise refuse("active", what="a field in it starts another program (DDE)")
        takes_in = _TAKES_IN.match(instruction)
        if takes_in and _ELSEWHERE.search(takes_in[1]):
            raise refuse("remote", what="a field in it takes in a file")


def _main(read: Mapping[str, Part], types: Mapping[str, str]) -> Part:
    """The part that the document begins with; it must be there, and be a Word document's."""
    for name in _begins_with(read.get("_rels/.rels", Part())):
        kind = types.get("/" + name) or types.get("." + name.rpartition(".")[2])
        if name in read and kind == _WORD:
            return read[name]
    raise refuse("no_word")


def _begins_with(root: Part) -> Iterator[str]:
    for relationship in root.relationships:
        if relationship.get("Type", "").rpartition("/")[2] == "officeDocument":
            yield relationship.get("Target", "").lstrip("/").casefold()
