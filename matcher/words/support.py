"""Words for needs and offers."""

from matcher.domain.support.models import Direction, SupportItem
from matcher.domain.support.queries import ListedSupport
from matcher.language import lazy_gettext as _l

SENTENCES = {
    "support-department-ended": _l("この課は、いまはありません。引きついだ課から載せてください。"),
    "support-act-not-possible": _l("もう別の状態になっています。いまの状態を確かめてください。"),
    "support-type-unknown": _l("種類を、一覧から選び直してください。"),
    "support-owner-not-approved": _l("支援室が登録を確かめたあとで、出せます。いまの登録の状態を確かめてください。"),
    "support-already-over": _l("いつまでの日が過ぎています。今日か、そのあとの日を入れてください。"),
    "support-unit-missing": _l("数と単位は、両方を入れるか、両方とも空にしてください（例：20、本）。"),
    "support-quantity-below-promised": _l(
        "もう%(promised)s%(unit)sを約束しています。それより少なくするときは、先に相手と話してください。"
    ),
    "support-posted-already": _l("同じものを、もう出しています。一覧を確かめてください。"),
}

DIRECTIONS = {
    Direction.NEED: _l("ほしい"),
    Direction.OFFER: _l("出せる"),
}


def quantity_words(item: SupportItem | ListedSupport) -> str:
    """How much: as it was written, else the number with its unit, 「20本」; empty where nothing is said."""
    return item.quantity_text or (f"{item.quantity:,}{item.unit or ''}" if item.quantity else "")
