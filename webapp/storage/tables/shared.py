"""What every table shares: the names of constraints, and the kinds of columns that return."""

from __future__ import annotations

from sqlalchemy import MetaData, String

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

ID = String(32)
"""128 random bits in hexadecimal: nothing can be guessed from it, and no database has to give it."""
SHA256 = String(64)
NUMBER = String(16)
"""The number of an application, such as 2026-0001."""
