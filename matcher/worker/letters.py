"""Sending letters over SMTP, one at a time and to one address each.

Whether the recipient is still entitled is asked at the moment of sending (I-38), never when the notice was written.
"""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from cryptography.fernet import InvalidToken
from sqlalchemy import select

from config import Config
from matcher.db import db
from matcher.documents.mail import letter
from matcher.domain.city.plan import current_plan
from matcher.domain.notifications.delivery import claim, mark_cancelled, mark_failed, mark_sent, ready_letters
from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Person
from matcher.language import gettext as _
from matcher.language import speaking
from matcher.logs import WORKER
from matcher.sealing import unseal
from matcher.words import notices
from matcher.worker.entitlement import refusal_to_send

TIMEOUT = 20
NOT_WRITTEN = ("could-not-be-written", False)

log = logging.getLogger(WORKER)


def are_letters_due(config: Config) -> bool:
    """Whether `deliver` would find any to send."""
    return config.mail_url is not None and bool(ready_letters(1))


def deliver(config: Config, *, most: int = 50) -> int:
    """Send the letters that are due, each in transactions of its own; returns how many were handled.

    Without a mail server they stay in the outbox, where the demo mailbox shows them.
    """
    if config.mail_url is None:
        return 0
    handled = 0
    ids = ready_letters(most)
    db.session.rollback()
    if not ids:
        return 0
    with _connection(config.mail_url) as smtp:
        for notification_id in ids:
            handled += _deliver_one(notification_id, smtp, config)
    return handled


def _deliver_one(notification_id: int, smtp: "smtplib.SMTP | Exception", config: Config) -> bool:
    with db.unit_of_work():
        notice = claim(notification_id)
    if notice is None:
        return False
    with db.unit_of_work():
        person = db.session.execute(select(Person).where(Person.id == notice.recipient_id)).scalar_one()
        address = address_of(notice, person)
        reason = refusal_to_send(notice, person, address)
        if reason is not None:
            mark_cancelled(notice, reason)
            return True
        message = _written(notice, person, config, address or "")
    outcome = _send(smtp, message, config.mail_from, address or "") if message else NOT_WRITTEN
    with db.unit_of_work():
        if outcome is None:
            mark_sent(notice)
        else:
            mark_failed(notice, outcome[0], for_good=outcome[1])
    return True


def _written(notice: Notification, person: Person, config: Config, address: str) -> bytes | None:
    """The letter as it is sent, or None where it cannot be written: the fault is logged, and those behind it go out."""
    try:
        return _write(notice, person, config, address)
    except Exception:
        log.exception("letter %s could not be written", notice.id)
        return None


def _write(notice: Notification, person: Person, config: Config, address: str) -> bytes:
    address.encode("ascii")  # SMTP has no bytes for another, and would be left in the middle of a letter
    secret = _opened(notice, "sealed")  # None also where the key is gone: the letter says to ask again
    office = current_plan().city.office
    with speaking(person.language if person.language in ("ja", "en") else "ja"):
        message = letter(
            sender_name=_("わきあい %(office)s", office=office.name),
            sender=config.mail_from,
            recipient=address,
            subject=notices.title(notice),
            text=notices.body(notice, base_url=config.base_url, secret=secret, recipient=person),
            message_id=notice.message_id,
        )
    return message.as_bytes(policy=SMTP)


def address_of(notice: Notification, person: Person) -> str | None:
    """Where the letter goes: to the person's own address, or to the one the notice was meant for."""
    return _opened(notice, "sealed_to") if "sealed_to" in notice.parameters else person.email


def _opened(notice: Notification, name: str) -> str | None:
    sealed = notice.parameters.get(name)
    try:
        return unseal(sealed) if sealed else None
    except InvalidToken:
        return None


@contextmanager
def _connection(mail_url: str) -> "Iterator[smtplib.SMTP | Exception]":
    """A signed-in SMTP connection, or the error where it could not be had."""
    address = urlsplit(mail_url)
    kind = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
    try:
        smtp = kind(address.hostname or "localhost", address.port or 25, timeout=TIMEOUT)
        if address.username:
            if kind is smtplib.SMTP:
                smtp.starttls()
            smtp.login(unquote(address.username), unquote(address.password or ""))
    except (OSError, smtplib.SMTPException) as fault:
        yield fault
        return
    try:
        yield smtp
    finally:
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _send(smtp: "smtplib.SMTP | Exception", message: bytes, sender: str, recipient: str) -> tuple[str, bool] | None:
    """None when the letter was taken; else a code for the reason and whether trying again is useless."""
    if isinstance(smtp, Exception):
        return "mail-server-unreachable", False
    try:
        smtp.sendmail(sender, [recipient], message)
    except smtplib.SMTPRecipientsRefused as fault:
        code = next(iter(fault.recipients.values()))[0]
        return f"refused-{code}", code >= 500
    except smtplib.SMTPResponseException as fault:
        return f"refused-{fault.smtp_code}", fault.smtp_code >= 500
    except (OSError, smtplib.SMTPException):
        return "mail-server-unreachable", False
    return None
