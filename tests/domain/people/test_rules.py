"""How addresses, numbers, readings and passwords must be written."""

from datetime import date, timedelta

import pytest

from matcher.clock import today
from matcher.domain.people.rules import (
    BirthDateImpossible,
    BirthDateMissing,
    NotAnEmail,
    NotAPhone,
    NotAReading,
    PasswordTooEasy,
    PasswordTooLong,
    PasswordTooShort,
    check_born_on,
    check_email,
    check_password,
    check_phone,
    check_reading,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hanako@example.jp", "hanako@example.jp"),
        ("  Hanako@Example.JP ", "hanako@example.jp"),
        ("hanako＠example．jp", "hanako@example.jp"),
        ("a..b@docomo.ne.jp", "a..b@docomo.ne.jp"),
        ("dot.at.end.@ezweb.ne.jp", "dot.at.end.@ezweb.ne.jp"),
        ("-_+/?=@softbank.ne.jp", "-_+/?=@softbank.ne.jp"),
    ],
)
def test_an_address_is_kept_half_width_in_small_letters(typed, kept):
    assert check_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hanako",
        "@example.jp",
        "hanako@",
        "hanako@localhost",
        "a@b@example.jp",
        "花子@example.jp",
        "a b@example.jp",
        "a@example.jp\nBcc: b@example.jp",
        "<a@example.jp>",
        "a,b@example.jp",
        "a@-example.jp",
        "a@example..jp",
        "a" * 250 + "@example.jp",
    ],
)
def test_what_no_mail_can_reach_is_no_address(typed):
    with pytest.raises(NotAnEmail):
        check_email(typed)


@pytest.mark.parametrize(
    "typed", ["054-643-3274", "０５４－６４３－３２７４", "(054)643-3274", "+81 54-643-3274", "054ー643ー3274"]
)
def test_a_number_is_kept_as_digits(typed):
    assert check_phone(typed) == "0546433274"


@pytest.mark.parametrize("typed", ["643-3274", "1234567890", "090-1234-56789", "でんわ", "0" * 12])
def test_what_cannot_be_called_is_no_number(typed):
    with pytest.raises(NotAPhone):
        check_phone(typed)


@pytest.mark.parametrize("typed", ["ミホン　ハナコ", "みほん はなこ", "ﾐﾎﾝ ﾊﾅｺ"])
def test_a_reading_is_kept_in_full_width_katakana(typed):
    assert check_reading(typed) == "ミホン ハナコ"


def test_a_reading_in_other_letters_is_refused():
    with pytest.raises(NotAReading):
        check_reading("見本")


@pytest.mark.parametrize("password", ["wakiai-demo", "ことばを三つ並べるとよい", "correct horse", "7h3-river-🏞-flows"])
def test_ten_letters_of_any_kind_make_a_password(password):
    check_password(password, about=("hanako@example.jp", "見本 花子"))


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("short-one", PasswordTooShort),
        ("a" * 201, PasswordTooLong),
        ("aaaaaaaaaaaa", PasswordTooEasy),
        ("password123", PasswordTooEasy),
        ("1234567890123", PasswordTooEasy),
        ("Hanako@Example.jp", PasswordTooEasy),
        ("hanako.mihon", PasswordTooEasy),
    ],
)
def test_a_password_somebody_would_try_first_is_refused(password, error):
    with pytest.raises(error):
        check_password(password, about=("hanako@example.jp", "hanako.mihon@example.jp"))


def test_a_birth_date_is_one_of_somebody_living():
    with pytest.raises(BirthDateMissing):
        check_born_on(None)
    with pytest.raises(BirthDateImpossible):
        check_born_on(today() + timedelta(days=1))
    with pytest.raises(BirthDateImpossible):
        check_born_on(date(1850, 1, 1))
