"""Whether a signature rests on something that can be forged today."""

from __future__ import annotations

from typing import Any

_WEAK_DIGESTS = {"md2": "MD2", "md5": "MD5", "sha1": "SHA-1"}
_SHORTEST = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}
"""Bits of a key (NIST SP 800-131A)."""

_DIGEST = "It was made with {digest}, for which a second file with the same signature can be made."
_KEY = "It was made with a key of {bits} bits, which can be found out by computing."


def weakness(signature: Any) -> str:
    """The sentence that tells what is weak about a signature; empty where nothing is.

    Args:
        signature: As the signature library holds it.
    """
    for digest in (signature.md_algorithm, signature.external_md_algorithm, _hash_of(signature.signer_info)):
        if digest in _WEAK_DIGESTS:
            return _DIGEST.format(digest=_WEAK_DIGESTS[digest])
    key = signature.signer_cert.public_key
    if key.bit_size < _SHORTEST.get(key.algorithm, 0):
        return _KEY.format(bits=key.bit_size)
    return ""


def _hash_of(signer_info: Any) -> str:
    """The digest that the signature algorithm names itself; empty where it leaves that open."""
    try:
        return str(signer_info["signature_algorithm"].hash_algo)
    except ValueError:
        return ""
