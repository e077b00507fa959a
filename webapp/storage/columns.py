"""How an instant, answers and a text stand in a column, alike in SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from webapp.storage.troubles import UnkeepableError

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


class Instant(TypeDecorator[datetime]):
    """A moment in time: goes in with its offset, stands in UTC, comes out in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; SQLite keeps no offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without its offset could be any of 24 hours")
        return value.astimezone(UTC).replace(tzinfo=None if dialect.name == "sqlite" else UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """In UTC again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """A text that both databases hold: NUL and half characters are refused in words, before PostgreSQL does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """The same text."""
        if value is not None and _UNKEEPABLE.search(value):
            raise UnkeepableError
        return value


class Json(TypeDecorator[Any]):
    """A value as it was given: the order of keys, `1.0` and a typed NUL stay, which PostgreSQL's own JSON loses."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """As JSON in ASCII."""
        return None if value is None else json.dumps(value, allow_nan=False, default=_plain)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """The value again."""
        return None if value is None else json.loads(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat()
