"""What a browser calls itself, in two words that a person knows: for the list of sessions, and for nothing else."""

from __future__ import annotations

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
"""In this order, since most call themselves by the names of those after them too."""
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def described(user_agent: str) -> str:
    """Such as “Firefox on Windows”; “an unknown browser” where it says nothing that we know."""
    browser = _first(BROWSERS, user_agent) or "an unknown browser"
    system = _first(SYSTEMS, user_agent)
    return f"{browser} on {system}" if system else browser


def _first(known: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for mark, name in known if mark in text), None)
