"""What happens to an opportunity before it is public, and its end: drafting, handing in, deciding, closing.

Its days: shift_actions.py; copies of it: copying.py. Acts on what is public promote and notify, so they live with the
sign-ups.
"""

from collections.abc import Collection

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.audit.actions import Actor, Replaced, record
from matcher.domain.audit.models import ActorKind
from matcher.domain.city.models import Department
from matcher.domain.city.plan import current_plan
from matcher.domain.notifications.actions import notify
from matcher.domain.opportunities import rules
from matcher.domain.opportunities.codes import known_codes
from matcher.domain.opportunities.completeness import missing_parts
from matcher.domain.opportunities.content import (
    COLUMNS,
    TAGS,
    Change,
    OpportunityContent,
    content_of,
    describe_changes,
)
from matcher.domain.opportunities.counters import refresh_counters
from matcher.domain.opportunities.judging import contradicted_criteria
from matcher.domain.opportunities.models import Opportunity, OpportunityTag, TagTaxonomy
from matcher.domain.opportunities.search_text import search_text
from matcher.domain.opportunities.states import Act, after, check_editable
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import runs_organization
from matcher.domain.people.models import Account

PERSONAL = frozenset({"contact_name", "contact_phone", "contact_email", "online_note"})


def draft(
    organization: Organization,
    content: OpportunityContent,
    *,
    by: Actor,
    source: str | None = None,
    source_key: str | None = None,
) -> Opportunity:
    """A new draft of the group, complete or not. `source`, `source_key`: the file and row it was read from.

    Raises the errors of `write_content`.
    """
    opportunity = Opportunity(
        organization=organization,
        kind=content.kind,
        title=content.title,
        created_by=by.id if by.kind == ActorKind.ACCOUNT else None,
        created_at=now(),
        source=source,
        source_key=source_key,
    )
    db.session.add(opportunity)
    write_content(opportunity, content)
    record("draft-opportunity", opportunity, by=by, changes={"organization_id": organization.id})
    return opportunity


def change_draft(opportunity: Opportunity, content: OpportunityContent, *, by: Actor, version: int) -> list[Change]:
    """Write the content into a draft or a returned one. `version`: the one its writer saw.

    Raises Conflict, WrongState and the errors of `write_content`.
    """
    check_editable(opportunity.status)
    rules.check_unchanged(version, opportunity.version)
    changes = write_content(opportunity, content)
    record("change-opportunity", opportunity, by=by, changes=recorded(changes))
    return changes


def write_content(opportunity: Opportunity, content: OpportunityContent) -> list[Change]:
    """Put the content into the opportunity, whatever its state, and say what changed; checked against the plan.

    Raises UnknownCode, AudienceWithoutCriterion, AgesReversed, DepartmentNotValid.
    """
    _check_content(content, opportunity.department_id)
    before = content_of(opportunity)
    for name in COLUMNS:
        setattr(opportunity, name, getattr(content, name))
    for name, taxonomy in TAGS.items():
        _set_tags(opportunity, taxonomy, getattr(content, name))
    opportunity.search_text = search_text(opportunity)
    opportunity.changed_at = now()
    return describe_changes(before, content)


def recorded(changes: Collection[Change]) -> dict[str, object]:
    """Changes as the audit log keeps them: of what may name a person, only that it changed."""
    return {
        change.name: None if change.name in PERSONAL else Replaced(change.before, change.after) for change in changes
    }


def submit(opportunity: Opportunity, *, by: Account) -> None:
    """Hand it in to the city. Raises WrongState, Incomplete, CriterionContradicted."""
    status = after(opportunity.status, Act.SUBMIT)
    rules.check_complete(missing_parts(opportunity))
    check_criteria(opportunity)
    opportunity.status = status
    opportunity.submitted_by, opportunity.submitted_at = by.id, now()
    opportunity.decided_by = opportunity.decided_at = None
    record("submit-opportunity", opportunity, by=by.actor)


