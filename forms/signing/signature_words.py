"""What is said to people of a signature: one sentence for each state of each fact, and one for the whole."""

from __future__ import annotations

from forms.signing.signature import Changes, Identity, Integrity, Signature, Standing

INTEGRITY = {
    Integrity.INTACT: "Yes: what was signed is still there, bit by bit.",
    Integrity.BROKEN: "No: what stands in the file is not what was signed, or another key signed it.",
    Integrity.WEAK: "Not to be relied on: it was made in a way that can be forged.",
    Integrity.UNREADABLE: "Not known: the signature cannot be read.",
}

CHANGES = {
    Changes.NONE: "No: nothing was changed.",
    Changes.SIGNED_AGAIN: "No: only further signatures were added.",
    Changes.FILLED: "Yes: it was filled further. What was answered when it was signed is unchanged.",
    Changes.CHANGED: "Yes: the file no longer shows what was signed.",
    Changes.PARTIAL: "Not known: it covers only a part of the file, and the rest may have been changed at any time.",
    Changes.UNKNOWN: "Not known: what was added to the file cannot be told apart from what was signed.",
}

IDENTITY = {
    Identity.TRUSTED: "Yes: the certificate leads to a trusted root.",
    Identity.UNKNOWN_ROOT: "No: none of the trusted roots vouches for the certificate, so the name is only claimed.",
    Identity.SELF_SIGNED: "No: the signer made the certificate alone, and nobody vouches for the name in it.",
    Identity.EXPIRED: "No: the certificate has expired, and no trusted timestamp shows that it was signed before.",
    Identity.NOT_YET_VALID: "No: the certificate is not valid yet.",
    Identity.REVOKED: "No: the certificate was revoked.",
    Identity.UNSUITABLE: "No: the certificate, or one above it, is forged, not made for signing, or too weak.",
    Identity.UNKNOWN: "Not known: a signature that does not hold says nothing about who made it.",
}

STANDING = {
    Standing.GOOD: "The signature holds, nothing was changed after it, and the signer is confirmed.",
    Standing.FILLED: "The signature holds and the signer is confirmed; empty fields were filled after signing. "
    "Look at them: the signer may not have seen them.",
    Standing.CHANGED: "The file was changed after signing, or may have been. Do not take it as signed: "
    "ask the signer for the file as it was signed, or have it signed again.",
    Standing.UNCONFIRMED: "The signature holds, but who made it is not confirmed. "
    "Ask the signer, at an address that you know, whether they signed.",
    Standing.WEAK: "The signature is too weak to rely on. Have it signed again with a newer program.",
    Standing.BROKEN: "The signature does not hold. Do not take the file as signed: have it signed again.",
    Standing.UNCHECKED: "The signature cannot be checked. Ask the signer for the file as it was signed, "
    "or have it signed again.",
}


def who(signature: Signature) -> str:
    """Whom the certificate names, in one line."""
    if signature.is_timestamp:
        return "nobody: it is a timestamp, which shows when the file existed"
    signer = signature.signer
    if not signer.fingerprint:
        return "not known"
    named = ", ".join(filter(None, (signer.name, signer.organisation, signer.email)))
    return f"{named or 'a certificate without a name'}; certificate from {signer.issuer or 'nobody who is named'}"


def when(signature: Signature) -> str:
    """When it was signed, and by whose clock."""
    if signature.stamped_at:
        return f"{signature.stamped_at.isoformat(' ', 'seconds')}, by a trusted timestamp"
    if signature.claimed_at:
        return f"{signature.claimed_at.isoformat(' ', 'seconds')}, by the signer's own clock; nobody vouches for it"
    return "not said"
