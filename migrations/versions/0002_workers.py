"""Several processes: who is at work, and who is sending which row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workers",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("beat", sa.BigInteger(), nullable=False),
    )
    op.add_column("outbox", sa.Column("worker", sa.String(), nullable=False, server_default=""))
