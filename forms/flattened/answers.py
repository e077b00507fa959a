"""What the fields of one printed page hold, and what a person should know of each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.drawing.controls import Control
from forms.fields import Value
from forms.flattened.lines import is_full, lines_of, text_of
from forms.flattened.losses import losses
from forms.flattened.marks import Drawn
from forms.flattened.placing import Entered, Placed
from forms.flattened.sheets import Sheet

_BEYOND = "It is drawn beyond its box, or beside it: on the page it is cut, or stands where another answer belongs."
_CROSSED = "Words of another answer run into its box: look on the page which are its own."
FULL = "It ends where its box ends: what was longer is not on the page."
_PERHAPS = "Something is drawn at “{choice}” that may be a tick."
_SEVERAL = "More than one is ticked: {choices}."
_NOT_LISTED = "“{held}” is not one of the choices of its list."
_CUT_CHOICE = "Only the beginning of a choice is drawn, “{held}”."
_NO_SIGNATURE = (
    "Something is drawn here, but a digital signature ends when a file is printed: send the file that was signed."
)
_CUT = 8


@dataclass(slots=True)
class Answer:
    """A field of a page with its value, and one sentence for each doubt."""

    control: Control
    value: Value
    page: int
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the form as it was read."""

    number: int
    """Counted from 1, in the file."""
    sheet: Sheet
    placed: Placed
    ticks: Mapping[str, Drawn]
    """Whether each box and button is ticked, and whether anything is drawn for a digital signature."""

    def entered(self, place: str) -> Entered:
        """What stands in a field or button."""
        return self.placed.entered.get(place) or Entered()


def answer_of(control: Control, page: Page) -> Answer:
    """What a field of the page holds."""
    match control.kind:
        case "box":
            return _box(control, page)
        case "radio":
            return _radio(control, page)
        case "signature":
            return _signature(control, page)
    answer = _text(control, page)
    return _choice(answer) if control.kind == "list" else answer


def _text(control: Control, page: Page) -> Answer:
    box, entered = page.sheet.boxes[control.name], page.entered(control.name)
    crossed = [_CROSSED] if control.name in page.placed.crossed else []
    if not entered.words:
        return Answer(control, "", page.number, crossed)
    prose, lines = control.kind == "prose", lines_of(entered.words)
    text = text_of(lines, box, prose=prose)
    doubts = [*losses(text, entered.words), *crossed]
    if entered.is_beyond:
        doubts.append(_BEYOND)
    elif is_full(lines, box, prose=prose):
        doubts.append(FULL)
    return Answer(control, text, page.number, doubts)


def _choice(answer: Answer) -> Answer:
    """The value of a list: its words, or the beginning of them, or what some programs draw, the value itself."""
    held = str(answer.value)
    wanted = _plain(held)
    options = answer.control.options
    if not wanted:
        return answer
    exact = [option.value for option in options if wanted in {_plain(option.label), _plain(option.value)}]
    begun = [option.value for option in options if len(wanted) >= _CUT and _plain(option.label).startswith(wanted)]
    if len(exact) == 1:
        answer.value = exact[0]
    elif len(begun) == 1:
        answer.value = begun[0]
        answer.doubts.append(_CUT_CHOICE.format(held=held))
    else:
        answer.doubts.append(_NOT_LISTED.format(held=held))
    return answer


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _box(control: Control, page: Page) -> Answer:
    drawn = page.ticks[control.name]
    doubts = [_PERHAPS.format(choice="this box")] if drawn == "perhaps" else []
    return Answer(control, drawn != "no", page.number, doubts)


def _radio(control: Control, page: Page) -> Answer:
    drawn = {option: page.ticks[f"{control.name}/{option.value}"] for option in control.options}
    ticked = [option for option, how in drawn.items() if how == "yes"]
    perhaps = [option for option, how in drawn.items() if how == "perhaps"]
    doubts = [_PERHAPS.format(choice=option.label) for option in perhaps]
    if len(ticked) > 1:
        doubts.append(_SEVERAL.format(choices=", ".join(f"“{option.label}”" for option in ticked)))
    chosen = ticked if len(ticked) == 1 else perhaps if not ticked and len(perhaps) == 1 else []
    return Answer(control, chosen[0].value if chosen else None, page.number, doubts)


def _signature(control: Control, page: Page) -> Answer:
    drawn = page.ticks[control.name] != "no"
    return Answer(control, False, page.number, [_NO_SIGNATURE] if drawn else [])
