"""Pages of the city: support office and departments. The permission table decides page by page."""

from flask import Blueprint

from matcher.web.staff import (
    accounts,
    audit,
    candidates,
    corrections,
    departments,
    kpi_figures,
    notices,
    opportunities,
    organizations,
    project_steps,
    projects,
    support,
    support_owners,
    worklist,
)

PAGES = (
    accounts,
    audit,
    candidates,
    corrections,
    departments,
    kpi_figures,
    notices,
    opportunities,
    organizations,
    project_steps,
    projects,
    support,
    support_owners,
    worklist,
)

bp = Blueprint("staff", __name__, url_prefix="/staff")
for page in PAGES:
    bp.register_blueprint(page.bp)
