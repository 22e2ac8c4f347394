"""Names made of what people typed: harmless as a file, harmless as a sheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.documents.file_names import file_name, sheet_name

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("活動の一覧", "活動の一覧.csv"),
        ("../../etc/passwd", "etc_passwd.csv"),
        ("C:\\temp\\x", "C_temp_x.csv"),
        ("=cmd|' /C calc'!A0", "cmd_' _C calc'!A0.csv"),
        ("＝1＋1", "1＋1.csv"),
        ("参加者\u202egpj.exe", "参加者 gpj.exe.csv"),
        ("一\r\n二\x00", "一 二.csv"),
        ("CON", "list_CON.csv"),
        ("nul.txt", "list_nul.txt.csv"),
        ("...", "list.csv"),
        ("", "list.csv"),
        ("髙﨑𠮷の会", "髙﨑𠮷の会.csv"),
    ],
)
def test_a_file_is_called_what_no_program_takes_for_something_else(title: str, expected: str) -> None:
    assert file_name(title, ending="csv") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("活動の一覧", "活動の一覧"),
        ("'=1+1'", "1+1"),
        ("a/b:c*d[e]?", "a_b_c_d_e"),
        ("History", "list"),
        ("", "list"),
        ("あ" * 40, "あ" * 31),
        ("𠮷" * 20, "𠮷" * 15),
    ],
)
def test_a_sheet_is_called_what_excel_takes(title: str, expected: str) -> None:
    assert sheet_name(title) == expected


@given(text)
def test_no_title_makes_a_name_that_is_dangerous(title: str) -> None:
    name, sheet = file_name(title, ending="xlsx"), sheet_name(title)

    assert len(name.encode()) <= 200
    assert not re.search(r"""[\x00-\x1f\\/:*?"<>|]""", name)
    assert 1 <= len(sheet.encode("utf-16-le")) // 2 <= 31
    assert not re.search(r"[\x00-\x1f\\/:*?\[\]]", sheet)
    assert name[0] not in "=+-@＝＋－＠.'"
    assert sheet[0] not in "=+-@＝＋－＠'"
