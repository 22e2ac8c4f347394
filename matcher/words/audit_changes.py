"""What an entry of the audit log changed, in words: the field's name, what it said before, what it says after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from matcher.domain.audit.models import AuditEntry
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.words import imports, moments, opportunities, organizations, signups, support
from matcher.words.codes import name_of
from matcher.words.statuses import STATUSES, status

FIELDS: dict[str, Any] = {
    **signups.CHANGES,
    "age_band": _l("年代"),
    "allows_teams": _l("人数での申し込み"),
    "approved": _l("認めた団体"),
    "as_of_on": _l("いつの数か"),
    "attendance": _l("出席"),
    "attendances": _l("参加（のべ）"),
    "capacity": _l("定員"),
    "changed": _l("変わる行"),
    "code": _l("記号"),
    "conditions": _l("条件"),
    "conditions_accepted": _l("登録の条件"),
    "contact_by": _l("連絡の方法"),
    "copied_from_id": _l("もとの募集"),
    "corporate_number": _l("法人番号"),
    "created": _l("新しい行"),
    "dated_on": _l("書類の日付"),
    "days": _l("日数"),
    "department_id": _l("担当課"),
    "detail": _l("くわしく"),
    "direction": _l("ほしいか、出せるか"),
    "easy_summary": _l("やさしい日本語"),
    "email": _l("メール"),
    "ends_at": _l("終わり"),
    "evidence": _l("書類"),
    "faults": _l("直すところ"),
    "field_numbers": _l("分野"),
    "file_hash": _l("ファイルの指紋（SHA-256）"),
    "fiscal_year": _l("年度"),
    "free_times": _l("空いている時間"),
    "from_on": _l("はじめの日"),
    "from_year": _l("もとの年度の記録"),
    "gender": _l("性別"),
    "happened_on": _l("日にち"),
    "into": _l("まとめた先"),
    "is_excluded": _l("数えない事業"),
    "is_staff": _l("支援室の職員"),
    "is_student": _l("学生"),
    "latitude": _l("地図の位置"),
    "list_kind": _l("名簿の種類"),
    "lead_department_id": _l("主担当課"),
    "longitude": _l("地図の位置"),
    "measure": _l("行動計画"),
    "minutes": _l("時間（分）"),
    "name": _l("名前"),
    "name_kana": _l("フリガナ"),
    "named": _l("名前の記入"),
    "opportunity": _l("募集"),
    "organization_id": _l("団体"),
    "origin": _l("入り方"),
    "part": _l("書類の役目"),
    "parties": _l("相手方"),
    "password": _l("パスワード"),
    "people": _l("人数"),
    "phone": _l("電話"),
    "pillar": _l("基本指針"),
    "primary_form": _l("主な協働の形"),
    "publish": _l("公開"),
    "purpose": _l("共通の目的"),
    "quantity": _l("数"),
    "quantity_text": _l("どのくらい"),
    "role": _l("役割"),
    "rows": _l("行"),
    "rule_version": _l("数え方の版"),
    "same": _l("そのままの行"),
    "seats": _l("席の数"),
    "shared_purpose": _l("共通の目的"),
    "shift": _l("募集の日"),
    "sign_ups": _l("終わった申し込み"),
    "source": _l("もとの資料"),
    "starts_at": _l("始まり"),
    "state": _l("申し込みの状態"),
    "status": _l("状態"),
    "successor_id": _l("引きつぎ先の課"),
    "tags": _l("好きなこと・できること"),
    "terms_version": _l("きまりの版"),
    "title_kana": _l("名前の読み"),
    "to_on": _l("おわりの日"),
    "type": _l("種類"),
    "unit": _l("単位"),
    "until_on": _l("いつまで"),
    "valid_to_on": _l("課のおわりの日"),
    "value": _l("数"),
    "version": _l("版"),
    "website": _l("ホームページ"),
    "born_on": _l("生年月日"),
    "adult_declared_at": _l("18歳以上という本人の答え"),
}

STATUS_OF = {"account": "account", "opportunity": "opportunity", "project_year": "project-year"}
PLAN_KINDS = {
    "activities": "activity", "audiences": "audience", "conditions_accepted": "condition", "criteria": "criterion",
    "district": "district", "fields": "npo_field", "field_numbers": "npo_field", "forms": "form",
    "insurance_type": "insurance_type", "measure": "measure", "measures": "measure", "pillar": "pillar",
    "pillars": "pillar", "primary_form": "form",
}  # fmt: skip
ENUMS: dict[str, Mapping[Any, Any]] = {
    "attendance_mode": opportunities.ATTENDANCE_MODES,
    "decision": opportunities.DECISIONS,
    "joining": opportunities.JOININGS,
    "sign_up_way": opportunities.SIGN_UP_WAYS,
    "direction": support.DIRECTIONS,
    "list_kind": imports.KINDS,
    "part": {"basis": _l("よりどころ"), "result": _l("行ったことの記録")},
    "origin": {"service": _l("このサイトの募集から"), "survey": _l("調査・手入力")},
}
COUNTED = {"fee_yen": _l("%(number)s円"), "max_age": _l("%(number)s歳"), "min_age": _l("%(number)s歳")}
NUMBERED = frozenset({"copied_from_id", "evidence", "from_year", "into", "opportunity", "organization_id", "shift"})
ONE_LINE = 60  # letters
DEPARTMENTS = frozenset({"department_id", "lead_department_id", "successor_id"})


@dataclass(frozen=True)
class ToldChange:
    """One field in words; `before` None where only what it became is known, both None where no value is kept."""

    field: str
    before: str | None = None
    after: str | None = None

    @property
    def is_long(self) -> bool:
        """Whether what it became needs lines of its own."""
        return self.before is None and len(self.after or "") > ONE_LINE


def told_changes(entry: AuditEntry, departments: Mapping[int, str]) -> list[ToldChange]:
    """The entry's changes in the order they were written. `departments`: names by id."""
    return [_told(entry, name, value, departments) for name, value in entry.changes.items()]


