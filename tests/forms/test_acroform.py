from __future__ import annotations

import io

import pikepdf
import pytest

from forms.acroform import read_fields
from forms.fields import UnreadableFormError
from forms.limits import FORM_FIELDS, FORM_SIZE, PROSE
from tests.forms.raw_pdf import (
    EXTRA,
    HELVETICA,
    box,
    form,
    hexadecimal,
    parts,
    pdf,
    saved_again,
    stream,
    text_field,
    utf16,
)
from tests.forms.reading import only


def kinds(document: bytes) -> list[str]:
    return [note.kind for note in read_fields(document).notes]


def refused(document: bytes) -> UnreadableFormError:
    with pytest.raises(UnreadableFormError) as told:
        read_fields(document)
    assert told.value.message
    assert told.value.remedy
    return told.value


class TestStrings:
    def test_a_lone_surrogate_is_replaced_and_told(self) -> None:
        field = only(text_field(b"/V" + utf16("a\ud800b"), None))
        assert field.value == "a\ufffdb"
        assert field.doubt is not None
        assert "no text" in field.doubt

    def test_a_control_character_is_replaced_and_told(self) -> None:
        field = only(text_field(rb"/V" + utf16("a\x00b\x07"), None))
        assert field.value == "a\ufffdb\ufffd"
        assert field.doubt

    def test_tabs_and_line_feeds_are_text(self) -> None:
        field = only(text_field(b"/V" + utf16("a\tb\nc"), None))
        assert (field.value, field.doubt) == ("a\tb\nc", None)

    def test_half_a_character_at_the_end_is_told(self) -> None:
        field = only(text_field(b"/V" + hexadecimal(b"\xfe\xff\x00a\x00"), None))
        assert field.value == "a\ufffd"
        assert field.doubt

    def test_a_language_mark_that_never_ends_loses_no_text(self) -> None:
        field = only(text_field(b"/V" + utf16("\x1benglish is not a language code, and this is an answer"), None))
        assert "answer" in str(field.value)
        assert field.doubt

    def test_utf8_without_its_mark_is_read_as_the_standard_says_and_told(self) -> None:
        field = only(text_field(b"/V" + hexadecimal("Łódź".encode()), None))
        assert field.value != "Łódź"
        assert "“Łódź”" in str(field.doubt)

    def test_accents_that_only_this_encoding_has_are_no_control_characters(self) -> None:
        field = only(text_field(rb"/V(\030\031\032\033\034\035\036\037)", None))
        assert (field.value, field.doubt) == ("\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc", None)


class TestTypes:
    def test_a_button_to_press_holds_no_answer(self) -> None:
        fields = read_fields(form([b"/FT/Btn/Ff 65536/T(send)", b"/FT/Tx/T(a)/V(x)"])).fields
        assert [field.name for field in fields] == ["a"]

    def test_a_signature_says_whether_it_is_there(self) -> None:
        signed = b"/FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"
        values = [field.value for field in read_fields(form([signed, b"/FT/Sig/T(t)", b"/FT/Sig/T(u)/V<<>>"])).fields]
        assert values == [True, None, None]

    def test_an_unticked_box_is_false_and_an_unchosen_radio_is_nothing(self) -> None:
        fields = read_fields(form([b"/FT/Btn/T(a)", b"/FT/Btn/T(b)/V/Off", b"/FT/Btn/Ff 32768/T(c)/V/Off"])).fields
        assert [field.value for field in fields] == [False, False, None]

    def test_a_choice_that_its_list_does_not_have_is_told(self) -> None:
        assert "not one of the choices" in str(only(form([b"/FT/Ch/T(a)/Opt[(x)(y)]/V(z)"])).doubt)

    def test_a_list_to_write_in_takes_anything(self) -> None:
        assert only(form([b"/FT/Ch/Ff 393216/T(a)/Opt[(x)(y)]/V(z)"])).doubt is None

    def test_a_label_that_was_recorded_instead_of_its_export_value_is_that_choice(self) -> None:
        assert only(form([b"/FT/Ch/Ff 131072/T(a)/Opt[[(CA)(California)]]/V(California)"])).value == "CA"

    def test_a_box_that_records_a_state_it_does_not_have_is_told(self) -> None:
        extra = {EXTRA: stream(b"", b"/Subtype/Form/BBox[0 0 9 9]")}
        field = only(form([b"/FT/Btn/T(a)/V/Nein/AP<</N<</Ja 90 0 R>>>>"], extra))
        assert "no box of it" in str(field.doubt)

    def test_a_field_without_a_type_is_read_as_text(self) -> None:
        assert only(form([b"/T(a)/V(x)"])).value == "x"


