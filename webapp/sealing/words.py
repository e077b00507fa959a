"""What an answer of the page that verifies means, by what was brought to it."""

from __future__ import annotations

from forms.seal import Seal
from webapp.sealing.verifying import By, Verdict

SAYS = {
    (By.FILE, Seal.INTACT): "Not one byte of your file differs from the file that was sealed here.",
    (By.FILE, Seal.CHANGED): (
        "Your file bears a seal of this service, or what is left of one, and is not as it was sealed. Ask whoever sent "
        "it to you for the file as it was issued."
    ),
    (By.FILE, Seal.UNKNOWN): (
        "Your file bears no seal of this service. That says nothing for or against it: perhaps it was never sealed, "
        "was printed and scanned, or bears the seal of another service."
    ),
    (By.CODE, Seal.INTACT): (
        "The file that the service keeps under this code is as it was sealed. That says nothing of a copy that you "
        "hold: upload it, or compare its SHA-256 with this one."
    ),
    (By.CODE, Seal.CHANGED): (
        "The file that the service keeps under this code is not as it was sealed. Tell whoever runs this service. "
        "Upload your copy to have it verified."
    ),
    (By.CODE, Seal.UNKNOWN): "Nothing was sealed here under this code. Look at it again, or upload your file.",
    (By.SHA256, Seal.INTACT): "The file with this SHA-256 is as it was sealed here.",
    (By.SHA256, Seal.UNKNOWN): (
        "No file with this SHA-256 was sealed here: it was changed, or never sealed. Upload it to find out which."
    ),
}
NOT_KEPT = "The service does not keep that file any more. Upload your copy to have it verified."


def meaning(verdict: Verdict) -> str:
    """What the answer means, in words, with what to do."""
    if verdict.sealed and verdict.seal is Seal.UNKNOWN:
        return NOT_KEPT
    return SAYS[verdict.by, verdict.seal]
