"""Every fault of a file has a sentence in which nothing is left to fill in."""

import re
from pathlib import Path

from matcher.documents.fault import Fault
from matcher.words.documents import FAULTS, fault_sentence

ROOMS = Path(__file__).parents[2] / "matcher" / "documents"
CODE_IN_CALL = re.compile(r'(?:file_fault|row_fault|Fault|self\._fault)\(\s*"([a-z0-9-]+)"')
CODE_IN_TABLE = re.compile(r'"((?:file-is|unreadable|encoding|broken|cell-never)-[a-z0-9-]+)"')


def codes_in_use() -> set[str]:
    sources = [path.read_text("utf-8") for path in ROOMS.glob("*.py")]
    return {code for source in sources for finder in (CODE_IN_CALL, CODE_IN_TABLE) for code in finder.findall(source)}


def test_every_code_has_words_and_no_words_are_left_over() -> None:
    assert codes_in_use() == set(FAULTS)


def test_a_fault_is_told_with_row_column_and_the_next_step() -> None:
    fault = Fault("ends-before-start", 4, "終了日", {"start": "2022-01-27", "end": "2022-01-07"})

    sentence = fault_sentence(fault)

    assert sentence == (
        "4行目「終了日」：終わり（2022-01-07）が始まり（2022-01-27）より後になっていません。どちらかを直してください。"
    )


def test_a_fault_of_the_whole_file_has_no_place() -> None:
    assert fault_sentence(Fault("file-empty", whole_file=True)).startswith("ファイルに何も")
