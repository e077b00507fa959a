"""One pass over a part of a Word document: what it refers to, what it would do, and the words that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from forms.attaching.attachment_refusals import refuse

_DEEPEST = 200
_NO = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Part:
    """What one pass over a part gathers."""

    types: dict[str, str] = field(default_factory=dict)
    """Name or ending of a part -> its content type; only of the table of content types."""
    relationships: list[Mapping[str, str]] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    fields: list[list[str]] = field(default_factory=lambda: [[]])
    """The instruction of each field that is open; the first list takes what stands in none."""
    taking: list[str] | None = None
    hidden: bool = False
    """Whether the run is one that no program shows: marked so, or moved to where it stands again."""
    moved: int = 0
    depth: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise refuse("damaged", where=": its parts lie in one another too deep")
        named = {local(key): value for key, value in attributes.items()}
        match local(name):
            case "Relationship":
                self.relationships.append(named)
            case "Default":
                self.types["." + named.get("Extension", "").casefold()] = named.get("ContentType", "")
            case "Override":
                self.types[named.get("PartName", "").casefold()] = named.get("ContentType", "")
            case "fldSimple":
                self.instructions.append(named.get("instr", ""))
            case "fldChar":
                self._field(named.get("fldCharType", ""))
            case "instrText" | "delInstrText":
                self.taking = self.fields[-1]
            case other:
                self._shown(other, named)

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= 1
        self.taking = None
        match local(name):
            case "p":
                self.words.append("\n")
            case "moveFrom":
                self.moved -= 1

    def text(self, characters: str) -> None:
        """Characters stand in an element."""
        if self.taking is not None:
            self.taking.append(characters)

    def _shown(self, name: str, named: Mapping[str, str]) -> None:
        """An element begins that has to do with the words that are shown."""
        match name:
            case "r":
                self.hidden = self.moved > 0
            case "moveFrom":
                self.moved += 1
            case "vanish":
                self.hidden |= named.get("val", "true") not in _NO
            case "t":
                self.taking = None if self.hidden else self.words
            case "tab" | "br" | "cr":
                self.words.append(" ")

    def _field(self, mark: str) -> None:
        if mark == "begin":
            self.fields.append([])
        elif len(self.fields) > 1:
            self.instructions.append("".join(self.fields[-1]))
            if mark == "end":
                self.fields.pop()


def read_part(content: bytes) -> Part:
    """One pass over a part; definitions are refused before any of them is taken in.

    Raises:
        UnreadableFormError: It is not well formed, or holds definitions.
    """
    part = Part()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _definitions
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise refuse("damaged", where=": a part of it is not well formed") from None
    part.instructions += ["".join(one) for one in part.fields]
    return part


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _definitions(*_: object) -> None:
    raise refuse("entities")
