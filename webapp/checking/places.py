"""The places that the documents of a checked package can be put, in words."""

from __future__ import annotations

from webapp.answers.slots import slots
from webapp.checking.checked import Checked
from webapp.unpacking.enclosed import NOWHERE


def places_of(checked: Checked) -> dict[str, str]:
    """Each place as a form names it, with what it is called; those of a document that the application lacks as well."""
    known = {
        f"{slot.kind}:{slot.person if slot.is_personal else ''}": slot.label
        for slot in slots(checked.taken.application)
        if slot.is_ready
    }
    known["project_outline:"] = "Project outline, as a document of its own"
    others = {one.place: one.person or one.slot for one in checked.documents if one.slot and one.place not in known}
    return {**known, **others, NOWHERE: "Nowhere: it counts for nothing"}
