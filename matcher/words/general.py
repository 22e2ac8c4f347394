"""Sentences that belong to no feature."""

from matcher.language import lazy_gettext as _l

SENTENCES = {
    "refused": _l("この操作はできません。"),
    "changed-meanwhile": _l("ほかの人が先に変更しました。いまの内容を確かめて、もう一度入れてください。"),
}
