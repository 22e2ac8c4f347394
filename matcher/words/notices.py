"""Words of notices: the title by kind, the text by a template of the kind's name. Used by letters and the inbox."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import render_template

from matcher.domain.city.plan import current_plan
from matcher.domain.notifications.models import Notification
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.words import people, signups
from matcher.words.audit_changes import ToldChange, value_words

TITLES: dict[str, Any] = {
    **signups.TITLES,
    "organization-resumed": _l("%(organization)sの公開を再開しました"),
    "organization-suspended": _l("%(organization)sの公開を止めました"),
    "organization-returned": _l("%(organization)sの登録に、直してほしいところがあります"),
    "organization-approved": _l("%(organization)sの登録を確かめました"),
    "membership-ended": _l("%(organization)sの担当から外れました"),
    "invitation-accepted": _l("%(organization)sへの招待が受け入れられました"),
    "invitation": _l("%(organization)sの仲間として招かれています"),
    "opportunity-published": _l("募集「%(title)s」を公開しました"),
    "opportunity-returned": _l("募集「%(title)s」に、直してほしいところがあります"),
    "post-suspended": _l("募集「%(title)s」の公開を止めました"),
    "post-resumed": _l("募集「%(title)s」の公開を再開しました"),
    "account-made": _l("市の職員としてのアカウントができました"),
    "confirm-email": _l("メールアドレスを確かめてください"),
    "details-corrected": _l("あなたの情報を直しました"),
    "confirm-new-email": _l("新しいメールアドレスを確かめてください"),
    "email-changed": _l("メールアドレスが変わりました"),
    "address-wanted": _l("あなたのメールアドレスを使おうとした人がいます"),
    "address-already-registered": _l("もう登録されています"),
    "list-taken": _l("名簿を取り込みました"),
    "list-not-taken": _l("名簿を取り込めませんでした"),
    "reset-password": _l("パスワードを決めなおす"),
    "password-changed": _l("パスワードが変わりました"),
}

CHANGES = {**signups.CHANGES, **people.CORRECTED}
HERE = f"{secrets.token_hex(8)}:"  # stands for the address before a path; nobody can write it into a notice
FOOT = "\n----\n"
BY_LINK = frozenset({"account-made", "confirm-email", "confirm-new-email", "invitation", "reset-password"})


def title(notice: Notification) -> str:
    """The notice in one line."""
    return str(TITLES[notice.kind]) % filling(notice.parameters)


def body(notice: Notification, **more: object) -> str:
    """The notice as plain text; `more` are the things only a letter knows (`base_url`, `secret`, `recipient`)."""
    words = {"city": current_plan().city, **filling(notice.parameters), **more}
    return render_template(f"mail/{notice.kind}.txt", **words).strip() + "\n"


def brief(notice: Notification) -> tuple[str, str | None]:
    """The notice's words without its links and its foot, and the path of this service it leads to, for the inbox.

    No link that needs a secret: of such a letter only that it was sent.
    """
    if notice.kind in BY_LINK:
        return _("リンクをメールで送りました。"), None
    lines = body(notice, base_url=HERE).rpartition(FOOT)[0].splitlines()
    path = next((line.partition(HERE)[2] for line in lines if HERE in line), "")
    return "\n".join(line for line in lines if HERE not in line).strip(), path or None


def filling(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with their instants (`…_at`) and days (`…_on`) as such."""
    return {name: _typed(name, value) for name, value in parameters.items()}


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, str) and name.endswith("_at"):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and name.endswith("_on"):
        return date.fromisoformat(value)
    if name == "course":
        return [filling(day) for day in value]
    if name == "changes":
        return sorted(map(_change, value), key=_is_long)
    return value


def _change(told: str | dict[str, Any]) -> str | ToldChange:
    """A change by its name alone, or with what it says now, and said before where that is short."""
    if isinstance(told, str):
        return str(CHANGES.get(told, told))
    name = told["name"]
    words = {part: value_words("opportunity", name, told[part], {}) for part in ("before", "after") if part in told}
    in_one_line = {part: " ".join(text.split()) for part, text in words.items()}  # its lines would part the list's
    return ToldChange(str(CHANGES.get(name, name)), **in_one_line)


def _is_long(change: str | ToldChange) -> bool:
    """Whether it is a text of its own: where and when stand before it, or nobody reads as far."""
    return isinstance(change, ToldChange) and change.is_long
