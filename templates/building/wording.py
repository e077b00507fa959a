"""The wording of a letter -> the body of its Word template.

A wording is text. Its first line is `# ` and the subject. Then come paragraphs, parted by blank lines:
`## ` a section, `1. ` an item of the letter's numbered list, `1) ` an item of another list, which begins at 1 again,
`+ ` a further paragraph of an item, `> ` what leads to a table or list, `~ ` what follows a list,
`{% … %}` alone: a Jinja tag, `< name`: the words of `wording/parts/name.txt`, which several letters say,
`|for … in …| Heading 160 = {{ … }} | …` a table (heading, width in points, what stands in a row).
**Two stars** make bold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import count

from templates.building.elements import Column, control, paragraph, run, runs, table
from templates.building.styles import in_list
from templates.letter import Letter, in_heading

_UNPARTED = re.compile(r"\b(section|subdivision|title|paragraph|items?) (?=[\d(])|(§) (?=\d|\{\{)")
"""A number is not left alone at the beginning of a line."""

_OPENING = """\
{{ dated_on|date }}
{% if delivery %}
Delivery: {{ delivery }}
{% endif %}
Address: {{ addressee.name }}
{% for line in addressee.lines %}
Address: {{ line }}
{% endfor %}
"""


def body(letter: Letter, wording: str) -> str:
    """The whole body: opening, subject, the letter's own words, closing."""
    head, _, words = wording.partition("\n")
    subject = head.removeprefix("# ").strip()
    return "".join((*_opening(subject, _cite(letter)), *_own_words(words, count(2)), *_closing(letter)))


def read(name: str) -> str:
    """A wording as it is shipped: of a kind of letter, or of a part that several share."""
    return (files("templates") / "wording" / f"{name}.txt").read_text("utf-8")


def _cite(letter: Letter) -> str:
    """What the heading cites; of a letter about an appeal, under the section of that appeal."""
    if letter.instead:
        under_964 = f"{{% if appeal_under == '964(h)' %}}{in_heading(letter.instead)}{{% else %}}"
        return f"{under_964}{in_heading(letter.clause)}{{% endif %}}"
    return in_heading(letter.clause) if letter.clause else ""


def _opening(subject: str, cite: str) -> Iterator[str]:
    for line in _OPENING.splitlines():
        if line.startswith("{%"):
            yield control(line.strip("{%} "))
        else:
            style, _, words = line.rpartition(": ") if not line.startswith("{{") else ("", "", line)
            yield paragraph(run(words), style)
    yield paragraph(run(f"RE:\t{subject}"), "Subject")
    yield from _when("project_title", paragraph(run("{{ project_title }}"), "SubjectLine"))
    both = "{% if project_number and reference %} · {% endif %}"
    number = "{% if project_number %}Project {{ project_number }}{% endif %}"
    reference = "{% if reference %}Reference {{ reference }}{% endif %}"
    yield from _when("project_number or reference", paragraph(run(number + both + reference), "SubjectLine"))
    if cite:
        yield paragraph(run(cite), "SubjectLine")
    yield paragraph(run("{{ salutation }}"), "Salutation")


def _own_words(words: str, lists: Iterator[int]) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", words.strip()):
        mark, text = block[:2], block[2:].strip()
        if mark == "< ":
            yield from _own_words(read(f"parts/{text}"), lists)
        elif block.startswith("1) "):
            yield paragraph(runs(_words(block[3:])), "Item", extra=in_list(next(lists)))
        else:
            mark = next((mark for mark in _MARKS if block.startswith(mark)), "")
            yield _MARKS[mark](block.removeprefix(mark).strip())


def _words(text: str) -> str:
    return _UNPARTED.sub(lambda found: f"{found[1] or found[2]}\N{NO-BREAK SPACE}", " ".join(text.split()))


def _styled(style: str) -> Callable[[str], str]:
    return lambda text: paragraph(runs(_words(text)), style)


def _tag(text: str) -> str:
    tag, end, more = text.partition("%}")
    if not end or more:
        raise ValueError(f"a tag stands alone in its paragraph: {{% {text}")
    return control(tag.strip())


def _table(text: str) -> str:
    each, _, rest = text.partition("|")
    cells = rest.strip().split(" | ")
    columns, contents = [], []
    for part in cells:
        head, _, content = part.partition(" = ")
        heading, _, width = head.rpartition(" ")
        columns.append(Column(heading, float(width)))
        contents.append(content)
    return table(columns, contents, each=each)


_MARKS: dict[str, Callable[[str], str]] = {
    "## ": _styled("Section"),
    "1. ": _styled("Item"),
    "+ ": _styled("ItemMore"),
    "> ": _styled("Lead"),
    "~ ": _styled("Follow"),
    "{% ": _tag,
    "|for ": _table,
    "": _styled(""),
}


def _closing(letter: Letter) -> Iterator[str]:
    if letter.writer == "Department":
        yield paragraph(runs(_CONTACT), "Contact")
    office = "Bona Fide Researcher" if letter.cosigned else ""
    yield from _when("signer.by_hand", paragraph(runs(f"Sincerely,\n{office}{_by_hand('signer')}"), "Signature"))
    yield from _when("not signer.by_hand", paragraph(runs(_SIGNED), "Signature"))
    if letter.cosigned:
        yield paragraph(runs(f"For {{{{ institution }}}}{_by_hand('cosigner')}"), "Signature")
    yield from _listed("enclosures", "Enclosures:")
    yield from _listed("copies", "cc:")


_CONTACT = (
    "If you have a question about this letter, contact {{ contact.name }}, {{ contact.title }}, at "
    "{{ contact.phone }} or {{ contact.email }}, or write to {{ contact.address }}. Please name the project"
    "{% if project_number %} number {{ project_number }}{% endif %}"
    "{% if reference %} and the reference {{ reference }}{% endif %}."
)


def _name(who: str) -> str:
    return f"**{{{{ {who}.name }}}}**{{% for line in {who}.lines %}}\n{{{{ line }}}}{{% endfor %}}"


def _by_hand(who: str) -> str:
    lines = "\n\nSignature\t\tDate of signature\t\n"
    return f"{lines}{{% if {who}.name %}}{_name(who)}{{% else %}}\n\nName\t\tTitle\t{{% endif %}}"


_SIGNED = f"Sincerely,\n\n\n\n{_name('signer')}"
# One paragraph, whose lines are kept together: the only thing that holds a signature on its page in every program.


def _listed(name: str, label: str) -> Iterator[str]:
    yield control(f"for one in {name}")
    yield paragraph(run("{% if loop.first %}" + label + "{% endif %}\t{{ one }}"), "Listed")
    yield control("endfor")


def _when(condition: str, *paragraphs: str) -> Iterator[str]:
    yield control(f"if {condition}")
    yield from paragraphs
    yield control("endif")
