"""The record: what was submitted, what people did, and what lists read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.storage.migrations.standing import forget_function, stays

revision = "e0002"
down_revision = "e0001"


def upgrade() -> None:
    """Make the tables."""
    _numbers()
    _submissions()
    _events()
    _work_list()
    for table in ("submissions", "events"):
        stays(table)


def downgrade() -> None:
    """Drop them again, with all they hold."""
    for table in ("work_list", "events", "submissions", "numbers"):
        op.drop_table(table)
    forget_function()


def _numbers() -> None:
    op.create_table(
        "numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_numbers"),
    )


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("draft", sa.String(length=32)),
        sa.Column("data_system", sa.Text(), nullable=False),
        sa.Column("schema_edition", sa.Text(), nullable=False),
        sa.Column("rules_edition", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("signatures", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("form_sha256", sa.String(length=64)),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_submissions_draft"),
        sa.ForeignKeyConstraint(["form_sha256"], ["files.sha256"], name="fk_submissions_form_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("application", "round", name="uq_submissions_application_round"),
        sa.UniqueConstraint("draft", name="uq_submissions_draft"),
    )
    op.create_index("ix_submissions_form_sha256", "submissions", ["form_sha256"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("moment", sa.String(length=40)),
        sa.Column("about", sa.Integer()),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("application", "place", name="uq_events_application_place"),
        sa.UniqueConstraint("hash", name="uq_events_hash"),
    )


def _work_list() -> None:
    op.create_table(
        "work_list",
        sa.Column("application", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("data_system", sa.Text(), nullable=False),
        sa.Column("project_title", sa.Text(), nullable=False),
        sa.Column("bona_fide_researcher", sa.Text(), nullable=False),
        sa.Column("research_institution", sa.Text(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("last_act", sa.String(length=60), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("due", sa.Text()),
        sa.PrimaryKeyConstraint("application", name="pk_work_list"),
        sa.UniqueConstraint("year", "serial", name="uq_work_list_year_serial"),
    )
    op.create_index("ix_work_list_due_on", "work_list", ["due_on"])
    op.create_index("ix_work_list_state_year_serial", "work_list", ["state", "year", "serial"])
