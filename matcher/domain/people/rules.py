"""What must hold of persons and their accounts: each check raises one named error."""

import re
from datetime import date

from matcher.clock import age_on, today
from matcher.domain.audit.actions import Actor
from matcher.domain.people.contacts import email_key, katakana, phone_digits
from matcher.domain.people.models import Account, AccountStatus
from matcher.errors import Conflict, DomainError

ADULT_AGE = 18  # 民法4条
LONGEST_AGE = 120
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
EMAIL_SIGNS = re.compile(r"[^\x21-\x7e]|[<>()\[\],;:\\\"@]")
COMMON_PASSWORDS = ("password", "passw0rd", "1234567890", "0123456789", "qwertyuiop", "iloveyou", "asdfghjkl")


class LinkNotUsable(DomainError):
    """The link was used already, has run out, was replaced by a newer one, or never was."""

    code = "link-not-usable"


class NotAnEmail(DomainError):
    """No mail could be sent to what was typed."""

    code = "not-an-email"
    field = "email"


class EmailIsTheSame(DomainError):
    """The new address is the one the account has already."""

    code = "email-is-the-same"
    field = "email"


class EmailTaken(DomainError):
    """Another account has the address. Told to staff and commands only: a page must not tell who has an account."""

    code = "email-taken"
    field = "email"


class NotAPhone(DomainError):
    """Not a Japanese telephone number of 10 or 11 digits."""

    code = "not-a-phone"
    field = "phone"


class NotAReading(DomainError):
    """A reading (フリガナ) holds letters other than kana."""

    code = "not-a-reading"
    field = "name_kana"


class NoContact(DomainError):
    """Neither an address nor a number: nobody could tell the person anything."""

    code = "no-contact"
    field = "phone"


class PhoneWanted(DomainError):
    """Somebody wants to be called and tells no number: would believe to be told, and never is."""

    code = "phone-wanted"
    field = "phone"


class PasswordTooShort(DomainError):
    """The password has too few letters; parameter `least`."""

    code = "password-too-short"
    field = "password"


class PasswordTooLong(DomainError):
    """The password has too many letters to be hashed for everybody who asks; parameter `most`."""

    code = "password-too-long"
    field = "password"


class PasswordTooEasy(DomainError):
    """The password is among the first that are tried: few different letters, a known one, or the person's own data."""

    code = "password-too-easy"
    field = "password"


class WrongPassword(DomainError):
    """The present password, asked for before an act that cannot be undone, does not match."""

    code = "wrong-password"
    field = "current"


class WrongCredentials(DomainError):
    """Address and password do not belong together; which of the two is wrong is not told."""

    code = "wrong-credentials"


class EmailNotConfirmed(DomainError):
    """The password is right, but nobody has yet pressed the link in the mail."""

    code = "email-not-confirmed"


class AccountSuspended(DomainError):
    """The password is right, but staff have barred the account."""

    code = "account-suspended"


class BirthDateMissing(DomainError):
    """Somebody under 18 must tell the birth date: it decides from when they may act alone."""

    code = "birth-date-missing"
    field = "born_on"


class BirthDateImpossible(DomainError):
    """A birth date in the future, or of somebody older than anybody."""

    code = "birth-date-impossible"
    field = "born_on"


class AgeContradicted(DomainError):
    """「18歳以上です」 and a birth date of somebody younger, or the other way round: one of them is a slip."""

    code = "age-contradicted"
    field = "age"


class BirthDateKnown(DomainError):
    """A birth date is told once: whoever could change it could make themselves of age."""

    code = "birth-date-known"
    field = "born_on"


class TermsNotAccepted(DomainError):
    """The terms of use and the purposes of personal data have not been accepted in the version that holds now."""

    code = "terms-not-accepted"
    field = "agree"


class NotThatAccountState(Conflict):
    """The account is not in a state from which it could be suspended, resumed or closed."""

    code = "not-that-account-state"


class OwnAccount(DomainError):
    """Nobody bars or changes the authority of the account they are signed in with."""

    code = "own-account"


