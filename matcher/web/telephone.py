"""How a Japanese telephone number is grouped: the area code says where the hyphens go."""

MOBILE = ("090", "080", "070", "060", "050", "020")
TWO_DIGITS = ("03", "06")
THREE_DIGITS = frozenset(
    f"0{tens}{last}"
    for tens, lasts in (
        (1, "1789"), (2, "23456789"), (4, "23456789"), (5, "234589"), (7, "2356789"), (8, "2346789"), (9, "2356789"),
    )
    for last in lasts
)  # fmt: skip
# Areas that share three digits with a larger neighbor and have a fourth of their own.
FOUR_DIGITS = frozenset(
    f"0{area}{last}"
    for area, lasts in (
        (17, "2345689"), (18, "234567"), (19, "12345678"), (24, "01234678"), (26, "01345678"), (27, "046789"),
        (28, "02345789"), (29, "1345679"), (42, "28"), (46, "03567"), (47, "05689"), (48, "0"), (49, "345"),
        (53, "1236789"), (54, "4578"), (55, "01345678"), (58, "4567"), (59, "456789"), (72, "5"), (73, "56789"),
        (76, "135678"), (77, "0234"), (79, "01456789"), (82, "034679"), (83, "345678"), (84, "5678"), (86, "35678"),
        (87, "579"), (88, "034579"), (89, "2345678"), (95, "0245679"), (96, "456789"), (97, "2345689"), (98, "0234567"),
        (99, "34567"),
    )
    for last in lasts
)  # fmt: skip


def phone(digits: str | None) -> str:
    """「054-643-3274」, 「090-1234-5678」, 「0120-123-456」; what is no such number comes back as it was."""
    number = digits or ""
    if not number.isdecimal() or not number.startswith("0"):
        return number
    first = _area_code(number)
    if first is None:
        return number
    rest = number[first:]
    middle = 3 if number.startswith(("0120", "0800")) else len(rest) - 4
    return "-".join((number[:first], rest[:middle], rest[middle:]))


def _area_code(number: str) -> int | None:
    if len(number) == 11:
        return 4 if number.startswith("0800") else 3 if number.startswith(MOBILE) else None
    if len(number) != 10:
        return None
    if number.startswith(TWO_DIGITS):
        return 2
    return 3 if number[:3] in THREE_DIGITS and number[:4] not in FOUR_DIGITS else 4
