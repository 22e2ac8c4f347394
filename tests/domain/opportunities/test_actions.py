"""From the first draft to the decision of the city."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.audit.models import AuditEntry
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities import actions, rules
from matcher.domain.opportunities.content import content_of
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, TagTaxonomy
from matcher.domain.opportunities.shift_actions import add_shift
from matcher.domain.opportunities.states import WrongState
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.people.models import Account
from matcher.errors import Conflict
from tests.support.contents import in_days, opportunity_content, shift_content
from tests.support.factories import make_department, make_member, make_organization, make_shift, make_staff

pytestmark = pytest.mark.usefixtures("app")


def written(organization: Organization | None = None, **facts: Any) -> Opportunity:
    opportunity = actions.draft(organization or make_organization(), opportunity_content(**facts), by=CLI)
    add_shift(opportunity, shift_content(), by=CLI)
    return opportunity


def handed_in(**facts: Any) -> tuple[Opportunity, Account]:
    organization = make_organization(**facts)
    member = make_member(organization)
    opportunity = written(organization)
    actions.submit(opportunity, by=member)
    return opportunity, member


def test_a_draft_may_be_incomplete() -> None:
    account = make_member(make_organization())

    opportunity = actions.draft(
        make_organization(), opportunity_content(summary=None, district=None, pillars=()), by=account.actor
    )

    assert opportunity.status == OpportunityStatus.DRAFT
    assert opportunity.created_by == account.id


def test_what_is_written_is_read_back_alike() -> None:
    content = opportunity_content(audiences=("seniors",), criteria=("seated",), activities=("cleanup",), fee_yen=0)

    opportunity = actions.draft(make_organization(), content, by=CLI)
    db.session.flush()
    db.session.expire_all()

    assert content_of(opportunity) == content


def test_changing_says_what_changed_and_keeps_names_out_of_the_record() -> None:
    opportunity = written()
    content = opportunity_content(title="池の清掃", pillars=("1", "6"), contact_name="例山")

    changes = actions.change_draft(opportunity, content, by=CLI, version=opportunity.version)

    assert [(change.name, change.before, change.after) for change in changes] == [
        ("title", "公園の清掃", "池の清掃"),
        ("contact_name", "活動担当", "例山"),
        ("pillars", ["1"], ["1", "6"]),
    ]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "change-opportunity")).one()
    assert entry.changes == {
        "title": {"before": "公園の清掃", "after": "池の清掃"},
        "contact_name": None,
        "pillars": {"before": ["1"], "after": ["1", "6"]},
    }


def test_whoever_saw_an_older_text_does_not_overwrite_the_newer_one() -> None:
    opportunity = written()
    seen = opportunity.version
    actions.change_draft(opportunity, opportunity_content(title="池の清掃"), by=CLI, version=seen)
    db.session.flush()

    with pytest.raises(Conflict):
        actions.change_draft(opportunity, opportunity_content(title="森の清掃"), by=CLI, version=seen)

    assert opportunity.title == "池の清掃"


def test_a_changed_tag_counts_as_a_change_of_the_opportunity() -> None:
    opportunity = written()
    before = opportunity.version

    actions.change_draft(opportunity, opportunity_content(fields=("3",)), by=CLI, version=before)
    db.session.flush()

    assert opportunity.version == before + 1
    assert opportunity.codes(TagTaxonomy.FIELD) == ["3"]


def test_an_audience_tag_that_is_not_true_is_refused_by_name() -> None:
    with pytest.raises(rules.AudienceWithoutCriterion) as refusal:
        actions.draft(make_organization(), opportunity_content(audiences=("women",), criteria=("seated",)), by=CLI)

    assert refusal.value.parameters == {"audiences": ["女性"]}


@pytest.mark.parametrize(
    "facts", [{"pillars": ("9",)}, {"fields": ("21",)}, {"district": "atlantis"}, {"insurance_type": "luck"}]
)
def test_a_code_the_plan_does_not_know_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(rules.UnknownCode):
        actions.draft(make_organization(), opportunity_content(**facts), by=CLI)


def test_a_department_that_is_no_more_is_refused() -> None:
    gone = make_department(valid_to_on=make_department().valid_from_on)

    with pytest.raises(rules.DepartmentNotValid):
        actions.draft(make_organization(), opportunity_content(department_id=gone.id), by=CLI)


def test_ages_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(rules.AgesReversed):
        actions.draft(make_organization(), opportunity_content(min_age=40, max_age=15), by=CLI)


def test_a_complete_draft_is_handed_in() -> None:
    opportunity, member = handed_in()

    assert opportunity.status == OpportunityStatus.SUBMITTED
    assert (opportunity.submitted_by, opportunity.submitted_at is not None) == (member.id, True)


def test_an_incomplete_draft_is_not_handed_in() -> None:
    opportunity = written(summary=None, venue=None)

    with pytest.raises(rules.Incomplete) as refusal:
        actions.submit(opportunity, by=make_member(opportunity.organization))

    assert refusal.value.parameters == {"count": 2}
    assert opportunity.status == OpportunityStatus.DRAFT


def test_what_is_handed_in_cannot_be_changed_until_it_is_taken_back() -> None:
    opportunity, member = handed_in()

    with pytest.raises(WrongState):
        actions.change_draft(opportunity, opportunity_content(), by=CLI, version=opportunity.version)

    actions.take_back(opportunity, by=member)
    actions.change_draft(opportunity, opportunity_content(title="池の清掃"), by=CLI, version=opportunity.version)
    assert opportunity.title == "池の清掃"


def test_staff_publish_and_the_one_who_handed_it_in_is_told() -> None:
    opportunity, member = handed_in()
    staff = make_staff()

    actions.approve(opportunity, by=staff)
    db.session.flush()

    assert opportunity.is_published
    assert opportunity.published_at is not None
    assert opportunity.first_open_starts_at == in_days(10)
    assert opportunity.places_left == 10
    notice = db.session.scalars(select(Notification)).one()
    assert (notice.kind, notice.recipient_id) == ("opportunity-published", member.person_id)


def test_nobody_publishes_what_they_handed_in_themselves() -> None:
    opportunity = written()
    staff = make_staff()
    actions.submit(opportunity, by=staff)

    with pytest.raises(rules.OwnDecision):
        actions.approve(opportunity, by=staff)


def test_nobody_decides_about_their_own_group() -> None:
    opportunity, _ = handed_in()
    staff = make_member(opportunity.organization, is_staff=True)

    with pytest.raises(rules.OwnDecision):
        actions.approve(opportunity, by=staff)
    with pytest.raises(rules.OwnDecision):
        actions.return_for_changes(opportunity, by=staff, reason="読みにくい")


def test_the_database_holds_four_eyes_too() -> None:
    opportunity, member = handed_in()
    db.session.flush()

    opportunity.decided_by, opportunity.status = member.id, OpportunityStatus.PUBLISHED

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_database_lets_nothing_incomplete_be_public() -> None:
    opportunity, _ = handed_in()
    db.session.flush()

    opportunity.summary = None

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_nothing_of_a_group_that_is_not_approved_is_published() -> None:
    opportunity, _ = handed_in(status=OrganizationStatus.SUBMITTED)

    with pytest.raises(rules.OrganizationNotApproved):
        actions.approve(opportunity, by=make_staff())


def test_what_is_returned_carries_the_reason_and_can_be_handed_in_again() -> None:
    opportunity, member = handed_in()
    staff = make_staff()

    actions.return_for_changes(opportunity, by=staff, reason="集合場所を書いてください")
    db.session.flush()
    notice = db.session.scalars(select(Notification)).one()
    returned = (opportunity.status, opportunity.return_reason)
    actions.submit(opportunity, by=member)
    actions.approve(opportunity, by=staff)
    db.session.flush()

    assert returned == (OpportunityStatus.RETURNED, "集合場所を書いてください")
    assert notice.kind == "opportunity-returned"
    assert notice.parameters["reason"] == "集合場所を書いてください"
    assert opportunity.is_published
    assert opportunity.return_reason is None


def test_a_second_return_is_a_second_notice() -> None:
    opportunity, member = handed_in()

    for reason in ("集合場所を書いてください", "持ち物を書いてください"):
        actions.return_for_changes(opportunity, by=make_staff(), reason=reason)
        actions.submit(opportunity, by=member)
        db.session.flush()

    reasons = db.session.scalars(select(Notification.parameters).order_by(Notification.id)).all()
    assert [parameters["reason"] for parameters in reasons] == [
        "集合場所を書いてください",
        "持ち物を書いてください",
    ]


def test_it_is_closed_only_when_its_days_are_over() -> None:
    coming = make_shift(starts_at=in_days(3)).opportunity
    over = make_shift(starts_at=in_days(-3)).opportunity

    actions.close(over, by=CLI)

    assert over.status == OpportunityStatus.CLOSED
    with pytest.raises(rules.NotOver):
        actions.close(coming, by=CLI)


def test_every_act_leaves_a_trace() -> None:
    opportunity, member = handed_in()
    actions.take_back(opportunity, by=member)
    actions.submit(opportunity, by=member)
    actions.approve(opportunity, by=make_staff())

    acts = db.session.scalars(
        select(AuditEntry.act).where(AuditEntry.subject_type == "opportunity").order_by(AuditEntry.id)
    ).all()
    assert acts == [
        "draft-opportunity",
        "submit-opportunity",
        "take-back-opportunity",
        "submit-opportunity",
        "approve-opportunity",
    ]
