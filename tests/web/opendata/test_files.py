"""Organizations, projects and the city's goals as files: what is public, in the columns their tables name."""

import csv
import io

import pytest

from matcher.clock import fiscal_year, today
from matcher.documents.open_data.tables import KPI, ORGANIZATIONS, PROJECTS, TABLES, OpenTable
from matcher.domain.city.plan import current_plan
from matcher.domain.organizations.models import OrganizationField, OrganizationStatus
from tests.support.collaboration import make_verified_year, make_year
from tests.support.factories import add, make_department, make_organization
from tests.support.visitor import Visitor

Rows = list[dict[str, str]]


def rows_of(client: Visitor, code: str) -> Rows:
    text = client.get(f"/opendata/{current_plan().city.code}_{code}.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_each_file_is_csv_for_excel_with_exactly_its_columns(client: Visitor, table: OpenTable) -> None:
    answer = client.get(f"/opendata/222143_{table.code}.csv")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.data.partition(b"\r\n")[0].decode("utf-8-sig").split(",") == [one.name for one in table.columns]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=222143_{table.code}.csv"
    assert answer.headers["Cache-Control"] == "public, max-age=600"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_column_is_named_once_and_explained(table: OpenTable) -> None:
    names = [column.name for column in table.columns]

    assert len(set(names)) == len(names)
    assert all(column.meaning.endswith("。") for column in table.columns)


def test_a_row_tells_an_organization_and_its_desk_but_nobody_s_name(client: Visitor) -> None:
    desk = {"contact_name": "個人 花子", "contact_email": "hanako@example.jp", "contact_phone": "0540000001"}
    one = make_organization(name="蓮池クリーンクラブ", website="https://example.jp/", **desk)
    add(OrganizationField(organization_id=one.id, field_no=7))
    add(OrganizationField(organization_id=one.id, field_no=3))

    row = rows_of(client, "organization")[0]

    assert (row["団体名"], row["分野番号"], row["分野"]) == ("蓮池クリーンクラブ", "3;7", "まちづくり;環境の保全")
    assert (row["連絡先電話番号"], row["ホームページ"]) == ("0540000001", "https://example.jp/")
    assert row["団体ページURL"] == f"http://127.0.0.1:8000/organizations/{row['団体ID']}"
    assert "花子" not in str(row)
    assert "hanako" not in str(row)


def test_only_approved_organizations_are_in_it(client: Visitor) -> None:
    for status in OrganizationStatus:
        make_organization(status=status, name=f"見本 {status}")

    assert [row["団体名"] for row in rows_of(client, "organization")] == ["見本 approved"]


def test_what_looks_like_a_formula_is_made_harmless_in_files_and_exact_in_json(client: Visitor) -> None:
    make_organization(name="=1+1", description="@SUM(A1)")

    row = rows_of(client, "organization")[0]
    record = client.get("/api/v1/organizations").json["items"][0]

    assert (row["団体名"], row["活動内容"]) == ("'=1+1", "'@SUM(A1)")
    assert (record["name"], record["description"]) == ("=1+1", "@SUM(A1)")


def test_a_row_tells_a_verified_project_and_no_other(client: Visitor) -> None:
    department = make_department(name="見本課")
    make_verified_year(name="水辺の清掃", lead_department_id=department.id)
    make_verified_year(name="公開しない事業", publish=False)
    make_year(name="確認前の事業")

    rows = rows_of(client, "project")

    assert [(row["事業名"], row["担当課"]) for row in rows] == [("水辺の清掃", "見本課")]
    assert (rows[0]["主な形"], rows[0]["相手方"]) == ("共催", "見本の会")
    assert rows[0]["協働事業ID"] == f"{rows[0]['事業番号']}-{rows[0]['年度']}"


def test_the_goals_tell_what_is_official_apart_from_what_is_only_counted(client: Visitor) -> None:
    make_verified_year(fiscal_year=fiscal_year(today()))

    rows = {row["年度"]: row for row in rows_of(client, "kpi") if row["指標コード"] == "kpi_collab_projects"}

    baseline, present = rows["2024"], rows[str(fiscal_year(today()))]
    assert (baseline["実績"], baseline["集計中"], baseline["基準日"]) == ("202", "", "2025-03-31")
    assert (present["実績"], present["集計中"], present["見込み"]) == ("", "1", "1")
    assert rows["2030"]["目安"] == "214"


def test_files_and_json_have_the_same_rows(client: Visitor) -> None:
    for number in range(3):
        make_organization()
        make_verified_year(name=f"事業{number}")

    for table, path in ((ORGANIZATIONS, "organizations"), (PROJECTS, "projects"), (KPI, "kpi")):
        items = client.get(f"/api/v1/{path}").json["items"]
        assert len(items) == len(rows_of(client, table.code)) >= 3


def test_json_pages_hold_each_organization_and_project_once(client: Visitor) -> None:
    for number in range(5):
        make_organization()
        make_verified_year(name=f"事業{number}")

    for path, expected in (("organizations", 5), ("projects", 5)):
        address, found = f"/api/v1/{path}?limit=2", []
        while address:
            answer = client.get(address).json
            found += [item["id"] for item in answer["items"]]
            address = answer["next"]
        assert len(found) == len(set(found)) >= expected


def test_json_is_narrowed_as_the_pages_are(client: Visitor) -> None:
    wanted = make_organization(name="大洲の会", district="osu", kind="npo_corp", search_text="大洲の会")
    add(OrganizationField(organization_id=wanted.id, field_no=7))
    make_organization()
    year = make_verified_year(name="水辺の清掃", pillar="1")
    make_verified_year(name="山の手入れ", fiscal_year=year.fiscal_year - 1, forms=("commission",), primary_form=None)
    present = year.fiscal_year

    for query in ("q=大洲", "district=osu", "field=7", "kind=npo_corp"):
        assert [item["name"] for item in client.get(f"/api/v1/organizations?{query}").json["items"]] == ["大洲の会"]
    for query in ("pillar=1", "form=co_hosting", f"year={present}"):
        assert [item["name"] for item in client.get(f"/api/v1/projects?{query}").json["items"]] == ["水辺の清掃"]
