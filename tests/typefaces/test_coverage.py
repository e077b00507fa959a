import subprocess
import sys

import pytest

from typefaces.coverage import advance, missing
from typefaces.faces import OPTIONAL_FACES

NAMES = {
    "Latin": "Łukasz Ødegård-Þórsson",
    "Vietnamese": "Nguyễn Thị Ánh Ỗ",
    "Vietnamese, decomposed": "Nguye\u0302\u0303n",
    "Hawaiian": "Kāneʻohe Kamakawiwoʻole",
    "Greek": "Γιώργος Ἀλέξανδρος",
    "Cyrillic": "Ольга Шевченко Ґалаґан",
    "Hebrew": "דָּוִד בֶּן־גּוּרְיוֹן",
    "Arabic": "محمّد العربي ٢٠٢٦",
    "Devanagari": "प्रिया शर्मा श्री",
    "Thai": "สมชาย ใจดี น้ำทิพย์",
    "Armenian": "Արամ Խաչատրյան",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Khmer": "សុខា ចាន់ធូ",
    "Lao": "ສົມສັກ ແກ້ວ",
}


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_this_script_has_all_its_characters(script: str) -> None:
    assert missing(NAMES[script]) == ""


@pytest.mark.parametrize("name", ["山田太郎 さくら サクラ", "김민준", "李明 劉曉波"])
def test_han_kana_and_hangul_need_the_optional_package(name: str) -> None:
    pytest.importorskip(OPTIONAL_FACES[0].package)
    assert missing(name) == ""


def test_what_cannot_be_drawn_is_named_in_order_and_once() -> None:
    assert missing("a🎉b𓀀c🎉\u0378") == "🎉𓀀\u0378"


def test_a_control_character_cannot_be_drawn() -> None:
    assert missing("a\x07b") == "\x07"


@pytest.mark.parametrize("text", ["\n\r\t\u00a0\u3000\u2028", "\u200c\u200d\u200e\u200f\u2066\u2069\u2060\ufe0f", ""])
def test_white_space_and_what_only_steers_the_drawing_is_never_missing(text: str) -> None:
    assert missing(f"a{text}b") == ""


def test_a_mark_that_no_face_has_together_with_its_letter_is_missing() -> None:
    assert missing("x\u0e31") == "\u0e31"


def test_a_line_is_about_as_wide_as_its_letters() -> None:
    assert advance("", 10) == 0
    assert advance("iiii", 10) < advance("MMMM", 10)
    assert advance("Mi", 12) == pytest.approx(1.2 * advance("Mi", 10))
    assert advance("M\u200di", 10) == advance("Mi", 10)
    assert advance("🎉", 10) == 10


def test_no_font_is_opened_before_it_is_asked_for() -> None:
    program = (
        "import sys, typefaces; typefaces.folders(); assert not any(m.startswith('fontTools') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
