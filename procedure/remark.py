"""A remark: what people should see beside a case. It refuses nothing, and names its clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence or two for the people of a case, about one of its events where there is one."""

    clause: str
    words: str
    about: int | None = None
