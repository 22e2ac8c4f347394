"""`flask import-events`: 64 real lists become drafts, each row once, and every fault is told with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from matcher.clock import TOKYO
from matcher.db import db
from matcher.documents import event_list
from matcher.domain.opportunities.completeness import missing_parts
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, Timing
from tests.support.databases import on_sqlite
from tests.support.factories import make_organization

EVENTS = Path(__file__).parents[1] / "data" / "events"
FILES = sorted(EVENTS.glob("*.csv"))
FAULTY = EVENTS / "o1-112194_g1-000304.csv"
GOOD = EVENTS / "o1-111007_g1-000304.csv"

Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask) -> Command:
    """The command for the group 見本の会 (slug `mihon`), on what the test has written so far."""
    make_organization(slug="mihon")
    db.session.commit()

    def run(*arguments: str | Path) -> Result:
        given = [str(argument) for argument in arguments]
        result = app.test_cli_runner().invoke(args=["import-events", *given, "--organization", "mihon"])
        db.session.expire_all()
        return result

    return run


def drafts() -> int:
    return db.session.scalar(select(func.count()).select_from(Opportunity)) or 0


def written(tmp_path: Path, *lines: str, encoding: str = "utf-8-sig") -> Path:
    """A list of the 50-column kind with the columns a test speaks of."""
    path = tmp_path / "一覧.csv"
    path.write_bytes("\r\n".join(["名称,開始日,終了日,開始時刻,終了時刻,集合場所,定員", *lines, ""]).encode(encoding))
    return path


def test_all_64_files_go_in_once_and_never_twice(command: Command) -> None:
    first = command(*FILES, "--skip-bad-rows")
    held = drafts()
    again = command(*FILES, "--skip-bad-rows")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert (held, drafts()) == (1_481, 1_481)
    assert db.session.scalar(select(func.count()).select_from(Shift)) == 1_481 - 25
    assert set(db.session.scalars(select(Opportunity.status))) == {OpportunityStatus.DRAFT}
    assert len([line for line in first.output.splitlines() if line.startswith("o1-")]) == 64


def test_a_file_with_a_fault_stays_out_whole_and_the_others_go_in(command: Command) -> None:
    result = command(FAULTY, GOOD)

    assert result.exit_code == 1
    assert "o1-112194_g1-000304.csv：入れませんでした。直すところが1件あります。" in result.output
    assert "4行目「終了日」：終わり（2022-01-07）が始まり（2022-01-27）より後になっていません。" in result.output
    assert "--skip-bad-rows" in result.output
    assert drafts() == len(event_list.read(GOOD.read_bytes()).rows)


def test_bad_rows_can_be_left_out(command: Command) -> None:
    result = command(FAULTY, "--skip-bad-rows")

    assert result.exit_code == 0
    assert "次の1行は除きました。" in result.output
    assert drafts() == len(event_list.read(FAULTY.read_bytes()).rows)


@on_sqlite
def test_a_dry_run_says_the_same_and_keeps_nothing(command: Command) -> None:
    result = command(GOOD, "--dry-run")

    assert result.exit_code == 0
    assert "何も書いていません" in result.output
    assert drafts() == 0


@on_sqlite
def test_the_same_list_saved_by_excel_in_cp932_is_the_same_list(command: Command, tmp_path: Path) -> None:
    row = "朝市〜春〜,2026-04-05,,09:00,11:00,駅前,20"
    command(written(tmp_path, row))

    result = command(written(tmp_path, "朝市〜春〜,2026/4/5,,9:00,11:00,駅前,20", encoding="cp932"))

    assert "1件のうち0件を下書きにしました（取り込み済み1件）" in result.output
    assert drafts() == 1


def test_two_groups_may_read_the_same_list(command: Command, app: Flask) -> None:
    other = make_organization(slug="other")
    db.session.commit()
    command(GOOD)
    held = drafts()

    app.test_cli_runner().invoke(args=["import-events", str(GOOD), "--organization", "other"])

    assert drafts() == 2 * held
    assert db.session.scalar(select(func.count()).where(Opportunity.organization_id == other.id)) == held


@on_sqlite
def test_a_row_becomes_an_incomplete_draft_that_says_what_the_list_says(command: Command, tmp_path: Path) -> None:
    command(written(tmp_path, "朝市,2026-04-05,,09:00,11:00,駅前,20"))

    opportunity = db.session.scalars(select(Opportunity)).one()
    shift = opportunity.shifts[0]
    assert (opportunity.title, opportunity.venue, opportunity.kind) == ("朝市", "駅前", "event")
    assert (opportunity.source, len(opportunity.source_key or "")) == ("event-list-50", 64)
    assert (opportunity.sign_up_way, opportunity.decision, opportunity.district) == (None, None, None)
    assert missing_parts(opportunity)
    assert shift.timing == Timing.TIMED
    assert shift.starts_at.astimezone(TOKYO).isoformat() == "2026-04-05T09:00:00+09:00"
    assert [role.capacity for role in shift.roles] == [20]


@on_sqlite
def test_a_day_without_an_end_is_a_period_of_that_day(command: Command, tmp_path: Path) -> None:
    command(written(tmp_path, "朝市,2026-04-05,,09:00,,駅前,"))

    shift = db.session.scalars(select(Shift)).one()
    assert (shift.timing, shift.label) == (Timing.PERIOD, "09:00〜")
    assert [role.capacity for role in shift.roles] == [None]


@on_sqlite
def test_without_a_date_there_is_no_shift(command: Command, tmp_path: Path) -> None:
    command(written(tmp_path, "朝市,,,09:00,11:00,駅前,"))

    opportunity = db.session.scalars(select(Opportunity)).one()
    assert opportunity.shifts == []
    assert opportunity.description == "開始時刻：09:00\n終了時刻：11:00"


@on_sqlite
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "何も書かれていません"),
        (b"\x89PNG\r\n\x1a\n\0\0", "画像"),
        (b"PK\x03\x04", "CSV UTF-8"),
        ("名称,開始日".encode("utf-16"), "UTF-16"),
        ("氏名,電話\r\n山田,1".encode(), "イベント一覧の見出し"),
        (b"a" * (10 * 1024 * 1024 + 1), "10MB"),
    ],
)
def test_what_is_no_event_list_is_refused_with_the_mend(
    command: Command, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "一覧.csv"
    path.write_bytes(content)

    result = command(path, "--skip-bad-rows")

    assert result.exit_code == 1
    assert told in result.output
    assert drafts() == 0


@on_sqlite
def test_an_unknown_group_is_said_in_one_sentence(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["import-events", str(GOOD), "--organization", "nobody"])

    assert result.exit_code == 1
    assert result.output.startswith("Error: 「nobody」という団体はありません。")


@on_sqlite
def test_remarks_are_gathered_in_one_line(command: Command, tmp_path: Path) -> None:
    rows = [f"朝市{n},2026-04-05,,09:00,11:00,駅前,0" for n in range(12)]

    result = command(written(tmp_path, *rows))

    assert "注意 2・3・4・5・6・7・8・9・10・11など12行目「定員」：「0」は数として使えません。" in result.output
