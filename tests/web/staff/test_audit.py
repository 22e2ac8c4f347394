"""The log of acts is read by people: words instead of codes, before and after, and a way to the thing."""

import pytest

from matcher.db import db
from matcher.domain.audit.actions import CLI, Replaced, record
from matcher.domain.audit.models import AuditEntry
from matcher.domain.audit.queries import PAGE
from matcher.domain.opportunities.deleting import delete_draft
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.people.models import Account
from tests.support.factories import make_opportunity, make_organization, make_person, make_shift, make_staff
from tests.support.visitor import Visitor

LOG = "/staff/audit"


@pytest.fixture
def staff(client: Visitor) -> Account:
    """Somebody of the support office, who is the visitor."""
    account = make_staff(person=make_person(name="例山 室長"))
    client.enter(account)
    return account


def test_an_empty_log_says_so(client: Visitor, staff: Account) -> None:
    assert "記録は、まだありません" in client.get(LOG).text
    assert "この条件の記録はありません" in client.get(f"{LOG}?act=sign-up").text


def test_an_entry_reads_as_who_did_what_to_which_thing(client: Visitor, staff: Account) -> None:
    group = make_organization(slug="hasuike", name="蓮池クリーンクラブ")
    changes = {"district": Replaced("takasu", "osu"), "contact_phone": None}
    record("change-organization", group, by=staff.actor, changes=changes)

    page = client.get(LOG).text

    for words in ("例山 室長", "団体の情報を変えた", "蓮池クリーンクラブ", "高洲", "大洲", "中身は残しません"):
        assert words in page
    assert 'href="/staff/organizations/hasuike"' in page
    assert "0540000000" not in page


@pytest.mark.parametrize("part", ["shift", "role"])
def test_a_part_leads_to_the_page_of_the_whole(client: Visitor, staff: Account, part: str) -> None:
    shift = make_shift(make_opportunity(title="池の清掃"), capacity=5)
    subject = shift if part == "shift" else shift.roles[0]
    record("change-capacity", subject, by=CLI, changes={"capacity": Replaced(5, None)})

    page = client.get(LOG).text

    assert f'href="/staff/opportunities/{shift.opportunity_id}"' in page
    assert "池の清掃" in page
    assert "管理の命令" in page


def test_what_is_gone_has_a_number_and_no_way_to_it(client: Visitor, staff: Account) -> None:
    draft = make_opportunity(status=OpportunityStatus.DRAFT, title="やめた会")
    number = draft.id
    delete_draft(draft, by=staff.actor, version=draft.version)

    page = client.get(LOG).text

    assert "募集の下書きを消した" in page
    assert "やめた会" in page
    assert f'href="/staff/opportunities/{number}"' not in page


def test_long_words_are_folded_and_stay_whole(client: Visitor, staff: Account) -> None:
    before, after, reason = "前" * 1900, "後" * 1900, "理" * 900
    opportunity = make_opportunity()
    record("change-published", opportunity, by=CLI, changes={"description": Replaced(before, after)}, reason=reason)

    page = client.get(LOG).text

    assert page.count("全部を見る") == 3
    assert all(words in page for words in (before, after, reason))


def test_filters_narrow_and_survive_the_next_page(client: Visitor, staff: Account) -> None:
    one, other = make_opportunity(), make_opportunity()
    for _number in range(PAGE + 1):
        record("change-opportunity", one, by=CLI)
    record("approve-opportunity", other, by=CLI)
    asked = f"act=change-opportunity&subject_type=opportunity&subject_id={one.id}"
    linked = asked.replace("&", "&amp;")

    first = client.get(f"{LOG}?{asked}").text
    last = db.session.query(AuditEntry.id).filter_by(act="change-opportunity").order_by(AuditEntry.id).first()[0]
    second = client.get(f"{LOG}?before={last + 1}&{asked}").text

    assert "募集を公開した</td>" not in first
    assert f"before={last + 1}&amp;{linked}" in first
    assert 'value="change-opportunity" selected' in second
    assert f'href="{LOG}?{linked}"' in second
    assert second.count("募集の下書きを直した</td>") == 1


@pytest.mark.parametrize("asked", ["act=unknown", "subject_type=nothing", "before=x", "before=-1"])
def test_what_nobody_can_choose_is_no_page(client: Visitor, staff: Account, asked: str) -> None:
    assert client.get(f"{LOG}?{asked}").status_code == 400


@pytest.mark.parametrize("typed", ["abc", "-1", "12番", "99999999999", "0"])
def test_what_is_no_number_is_said_at_the_field_and_everything_asked_is_kept(
    client: Visitor, staff: Account, typed: str
) -> None:
    record("approve-opportunity", make_opportunity(title="池の清掃"), by=CLI)

    answer = client.get(LOG, query_string={"act": "approve-opportunity", "subject_id": typed})

    assert answer.status_code == 400
    assert 'aria-describedby="find-subject_id-error" aria-invalid="true"' in answer.text
    assert "対象の番号は、数字で入れてください。" in answer.text.partition("記録をさがす")[2]
    assert f'value="{typed}"' in answer.text
    assert 'value="approve-opportunity" selected' in answer.text
    assert "池の清掃" not in answer.text


def test_a_number_may_be_typed_in_full_width(client: Visitor, staff: Account) -> None:
    record("approve-opportunity", make_opportunity(id=42, title="池の清掃"), by=CLI)

    assert "池の清掃" in client.get(LOG, query_string={"subject_id": "４２"}).text


def test_an_old_entry_of_an_act_of_those_days_is_still_shown(client: Visitor, staff: Account) -> None:
    record("an-act-of-old", make_opportunity(), by=CLI, changes={"capacity": [1, 2]})

    page = client.get(LOG).text

    assert "an-act-of-old" in page
    assert "1、2" in page
    assert db.session.query(Opportunity).count() == 1
