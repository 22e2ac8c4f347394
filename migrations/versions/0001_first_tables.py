"""The first tables: people, organizations, opportunities, sign-ups, support, projects, and what crosses them.

Revision: 0001, after
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "account",
                "person-link",
                "worker",
                "cli",
                name="actor_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_entry_subject", ["subject_type", "subject_id"], unique=False)

    op.create_table(
        "audit_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from_on", sa.Date(), nullable=False),
        sa.Column("valid_to_on", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("is_support_office", sa.Boolean(), nullable=False),
        sa.CheckConstraint("valid_to_on IS NULL OR valid_to_on >= valid_from_on", name=op.f("ck_department_span")),
        sa.ForeignKeyConstraint(["successor_id"], ["department.id"], name=op.f("fk_department_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("code", name=op.f("uq_department_code")),
    )
    op.create_table(
        "duty",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("lease_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("backlog", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_duty")),
    )
    op.create_table(
        "generation",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_generation")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_kana", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column(
            "contact_by",
            sa.Enum(
                "mail",
                "phone",
                "post",
                name="contact_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=True),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("is_student", sa.Boolean(), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=True),
        sa.Column("age_band_year", sa.Integer(), nullable=True),
        sa.Column("adult_declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("birth_on_sealed", sa.String(), nullable=True),
        sa.Column("adult_on", sa.Date(), nullable=True),
        sa.Column("has_guardian", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("anonymized_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(age_band IS NULL) = (age_band_year IS NULL)", name=op.f("ck_person_age_band")),
        sa.CheckConstraint("adult_on IS NULL OR birth_on_sealed IS NOT NULL", name=op.f("ck_person_adult_on")),
        sa.CheckConstraint(
            "anonymized_at IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL OR has_guardian",
            name=op.f("ck_person_contact"),
        ),
        sa.ForeignKeyConstraint(["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_name_kana_phone", ["name_kana", "phone"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["project.id"], name=op.f("fk_project_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_name_key"), ["name_key"], unique=False)

    op.create_table(
        "rate_limit",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_limit")),
    )
    with op.batch_alter_table("rate_limit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_limit_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "unconfirmed",
                "active",
                "suspended",
                "closed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("is_staff", sa.Boolean(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("terms_version", sa.String(length=40), nullable=True),
        sa.Column("terms_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status = 'closed' OR email IS NOT NULL", name=op.f("ck_account_email")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_account_email_lower")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_account_department_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("person_id", name=op.f("uq_account_person_id")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index("uq_account_email", ["email"], unique=True)

    op.create_table(
        "audit_sealed",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_sealed_entry_id")),
        sa.ForeignKeyConstraint(["seal_id"], ["audit_seal.id"], name=op.f("fk_audit_sealed_seal_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_sealed")),
    )
    with op.batch_alter_table("audit_sealed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_sealed_seal_id"), ["seal_id"], unique=False)

    op.create_table(
        "guardianship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("child_id <> guardian_id", name=op.f("ck_guardianship_two_people")),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"], name=op.f("fk_guardianship_child_id")),
        sa.ForeignKeyConstraint(["guardian_id"], ["person.id"], name=op.f("fk_guardianship_guardian_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardianship")),
    )
    with op.batch_alter_table("guardianship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guardianship_guardian_id"), ["guardian_id"], unique=False)
        batch_op.create_index(
            "uq_guardianship_live",
            ["child_id", "guardian_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "link_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "confirm-email",
                "reset-password",
                "invitation",
                "manage-sign-up",
                "consent",
                "team",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_link_token_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_link_token_token_hash")),
    )
    with op.batch_alter_table("link_token", schema=None) as batch_op:
        batch_op.create_index("ix_link_token_subject", ["subject_type", "subject_id"], unique=False)

    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject_version", sa.Integer(), nullable=False),
        sa.Column("parameters", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "mail",
                "phone",
                "post",
                "inbox",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "cancelled",
                "dead",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.CheckConstraint("(state = 'sending') = (lease_until_at IS NOT NULL)", name=op.f("ck_notification_lease")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_notification_attempts")),
        sa.ForeignKeyConstraint(["recipient_id"], ["person.id"], name=op.f("fk_notification_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_notification_dedupe_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_notification_message_id")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index("ix_notification_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "person_free_time",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_time", sa.Time(), nullable=False),
        sa.Column("to_time", sa.Time(), nullable=False),
        sa.CheckConstraint("from_time < to_time", name=op.f("ck_person_free_time_span")),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_person_free_time_weekday")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_free_time_person_id")),
        sa.PrimaryKeyConstraint("person_id", "weekday", "from_time", name=op.f("pk_person_free_time")),
    )
    op.create_table(
        "person_tag",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "taxonomy",
            sa.Enum(
                "field",
                "activity",
                "skill",
                "criterion",
                name="taxonomy",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_tag_person_id")),
        sa.PrimaryKeyConstraint("person_id", "taxonomy", "code", name=op.f("pk_person_tag")),
    )
    op.create_table(
        "kpi_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi", sa.String(length=40), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_kpi_figure_value")),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_kpi_figure_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_figure")),
        sa.UniqueConstraint("kpi", "as_of_on", name="uq_kpi_figure"),
    )
    op.create_table(
        "kpi_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("rule_version", sa.String(length=40), nullable=False),
        sa.Column("rows_hash", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["taken_by"], ["account.id"], name=op.f("fk_kpi_snapshot_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_snapshot")),
        sa.UniqueConstraint("fiscal_year", "version", name="uq_kpi_snapshot"),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_kana", sa.String(), nullable=True),
        sa.Column("corporate_number", sa.String(length=13), nullable=True),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "approved",
                "suspended",
                "closed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("conditions_accepted", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=True),
        sa.Column("confirmed_current_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('approved', 'suspended') OR decided_by IS NOT NULL",
            name=op.f("ck_organization_decided"),
        ),
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> submitted_by", name=op.f("ck_organization_four_eyes")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_organization_decided_by")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_organization_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("slug", name=op.f("uq_organization_slug")),
    )
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_status"), ["status"], unique=False)
        batch_op.create_index(
            "uq_organization_corporate_number",
            ["corporate_number"],
            unique=True,
            sqlite_where=sa.text("corporate_number IS NOT NULL"),
            postgresql_where=sa.text("corporate_number IS NOT NULL"),
        )

    op.create_table(
        "personal_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_personal_view_account_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_personal_view_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_view")),
    )
    with op.batch_alter_table("personal_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_view_person_id"), ["person_id"], unique=False)

    op.create_table(
        "project_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "department-confirmed",
                "verified",
                "closed",
                "returned",
                "rejected",
                "merged",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lead_department_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("city_role", sa.String(), nullable=False),
        sa.Column("partner_role", sa.String(), nullable=False),
        sa.Column("primary_form", sa.String(length=40), nullable=True),
        sa.Column("pillar", sa.String(length=40), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("service", "survey", name="origin", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_excluded", sa.Boolean(), nullable=False),
        sa.Column("publish", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rule_version", sa.String(length=40), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('verified', 'closed')) = (verified_by IS NOT NULL)",
            name=op.f("ck_project_year_verified"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('department-confirmed', 'verified', 'closed') OR confirmed_by IS NOT NULL",
            name=op.f("ck_project_year_confirmed"),
        ),
        sa.CheckConstraint("from_on IS NULL OR to_on IS NULL OR from_on <= to_on", name=op.f("ck_project_year_span")),
        sa.CheckConstraint(
            "verified_by <> entered_by AND verified_by <> confirmed_by",
            name=op.f("ck_project_year_four_eyes"),
        ),
        sa.ForeignKeyConstraint(["confirmed_by"], ["account.id"], name=op.f("fk_project_year_confirmed_by")),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_project_year_entered_by")),
        sa.ForeignKeyConstraint(
            ["lead_department_id"], ["department.id"], name=op.f("fk_project_year_lead_department_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_year_project_id")),
        sa.ForeignKeyConstraint(["verified_by"], ["account.id"], name=op.f("fk_project_year_verified_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_year")),
        sa.UniqueConstraint("project_id", "fiscal_year", name="uq_project_year"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_year_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("basis", "result", name="part", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("figures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.CheckConstraint(
            "document_number IS NOT NULL OR file_id IS NOT NULL OR figures IS NOT NULL",
            name=op.f("ck_evidence_something_to_show"),
        ),
        sa.ForeignKeyConstraint(["project_year_id"], ["project_year.id"], name=op.f("fk_evidence_project_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_project_year_id"), ["project_year_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("owner", "editor", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_membership_account_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_membership_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_membership_live",
            ["organization_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("owner", "editor", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name=op.f("ck_invitation_one_end")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_invitation_email_lower")),
        sa.ForeignKeyConstraint(["invited_by"], ["account.id"], name=op.f("fk_invitation_invited_by")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_invitation_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_invited_by"), ["invited_by"], unique=False)
        batch_op.create_index(
            "uq_invitation_open",
            ["organization_id", "email"],
            unique=True,
            sqlite_where=sa.text("accepted_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("accepted_at IS NULL AND revoked_at IS NULL"),
        )

    op.create_table(
        "opportunity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("volunteer", "event", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "published",
                "suspended",
                "closed",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_kana", sa.String(), nullable=True),
        sa.Column("easy_summary", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("things_to_bring", sa.String(), nullable=True),
        sa.Column(
            "sign_up_way",
            sa.Enum(
                "here",
                "elsewhere",
                "not-needed",
                name="sign_up_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sign_up_url", sa.String(), nullable=True),
        sa.Column(
            "joining",
            sa.Enum(
                "each-shift",
                "all-shifts",
                name="joining",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "first-come",
                "by-organizer",
                "lottery",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("district", sa.String(length=40), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("meeting_place", sa.String(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("access_note", sa.String(), nullable=True),
        sa.Column(
            "attendance_mode",
            sa.Enum(
                "on-site",
                "online",
                "both",
                name="attendance_mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("online_note", sa.String(), nullable=True),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("max_age", sa.Integer(), nullable=True),
        sa.Column("fee_yen", sa.Integer(), nullable=True),
        sa.Column("fee_note", sa.String(), nullable=True),
        sa.Column("transport_note", sa.String(), nullable=True),
        sa.Column("insurance_type", sa.String(length=40), nullable=True),
        sa.Column("insurance_note", sa.String(), nullable=True),
        sa.Column("rain_policy", sa.String(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("city_role", sa.String(), nullable=True),
        sa.Column("partner_role", sa.String(), nullable=True),
        sa.Column("shared_purpose", sa.String(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("source_key", sa.String(length=64), nullable=True),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("first_open_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("places_left", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'published' OR decided_by IS NOT NULL", name=op.f("ck_opportunity_decided")),
        sa.CheckConstraint(
            "status IN ('draft', 'returned') OR (summary IS NOT NULL AND description IS NOT NULL AND things_to_bring IS NOT NULL AND district IS NOT NULL AND sign_up_way IS NOT NULL AND joining IS NOT NULL AND decision IS NOT NULL AND attendance_mode IS NOT NULL AND insurance_type IS NOT NULL AND contact_name IS NOT NULL)",
            name=op.f("ck_opportunity_published_is_complete"),
        ),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_opportunity_coordinates")),
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> submitted_by", name=op.f("ck_opportunity_four_eyes")),
        sa.CheckConstraint("fee_yen IS NULL OR fee_yen >= 0", name=op.f("ck_opportunity_fee_yen")),
        sa.CheckConstraint(
            "min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name=op.f("ck_opportunity_ages")
        ),
        sa.ForeignKeyConstraint(["copied_from_id"], ["opportunity.id"], name=op.f("fk_opportunity_copied_from_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_opportunity_created_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_opportunity_decided_by")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_opportunity_department_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_opportunity_organization_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_opportunity_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("organization_id", "source", "source_key", name="uq_opportunity_source"),
    )
    with op.batch_alter_table("opportunity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opportunity_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(
            "ix_opportunity_status_first_open_starts_at_id",
            ["status", "first_open_starts_at", "id"],
            unique=False,
        )

    op.create_table(
        "organization_field",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("field_no", sa.Integer(), nullable=False),
        sa.CheckConstraint("field_no BETWEEN 1 AND 20", name=op.f("ck_organization_field_field_no")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_organization_field_organization_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", "field_no", name=op.f("pk_organization_field")),
    )
    op.create_table(
        "project_year_department",
        sa.Column("project_year_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_project_year_department_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_year_id"], ["project_year.id"], name=op.f("fk_project_year_department_project_year_id")
        ),
        sa.PrimaryKeyConstraint("project_year_id", "department_id", name=op.f("pk_project_year_department")),
    )
    op.create_table(
        "project_year_form",
        sa.Column("project_year_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_year_id"], ["project_year.id"], name=op.f("fk_project_year_form_project_year_id")
        ),
        sa.PrimaryKeyConstraint("project_year_id", "form", name=op.f("pk_project_year_form")),
    )
    op.create_table(
        "project_year_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_year_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_project_year_party_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_year_id"], ["project_year.id"], name=op.f("fk_project_year_party_project_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_year_party")),
        sa.UniqueConstraint("project_year_id", "name", name="uq_project_year_party_name"),
    )
    with op.batch_alter_table("project_year_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_year_party_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_year_party_project_year_id"), ["project_year_id"], unique=False)

    op.create_table(
        "opportunity_tag",
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column(
            "taxonomy",
            sa.Enum(
                "pillar",
                "measure",
                "audience",
                "criterion",
                "field",
                "activity",
                "form",
                name="taxonomy",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["opportunity_id"], ["opportunity.id"], name=op.f("fk_opportunity_tag_opportunity_id")),
        sa.PrimaryKeyConstraint("opportunity_id", "taxonomy", "code", name=op.f("pk_opportunity_tag")),
    )
    with op.batch_alter_table("opportunity_tag", schema=None) as batch_op:
        batch_op.create_index("ix_opportunity_tag_code", ["taxonomy", "code", "opportunity_id"], unique=False)

    op.create_table(
        "project_year_opportunity",
        sa.Column("project_year_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_project_year_opportunity_opportunity_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_year_id"], ["project_year.id"], name=op.f("fk_project_year_opportunity_project_year_id")
        ),
        sa.PrimaryKeyConstraint("project_year_id", "opportunity_id", name=op.f("pk_project_year_opportunity")),
    )
    with op.batch_alter_table("project_year_opportunity", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_year_opportunity_opportunity_id"), ["opportunity_id"], unique=False
        )

    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column(
            "timing",
            sa.Enum("timed", "period", name="timing", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_up_until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "scheduled",
                "cancelled",
                "postponed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("occurrence_key", sa.String(), nullable=True),
        sa.Column("allows_teams", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sign_up_until_at <= starts_at OR timing = 'period'", name=op.f("ck_shift_deadline")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_span")),
        sa.ForeignKeyConstraint(["opportunity_id"], ["opportunity.id"], name=op.f("fk_shift_opportunity_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["shift.id"], name=op.f("fk_shift_replaced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("opportunity_id", "occurrence_key", name="uq_shift_occurrence"),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shift_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shift_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "support_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("need", "offer", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("opportunity_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("quantity_text", sa.String(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("remaining", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "fulfilled",
                "closed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(organization_id IS NULL) <> (department_id IS NULL)", name=op.f("ck_support_item_owner")),
        sa.CheckConstraint(
            "(quantity IS NULL) = (unit IS NULL) AND (quantity IS NULL) = (remaining IS NULL)",
            name=op.f("ck_support_item_quantity"),
        ),
        sa.CheckConstraint(
            "from_on IS NULL OR until_on IS NULL OR from_on <= until_on", name=op.f("ck_support_item_span")
        ),
        sa.CheckConstraint(
            "remaining IS NULL OR remaining BETWEEN 0 AND quantity", name=op.f("ck_support_item_remaining")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_support_item_created_by")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_support_item_department_id")),
        sa.ForeignKeyConstraint(["opportunity_id"], ["opportunity.id"], name=op.f("fk_support_item_opportunity_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_support_item_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_item")),
    )
    with op.batch_alter_table("support_item", schema=None) as batch_op:
        batch_op.create_index("ix_support_item_direction_status", ["direction", "status", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_item_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_item_organization_id"), ["organization_id"], unique=False)

    op.create_table(
        "shift_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("next_turn", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name=op.f("ck_shift_role_capacity")),
        sa.CheckConstraint(
            "minimum >= 0 AND (capacity IS NULL OR minimum <= capacity)", name=op.f("ck_shift_role_minimum")
        ),
        sa.CheckConstraint("taken >= 0 AND (capacity IS NULL OR taken <= capacity)", name=op.f("ck_shift_role_taken")),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_shift_role_waiting")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_shift_role_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_role")),
        sa.UniqueConstraint("shift_id", "name", name="uq_shift_role_name"),
    )
    op.create_table(
        "support_deal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "reserved",
                "handed-over",
                "returned",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("need_id IS NOT NULL OR offer_id IS NOT NULL", name=op.f("ck_support_deal_sides")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_support_deal_quantity")),
        sa.ForeignKeyConstraint(["need_id"], ["support_item.id"], name=op.f("fk_support_deal_need_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["support_item.id"], name=op.f("fk_support_deal_offer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_deal")),
    )
    with op.batch_alter_table("support_deal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_deal_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_deal_offer_id"), ["offer_id"], unique=False)

    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_role_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("course_key", sa.String(length=40), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "awaiting-consent",
                "waiting",
                "offered",
                "confirmed",
                "declined",
                "expired",
                "withdrawn",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("offer_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hold_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason_code", sa.String(length=40), nullable=True),
        sa.Column("reason_text", sa.String(), nullable=True),
        sa.Column("request_key", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'offered') = (offer_until_at IS NOT NULL)", name=op.f("ck_sign_up_offer")),
        sa.CheckConstraint("state <> 'waiting' OR turn IS NOT NULL", name=op.f("ck_sign_up_turn")),
        sa.CheckConstraint("(asked_by_id IS NULL) <> (organization_id IS NULL)", name=op.f("ck_sign_up_asker")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_sign_up_seats")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_sign_up_asked_by_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_sign_up_created_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_sign_up_decided_by")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_sign_up_organization_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_sign_up_shift_id")),
        sa.ForeignKeyConstraint(["shift_role_id"], ["shift_role.id"], name=op.f("fk_sign_up_shift_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("id", "state", name="uq_sign_up_id_state"),
        sa.UniqueConstraint("request_key", name="uq_sign_up_request"),
        sa.UniqueConstraint("shift_role_id", "turn", name="uq_sign_up_turn"),
    )
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_up_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_up_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_up_shift_id"), ["shift_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_up_shift_role_id"), ["shift_role_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("takes_place", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "awaiting-consent",
                "waiting",
                "offered",
                "confirmed",
                "declined",
                "expired",
                "withdrawn",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("busy_from", sa.BigInteger(), nullable=True),
        sa.Column("busy_to", sa.BigInteger(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.text("int8range(busy_from, busy_to)"), "&&"),
            where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent') AND busy_from IS NOT NULL"),
            using="gist",
            name="ex_participant_overlap",
        ).ddl_if(dialect="postgresql"),
        sa.CheckConstraint(
            "NOT (state = 'confirmed' AND is_minor AND consent_id IS NULL)",
            name=op.f("ck_participant_consent"),
        ),
        sa.CheckConstraint("(busy_from IS NULL) = (busy_to IS NULL)", name=op.f("ck_participant_busy_both")),
        sa.CheckConstraint(
            "busy_from IS NULL OR (person_id IS NOT NULL AND busy_from < busy_to)",
            name=op.f("ck_participant_busy_span"),
        ),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_participant_consent_id"), use_alter=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participant_person_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_participant_shift_id")),
        sa.ForeignKeyConstraint(
            ["sign_up_id", "state"],
            ["sign_up.id", "sign_up.state"],
            name="fk_participant_sign_up",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(
            "ix_participant_busy",
            ["busy_from", "busy_to"],
            unique=False,
            sqlite_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent') AND busy_from IS NOT NULL"),
            postgresql_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent') AND busy_from IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_participant_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_participant_sign_up_id", ["sign_up_id"], unique=False)
        batch_op.create_index(
            "uq_participant_live",
            ["shift_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent', 'requested', 'waiting')"),
            postgresql_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent', 'requested', 'waiting')"),
        )

    op.create_table(
        "attendance",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("present", "absent", name="status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status = 'present' OR minutes = 0", name=op.f("ck_attendance_absent")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name=op.f("ck_attendance_minutes")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_attendance_participant_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_attendance_recorded_by")),
        sa.PrimaryKeyConstraint("participant_id", "happened_on", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index("ix_attendance_happened_on", ["happened_on"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("text_version", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("way IN ('link', 'paper')", name=op.f("ck_consent_way")),
        sa.ForeignKeyConstraint(["guardian_id"], ["person.id"], name=op.f("fk_consent_guardian_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_consent_participant_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_consent_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_guardian_id"), ["guardian_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_participant_id"), ["participant_id"], unique=False)

    if op.get_bind().dialect.name == "postgresql":  # the two tables point at each other
        op.create_foreign_key("fk_participant_consent_id", "participant", "consent", ["consent_id"], ["id"])


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_participant_consent_id", "participant")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_participant_id"))
        batch_op.drop_index(batch_op.f("ix_consent_guardian_id"))

    op.drop_table("consent")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index("ix_attendance_happened_on")

    op.drop_table("attendance")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_participant_live",
            sqlite_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent', 'requested', 'waiting')"),
            postgresql_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent', 'requested', 'waiting')"),
        )
        batch_op.drop_index("ix_participant_sign_up_id")
        batch_op.drop_index(batch_op.f("ix_participant_person_id"))
        batch_op.drop_index(
            "ix_participant_busy",
            sqlite_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent') AND busy_from IS NOT NULL"),
            postgresql_where=sa.text("state IN ('confirmed', 'offered', 'awaiting-consent') AND busy_from IS NOT NULL"),
        )

    op.drop_table("participant")
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_shift_role_id"))
        batch_op.drop_index(batch_op.f("ix_sign_up_shift_id"))
        batch_op.drop_index(batch_op.f("ix_sign_up_organization_id"))
        batch_op.drop_index(batch_op.f("ix_sign_up_asked_by_id"))

    op.drop_table("sign_up")
    with op.batch_alter_table("support_deal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_deal_offer_id"))
        batch_op.drop_index(batch_op.f("ix_support_deal_need_id"))

    op.drop_table("support_deal")
    op.drop_table("shift_role")
    with op.batch_alter_table("support_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_item_organization_id"))
        batch_op.drop_index(batch_op.f("ix_support_item_opportunity_id"))
        batch_op.drop_index("ix_support_item_direction_status")

    op.drop_table("support_item")
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shift_starts_at"))
        batch_op.drop_index(batch_op.f("ix_shift_opportunity_id"))

    op.drop_table("shift")
    with op.batch_alter_table("project_year_opportunity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_year_opportunity_opportunity_id"))

    op.drop_table("project_year_opportunity")
    with op.batch_alter_table("opportunity_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_opportunity_tag_code")

    op.drop_table("opportunity_tag")
    with op.batch_alter_table("project_year_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_year_party_project_year_id"))
        batch_op.drop_index(batch_op.f("ix_project_year_party_organization_id"))

    op.drop_table("project_year_party")
    op.drop_table("project_year_form")
    op.drop_table("project_year_department")
    op.drop_table("organization_field")
    with op.batch_alter_table("opportunity", schema=None) as batch_op:
        batch_op.drop_index("ix_opportunity_status_first_open_starts_at_id")
        batch_op.drop_index(batch_op.f("ix_opportunity_organization_id"))

    op.drop_table("opportunity")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_invitation_open",
            sqlite_where=sa.text("accepted_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("accepted_at IS NULL AND revoked_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_invitation_invited_by"))

    op.drop_table("invitation")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_membership_live",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_membership_account_id"))

    op.drop_table("membership")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_project_year_id"))

    op.drop_table("evidence")
    op.drop_table("project_year")
    with op.batch_alter_table("personal_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_view_person_id"))

    op.drop_table("personal_view")
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_organization_corporate_number",
            sqlite_where=sa.text("corporate_number IS NOT NULL"),
            postgresql_where=sa.text("corporate_number IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_organization_status"))

    op.drop_table("organization")
    op.drop_table("kpi_snapshot")
    op.drop_table("kpi_figure")
    op.drop_table("person_tag")
    op.drop_table("person_free_time")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index("ix_notification_state_due_at")
        batch_op.drop_index(batch_op.f("ix_notification_recipient_id"))

    op.drop_table("notification")
    with op.batch_alter_table("link_token", schema=None) as batch_op:
        batch_op.drop_index("ix_link_token_subject")

    op.drop_table("link_token")
    with op.batch_alter_table("guardianship", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_guardianship_live",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_guardianship_guardian_id"))

    op.drop_table("guardianship")
    with op.batch_alter_table("audit_sealed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_sealed_seal_id"))

    op.drop_table("audit_sealed")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index("uq_account_email")

    op.drop_table("account")
    with op.batch_alter_table("rate_limit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_limit_ends_at"))

    op.drop_table("rate_limit")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_name_key"))

    op.drop_table("project")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_name_kana_phone")

    op.drop_table("person")
    op.drop_table("generation")
    op.drop_table("duty")
    op.drop_table("department")
    op.drop_table("audit_seal")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_subject")
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))

    op.drop_table("audit_entry")
