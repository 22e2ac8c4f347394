"""Needs and offers of one organization: the same pages for a group and for a company, each under its own address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from matcher.domain.organizations.models import Organization
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.domain.support import actions
from matcher.domain.support.models import Direction, SupportItem
from matcher.domain.support.queries import support_of
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.support_form import SupportForm
from matcher.words.support import DIRECTIONS


@dataclass(frozen=True, kw_only=True)
class SupportPages:
    """The pages for one audience: who may see and write, how owner and item are found, what is posted first."""

    audience: str
    see: Permission
    write: Permission
    owner: Callable[[str], Organization]
    item: Callable[[str, int], SupportItem]
    first: Direction

    def blueprint(self) -> Blueprint:
        """All routes, each with its permission."""
        bp = Blueprint("support", __name__)
        one = "/<slug>/support/<int:item_id>"
        for rule, endpoint, method, permission, load, view in (
            ("/<slug>/support", "show", "GET", self.see, self.owner, self.show),
            ("/<slug>/support/new", "form", "GET", self.write, self.owner, self.form),
            ("/<slug>/support/new", "submit", "POST", self.write, self.owner, self.submit),
            (one, "edit_form", "GET", self.write, self.item, self.edit_form),
            (one, "edit", "POST", self.write, self.item, self.edit),
            (f"{one}/fulfil", "fulfil", "POST", self.write, self.item, self.fulfil),
            (f"{one}/close", "close", "POST", self.write, self.item, self.close),
            (f"{one}/reopen", "reopen", "POST", self.write, self.item, self.reopen),
        ):
            bp.add_url_rule(rule, endpoint, requires(permission, load=load)(view), methods=[method])
        return bp

    def show(self, one: Organization) -> str:
        """Everything the organization ever asked for or offered."""
        return self._list(one)

    def form(self, one: Organization) -> str:
        """An empty need or offer."""
        return self._page(one, SupportForm(direction=self.first))

    def submit(self, one: Organization) -> object:
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
        return self._page(item.organization, SupportForm.of(item), item)

    def edit(self, item: SupportItem) -> object:
        """The list with the changed need or offer."""
        form, one = SupportForm.of(item), item.organization
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
        form, one = Form(), item.organization
        if form.validate():
            with form.refusals():
                act(item, by=account())
                flash(done, "good")
                return self._back(one)
        return self._list(one, form), 422

    def _back(self, one: Organization) -> object:
        return redirect(url_for(f"{self.audience}.support.show", slug=one.slug), 303)

    def _list(self, one: Organization, form: Form | None = None) -> str:
        return self._render("list", one, form=form, items=support_of(one), directions=DIRECTIONS)

    def _page(self, one: Organization, form: SupportForm, item: SupportItem | None = None) -> str:
        return self._render("item", one, form=form, item=item)

    def _render(self, page: str, one: Organization, **more: Any) -> str:
        may_write = may(account(), self.write, one)
        return render_template(
            f"support/{page}.html", audience=self.audience, organization=one, may_write=may_write, **more
        )
