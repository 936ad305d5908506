"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
    )
    # The head of the practice's own audit chain: here from the start, so that there is a row to lock.
    op.execute("INSERT INTO meta (key, value) VALUES ('audit', '0:')")
    op.create_table(
        "clients",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name_key", sa.String()),
        sa.Column("address_key", sa.String()),
        sa.Column("membership", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("coach", sa.String(), nullable=False),
        sa.Column("wake_at", sa.BigInteger()),
        sa.Column("wake_failures", sa.Integer(), nullable=False),
        sa.Column("wake_not_before", sa.BigInteger(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary()),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("audit_head", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.BigInteger()),
    )
    op.create_index("clients_address", "clients", ["address_key"], unique=True)
    op.create_index("clients_name", "clients", ["name_key"])
    partial("clients_wake", "clients", ["wake_at"], "wake_at IS NOT NULL")

    op.create_table(
        "invites",
        sa.Column("code_key", sa.String(), primary_key=True),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
    )
    op.create_index("invites_client", "invites", ["client_id"])

    op.create_table(
        "updates",
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("update_id", sa.String(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id")),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sqlite_with_rowid=False,
    )
    partial("updates_poison", "updates", ["at"], "fate = 'poison'")

    op.create_table(
        "transcript",
        sa.Column("id", COUNTER, primary_key=True),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("transcript_client", "transcript", ["client_id", "id"])

    op.create_table(
        "checkins",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("checkins_client", "checkins", ["client_id", "at"])

    op.create_table(
        "escalations",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wake_at", sa.BigInteger()),
        sa.Column("wake_failures", sa.Integer(), nullable=False),
        sa.Column("wake_not_before", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("card_channel", sa.String(), nullable=False),
        sa.Column("card_ref", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
    )
    one = "state <> 'closed'"
    op.create_index(
        "escalations_one_per_client",
        "escalations",
        ["client_id"],
        unique=True,
        sqlite_where=sa.text(one),
        postgresql_where=sa.text(one),
    )
    partial("escalations_wake", "escalations", ["wake_at"], "wake_at IS NOT NULL")
    partial("escalations_closed", "escalations", ["closed_at"], "closed_at IS NOT NULL")
    op.create_index("escalations_card", "escalations", ["card_channel", "card_ref"])
    op.create_index("escalations_client", "escalations", ["client_id"])

    op.create_table(
        "outbox",
        sa.Column("id", COUNTER, primary_key=True),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id")),
        sa.Column("escalation_id", sa.String()),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("buttons", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
    )
    partial("outbox_queue", "outbox", ["lane", "priority", "id"], "state = 'queued'")
    partial("outbox_expiry", "outbox", ["lane", "expires_at"], "state = 'queued' AND expires_at IS NOT NULL")
    partial("outbox_sending", "outbox", ["line"], "state = 'sending'")
    partial("outbox_buttons", "outbox", ["client_id"], "buttons = 1")
    partial("outbox_waiting_for_client", "outbox", ["client_id"], "state = 'queued'")
    partial("outbox_waiting_for_escalation", "outbox", ["escalation_id"], "state = 'queued'")

    op.create_table(
        "reviews",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("client_id", sa.String(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_how", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("ref", sa.String(), nullable=False),
    )
    partial("reviews_due", "reviews", ["due_at"], "state = 'open'")
    op.create_index("reviews_client", "reviews", ["client_id"])

    op.create_table(
        "audit",
        sa.Column("chain", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    append_only()


def append_only() -> None:
    """Nobody changes the audit trail; only retention, which says so in `meta`, takes old entries away."""
    said = "EXISTS (SELECT 1 FROM meta WHERE key = 'audit_retention')"
    message = "the audit trail is only ever added to"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        op.execute(
            f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit WHEN NOT {said} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND {said} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{message}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead: going back would lose what was written since")