def _told(entry: AuditEntry, name: str, value: Any, departments: Mapping[int, str]) -> ToldChange:
    words = str(FIELDS.get(name, name))
    if value is None:
        return ToldChange(words)
    if isinstance(value, dict) and set(value) == {"before", "after"}:
        parts = (value[part] for part in ("before", "after"))
        return ToldChange(words, *(value_words(entry.subject_type, name, part, departments) for part in parts))
    return ToldChange(words, None, value_words(entry.subject_type, name, value, departments))


def value_words(subject: str, name: str, value: Any, departments: Mapping[int, str]) -> str:
    """What a field of a kind of thing holds, in words; nothing is 「なし」. `departments`: names by id."""
    if value is None or value in ("", []):
        return _("なし")
    if isinstance(value, list):
        return "、".join(value_words(subject, name, one, departments) for one in value)
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if name in DEPARTMENTS:
        return departments.get(value, _("番号 %(id)s", id=value))
    if name in NUMBERED or (name == "role" and isinstance(value, int)):
        return _("番号 %(id)s", id=value)
    return _coded(subject, name, value)


def _coded(subject: str, name: str, value: Any) -> str:
    kind = PLAN_KINDS.get(name) or _kind_of_type(subject, name)
    if kind:
        return name_of(kind, int(value) if kind == "npo_field" else value)
    if name == "kind" and subject == "opportunity":
        return str(opportunities.KINDS.get(value, value))
    if name == "role":
        return str(organizations.ROLES.get(value, value))
    if name in ENUMS:
        return str(ENUMS[name].get(value, value))
    state = {"state": "sign-up", "attendance": "attendance", "status": STATUS_OF.get(subject, "")}.get(name, "")
    if value in STATUSES.get(state, {}):
        return str(status(state, value).words)
    return _counted_or_dated(name, value)


def _kind_of_type(subject: str, name: str) -> str | None:
    if name == "kind" and subject == "organization":
        return "organization_kind"
    if name == "type":
        return "support_type" if subject == "support_item" else "evidence_type"
    return None


def _counted_or_dated(name: str, value: Any) -> str:
    if name in COUNTED:
        return str(COUNTED[name]) % {"number": value}
    if name.endswith("_at") and isinstance(value, str):
        return moments.moment(datetime.fromisoformat(value))
    if name.endswith("_on") and isinstance(value, str):
        on = date.fromisoformat(value)
        return _("%(year)d年%(month)d月%(day)d日", year=on.year, month=on.month, day=on.day)
    return str(value)
