"""No column that can hold words is forgotten: each is told to be personal or not, and who sees what is personal."""

from tests.house.tree import hold
from tests.privacy.columns import PERSONAL, SEALED, SECRET, not_personal, seen, with_words

DAYS = {"person.adult_on"}


def test_every_column_with_words_is_told_personal_or_not() -> None:
    told = [*PERSONAL, *SECRET, *SEALED, *not_personal()]

    hold("tests/privacy/columns.py says what each column is:", sorted(with_words() - set(told)))
    hold("These columns are no more, or hold no words:", sorted(set(told) - DAYS - with_words()))
    hold("These columns are told twice:", sorted({column for column in told if told.count(column) > 1}))


def test_who_sees_it_is_said_of_every_personal_column() -> None:
    columns = {column for column, _relation in seen()}

    hold("tests/privacy/seen.csv has a row for each:", sorted(set(PERSONAL) - columns))
    hold("tests/privacy/seen.csv speaks of none but personal columns:", sorted(columns - set(PERSONAL)))
