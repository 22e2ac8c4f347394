"""Deleting a draft: what goes is shown before it goes."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import HiddenField

from matcher.domain.opportunities.deleting import delete_draft
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.queries import opportunity_of
from matcher.domain.opportunities.states import check_editable
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.numbers import number_of

bp = Blueprint("deletion", __name__, url_prefix="/<slug>/opportunities/<int:opportunity_id>/delete")


class DeletionForm(Form):
    """The version that was read: what somebody has written since does not go unseen."""

    version = HiddenField()


@bp.get("")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def form(opportunity: Opportunity) -> Any:
    """What goes with it; what is or was public is not deleted (409)."""
    check_editable(opportunity.status)
    return _page(opportunity, DeletionForm())


@bp.post("")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def submit(opportunity: Opportunity) -> Any:
    """To the list of the group's opportunities; it is gone."""
    form = DeletionForm()
    if form.validate():
        with form.refusals():
            title, slug = opportunity.title, opportunity.organization.slug
            delete_draft(opportunity, by=account().actor, version=number_of(form.version.data))
            flash(_("「%(title)s」の下書きを消しました。", title=title), "good")
            return redirect(url_for("organizer.opportunities.index", slug=slug), 303)
    return _page(opportunity, form), 422


def _page(opportunity: Opportunity, form: DeletionForm) -> str:
    form.version.data = str(opportunity.version)
    return render_template("organizer/deletion.html", opportunity=opportunity, form=form)
