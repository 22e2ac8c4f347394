"""Words for persons and accounts."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "link-not-usable": _l(
        "このリンクは使えません。期限が切れたか、もう使われています。新しいリンクを送ってもらってください。"
    ),
}
