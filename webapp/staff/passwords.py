"""Passwords: kept as argon2 hashes, and refused in words where they are easily guessed."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST = 12
LONGEST = 200
FEWEST_SIGNS = 5
_HASHER = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)
"""46 MiB twice over: above what OWASP asks of argon2id, and eight at once still fit into a small machine."""


def hash_of(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(_bytes(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password; without a kept hash it takes as long, and is never right."""
    try:
        return _HASHER.verify(kept or _nobodys(), _bytes(password)) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


def weakness(password: str, *, known: tuple[str, ...]) -> str | None:
    """Why a password is none, in words; `known` is what others know of the person, such as name and address."""
    if len(password) < SHORTEST:
        return f"A password has at least {SHORTEST} characters: three or four words that have nothing to do with you."
    if len(password) > LONGEST:
        return f"A password has at most {LONGEST} characters."
    rest = password.casefold()
    for word in sorted((part for text in known for part in _words(text)), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(set(rest)) < FEWEST_SIGNS or len(rest) < SHORTEST // 2:
        return "This is easily guessed: it is little more than your name, your address or a sign that repeats."
    return None


@cache
def _nobodys() -> str:
    return hash_of("nobody has this password")


def _bytes(password: str) -> bytes:
    """As UTF-8, composed, since keyboards write one letter in two ways; half a character must not stop anybody."""
    return normalize("NFC", password).encode("utf-8", "replace")


def _words(text: str) -> list[str]:
    parts = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return [part for part in parts if len(part) > 2] + ["datarequest", "password"]
