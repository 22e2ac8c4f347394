"""A letter as the mail world wants it: plain text, one recipient, headers no visitor can write into."""

import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate


def letter(*, sender_name: str, sender: str, recipient: str, subject: str, text: str, message_id: str) -> EmailMessage:
    """One message for one address (I-37). Line breaks and control characters never reach a header (I-39).

    `message_id` is the part before the @: the same for every attempt, so that a second copy is recognized.
    """
    message = EmailMessage()
    host = sender.rpartition("@")[2] or "localhost"
    message["Subject"] = header_text(subject)
    message["From"] = Address(header_text(sender_name), addr_spec=sender)
    message["To"] = header_text(recipient)
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{message_id}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, charset="utf-8", cte="base64")
    return message


def header_text(text: str) -> str:
    """The text on one line without control characters."""
    return " ".join("".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text).split())
