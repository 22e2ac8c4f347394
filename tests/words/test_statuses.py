"""Every state of every record has words, a tone and a sign."""

from enum import StrEnum

import pytest

from matcher.domain.imports.models import RunStatus
from matcher.domain.notifications.models import NoticeState
from matcher.domain.opportunities.models import OpportunityStatus, ShiftStatus
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.people.models import AccountStatus
from matcher.domain.projects.models import ProjectYearStatus
from matcher.domain.signups.models import AttendanceStatus, SignUpState
from matcher.domain.support.models import DealStatus, SupportStatus
from matcher.words.statuses import STATUSES, status

RECORDS: dict[str, type[StrEnum]] = {
    "account": AccountStatus,
    "organization": OrganizationStatus,
    "opportunity": OpportunityStatus,
    "shift": ShiftStatus,
    "sign-up": SignUpState,
    "attendance": AttendanceStatus,
    "project-year": ProjectYearStatus,
    "support": SupportStatus,
    "deal": DealStatus,
    "import-run": RunStatus,
    "notification": NoticeState,
}


def test_every_kind_of_record_is_in_the_table() -> None:
    assert set(STATUSES) == set(RECORDS)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_state_of_a_record_has_its_row(kind: str) -> None:
    assert {str(state) for state in RECORDS[kind]} <= set(STATUSES[kind])


@pytest.mark.parametrize("kind", RECORDS)
def test_no_two_states_of_a_record_read_alike(kind: str) -> None:
    words = [shown.words._args[0] for shown in STATUSES[kind].values()]

    assert len(words) == len(set(words))


def test_a_state_is_found_by_its_name_or_its_value() -> None:
    assert status("sign-up", SignUpState.WAITING) == status("sign-up", "waiting")
