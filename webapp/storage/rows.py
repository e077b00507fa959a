"""Rows as lines of JSON, alike from SQLite and from PostgreSQL, so that one can take over from the other."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Date, DateTime, LargeBinary, MetaData, Table, func, insert, select
from sqlalchemy.types import TypeEngine

CHUNK = 500
EDITION_TABLE = "alembic_version"


def tables_of(connection: Connection) -> Sequence[Table]:
    """The tables of a database as they are there, whatever its edition; those that are referred to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != EDITION_TABLE]


def is_empty(connection: Connection) -> bool:
    """Whether no table has a row."""
    return not any(
        connection.execute(select(func.count()).select_from(table)).scalar() for table in tables_of(connection)
    )


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of a table as a line, by its key."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=CHUNK)
    with connection.execute(query) as result:
        for row in result.mappings():
            plain = {name: _plain(value) for name, value in row.items()}
            yield json.dumps(plain, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def put(connection: Connection, table: Table, content: Iterator[bytes]) -> int:
    """Put lines into a table; returns how many."""
    count = 0
    while chunk := [_row(table, line) for line in islice(content, CHUNK)]:
        connection.execute(insert(table), chunk)
        count += len(chunk)
    return count


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes() | memoryview():
            return b64encode(value).decode("ascii")
        case _:
            return value


def _row(table: Table, line: bytes) -> Mapping[str, Any]:
    return {name: _typed(table.c[name].type, value) for name, value in json.loads(line).items()}


def _typed(kind: TypeEngine[Any], value: Any) -> Any:
    match kind:
        case _ if value is None:
            return None
        case DateTime():
            return (
                datetime.fromisoformat(value) if kind.timezone else datetime.fromisoformat(value).replace(tzinfo=None)
            )
        case Date():
            return date.fromisoformat(value)
        case LargeBinary():
            return b64decode(value)
        case _:
            return value
