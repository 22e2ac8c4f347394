"""Cells that a spreadsheet would run as a formula, made harmless by an apostrophe in front, and back again.

Quoting is no protection: Excel evaluates `"=1+1"` as well. Headers are cells too.
"""

import re

# After any blanks: = + - @ and their full-width forms, the minus that CP932 turns into －, | and %.
# A cell may also begin with a tab or a line break, which some programs drop before they look.
# The leading apostrophes let `restore` tell ours from one that was there before.
_DANGEROUS = re.compile(r"'*(?:[\t\r\n]|[\s\ufeff\u200b]*[=+\-@＝＋－＠−|%])")


def neutralize(cell: str) -> str:
    """The cell as it may stand in a spreadsheet. `restore(neutralize(x)) == x` for every x."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def restore(cell: str) -> str:
    """The cell as it was before `neutralize`."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
