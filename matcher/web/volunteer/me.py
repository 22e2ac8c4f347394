"""わたしの予定: what is coming, what one waits for, what one has done."""

from flask import Blueprint, render_template

from matcher.clock import fiscal_year, now, today
from matcher.domain.organizations.queries import own_organizations
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.models import SignUpState
from matcher.domain.signups.queries.mine import my_coming, my_ended, my_years
from matcher.web.access import requires
from matcher.web.identity import account

bp = Blueprint("me", __name__, url_prefix="/me")


@bp.get("")
@requires(Permission.HAVE_ACCOUNT)
def show() -> str:
    """My days to come, my turns in waiting lists, what came to nothing by others' acts, and my hours by fiscal year."""
    person, moment = account().person, now()
    live = my_coming(person.id, since=moment)
    years = my_years(person.id)
    this_year = fiscal_year(today())
    return render_template(
        "volunteer/me.html",
        person=person,
        today=today(),
        coming=[one for one in live if one.state != SignUpState.WAITING],
        waiting=[one for one in live if one.state == SignUpState.WAITING],
        ended=my_ended(person.id, since=moment),
        organizations=own_organizations(account()),
        this_year=this_year,
        year=next((year for year in years if year.fiscal_year == this_year), None),
        years=years,
    )
