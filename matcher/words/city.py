"""Words of departments."""

from matcher.language import lazy_gettext as _l

SENTENCES = {
    "department-code-taken": _l("この記号は、もう使われています。別の記号にしてください。"),
    "department-span": _l("おわりの日が、はじまりの日より前です。日付を確かめてください。"),
    "department-own-successor": _l("自分自身を引きつぎ先にはできません。ほかの課をえらんでください。"),
}
