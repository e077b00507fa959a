"""What the hostile files are made of."""

from __future__ import annotations

from tests.forms.raw_pdf import form

READ = "read"
"""A hostile file that is read all the same, because what is odd about it does no harm here."""

MANY = 100_000
FIELD = b"/FT/Tx/T(a)/V(x)"
PLAIN = form([FIELD])

Row = tuple[str, str, bytes, bytes]
"""Name, how it may end, the hostile file, its twin."""
