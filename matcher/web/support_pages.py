"""Needs and offers of one owner: the same pages for a group, a company and a department, each under its own address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.clock import today
from matcher.domain.city.models import Department
from matcher.domain.organizations.models import Organization
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.domain.support import actions
from matcher.domain.support.models import Direction, SupportItem
from matcher.domain.support.queries import support_of
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.list_files import ListFile
from matcher.web.support_form import SupportForm
from matcher.words.codes import name_of
from matcher.words.statuses import status
from matcher.words.support import DIRECTIONS, quantity_words

Owner = Organization | Department

FILE: ListFile[SupportItem] = ListFile(
    _l("ほしいもの・出せるもの"),
    (
        (_l("なにを"), lambda item: item.title),
        (_l("どれだけ"), quantity_words),
        (_l("どちら"), lambda item: str(DIRECTIONS[item.direction])),
        (_l("種類"), lambda item: name_of("support_type", item.type)),
        (_l("いつまで"), lambda item: item.until_on),
        (_l("いま"), lambda item: _("期限が過ぎました") if item.is_over else str(status("support", item.status).words)),
    ),
)


@dataclass(frozen=True, kw_only=True)
class SupportPages:
    """The pages for one audience: who may see and write, how owner and item are found, what is posted first."""

    audience: str
    home: str  # the endpoint of the owner's first page
    see: Permission
    write: Permission
    owner: Callable[..., Owner]
    item: Callable[..., SupportItem]
    first: Direction
    below: str = "/<slug>/support"

    def blueprint(self) -> Blueprint:
        """All routes, each with its permission."""
        bp = Blueprint("support", __name__)
        one = f"{self.below}/<int:item_id>"
        for rule, endpoint, method, permission, load, view in (
            (self.below, "show", "GET", self.see, self.owner, self.show),
            (f"{self.below}/new", "form", "GET", self.write, self.owner, self.form),
            (f"{self.below}/new", "submit", "POST", self.write, self.owner, self.submit),
            (one, "edit_form", "GET", self.write, self.item, self.edit_form),
            (one, "edit", "POST", self.write, self.item, self.edit),
            (f"{one}/fulfil", "fulfil", "POST", self.write, self.item, self.fulfil),
            (f"{one}/close", "close", "POST", self.write, self.item, self.close),
            (f"{one}/reopen", "reopen", "POST", self.write, self.item, self.reopen),
        ):
            bp.add_url_rule(rule, endpoint, requires(permission, load=load)(view), methods=[method])
        FILE.of(bp, "show", self.below, self.see, load=self.owner, about=lambda one: one.name)(support_of)
        return bp

    def show(self, one: Owner) -> str:
        """Everything the owner ever asked for or offered."""
        return self._list(one)

    def form(self, one: Owner) -> str:
        """An empty need or offer."""
        return self._page(one, SupportForm(direction=self.first))

    def submit(self, one: Owner) -> object:
        """The list with the new need or offer."""
        form = SupportForm()
        if form.validate():
            with form.refusals():
                actions.post(owner=one, details=form.details(), by=account())
                flash(_("載せました。みんなが見られます。"), "good")
                return self._back(one)
        return self._page(one, form), 422

    def edit_form(self, item: SupportItem) -> str:
        """One need or offer, to be changed."""
        return self._page(owner_of(item), SupportForm.of(item), item)

    def edit(self, item: SupportItem) -> object:
        """The list with the changed need or offer."""
        form, one = SupportForm.of(item), owner_of(item)
        if form.validate():
            with form.refusals():
                actions.change(item, details=form.details(), by=account(), version=form.read_version)
                flash(_("保存しました。"), "good")
                return self._back(one)
        return self._page(one, form, item), 422

    def fulfil(self, item: SupportItem) -> object:
        """The list, the item marked as found or given."""
        return self._act(actions.fulfil, item, _("「そろいました」にしました。みんなの一覧からは消えました。"))

    def close(self, item: SupportItem) -> object:
        """The list, the item taken back."""
        return self._act(actions.close, item, _("取り下げました。みんなの一覧からは消えました。"))

    def reopen(self, item: SupportItem) -> object:
        """The list, the item public again."""
        return self._act(actions.reopen, item, _("もう一度載せました。みんなが見られます。"))

    def _act(self, act: Callable[..., None], item: SupportItem, done: str) -> object:
        form, one = Form(), owner_of(item)
        if form.validate():
            with form.refusals():
                act(item, by=account())
                flash(done, "good")
                return self._back(one)
        return self._list(one, form), 422

    def _back(self, one: Owner) -> object:
        return redirect(url_for(f"{self.audience}.support.show", **key_of(one)), 303)

    def _list(self, one: Owner, form: Form | None = None) -> str:
        return self._render("list", one, form=form, items=support_of(one), directions=DIRECTIONS)

    def _page(self, one: Owner, form: SupportForm, item: SupportItem | None = None) -> str:
        return self._render("item", one, form=form, item=item)

    def _render(self, page: str, one: Owner, **more: Any) -> str:
        may_write = may(account(), self.write, one)
        return render_template(
            f"support/{page}.html",
            owner=one,
            home=url_for(self.home, **(key_of(one) if isinstance(one, Organization) else {})),
            address=lambda name, **item: url_for(f"{self.audience}.support.{name}", **key_of(one), **item),
            may_write=may_write,
            can_post=may_write and is_in_being(one),
            **more,
        )


def owner_of(item: SupportItem) -> Owner:
    """The organization or the department whose need or offer it is."""
    owner = item.organization or item.department
    assert owner is not None, "every item has an owner (ck_support_item_owner)"
    return owner


def key_of(one: Owner) -> dict[str, Any]:
    """What stands for the owner in an address."""
    return {"slug": one.slug} if isinstance(one, Organization) else {"department_id": one.id}


def is_in_being(one: Owner) -> bool:
    """Whether the owner may post now: an approved organization, a department that still exists."""
    return one.is_public if isinstance(one, Organization) else one.is_valid_on(today())