def take_back(opportunity: Opportunity, *, by: Account) -> None:
    """Make it a draft again before the city has decided, to change it. Raises WrongState."""
    opportunity.status = after(opportunity.status, Act.TAKE_BACK)
    opportunity.submitted_by = opportunity.submitted_at = None
    record("take-back-opportunity", opportunity, by=by.actor)


def approve(opportunity: Opportunity, *, by: Account) -> None:
    """Publish it: from now on everybody finds it. The one who handed it in is told.

    Raises WrongState, OwnDecision, OrganizationNotApproved, Incomplete, CriterionContradicted,
    AudienceWithoutCriterion.
    """
    status = after(opportunity.status, Act.APPROVE)
    _check_decider(opportunity, by)
    rules.check_organization(opportunity.organization)
    rules.check_complete(missing_parts(opportunity))
    check_criteria(opportunity)
    _check_content(content_of(opportunity), opportunity.department_id)
    _decide(opportunity, by)
    opportunity.status, opportunity.return_reason = status, None
    opportunity.published_at = now()
    refresh_counters(opportunity)
    record("approve-opportunity", opportunity, by=by.actor)
    _tell_submitter("opportunity-published", opportunity)


def return_for_changes(opportunity: Opportunity, *, by: Account, reason: str) -> None:
    """Give it back with what is to be changed. Raises WrongState, OwnDecision."""
    status = after(opportunity.status, Act.RETURN)
    _check_decider(opportunity, by)
    _decide(opportunity, by)
    opportunity.status, opportunity.return_reason = status, reason
    record("return-opportunity", opportunity, by=by.actor, reason=reason)
    _tell_submitter("opportunity-returned", opportunity, reason=reason)


def close(opportunity: Opportunity, *, by: Actor) -> None:
    """End it when all its days are over; it stays readable. Raises WrongState, NotOver."""
    status = after(opportunity.status, Act.CLOSE)
    rules.check_over(opportunity, now())
    opportunity.status = status
    record("close-opportunity", opportunity, by=by)


def check_criteria(opportunity: Opportunity) -> None:
    """No ticked criterion of the plan is contradicted by its days or its place. Raises CriterionContradicted."""
    rules.check_criteria(contradicted_criteria(opportunity, current_plan().criteria))


def _check_content(content: OpportunityContent, department_id: int | None) -> None:
    plan = current_plan()
    known = known_codes(plan)
    for name in TAGS:
        rules.check_codes(name, getattr(content, name), known[name])
    for name in ("district", "insurance_type"):
        value = getattr(content, name)
        rules.check_codes(name, [value] if value else [], known[name])
    rules.check_audiences(plan.audiences, wished=content.audiences, criteria=content.criteria)
    rules.check_ages(content.min_age, content.max_age)
    if content.department_id is not None and content.department_id != department_id:
        department = db.session.get(Department, content.department_id)
        rules.check_department(department, today())


def _set_tags(opportunity: Opportunity, taxonomy: TagTaxonomy, codes: Collection[str]) -> None:
    held = set(opportunity.codes(taxonomy))
    opportunity.tags = [tag for tag in opportunity.tags if tag.taxonomy != taxonomy or tag.code in codes]
    opportunity.tags += [OpportunityTag(taxonomy=taxonomy, code=code) for code in sorted(set(codes) - held)]


def _check_decider(opportunity: Opportunity, by: Account) -> None:
    is_member = runs_organization(by, opportunity.organization)
    rules.check_other_eyes(by.id, opportunity.submitted_by, is_member=is_member)


def _decide(opportunity: Opportunity, by: Account) -> None:
    opportunity.decided_by, opportunity.decided_at = by.id, now()


def _tell_submitter(kind: str, opportunity: Opportunity, **more: str) -> None:
    submitter = db.session.get(Account, opportunity.submitted_by) if opportunity.submitted_by else None
    if submitter is not None:
        parameters = {
            "opportunity_id": opportunity.id,
            "slug": opportunity.organization.slug,
            "title": opportunity.title,
            **more,
        }
        # the version moves with each decision, so the second return is a notice of its own
        notify(kind, submitter.person, opportunity, parameters=parameters, version=opportunity.version)
