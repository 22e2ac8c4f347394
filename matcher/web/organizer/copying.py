"""A copy of a post for the year to come; where one waits already, the question whether there is to be another."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from matcher.domain.opportunities.copying import copy_as_draft, waiting_copies
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.queries import opportunity_of
from matcher.domain.opportunities.rules import CopyWaiting
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.identity import account
from matcher.web.numbers import number_of

bp = Blueprint("copying", __name__, url_prefix="/<slug>/opportunities/<int:opportunity_id>/copy")


@bp.get("")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def form(opportunity: Opportunity) -> Any:
    """The copies that wait to be finished, and the deliberate act to make another."""
    return render_template("organizer/copying.html", opportunity=opportunity, copies=waiting_copies(opportunity))


@bp.post("")
@requires(Permission.EDIT_OPPORTUNITY, load=opportunity_of)
def submit(opportunity: Opportunity) -> Any:
    """A new draft with the same content, its days moved to the same weekdays of the year to come."""
    try:
        made = copy_as_draft(opportunity, by=account().actor, seen=number_of(request.form.get("seen")) or None)
    except CopyWaiting:
        return redirect(url_for(".form", slug=opportunity.organization.slug, opportunity_id=opportunity.id), 303)
    flash(
        _(
            "写しを作りました。はじめの日は、次の年の同じ月の同じ週の同じ曜日（例：12月の第2土曜）です。ほかの日は、はじめの日からの間隔のままです。確かめて、直してください。"
        )
    )
    return redirect(url_for("organizer.opportunities.show", slug=made.organization.slug, opportunity_id=made.id), 303)
