"""Finds the application among the files of a package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from forms.editions.edition_map import EditionMap
from forms.fields import Reading, UnreadableFormError
from forms.json_answers import read_answers
from forms.limits import FORM_SIZE
from forms.packages.unpacking import Package, Packed
from forms.reader import Attached
from webapp.intake import Taken, refuse_foreign, taken


class Opener(Protocol):
    """What reads forms and documents in the guarded process, and takes packages apart there."""

    def __call__(self, pdf: bytes) -> Reading:
        """The answers of a form."""

    def package(self, content: bytes) -> Package:
        """The files of a package."""

    def attachment(self, content: bytes) -> Attached:
        """What is in a document."""


def application_among(
    source: str, files: Sequence[Packed], read: Opener, maps: Sequence[EditionMap]
) -> tuple[Taken, list[Packed]]:
    """The one application among the files, and the files that hold it: our own packages have it as PDF and as JSON.

    Raises:
        UnreadableFormError: There is none, or more than one.
    """
    found: list[tuple[Taken, list[Packed]]] = []
    refusals: list[tuple[Packed, UnreadableFormError]] = []
    for one in sorted(files, key=_unlikely):
        try:
            held = _read(f"{source}: {one.name}", one, read, maps)
        except UnreadableFormError as refused:
            refusals.append((one, refused))
        else:
            same = next((files for other, files in found if held and held.application == other.application), None)
            if same is not None:
                same.append(one)
            elif held:
                found.append((held, [one]))
    if not found:
        raise _no_application(files, refusals)
    if len(found) > 1:
        raise _several(same[0].name for _, same in found)
    return found[0]


def _unlikely(file: Packed) -> tuple[bool, bool]:
    """PDFs first, so that their doubts are told; what lies deep in folders last."""
    return (not file.content.startswith(b"%PDF-"), "/" in file.name)


def _read(source: str, file: Packed, read: Opener, maps: Sequence[EditionMap]) -> Taken | None:
    """The application in a file; None where it is of a kind that holds none."""
    if file.content.lstrip()[:1] == b"{":
        application, notes = read_answers(file.content)
        refuse_foreign(application)
        return Taken(source, application, notes)
    if b"%PDF-" in file.content[:1024] and len(file.content) <= FORM_SIZE.most:
        return taken(source, read(file.content), maps)
    return None


def _no_application(
    files: Sequence[Packed], refusals: Sequence[tuple[Packed, UnreadableFormError]]
) -> UnreadableFormError:
    if not files:
        return UnreadableFormError(
            "empty", "This package holds no file that could be taken.", "Put the filled form and the documents into it."
        )
    telling = [
        (one, refused) for one, refused in refusals if refused.kind not in {"no_form", "not_json", "another_form"}
    ]
    why = "".join(f" “{one.name}”: {refused.message}" for one, refused in telling[:3])
    return UnreadableFormError(
        "no_application",
        f"Among the {len(files)} files of this package there is no filled Data Request Standard Application.{why}",
        "Put the filled form, as PDF or JSON, beside the documents.",
    )


def _several(names: Iterable[str]) -> UnreadableFormError:
    listed = ", ".join(f"“{name}”" for name in names)
    return UnreadableFormError(
        "several_applications",
        f"This package holds several applications that differ: {listed}.",
        "Leave the one that is meant, and send each other with its own documents.",
    )
