"""The edge cases of PDF forms: 38 small files, each with the value that must come out or the way it is told."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pikepdf

from forms.fields import Value
from tests.forms.raw_pdf import EXTRA, FORM, HELVETICA, drawn, form, hexadecimal, parts, pdf, saved_again, stream, utf16

NAME = "Łukasz Nguyễn"


@dataclass(frozen=True, slots=True)
class EdgeCase:
    """A file, the values it must give, and the words by which a person is told where something is doubtful."""

    pdf: bytes
    values: dict[str, Value]
    doubt: str = ""
    note: str = ""
    refused: str = ""


def _text(value: bytes, more: bytes = b"", extra: dict[int, bytes] | None = None, **rest: bytes) -> bytes:
    return form([b"/FT/Tx/T(a)/V" + value + more], extra, **rest)


def _radio(value: bytes, states: tuple[bytes, bytes], drawn_as: tuple[bytes, bytes], more: bytes = b"") -> bytes:
    kid = b"<</Type/Annot/Subtype/Widget/Rect[%d 0 %d 20]/Parent 10 0 R/AS/%s/AP<</N<</%s 90 0 R/Off 90 0 R>>>>>>"
    objects = parts([], page=b"")
    objects[3] = objects[3].replace(b"/Annots[]", b"/Annots[11 0 R 12 0 R]")
    objects[FORM] = b"<</Fields[10 0 R]>>"
    objects[10] = b"<</FT/Btn/Ff 49152/T(a)" + value + more + b"/Kids[11 0 R 12 0 R]>>"
    objects[11] = kid % (0, 20, drawn_as[0], states[0])
    objects[12] = kid % (30, 50, drawn_as[1], states[1])
    objects[EXTRA] = _EMPTY_DRAWING
    return pdf(objects)


def _box(more: bytes, state: bytes = b"J#61") -> bytes:
    appearance = b"/AP<</N<</" + state + b" 90 0 R/Off 90 0 R>>>>"
    return form([b"/FT/Btn/T(a)" + more + appearance], {EXTRA: _EMPTY_DRAWING})


def _hung(field: bytes, kids: dict[int, bytes]) -> bytes:
    """A field of the tree whose boxes or further fields are objects of their own."""
    objects = parts([])
    annotations = b" ".join(b"%d 0 R" % number for number in kids)
    objects[3] = objects[3].replace(b"/Annots[]", b"/Annots[" + annotations + b"]")
    objects[FORM] = b"<</Fields[10 0 R]>>"
    return pdf({**objects, 10: field, **kids})


_EMPTY_DRAWING = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 16 16]")
_WIDGET = b"<</Type/Annot/Subtype/Widget/Parent 10 0 R/Rect[0 %d 50 %d]%s>>"
_BASE = _text(b"(old)")


def edge_cases() -> dict[str, EdgeCase]:
    """All of them, by name."""
    return {**_strings(), **_trees(), **_boxes(), **_lists_and_others(), **_files(), **_encrypted()}


def _strings() -> dict[str, EdgeCase]:
    language = b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b" + "Hi".encode("utf-16-be")
    return {
        "utf16be": EdgeCase(_text(utf16(NAME)), {"a": NAME}),
        "utf16le": EdgeCase(_text(hexadecimal(b"\xff\xfe" + NAME.encode("utf-16-le"))), {"a": NAME}),
        "utf8_mark": EdgeCase(_text(hexadecimal(b"\xef\xbb\xbf" + NAME.encode())), {"a": NAME}),
        "pdf_doc_encoding": EdgeCase(
            _text(rb"(\225\233\240 caf\351 \200 \217quote\220)"),
            {"a": "\u0141\u0142\u20ac café \u2022 \u2018quote\u2019"},
        ),
        "language_escape": EdgeCase(_text(hexadecimal(language)), {"a": "Hi"}),
        "surrogate_pair": EdgeCase(_text(utf16("x\U0001f600y")), {"a": "x\U0001f600y"}),
        "line_ends": EdgeCase(_text(rb"(one\rtwo\r\nthree\nfour)", b"/Ff 4096"), {"a": "one\ntwo\nthree\nfour"}),
        "value_in_a_stream": EdgeCase(_text(b" 90 0 R", extra={EXTRA: stream(b"long stream")}), {"a": "long stream"}),
        "value_by_reference": EdgeCase(_text(b" 90 0 R", extra={EXTRA: b"(indirect)"}), {"a": "indirect"}),
        "rich_text": EdgeCase(
            _text(b"(plain)", b"/Ff 33554432/RV(<body><p>plain <b>bold</b></p></body>)"), {"a": "plain"}
        ),
    }


def _trees() -> dict[str, EdgeCase]:
    orphan = parts([b"/FT/Tx/T(a)/V(orphan)"])
    orphan[FORM] = b"<</Fields[]>>"
    lost = parts([b"/FT/Tx/T(a)/V(hidden)"])
    lost[3] = lost[3].replace(b"/Annots[10 0 R]", b"/Annots[]")
    shown = {EXTRA: drawn(b"(shown) Tj"), EXTRA + 1: HELVETICA}
    return {
        "dots_in_names": EdgeCase(
            form([b"/FT/Tx/T(1_Name)/V(x)", b"/FT/Tx/T(2.1_Name)/V(y)"]), {"1_Name": "x", "2.1_Name": "y"}
        ),
        "two_fields_of_one_name": EdgeCase(
            form([b"/FT/Tx/T(a)/V(first)", b"/FT/Tx/T(a)/V(second)"]), {"a": "first"}, doubt="“first” and “second”"
        ),
        "two_boxes_of_one_field": EdgeCase(
            _hung(
                b"<</FT/Tx/T(a)/V(shared)/Kids[11 0 R 12 0 R]>>",
                {11: _WIDGET % (0, 20, b""), 12: _WIDGET % (40, 60, b"")},
            ),
            {"a": "shared"},
        ),
        "inherited_type_and_value": EdgeCase(
            _hung(b"<</FT/Tx/T(p)/V(inherited)/Kids[11 0 R]>>", {11: _WIDGET % (0, 20, b"/T(c)")}), {"p.c": "inherited"}
        ),
        "on_a_page_only": EdgeCase(pdf(orphan), {"a": "orphan"}),
        "on_no_page": EdgeCase(pdf(lost), {"a": "hidden"}, doubt="on no page"),
        "value_in_the_drawing_only": EdgeCase(
            form([b"/FT/Tx/T(a)/AP<</N 90 0 R>>"], shown), {"a": "shown"}, doubt="shows “shown”"
        ),
    }


def _boxes() -> dict[str, EdgeCase]:
    return {
        "box_with_a_value_of_its_own": EdgeCase(_box(b"/V/Ja/AS/Ja"), {"a": True}),
        "box_that_is_only_drawn": EdgeCase(_box(b"/AS/Ja"), {"a": True}, doubt="drawn as ticked"),
        "box_drawn_otherwise": EdgeCase(_box(b"/V/Off/AS/Ja"), {"a": False}, doubt="but it is drawn as ticked"),
        "box_with_a_latin1_state": EdgeCase(_box(b"/V/caf#E9/AS/caf#E9", b"caf#E9"), {"a": True}),
        "radio": EdgeCase(_radio(b"/V/B", (b"A", b"B"), (b"Off", b"B")), {"a": "B"}),
        "radio_with_a_list_of_names": EdgeCase(
            _radio(b"/V/1", (b"0", b"1"), (b"Off", b"1"), b"/Opt[(new)(modified)]"), {"a": "modified"}
        ),
        "radio_that_is_only_drawn": EdgeCase(
            _radio(b"", (b"A", b"B"), (b"Off", b"B")), {"a": "B"}, doubt="drawn as “B”"
        ),
    }


def _lists_and_others() -> dict[str, EdgeCase]:
    xfa = stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><a>from xfa</a></xdp:xdp>")
    return {
        "list_with_export_values": EdgeCase(
            form([b"/FT/Ch/Ff 131072/T(a)/Opt[[(CA)(California)][(NY)(New York)]]/V(CA)"]), {"a": "CA"}
        ),
        "list_of_several": EdgeCase(
            form([b"/FT/Ch/Ff 2097152/T(a)/Opt[(x)(y)(z)]/V[(x)(z)]/I[0 2]"]), {"a": ("x", "z")}
        ),
        "xfa_beside": EdgeCase(
            _text(b"(acro)", extra={EXTRA: xfa}, form_entries=b"/XFA 90 0 R"), {"a": "acro"}, note="XFA"
        ),
    }


def _files() -> dict[str, EdgeCase]:
    table = _BASE.rindex(b"startxref")
    new = b"<</Type/Annot/Subtype/Widget/F 4/P 3 0 R/Rect[50 740 300 756]/FT/Tx/T(a)/V(new)>>"
    return {
        "saved_again": EdgeCase(saved_again(_BASE, 10, new, 11), {"a": "new"}, note="added to once"),
        "junk_before": EdgeCase(b"garbage line\r\n\x00\x01" + _BASE, {"a": "old"}),
        "wrong_start": EdgeCase(_BASE[:table] + b"startxref\n12\n%%EOF\n", {"a": "old"}, note="repaired"),
        "cut_before_its_end": EdgeCase(_BASE[:table], {"a": "old"}, note="repaired"),
        "object_streams": EdgeCase(_saved(object_stream_mode=pikepdf.ObjectStreamMode.generate), {"a": "old"}),
        "linearized": EdgeCase(_saved(linearize=True), {"a": "old"}),
    }


def _encrypted() -> dict[str, EdgeCase]:
    cases = {
        f"encrypted_R{revision}": EdgeCase(_locked(revision), {"a": "old"}, note="encrypted")
        for revision in (2, 3, 4, 6)
    }
    password = pikepdf.Encryption(owner="o", user="u", R=6)
    return {**cases, "password": EdgeCase(_saved(encryption=password), {}, refused="password")}


def _locked(revision: int) -> bytes:
    strong = revision >= 4
    return _saved(encryption=pikepdf.Encryption(owner="o", user="", R=revision, aes=strong, metadata=strong))  # type: ignore[arg-type]


def _saved(**how: Any) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(_BASE)) as opened:
        opened.save(written, **how)
    return written.getvalue()
