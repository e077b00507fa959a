"""A letter as a page shows it: its look, what stands in it, and where what is the matter can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from templates import page
from templates.letters import LETTERS
from templates.problems import Problem
from templates.word import read
from webapp.letters.making import Made


def places(problems: Iterable[Problem], names: Sequence[str]) -> dict[str, str]:
    """The field in which each problem can be mended, where the page has one: the pointer -> the field's name."""
    dotted = {problem.pointer: problem.pointer.strip("/").replace("/", ".") for problem in problems}
    return {
        pointer: found
        for pointer, name in dotted.items()
        if (found := next((one for one in names if one == name or one.startswith(f"{name}.")), ""))
    }


def preview(made: Made) -> dict[str, Any]:
    """The letter as pieces of this page; its headings stand below the page's own."""
    writing = read(made.docx)
    words = page.body(writing).replace("h2>", "h4>").replace("h1>", "h3>")
    return {"head": Markup(page.head(writing)), "body": Markup(words)}  # noqa: S704 - escaped where it was written


def present(made: Made) -> list[str]:
    """What stands in the letter, for who looks it over before it is sent; it was read back, so all of it does."""
    letter = LETTERS[made.kind]
    rests_on = " or ".join(f"§ {clause}" for clause in letter.clauses)
    found = [f"the clause that it rests on: {rests_on}"] if rests_on else ["that it is a courtesy"]
    if letter.writer == "Department":
        found.append("telephone, address for inquiries, and contact person")
    return [*found, *(f"“{words}”" for words in letter.must)]