def check_email(text: str) -> str:
    """The address as it is kept. Raises NotAnEmail.

    Lenient: carriers gave out addresses such as `a..b@docomo.ne.jp`, which RFC 5321 forbids and mail servers take.
    """
    email = email_key(text)
    local, at, domain = email.rpartition("@")
    labels = domain.split(".")
    is_host = len(labels) > 1 and all(re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", label) for label in labels)
    if not at or not local or len(email) > LONGEST_EMAIL or EMAIL_SIGNS.search(local) or not is_host:
        raise NotAnEmail
    return email


def check_other_email(address: str, present: str | None) -> None:
    """That a new address is another than the present one. Raises EmailIsTheSame."""
    if address == present:
        raise EmailIsTheSame


def check_phone(text: str | None) -> str | None:
    """The number as it is kept: digits only, beginning with 0. None stays None. Raises NotAPhone."""
    if not text:
        return None
    digits = phone_digits(text)
    if not re.fullmatch(r"0[0-9]{9,10}", digits):
        raise NotAPhone
    return digits


def check_reading(text: str | None) -> str | None:
    """The reading in full-width katakana: hiragana and half-width kana are rewritten. Raises NotAReading."""
    if not text:
        return None
    kana = katakana(text)
    if not re.fullmatch(r"[\u30a1-\u30fa\u30fc\u30fb ]+", kana):
        raise NotAReading
    return kana


def check_password(password: str, *, about: tuple[str, ...] = ()) -> None:
    """That a password is neither too short nor among the first to be tried; `about` holds the person's own data.

    No mixture of signs is asked for: length counts (NIST SP 800-63B 3.1.1.2). Raises PasswordTooShort,
    PasswordTooLong or PasswordTooEasy.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong(most=LONGEST_PASSWORD)
    easy = password.lower()
    own = {part for text in about for part in (text.lower(), text.lower().partition("@")[0]) if len(part) >= 4}
    if len(set(easy)) < 5 or any(easy.startswith(common) for common in COMMON_PASSWORDS) or easy in own:
        raise PasswordTooEasy


def check_born_on(born_on: date | None) -> date:
    """The birth date of somebody living. Raises BirthDateMissing or BirthDateImpossible."""
    if born_on is None:
        raise BirthDateMissing
    if not 0 <= age_on(born_on, today()) <= LONGEST_AGE:
        raise BirthDateImpossible
    return born_on


def check_age_answer(*, is_adult: bool, born_on: date | None) -> bool:
    """Whether a newcomer is of age: by the word alone, else by the birth date, which must say the same as the word.

    Raises BirthDateMissing, BirthDateImpossible, AgeContradicted.
    """
    if is_adult and born_on is None:
        return True
    if (age_on(check_born_on(born_on), today()) >= ADULT_AGE) != is_adult:
        raise AgeContradicted
    return is_adult


def check_terms(accepted: str | None, *, current: str) -> None:
    """That the version accepted is the one that holds now. Raises TermsNotAccepted."""
    if accepted != current:
        raise TermsNotAccepted


def check_can_sign_in(account: Account) -> None:
    """That an account whose password is right may come in. Raises one error for each state that bars it."""
    if account.status == AccountStatus.UNCONFIRMED:
        raise EmailNotConfirmed
    if account.status == AccountStatus.SUSPENDED:
        raise AccountSuspended
    if account.status != AccountStatus.ACTIVE:
        raise WrongCredentials


def check_status(account: Account, expected: AccountStatus) -> None:
    """That the account stands where the act begins. Raises NotThatAccountState."""
    if account.status != expected:
        raise NotThatAccountState


def check_still_a_person(account: Account) -> None:
    """That the account was not erased: then nothing of its person is left. Raises NotThatAccountState."""
    if account.status == AccountStatus.CLOSED:
        raise NotThatAccountState


def check_not_own(account: Account, by: Actor) -> None:
    """That nobody bars or promotes themselves. Raises OwnAccount."""
    if by == account.actor:
        raise OwnAccount
