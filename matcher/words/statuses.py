"""Every state of every kind of record: words, tone and sign in one table. Color and sign only repeat the words.

Tones: "" (quiet), "calm" (in progress), "good" (open, done), "warn" (waits for somebody), "bad" (refused, called off).
"""

from enum import Enum
from typing import Any, NamedTuple

from matcher.language import lazy_gettext as _l


class Status(NamedTuple):
    """How a state is shown."""

    words: Any
    tone: str = ""
    icon: str | None = None


STATUSES: dict[str, dict[str, Status]] = {
    "account": {
        "unconfirmed": Status(_l("メールの確認待ち"), "warn", "mail"),
        "active": Status(_l("使えます"), "good", "check"),
        "suspended": Status(_l("止めています"), "bad", "lock"),
        "closed": Status(_l("退会"), "", "close"),
    },
    "organization": {
        "draft": Status(_l("下書き"), "calm", "edit"),
        "submitted": Status(_l("市の確認待ち"), "calm", "clock"),
        "returned": Status(_l("直しをお願いしています"), "warn", "left"),
        "approved": Status(_l("市が登録を確認"), "good", "check"),
        "suspended": Status(_l("止めています"), "bad", "lock"),
        "closed": Status(_l("活動を終えました"), "", "close"),
    },
    "opportunity": {
        "draft": Status(_l("下書き"), "calm", "edit"),
        "submitted": Status(_l("市の確認待ち"), "calm", "clock"),
        "returned": Status(_l("直しをお願いしています"), "warn", "left"),
        "published": Status(_l("公開中"), "good", "check"),
        "suspended": Status(_l("公開を止めています"), "bad", "lock"),
        "closed": Status(_l("募集を終えました"), "", "check"),
        "cancelled": Status(_l("中止"), "bad", "close"),
    },
    "shift": {
        "scheduled": Status(_l("予定どおり"), "good", "calendar"),
        "open": Status(_l("募集中"), "good", "check"),
        "full": Status(_l("満員"), "", "people"),
        "short": Status(_l("人がたりません"), "warn", "people"),
        "ready": Status(_l("そろいました"), "good", "check"),
        "ended": Status(_l("終わりました"), "", "check"),
        "deadline-passed": Status(_l("締め切りました"), "", "clock"),
        "cancelled": Status(_l("中止"), "bad", "close"),
        "postponed": Status(_l("日にちが変わりました"), "warn", "umbrella"),
    },
    "sign-up": {
        "requested": Status(_l("団体の返事待ち"), "calm", "clock"),
        "awaiting-consent": Status(_l("保護者の確認待ち"), "warn", "people"),
        "waiting": Status(_l("キャンセル待ち"), "", "clock"),
        "offered": Status(_l("空きが出ました。返事がいります"), "warn", "bell"),
        "confirmed": Status(_l("決まりました"), "good", "check"),
        "declined": Status(_l("お断りになりました"), "bad", "close"),
        "expired": Status(_l("返事の期限が過ぎました"), "", "clock"),
        "withdrawn": Status(_l("取り消しました"), "", "close"),
        "cancelled": Status(_l("主催者が中止"), "bad", "close"),
        "moved-away": Status(_l("日時が変わり、外れました"), "warn", "calendar"),
    },
    "attendance": {
        "present": Status(_l("来た"), "good", "check"),
        "absent": Status(_l("休み"), "", "close"),
    },
    "project-year": {
        "draft": Status(_l("下書き"), "calm", "edit"),
        "submitted": Status(_l("担当課の確認待ち"), "calm", "clock"),
        "department-confirmed": Status(_l("支援室の確認待ち"), "warn", "clock"),
        "verified": Status(_l("確認ずみ"), "good", "check"),
        "closed": Status(_l("年度を締めました"), "good", "lock"),
        "returned": Status(_l("直しをお願いしています"), "warn", "left"),
        "rejected": Status(_l("数えません"), "bad", "close"),
        "merged": Status(_l("ほかの事業にまとめました"), "", "right"),
        "withdrawn": Status(_l("取り下げました"), "", "close"),
    },
    "support": {
        "open": Status(_l("受付中"), "good", "check"),
        "fulfilled": Status(_l("そろいました"), "", "check"),
        "closed": Status(_l("終わりました"), "", "close"),
    },
    "deal": {
        "reserved": Status(_l("約束しました"), "calm", "clock"),
        "handed-over": Status(_l("渡しました"), "good", "check"),
        "returned": Status(_l("返しました"), "", "left"),
        "cancelled": Status(_l("取りやめ"), "bad", "close"),
    },
    "import-run": {
        "reading": Status(_l("調べています"), "calm", "clock"),
        "read": Status(_l("調べ終わりました"), "warn", "bell"),
        "faulty": Status(_l("直すところがあります"), "bad", "alert"),
        "taking": Status(_l("取り込んでいます"), "calm", "clock"),
        "taken": Status(_l("取り込みました"), "good", "check"),
        "dropped": Status(_l("やめました"), "", "close"),
        "failed": Status(_l("取り込めませんでした"), "bad", "close"),
    },
    "notification": {
        "queued": Status(_l("送る予定"), "calm", "clock"),
        "sending": Status(_l("送っています"), "calm", "mail"),
        "sent": Status(_l("送りました"), "good", "check"),
        "cancelled": Status(_l("送るのをやめました"), "", "close"),
        "dead": Status(_l("届きませんでした"), "bad", "alert"),
    },
}


def status(kind: str, code: object) -> Status:
    """How the state `code` (a StrEnum or its value) of a record of `kind` is shown; KeyError for unknown ones."""
    return STATUSES[kind][str(code.value if isinstance(code, Enum) else code)]