class TestNotes:
    def test_a_plain_form_has_none(self) -> None:
        assert kinds(form([b"/FT/Tx/T(a)/V(x)"])) == []

    @pytest.mark.parametrize(
        ("catalog", "field"),
        [
            (b"/OpenAction<</S/JavaScript/JS(1)>>", b""),
            (b"/AA<</WC<</S/JavaScript/JS(1)>>>>", b""),
            (b"/Names<</JavaScript<</Names[]>>>>", b""),
            (b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Launch/F(x)>>]>>", b""),
            (b"", b"/AA<</K<</S/JavaScript/JS(1)>>>>"),
            (b"", b"/A<</S/SubmitForm/F(x)>>"),
        ],
    )
    def test_what_would_run_is_told_and_not_run(self, catalog: bytes, field: bytes) -> None:
        assert kinds(form([b"/FT/Tx/T(a)/V(x)" + field], catalog=catalog)) == ["active_content"]

    def test_an_opening_view_and_a_link_run_nothing(self) -> None:
        assert kinds(form([b"/FT/Tx/T(a)/V(x)"], catalog=b"/OpenAction[3 0 R/Fit]")) == []

    def test_attached_files_are_told(self) -> None:
        assert kinds(form([b"/FT/Tx/T(a)/V(x)"], catalog=b"/Names<</EmbeddedFiles<</Names[]>>>>")) == ["attached_files"]

    def test_a_film_on_a_page_is_told(self) -> None:
        film = b"<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>"
        objects = parts([b"/FT/Tx/T(a)/V(x)"], {EXTRA: film})
        objects[3] = objects[3].replace(b"/Annots[", b"/Annots[90 0 R ")
        assert kinds(pdf(objects)) == ["active_content"]

    def test_every_saving_on_top_is_counted(self) -> None:
        document = form([b"/FT/Tx/T(a)/V(x)"])
        for value in (b"y", b"z"):
            document = saved_again(document, 10, box(b"/FT/Tx/T(a)/V(" + value + b")"), 11)
        reading = read_fields(document)
        assert reading.value("a") == "z"
        assert "2 times" in reading.notes[0].message

    def test_the_words_of_an_ending_inside_an_answer_are_no_saving(self) -> None:
        assert kinds(form([b"/FT/Tx/T(a)/V(startxref 9 %%EOF startxref 15 %%EOF)"])) == []

    def test_a_value_changed_after_signing_is_told(self) -> None:
        signature = b"/FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 100 200 000000000]/Contents<00>>>"
        document = form([b"/FT/Tx/T(a)/V(before)", signature])
        document = document.replace(b"000000000]", b"%09d]" % (len(document) - 200))
        changed = saved_again(document, 10, box(b"/FT/Tx/T(a)/V(after)"), 12)
        assert read_fields(document).fields[0].doubt is None
        field = read_fields(changed).fields[0]
        assert field.value == "after"
        assert "“before” when the file was signed" in str(field.doubt)


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "kind", "words"),
        [
            (b"", "not_pdf", "empty"),
            (b"PK\x03\x04" + b"x" * 99, "not_pdf", "Word"),
            (b"\x89PNG\r\n", "not_pdf", "picture"),
            (b"\xff\xd8\xff\xe0", "not_pdf", "picture"),
            (b"<!DOCTYPE html><html>", "not_pdf", "web page"),
            (b"Dear Madam or Sir", "not_pdf", "plain text"),
            (b"\x00\x01\x02", "not_pdf", "another kind"),
            (b"%PDF-1.7\n", "damaged", "damaged"),
            (b"%PDF-1.7\n" + b"x" * FORM_SIZE.most, "too_large", "10 MB"),
        ],
    )
    def test_what_is_no_form_is_refused_by_kind(self, content: bytes, kind: str, words: str) -> None:
        told = refused(content)
        assert told.kind == kind
        assert words in told.message

    def test_the_first_half_of_a_form_is_damaged(self) -> None:
        whole = form([b"/FT/Tx/T(a)/V(x)"])
        assert refused(whole[: len(whole) // 3]).kind == "damaged"

    def test_a_pdf_without_fields_is_no_form(self) -> None:
        assert refused(form([])).kind == "no_form"

    def test_our_form_without_its_fields_was_printed(self) -> None:
        content = stream(b"BT /F 9 Tf (Data Request Standard Application) Tj ET")
        page = b"/Resources<</Font<</F 91 0 R>>>>/Contents 90 0 R"
        objects = parts([], {EXTRA: content, EXTRA + 1: HELVETICA})
        objects[3] = objects[3].replace(b"/Resources<<>>", page)
        assert refused(pdf(objects)).kind == "flattened"

    @pytest.mark.parametrize(("lines", "kind"), [(2000, "letterless"), (20, "no_form")])
    def test_pages_of_nothing_but_many_lines_may_show_letters_that_were_turned_into_drawings(
        self, lines: int, kind: str
    ) -> None:
        objects = parts([], {EXTRA: stream(b"10 10 m 20 20 l S\n" * lines)})
        objects[3] = objects[3].replace(b"/Resources<<>>", b"/Resources<<>>/Contents 90 0 R")
        assert refused(pdf(objects)).kind == kind

    def test_letters_that_are_numbers_of_drawings_are_no_text(self) -> None:
        content = stream(b"BT /F 9 Tf (\\003'DWD\\0035HTXHVW\\0036WDQGDUG\\003$SSOLFDWLRQ) Tj ET")
        objects = parts([], {EXTRA: content, EXTRA + 1: HELVETICA})
        objects[3] = objects[3].replace(b"/Resources<<>>", b"/Resources<</Font<</F 91 0 R>>>>/Contents 90 0 R")
        told = refused(pdf(objects))
        assert told.kind == "letterless"
        assert "print it to PDF in another way" in told.remedy

    def test_pages_that_are_pictures_are_a_scan(self) -> None:
        picture = stream(
            b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
        )
        objects = parts([], {EXTRA: picture})
        objects[3] = objects[3].replace(b"/Resources<<>>", b"/Resources<</XObject<</I 90 0 R>>>>")
        assert refused(pdf(objects)).kind == "scan"

    def test_a_form_in_xfa_only_is_told_apart(self) -> None:
        assert refused(form([], {EXTRA: stream(b"<x/>")}, form_entries=b"/XFA 90 0 R")).kind == "xfa_only"

    def test_the_last_field_that_is_allowed_is_read_and_one_more_is_refused(self) -> None:
        fields = [b"/FT/Tx/T(f%d)/V(x)" % number for number in range(FORM_FIELDS.most + 1)]
        assert len(read_fields(pdf(_far(fields[:-1]))).fields) == FORM_FIELDS.most
        assert refused(pdf(_far(fields))).kind == "too_large"

    def test_the_longest_answer_is_read_and_a_longer_one_is_refused_by_its_label(self) -> None:
        longest = b"x" * PROSE.most
        assert only(text_field(b"/V(" + longest + b")", None)).value == longest.decode()
        told = refused(text_field(b"/V(" + longest + b"x)", None, b"/TU(Research design)"))
        assert told.kind == "too_large"
        assert "Research design" in told.message

    def test_too_many_pages_are_refused(self) -> None:
        written = io.BytesIO()
        with pikepdf.open(io.BytesIO(form([b"/FT/Tx/T(a)/V(x)"]))) as opened:
            for _ in range(60):
                opened.add_blank_page()
            opened.save(written)
        assert refused(written.getvalue()).kind == "too_large"


def test_a_name_that_two_fields_share_is_doubted_where_they_differ_and_noted_where_they_do_not() -> None:
    def field(name: str, value: str) -> bytes:
        return f"/FT/Tx/T({name})/V({value})".encode()

    document = form([field("a", "x"), field("a", "x"), field("b", "x"), field("b", "y"), field("c", "x")])
    read = read_fields(document)
    doubts = {one.name: one.doubt for one in read.fields}
    assert "hold “x” and “y”; the first is taken" in str(doubts["b"])
    assert (doubts["a"], doubts["c"]) == (None, None)
    assert [note.message for note in read.notes if note.kind == "doubled"] == [
        "1 name is used by several fields that hold the same; if two forms were put together, send one."
    ]


def _far(fields: list[bytes]) -> dict[int, bytes]:
    """So many fields that the usual numbers would meet those of the other objects."""
    return parts(fields)
