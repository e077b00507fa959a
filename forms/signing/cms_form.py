"""Whether the data of a signature are formed as our own program forms them, down to what no signature covers."""

from __future__ import annotations

from typing import Any

from forms.signing.byte_range import extent

_DIGEST = {"algorithm": "sha256", "parameters": None}


def is_plain(embedded: Any) -> bool:
    """Whether nothing in a signature's own data could be otherwise without the signature being broken.

    Args:
        embedded: As the signature library holds it.
    """
    try:
        data, signer = embedded.signed_data, embedded.signer_info
        digests = [dict(digest.native) for digest in (*data["digest_algorithms"], signer["digest_algorithm"])]
        formed = data.copy().dump(force=True) == data.dump() and _ends_with(embedded.pkcs7_content, data.dump())
        named = (
            signer["sid"].chosen["issuer"].dump() == embedded.signer_cert.issuer.dump()
        )  # compared loosely elsewhere
        versions = data["version"].native, signer["version"].native
    except (ValueError, TypeError, LookupError, AttributeError):
        return False
    return formed and named and versions == ("v1", "v1") and digests == [_DIGEST, _DIGEST]


def _ends_with(contents: bytes, data: bytes) -> bool:
    return contents[: extent(contents)].endswith(data)
