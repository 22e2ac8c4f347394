"""The office reads a whole opportunity, and publishes it or gives it back."""

from dataclasses import fields

from matcher.domain.audit.actions import CLI
from matcher.domain.city.plan import current_plan
from matcher.domain.notifications.models import Notification
from matcher.domain.opportunities.actions import draft
from matcher.domain.opportunities.content import TAGS, OpportunityContent, RoleContent
from matcher.domain.opportunities.models import Joining, OpportunityStatus, OpportunityTag, TagTaxonomy
from matcher.domain.opportunities.shift_actions import add_shift
from tests.support.contents import opportunity_content, shift_content
from tests.support.factories import add, make_member, make_opportunity, make_organization, make_shift, make_staff
from tests.support.signing_in import sign_in


def waiting_opportunity(**facts):
    group = make_organization()
    author = make_member(group)
    one = make_opportunity(
        organization=group, status=OpportunityStatus.SUBMITTED, submitted_by=author.id, title="花壇の手入れ", **facts
    )
    for taxonomy, code in ((TagTaxonomy.PILLAR, "1"), (TagTaxonomy.FIELD, "7")):
        add(OpportunityTag(opportunity_id=one.id, taxonomy=taxonomy, code=code))
    make_shift(one)
    return one


def test_what_waits_is_read_whole_and_published_with_one_button(client, another_client, session):
    one = waiting_opportunity(rain_policy="小雨なら行います")
    sign_in(client, make_staff())
    assert "花壇の手入れ" in client.get("/staff/opportunities").text
    page = f"/staff/opportunities/{one.id}"
    assert "小雨なら行います" in client.get(page).text

    answer = client.submit(page, form="/approve")

    assert answer.status_code == 303
    assert "花壇の手入れ" in another_client.get(f"/opportunities/{one.id}").text
    assert [notice.kind for notice in session.query(Notification)] == ["opportunity-published"]


def test_it_goes_back_with_a_reason_and_without_one_it_does_not(client, session):
    one = waiting_opportunity()
    sign_in(client, make_staff())
    page = f"/staff/opportunities/{one.id}"

    refused = client.submit(page, form="/return", reason="")
    returned = client.submit(page, form="/return", reason="集合場所を書いてください")

    assert (refused.status_code, returned.status_code) == (422, 303)
    session.expire_all()
    assert (one.status, one.return_reason) == (OpportunityStatus.RETURNED, "集合場所を書いてください")


def test_what_changed_since_it_was_read_is_not_published_unseen(client, session):
    one = waiting_opportunity()
    sign_in(client, make_staff())

    answer = client.submit(f"/staff/opportunities/{one.id}", form="/approve", version="0")

    assert answer.status_code == 422
    session.expire_all()
    assert one.status == OpportunityStatus.SUBMITTED


def test_a_member_of_the_group_finds_no_button_even_as_staff(client, session):
    one = waiting_opportunity()
    sign_in(client, make_member(one.organization, is_staff=True))

    assert "この内容で公開する" not in client.get(f"/staff/opportunities/{one.id}").text


def test_with_nothing_waiting_the_list_says_so(client, session):
    sign_in(client, make_staff())

    assert "確かめる募集は、いまありません" in client.get("/staff/opportunities").text


def test_everything_a_group_writes_stands_on_the_page_where_it_is_decided_about(client, session):
    coded = {"district", "insurance_type", "contact_phone"}
    texts = [
        one.name for one in fields(OpportunityContent) if "str" in str(one.type) and one.name not in coded | {*TAGS}
    ]
    typed = {name: f"印{number}の文" for number, name in enumerate(texts, start=10)}
    plan = current_plan()
    codes = {
        "pillars": (plan.pillars[0].code,),
        "measures": (plan.measures[0].code,),
        "activities": (plan.activities[0].code,),
        "forms": (plan.forms[0].code,),
        "criteria": (plan.criteria[1].code,),
    }
    one = draft(make_organization(), opportunity_content(**typed, **codes, joining=Joining.ALL_SHIFTS), by=CLI)
    add_shift(one, shift_content(roles=(RoleContent(capacity=10, minimum=3, requirement="力仕事があります"),)), by=CLI)
    sign_in(client, make_staff())

    page = client.get(f"/staff/opportunities/{one.id}").text

    chosen = [plan.pillars[0], plan.measures[0], plan.activities[0], plan.forms[0], plan.criteria[1]]
    wanted = [
        *typed.values(),
        *(choice.name for choice in chosen),
        "全部の日に続けて参加する",
        "最低3人",
        "力仕事があります",
    ]
    assert [words for words in wanted if words not in page] == []
