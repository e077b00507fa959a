"""Drafts, and the people, documents and signatures that belong to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "e0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _files()
    _drafts()
    _links()
    _codes()
    _attachments()
    _signatures()
    _replays()


def downgrade() -> None:
    """Drop them again, with all they hold."""
    for table in ("replays", "signatures", "attachments", "codes", "links", "drafts", "files"):
        op.drop_table(table)


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("application", sa.String(length=16)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("aside", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_mailbox", "drafts", ["mailbox"])
    op.create_index("ix_drafts_saved_at", "drafts", ["saved_at"])


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("draft", sa.String(length=32)),
        sa.Column("application", sa.String(length=16)),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.Text()),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_by", sa.Text()),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_links_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.UniqueConstraint("token_sha256", name="uq_links_token_sha256"),
    )
    op.create_index("ix_links_application", "links", ["application"])
    op.create_index("ix_links_draft", "links", ["draft"])


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("link", sa.String(length=32), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["link"], ["links.id"], name="fk_codes_link", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )
    op.create_index("ix_codes_link", "codes", ["link"])


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("draft", sa.String(length=32)),
        sa.Column("application", sa.String(length=16)),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("pages", sa.Text()),
        sa.Column("reader", sa.Text()),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("draft IS NOT NULL OR application IS NOT NULL", name="ck_attachments_belongs"),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_attachments_draft", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name="fk_attachments_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_application", "attachments", ["application"])
    op.create_index("ix_attachments_draft", "attachments", ["draft"])
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])
    op.create_index("ix_attachments_state", "attachments", ["state"])


def _signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("draft", sa.String(length=32)),
        sa.Column("application", sa.String(length=16)),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("text_edition", sa.Text(), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("covers_sha256", sa.String(length=64), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("draft IS NOT NULL OR application IS NOT NULL", name="ck_signatures_belongs"),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_signatures_draft", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_signatures"),
    )
    op.create_index("ix_signatures_application", "signatures", ["application"])
    op.create_index("ix_signatures_draft", "signatures", ["draft"])


def _replays() -> None:
    op.create_table(
        "replays",
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("key_sha256", sa.String(length=64), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("by", "act", "key_sha256", name="pk_replays"),
    )
    op.create_index("ix_replays_at", "replays", ["at"])
