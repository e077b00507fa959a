"""Rows that stay as they are: triggers that refuse to change or delete them, on both databases."""

from __future__ import annotations

from alembic import op

_SQLITE = """CREATE TRIGGER {table}_stay_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"""
_FUNCTION = """CREATE OR REPLACE FUNCTION rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"""
_ROWS = "CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION rows_stay()"
_WHOLE = "CREATE TRIGGER {table}_stay_whole BEFORE TRUNCATE ON {table} EXECUTE FUNCTION rows_stay()"


def stays(table: str) -> None:
    """Refuse every change to the rows of a table."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(table=table, act=act))
        return
    for statement in (_FUNCTION, _ROWS, _WHOLE):
        op.execute(statement.format(table=table))


def forget_function() -> None:
    """Take away what PostgreSQL's triggers call, once no table needs it; the triggers go with their tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS rows_stay()")
