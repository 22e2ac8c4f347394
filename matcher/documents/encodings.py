"""Bytes to text for files that people save: UTF-8, with or without its mark, else CP932 as Excel saves."""

from matcher.documents.fault import Fault, file_fault

# The files people rename to .csv, by their first bytes.
_SIGNATURES = (
    (b"PK\x03\x04", "file-is-workbook"),  # .xlsx
    (b"\xd0\xcf\x11\xe0", "file-is-workbook"),  # .xls
    (b"\xff\xfe", "file-is-utf-16"),
    (b"\xfe\xff", "file-is-utf-16"),
    (b"\x89PNG", "file-is-not-text"),
    (b"\xff\xd8\xff", "file-is-not-text"),  # JPEG
    (b"GIF8", "file-is-not-text"),
    (b"%PDF", "file-is-not-text"),
    (b"\x1f\x8b", "file-is-not-text"),  # gzip
)
_READABLE = ("utf-8-sig", "cp932")


def decode(content: bytes) -> str | Fault:
    """The text, or the fault that says what kind of file this is instead.

    UTF-8 is tried first: bytes that are valid UTF-8 and not ASCII are hardly ever CP932 by intention.
    """
    for signature, code in _SIGNATURES:
        if content.startswith(signature):
            return file_fault(code)
    beginning = content[:1000]
    if beginning.count(0) * 4 > len(beginning):
        # UTF-16 without its mark: every other byte of the header is NUL.
        return file_fault("file-is-utf-16")
    for encoding in _READABLE:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return file_fault("encoding-unknown")


def encode_cp932(text: str) -> tuple[str, str]:
    """The text with 〓 for every character CP932 lacks, and those characters in order, each once."""
    if _is_in_cp932(text):
        return text, ""
    lacking = dict.fromkeys(character for character in text if not _is_in_cp932(character))
    return "".join("〓" if character in lacking else character for character in text), "".join(lacking)


def _is_in_cp932(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
