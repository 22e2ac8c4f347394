"""How templates say texts in the language spoken."""

from typing import Any

from flask import Flask
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from matcher.language import gettext, language


@pass_eval_context
def _text(context: EvalContext, text: str, **values: Any) -> str:
    """`gettext` as templates call it: in a page the text is markup, and the values are escaped."""
    told = gettext(text)
    if context.autoescape:
        told = Markup(told)  # noqa: S704 a msgid or its translation, never what somebody typed
    return told % values if values else told


def init_app(app: Flask) -> None:
    """Give templates `_("…")` and the code of the language."""
    app.jinja_env.globals.update({"_": _text, "language": language})
