"""Names of the plan file's codes, as people read them."""

from matcher.domain.city.plan import UnknownCode, current_plan


def name_of(kind: str, code: str | int | None) -> str:
    """The plan's name for a code of a kind (form, party_kind, pillar, measure, district, audience …).

    A code the plan has lost since is shown as it is stored, so that old rows stay readable; none gives no words.
    """
    if code is None or code == "":
        return ""
    try:
        return str(getattr(current_plan(), kind)(code).name)
    except UnknownCode:
        return str(code)
