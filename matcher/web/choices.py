"""Choosing one of several: nothing chosen is None, and what is not in the list is refused in words."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from matcher.language import gettext as _


class OneOf(SelectField):
    """A list to choose one from; whether something must be chosen is for the rules."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "SelectField"  # what the component goes by

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        _check(self)


class OneOfButtons(RadioField):
    """The same with a button for each choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "RadioField"

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        _check(self)


def _check(field: SelectField) -> None:
    known = {str(choice.value) for choice in field.choices}
    if field.data and str(field.data) not in known:
        raise ValidationError(_("一覧から選んでください。"))
