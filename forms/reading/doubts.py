"""What makes a person look at a value before relying on it: one sentence for each kind of doubt."""

from __future__ import annotations

from collections.abc import Iterator

from forms.fields import Value
from forms.reading.drawn import DrawnText
from forms.reading.field_tree import Node
from forms.reading.held import Held
from forms.reading.likeness import alike
from forms.reading.objects import Entries, entries, text
from forms.reading.page_annotations import Pages

FORM_MARKS = frozenset({"data_system", "edition"})
"""Fields of our form that name its kind; nobody fills them, so nobody needs to see them."""

_CITATION = ". 11 CCR "
_FORMATTED, _PASSWORD, _COMBO = "/F", 1 << 13, 1 << 17
_NOTHING: tuple[Value, ...] = (None, "", False, ())
_LONGEST_QUOTE = 60

_DRAWN_ONLY = "Its box shows “{drawn}”, but the file records no answer: what is shown is taken as the answer."
_DRAWN_THOUGH_EMPTY = "Its box shows “{drawn}”, but the file records an empty answer."
_DRAWN_EMPTY = "The file records “{held}”, but its box shows nothing."
_DRAWN_OTHERWISE = "The file records “{held}”, but its box shows “{drawn}”."
_UNSEEN = "It is filled, but stands {where}: whoever reads the form on the screen does not see it."


class Doubter:
    """Compares what fields hold with what a person sees of them."""

    def __init__(self, form: Entries, pages: Pages) -> None:
        self._pages = pages
        self._drawn = DrawnText(form)
        self._redrawn = form.get("/NeedAppearances") is True
        """Viewers draw every box anew, so that an empty appearance says nothing."""

    def look(self, node: Node, held: Held) -> None:
        """Add to what a field holds the doubts that its boxes raise, and the value where only its box shows it."""
        if held.kind == "text" or (held.kind == "list" and node.flags & _COMBO):
            self._compare(node, held)
        if held.kind != "signature" and held.value not in _NOTHING and node.name not in FORM_MARKS:
            held.doubts.extend(self._unseen(node))

    def label(self, node: Node) -> str:
        """How a doubt calls the field: by its label, else by its name; and the page that shows it.

        A long label, or one that cites the regulation, has help behind it: its first sentence is enough.
        """
        label = text(node.get("/TU"))
        words = " ".join(label.text.split()) if label else ""
        if len(words) > _LONGEST_QUOTE or _CITATION in words:
            words = words.partition(". ")[0]
        pages = [page for widget in node.widgets if (page := self._pages.number(widget.identity))]
        return f"“{words or node.name}”" + (f" on page {pages[0]}" if pages else "")

    def _compare(self, node: Node, held: Held) -> None:
        if node.flags & _PASSWORD or _FORMATTED in entries(node.get("/AA")):
            return  # drawn as stars, or in a format of its own
        recorded = held.shown if held.shown is not None else held.value
        for widget in node.widgets:
            drawn = self._drawn.of(widget.entries)
            if drawn is None or not isinstance(recorded, str | None):
                continue
            if held.kind == "text" and held.value is None and drawn.strip():
                held.value = drawn.strip()
                held.doubts.append(_DRAWN_ONLY.format(drawn=quoted(drawn)))
                return
            if isinstance(held.value, str) and alike(held.value, drawn):
                continue  # some programs draw the value of a choice, and not its label
            if doubt := self._difference(recorded or "", drawn):
                held.doubts.append(doubt)
                return

    def _difference(self, recorded: str, drawn: str) -> str | None:
        if not drawn.strip():
            stale = recorded.strip() and not self._redrawn
            return _DRAWN_EMPTY.format(held=quoted(recorded)) if stale else None
        if not recorded.strip():
            return _DRAWN_THOUGH_EMPTY.format(drawn=quoted(drawn))
        if alike(recorded, drawn):
            return None
        return _DRAWN_OTHERWISE.format(held=quoted(recorded), drawn=quoted(drawn))

    def _unseen(self, node: Node) -> Iterator[str]:
        if not node.widgets:
            yield _UNSEEN.format(where="on no page")
            return
        reasons = [self._pages.unseen(widget.entries, widget.identity) for widget in node.widgets]
        if all(reasons):
            yield _UNSEEN.format(where=reasons[0])


def quoted(value: Value) -> str:
    """A value as a sentence quotes it: in one line, and not longer than a line."""
    if value is None or value is False:
        return "nothing"
    if value is True:
        return "ticked"
    text = " ".join((value if isinstance(value, str) else ", ".join(value)).split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
