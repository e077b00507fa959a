"""The second thing that a person shows: six digits of an authenticator (RFC 6238), or one of their recovery codes."""

from __future__ import annotations

import base64
import io
from datetime import datetime
from hmac import compare_digest
from secrets import choice

import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp import TOTP, random_base32

STEP = 30
"""Seconds that a code stands."""
SLACK = 1
"""Steps that a clock may be wrong, either way."""
ISSUER = "Data Request"
RECOVERY_CODES = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another."""


def new_secret() -> str:
    """The secret that a person's authenticator and we share."""
    return random_base32()


def step_of(secret: str, code: str, *, after: int, at: datetime) -> int | None:
    """The step of a right code, to be kept so that none is taken twice; None for a wrong one, or one up to `after`."""
    typed = "".join(code.split())
    totp, now = TOTP(secret, interval=STEP), int(at.timestamp()) // STEP
    for step in range(max(now - SLACK, after + 1), now + SLACK + 1):
        if typed.isascii() and compare_digest(totp.at(step * STEP), typed):
            return step
    return None


def picture(secret: str, address: str) -> str:
    """The secret as a square picture for a telephone, as the text of an SVG."""
    out = io.BytesIO()
    code = segno.make(TOTP(secret).provisioning_uri(name=address, issuer_name=ISSUER), error="m", micro=False)
    code.save(
        out, kind="svg", omitsize=True, border=4, dark="#122b4a", light="#ffffff", xmldecl=False, svgns=False, nl=False
    )
    return out.getvalue().decode("ascii")


def in_groups(secret: str) -> str:
    """The secret as it is typed by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes() -> tuple[str, ...]:
    """Codes to be kept on paper: 16 signs each, far too many to be tried."""
    return tuple("-".join("".join(choice(_SIGNS) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES))


def as_written(code: str) -> str:
    """A recovery code as it was given out, however it was typed."""
    signs = "".join(char for char in code.casefold() if char.isalnum())
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def seal(secret: str, key: bytes) -> str:
    """The secret, closed with the key of the installation: the database alone gives nobody a code."""
    return _box(key).encrypt(secret.encode("ascii")).decode("ascii")


def unseal(sealed: str, key: bytes) -> str | None:
    """The secret again; None where the installation has another key by now."""
    try:
        return _box(key).decrypt(sealed.encode("ascii")).decode("ascii")
    except InvalidToken:
        return None


def _box(key: bytes) -> Fernet:
    own = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"datarequest authenticator").derive(key)
    return Fernet(base64.urlsafe_b64encode(own))
