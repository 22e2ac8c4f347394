"""How an address, a telephone number and a reading are written here: one way each, however they were typed."""

import re
import unicodedata


def email_key(text: str) -> str:
    """An address as it is kept and looked up: half-width, small letters, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def phone_digits(text: str) -> str:
    """A number without hyphens, blanks and brackets, a leading +81 as 0; what is no digit stays."""
    written = re.sub(r"[\s()‐-―ー−.-]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^\+81", "0", written)


def katakana(text: str) -> str:
    """A reading in full-width katakana, parts apart by one blank; letters that are no kana stay."""
    written = unicodedata.normalize("NFKC", text)
    kana = "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in written)
    return " ".join(kana.split())
