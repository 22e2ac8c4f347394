"""Letters: one recipient, and headers nobody can write into."""

from email import message_from_bytes
from email.policy import default

from hypothesis import example, given
from hypothesis import strategies as st

from matcher.documents.mail import letter


def written(**parts: str) -> object:
    given = {
        "sender_name": "わきあい",
        "sender": "wakiai@example.jp",
        "recipient": "somebody@example.jp",
        "subject": "申し込みを受け付けました",
        "text": "本文",
        "message_id": "abc",
    }
    return message_from_bytes(letter(**{**given, **parts}).as_bytes(), policy=default)


def test_a_letter_carries_its_own_name_so_that_a_second_copy_is_recognized() -> None:
    message = written()

    assert message["Message-ID"] == "<abc@example.jp>"
    assert message["To"] == "somebody@example.jp"
    assert message.get_content().strip() == "本文"


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), st.sampled_from(["subject", "sender_name"]))
@example(",\u0105> \\", "sender_name")
@example("\u3045\u3064 \u00c7$\x8c:;", "sender_name")
def test_no_text_becomes_a_header_of_its_own(text: str, part: str) -> None:
    message = written(**{part: f"{text}\r\nBcc: everybody@example.jp"})

    assert message["Bcc"] is None
    assert [name for name, _ in message.items()] == [name for name, _ in written().items()]
    assert [one.addr_spec for one in message["From"].addresses] == ["wakiai@example.jp"]
