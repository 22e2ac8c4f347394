"""The whole product's authority on one page: permission → any of these → all of these facts.

A fact is a one-line question that lives in its feature beside the query for its rows. What somebody may not see is
answered as if it did not exist.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from matcher.domain.opportunities.queries import runs_opportunity, wrote_opportunity
from matcher.domain.organizations.queries import owns_organization, runs_organization
from matcher.domain.people.models import Account
from matcher.domain.projects.candidates import is_with_department_of
from matcher.domain.projects.queries import is_handled_by
from matcher.domain.signups.queries.facts import entered_shift, is_own_sign_up, runs_shift
from matcher.domain.support.queries import is_of_its_department

Fact = Callable[[Account | None, Any], bool]


class Permission(StrEnum):
    """What can be asked for: `<act>-<thing>`."""

    PUBLIC = "public"
    LEAVE_OR_ACCEPT = "leave-or-accept"
    HAVE_ACCOUNT = "have-account"
    WORK_FOR_CITY = "work-for-city"
    WORK_IN_SUPPORT_OFFICE = "work-in-support-office"
    REGISTER_ORGANIZATION = "register-organization"
    SEE_ORGANIZATION = "see-organization"
    EDIT_ORGANIZATION = "edit-organization"
    MANAGE_MEMBERS = "manage-members"
    LEAVE_ORGANIZATION = "leave-organization"
    POST_FOR_ORGANIZATION = "post-for-organization"
    ACT_FOR_COMPANY = "act-for-company"
    APPROVE_ORGANIZATIONS = "approve-organizations"
    SEE_OPPORTUNITY = "see-opportunity"
    EDIT_OPPORTUNITY = "edit-opportunity"
    APPROVE_OPPORTUNITIES = "approve-opportunities"
    RUN_OPPORTUNITY = "run-opportunity"
    MANAGE_OWN_SIGN_UP = "manage-own-sign-up"
    HANDLE_CANDIDATE = "handle-candidate"
    HANDLE_PROJECT_YEAR = "handle-project-year"
    CONFIRM_PROJECT_YEAR = "confirm-project-year"
    VERIFY_PROJECT_YEAR = "verify-project-year"
    POST_FOR_DEPARTMENT = "post-for-department"


def anybody(account: Account | None, thing: Any) -> bool:
    """True: what is public is everybody's."""
    return True


def has_account(account: Account | None, thing: Any) -> bool:
    """Whether somebody with a confirmed account asks."""
    return account is not None and account.is_in_use


def is_support_staff(account: Account | None, thing: Any) -> bool:
    """Whether somebody of the support office (市民活動団体支援室) asks."""
    return has_account(account, thing) and account is not None and account.is_staff


def is_of_department(account: Account | None, thing: Any) -> bool:
    """Whether somebody of any department of the city asks."""
    return has_account(account, thing) and account is not None and account.department_id is not None


TABLE: dict[Permission, tuple[tuple[Fact, ...], ...]] = {
    Permission.PUBLIC: ((anybody,),),
    Permission.LEAVE_OR_ACCEPT: ((has_account,),),  # all that can be done before the terms are accepted
    Permission.HAVE_ACCOUNT: ((has_account,),),
    Permission.WORK_FOR_CITY: ((is_support_staff,), (is_of_department,)),
    Permission.WORK_IN_SUPPORT_OFFICE: ((is_support_staff,),),
    # organizations (the office acts for groups that bring paper)
    Permission.REGISTER_ORGANIZATION: ((has_account,),),
    Permission.SEE_ORGANIZATION: ((runs_organization,), (is_support_staff,)),
    Permission.EDIT_ORGANIZATION: ((owns_organization,), (is_support_staff,)),
    Permission.MANAGE_MEMBERS: ((owns_organization,), (is_support_staff,)),
    Permission.LEAVE_ORGANIZATION: ((runs_organization,),),
    Permission.POST_FOR_ORGANIZATION: ((runs_organization,), (is_support_staff,)),
    Permission.ACT_FOR_COMPANY: ((runs_organization,),),
    Permission.APPROVE_ORGANIZATIONS: ((is_support_staff,),),
    # opportunities that are not public (staff write only what they entered for a group that brought paper)
    Permission.SEE_OPPORTUNITY: ((runs_opportunity,), (is_support_staff,)),
    Permission.EDIT_OPPORTUNITY: ((runs_opportunity,), (is_support_staff, wrote_opportunity)),
    Permission.APPROVE_OPPORTUNITIES: ((is_support_staff,),),
    # who signed up, who came, calling off (opportunities, their days, roles and sign-ups)
    Permission.RUN_OPPORTUNITY: ((runs_shift,), (is_support_staff, entered_shift)),
    # one's own sign-up: seeing it, taking it back
    Permission.MANAGE_OWN_SIGN_UP: ((is_own_sign_up,),),
    # collaboration projects (two confirmations: the leading department's, then the office's by other eyes)
    Permission.HANDLE_CANDIDATE: ((is_support_staff,), (is_of_department, is_with_department_of)),
    Permission.HANDLE_PROJECT_YEAR: ((is_support_staff,), (is_of_department, is_handled_by)),
    Permission.CONFIRM_PROJECT_YEAR: ((is_of_department, is_handled_by),),
    Permission.VERIFY_PROJECT_YEAR: ((is_support_staff,),),
    # what a department needs and can give (the office helps)
    Permission.POST_FOR_DEPARTMENT: ((is_support_staff,), (is_of_department, is_of_its_department)),
}
