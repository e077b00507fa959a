"""What the Bona Fide Researcher gives for one of the two signatures that submit the application."""

from __future__ import annotations

from dataclasses import dataclass

from forms.fields import UnreadableFormError
from webapp.certifying.drawing import drawn
from webapp.certifying.settings import signing_settings
from webapp.signatures.slots import Method, Slot
from webapp.uploads import only

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Given:
    """A name, the word that it is meant as a signature, and how it is given."""

    slot: Slot
    name: str
    agreed: bool
    method: str
    picture: bytes | None = None
    refused: str = ""
    """What is the matter with the picture."""

    @property
    def wrong(self) -> str:
        """Why it is no signature; empty: it is one."""
        if not self.name or not self.agreed:
            return "Type your full name, and tick the box: both together are your signature."
        if self.method not in signing_settings().accepted(self.slot):
            return "Choose how you sign."
        if self.method == Method.DRAWN and self.picture is None:
            return self.refused or "Draw your signature, or choose a picture of it."
        return ""


def given_for(slot: Slot) -> Given:
    """What the browser sends for one signature; its picture is looked at in the guarded process."""
    name, agreed = only(f"{slot.name}.name")[:LONGEST], bool(only(f"{slot.name}.consent"))
    method = only(f"{slot.name}.method", Method.TYPED)
    if method != Method.DRAWN:
        return Given(slot, name, agreed, method)
    try:
        return Given(slot, name, agreed, method, drawn(f"{slot.name}.picture"))
    except UnreadableFormError as refused:
        return Given(slot, name, agreed, method, refused=f"{refused.message} {refused.remedy}")
