"""What each column that can hold words is: personal (with the shape of its mark) or not. A new column must be told.

Who sees what is personal stands in seen.csv. `Code` columns of the plan file hold no words of people, but those of
persons tell something about them and are personal too.
"""

import csv
from pathlib import Path

from sqlalchemy import Boolean, Date, DateTime, Enum, Float, Integer, Time

from matcher.db import Base, UtcDateTime
from tests.permissions.world import PRINCIPALS

SEEN = Path(__file__).parent / "seen.csv"
NO_WORDS = (Boolean, Date, DateTime, Enum, Float, Integer, Time, UtcDateTime)

# `text`, `mail`, `phone`, `birth` (a sealed day), `day`: marked, and looked for everywhere
PERSONAL = {
    "person.name": "text",
    "person.name_kana": "text",
    "person.email": "mail",
    "person.phone": "phone",
    "person.birth_on_sealed": "birth",
    "person.adult_on": "day",
    "person.district": "text",
    "person.gender": "text",
    "person.age_band": "text",
    "person_tag.code": "text",
    "account.email": "mail",
    "invitation.email": "mail",
    "sign_up.message": "text",
    "sign_up.reason_text": "text",
    "personal_view.purpose": "text",
    "audit_entry.reason": "text",
    "organization.contact_name": "text",
    "organization.contact_phone": "phone",
    "organization.contact_email": "mail",
    "organization.return_reason": "text",
    "opportunity.contact_name": "text",
    "opportunity.contact_phone": "phone",
    "opportunity.contact_email": "mail",
    "opportunity.return_reason": "text",
    "opportunity.online_note": "text",
    "project_year.return_reason": "text",
}

# Nobody ever sees them, nor does any log: looked for as they are.
SECRET = ("account.password_hash", "link_token.token_hash", "link_token.sealed")

# A file of the office, packed and sealed: no letter of it stands in the row, and no page shows it.
SEALED = ("import_run.content",)

# Made of what others typed, or by machines; what a notice is filled with is looked at in test_acting.py.
NOT_PERSONAL = {
    "audit_entry": "act subject_type changes request_id",
    "audit_seal": "previous_hash hash",
    "consent": "text_version way",
    "department": "code name",
    "duty": "name",
    "evidence": "type title document_number figures",
    "generation": "name",
    "import_run": "file_name file_hash faults remarks outcomes outcomes_hash",
    "kpi_figure": "kpi source",
    "kpi_snapshot": "rule_version rows_hash rows reason",
    "link_token": "subject_type",
    "notification": "kind subject_type parameters reason dedupe_key message_id",
    "account": "terms_version",
    "opportunity": "title title_kana easy_summary summary description things_to_bring sign_up_url district venue"
    " address meeting_place access_note fee_note transport_note insurance_type insurance_note rain_policy city_role"
    " partner_role shared_purpose source source_key search_text search_tokens",
    "opportunity_tag": "code",
    "organization": "slug kind name name_kana corporate_number district description website conditions_accepted"
    " search_text",
    "person": "language",
    "personal_view": "place",
    "project": "name name_key",
    "project_year": "purpose city_role partner_role primary_form pillar measure rule_version",
    "project_year_form": "form",
    "project_year_party": "kind name",
    "rate_limit": "key",
    "shift": "label occurrence_key",
    "shift_role": "name requirement",
    "sign_up": "course_key reason_code request_key",
    "support_item": "type title detail conditions quantity_text unit",
}


def with_words() -> set[str]:
    """Every column of every table that can hold words."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if not isinstance(column.type, NO_WORDS)
    }


def not_personal() -> set[str]:
    """The columns told not to be personal."""
    return {f"{table}.{name}" for table, names in NOT_PERSONAL.items() for name in names.split()}


def seen() -> dict[tuple[str, str], set[str]]:
    """(column, relation) → the principals who see it there; who is not named must never see it."""
    with SEEN.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {(row["column"], row["relation"]): {who for who in PRINCIPALS if row[who] == "yes"} for row in rows}
