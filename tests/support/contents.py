"""What a group would type: the content of an opportunity that lacks nothing, and of a day."""

from datetime import date, datetime, time, timedelta
from typing import Any

from matcher.clock import today, tokyo_instant
from matcher.domain.opportunities.content import OpportunityContent, RoleContent, ShiftContent


def opportunity_content(**facts: Any) -> OpportunityContent:
    """Complete but for its days, unless told otherwise."""
    given = {
        "title": "公園の清掃",
        "title_kana": "コウエンノセイソウ",
        "summary": "池のまわりを清掃します。",
        "description": "三班に分かれて清掃します。",
        "things_to_bring": "軍手",
        "district": "takasu",
        "venue": "高洲地区交流センター",
        "insurance_type": "event",
        "contact_name": "活動担当",
        "contact_phone": "0540000000",
        "pillars": ("1",),
        "fields": ("7",),
    }
    return OpportunityContent(**{**given, **facts})


def in_days(days: int, at: time = time(9)) -> datetime:
    """That hour in Tokyo, so many days from today."""
    return tokyo_instant(today() + timedelta(days=days), at)


def shift_content(*, starts_at: datetime | None = None, hours: float = 2, **facts: Any) -> ShiftContent:
    """A morning in ten days with ten places; sign-up until it starts."""
    begins = starts_at or in_days(10)
    given = {
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=hours),
        "sign_up_until_at": begins,
        "roles": (RoleContent(capacity=10),),
    }
    return ShiftContent(**{**given, **facts})


def day(text: str, at: time = time(9)) -> datetime:
    """That hour in Tokyo on the day written as 2026-12-12."""
    return tokyo_instant(date.fromisoformat(text), at)
