"""Options with boxes before them: what is not ticked is not said."""

from __future__ import annotations

import re

_TICKED = r"\[[xX✓✔]\]|[☒☑✔✓]"
_EMPTY = r"\[[ _]?\]|[☐□◻❏]"
_OPTION = re.compile(rf"(?:{_EMPTY})[^\n]*?(?=\n|$|{_TICKED}|{_EMPTY})")
"""An empty box with what stands behind it in its line, up to the next box."""


def ticked(page: str) -> str:
    """A page without the options that are not ticked, blanks in their place; as it is where no box is ticked at all."""
    if not re.search(_TICKED, page):
        return page
    return _OPTION.sub(lambda option: " " * len(option.group()), page)
