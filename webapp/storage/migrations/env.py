"""Runs the editions on the connection that `webapp.storage.migrating` opened: all in its one transaction."""

from __future__ import annotations

from alembic import context

from webapp.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column by building the table anew
    transactional_ddl=True,  # true of SQLite as well, since our transactions begin with BEGIN IMMEDIATE
)
context.run_migrations()
