from __future__ import annotations

import pytest

from tests.forms.raw_pdf import EXTRA, HELVETICA, drawn, form, hexadecimal, stream, text_field, utf16
from tests.forms.reading import only


class TestDrawing:
    def test_a_value_that_is_drawn_as_it_is_raises_no_doubt(self) -> None:
        assert only(text_field(b"/V(Jane Doe)", b"(Jane Doe) Tj")).doubt is None

    def test_a_value_that_is_drawn_otherwise_is_told_with_both(self) -> None:
        field = only(text_field(b"/V(60 persons)", b"(600 persons) Tj", b"/TU(How many)"))
        assert field.value == "60 persons"
        assert field.doubt == "“How many” on page 1: The file records “60 persons”, but its box shows “600 persons”."

    def test_a_field_is_called_by_its_label_without_the_help_behind_it(self) -> None:
        helped = b"/TU(City. City of that address. 11 CCR 966\\(b\\)\\(4\\))"
        field = only(text_field(b"/V(60 persons)", b"(600 persons) Tj", helped))
        assert str(field.doubt).startswith("“City” on page 1: ")

    def test_a_short_number_is_not_the_beginning_of_a_longer_one(self) -> None:
        assert only(text_field(b"/V(600)", b"(60) Tj")).doubt

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            pytest.param(b"(ABC)", b"(A) Tj 12 0 Td (B) Tj 12 0 Td (C) Tj", id="comb"),
            pytest.param(b"(one two three)", b"[(one) -250 (two)] TJ T* (three) '", id="wrapped"),
            pytest.param(b"(a long answer in a box that is short)", b"(a long answer in a) Tj", id="clipped"),
            pytest.param(utf16("Nguyễn Văn"), b"(Nguyn Vn) Tj", id="glyphs left out"),
            pytest.param(utf16("Nguyễn Văn"), b"(Nguy?n V?n) Tj", id="glyphs replaced"),
            pytest.param(utf16("Nguyễn Văn"), b"(Nguyen Van) Tj", id="accents left out"),
            pytest.param(rb"(O\220Brien)", b"(O'Brien) Tj", id="quotes"),
            pytest.param(rb"(caf\351 \(x\))", rb"(caf\351 \(x\)) Tj", id="escapes"),
            pytest.param(b"(Jane)", b"<4A616E65> Tj", id="hexadecimal"),
        ],
    )
    def test_the_ways_of_programs_raise_no_doubt(self, value: bytes, shown: bytes) -> None:
        assert only(text_field(b"/V" + value, shown)).doubt is None

    def test_an_empty_drawing_of_a_filled_field_is_told(self) -> None:
        assert "shows nothing" in str(only(text_field(b"/V(Jane)", b"")).doubt)

    def test_an_empty_drawing_that_viewers_draw_anew_says_nothing(self) -> None:
        document = text_field(b"/V(Jane)", b"", form_entries=b"/NeedAppearances true")
        assert only(document).doubt is None

    def test_a_field_without_a_drawing_says_nothing(self) -> None:
        assert only(text_field(b"/V(Jane)", None)).doubt is None

    def test_a_drawing_that_cannot_be_read_says_nothing(self) -> None:
        wide = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[]>>"
        assert only(text_field(b"/V(Jane)", b"<00010002> Tj", font=wide)).doubt is None

    def test_a_wide_font_is_read_through_its_map(self) -> None:
        mapped = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[]/ToUnicode 92 0 R>>"
        table = (
            b"2 beginbfchar <0001> <0141> <0002> <00660069> endbfchar 1 beginbfrange <0003> <0005> <0061> endbfrange"
        )
        appearance = drawn(b"<00010002000300040005> Tj")
        extra = {EXTRA: appearance, EXTRA + 1: mapped, EXTRA + 2: stream(table)}
        fields = [b"/FT/Tx/T(a)/AP<</N 90 0 R>>/V" + utf16(text) for text in ("Łfiabc", "Xfiabc")]
        right, wrong = (only(form([field], extra)) for field in fields)
        assert right.doubt is None
        assert "“Łfiabc”" in str(wrong.doubt)

    def test_text_that_a_drawing_says_of_itself_is_taken(self) -> None:
        shown = b"/Span<</ActualText(Jane)>> BDC (\x01\x02) Tj EMC"
        assert only(text_field(b"/V(Jane)", shown)).doubt is None
        assert only(text_field(b"/V(John)", shown)).doubt

    def test_a_formatted_number_is_not_compared(self) -> None:
        program = b"/AA<</F<</S/JavaScript/JS(AFNumber_Format\\(2\\))>>>>"
        assert only(text_field(b"/V(1000)", b"(1,000.00) Tj", program)).doubt is None

    def test_a_password_is_not_compared(self) -> None:
        assert only(text_field(b"/V(secret)", b"(******) Tj", b"/Ff 8192")).doubt is None

    def test_a_list_is_drawn_by_its_label(self) -> None:
        field = b"/FT/Ch/Ff 131072/T(a)/Opt[[(CA)(California)][(NY)(New York)]]/V(CA)/AP<</N 90 0 R>>"
        labelled = form([field], {EXTRA: drawn(b"(California) Tj"), EXTRA + 1: HELVETICA})
        other = form([field], {EXTRA: drawn(b"(New York) Tj"), EXTRA + 1: HELVETICA})
        assert (only(labelled).value, only(labelled).doubt) == ("CA", None)
        assert "“New York”" in str(only(other).doubt)

    def test_right_to_left_letters_may_come_in_any_order(self) -> None:
        font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[]/ToUnicode/Identity-H>>"
        reverse = hexadecimal("שלום"[::-1].encode("utf-16-be"))
        assert only(text_field(b"/V" + utf16("שלום"), reverse + b" Tj", font=font)).doubt is None


class TestSeen:
    @pytest.mark.parametrize(
        ("entries", "words"),
        [
            (b"/F 2", "kept from view"),
            (b"/F 32", "kept from view"),
            (b"/Rect[0 0 0 0]", "without any size"),
            (b"/Rect[700 0 800 20]", "beyond the edge"),
        ],
    )
    def test_an_answer_that_nobody_sees_is_told(self, entries: bytes, words: str) -> None:
        hidden = form([b"/FT/Tx/T(a)/V(x)" + entries]).replace(b"/F 4/P", b"/P")
        assert words in str(only(hidden).doubt)

    def test_an_empty_field_may_be_hidden(self) -> None:
        assert only(form([b"/FT/Tx/T(a)/F 2"]).replace(b"/F 4/P", b"/P")).doubt is None

    def test_the_marks_of_our_form_may_be_hidden(self) -> None:
        document = form([b"/FT/Tx/T(edition)/V(1)/F 2"]).replace(b"/F 4/P", b"/P")
        assert only(document).doubt is None
