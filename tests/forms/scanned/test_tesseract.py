"""The program that reads letters: what is made of its words, and what it is kept from."""

import pytest

from forms.fields import UnreadableFormError
from forms.limits import PROGRAM_MEMORY, SCAN_WORK
from forms.reader import Reader
from forms.scanned.tesseract import words_in
from tests.forms.scanned.tables import row, table


class TestWhatTheProgramSays:
    def test_words_stand_on_their_base_line_in_points(self) -> None:
        (word,) = words_in(table(row("Data", 300, 270, 120, 30)), 3300)
        assert word.start == complex(72, 720)
        assert word.end == complex(100.8, 720)
        assert word.confidence == 0.965

    def test_letters_that_reach_below_the_line_do_not_lower_it(self) -> None:
        with_tail, without = words_in(table(row("ply", 0, 100, 50, 39), row("Data", 60, 100, 50, 30)), 3300)
        assert abs(with_tail.start.imag - without.start.imag) < 0.2

    def test_what_is_no_row_of_a_word_is_passed_over(self) -> None:
        assert words_in("", 10) == []
        assert words_in(table("5\tbroken", row(" ", 1, 1, 1, 1)), 10) == []


class TestTheProgramIsHeld:
    """Another program stands in for the one that reads letters: what holds for it holds for any."""

    def told(self, program: str) -> str:
        with Reader() as read:
            command = ["/usr/bin/python3", "-c", program]
            return str(read._ask("recognise", b"a picture", command=command, environment={})["told"])

    def test_it_is_given_the_picture_and_asked_for_its_words(self) -> None:
        assert self.told("import sys; print(sys.stdin.read()[::-1])").strip() == "erutcip a"

    def test_it_has_little_memory_and_time_and_writes_nothing(self) -> None:
        program = (
            "from resource import *\n"
            "print([getrlimit(limit)[0] for limit in (RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_CPU, RLIMIT_CORE)])"
        )
        assert self.told(program).strip() == f"[{PROGRAM_MEMORY.most}, 0, {SCAN_WORK.most}, 0]"

    def test_it_has_a_group_of_its_own_and_reaches_no_network_where_the_system_allows_that(self) -> None:
        program = (
            "import os, socket\n"
            "probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
            "print(os.getpgid(0) == os.getpid(), probe.connect_ex(('192.0.2.1', 9)) != 0)"
        )
        with Reader() as read:
            apart = read.isolation.network
        assert self.told(program).split() == ["True", str(apart)]

    def test_what_goes_wrong_in_it_is_told_as_damage(self) -> None:
        with pytest.raises(UnreadableFormError) as told:
            self.told("import os; os.abort()")
        assert told.value.kind == "damaged"
