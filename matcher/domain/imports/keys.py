"""How names in lists are compared."""

import unicodedata


def name_key(name: str) -> str:
    """A name as compared: width, case and blanks make no difference, nor what CP932 turns 〜 and − into."""
    alike = name.replace("〜", "～").replace("−", "－")
    return "".join(unicodedata.normalize("NFKC", alike).casefold().split())
