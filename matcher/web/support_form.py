"""The form of a need or an offer, the same for groups and companies."""

from typing import Any

from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from matcher.clock import today
from matcher.domain.city.plan import current_plan
from matcher.domain.support.models import Direction, SupportItem
from matcher.domain.support.rules import SupportDetails, check_last_day, check_unit
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.forms import Form, Line, Paragraphs, told_here
from matcher.web.numbers import number_of
from matcher.words.support import DIRECTIONS

WRITTEN = ("type", "title", "detail", "conditions", "quantity_text", "quantity", "unit", "from_on", "until_on")


class SupportForm(Form):
    """What is wanted or given, how much, until when, on which conditions."""

    direction = RadioField(
        _l("どちらですか"),
        choices=[SelectChoice(*one) for one in DIRECTIONS.items()],
        coerce=Direction,
        validators=[InputRequired(_l("どちらかを選んでください。"))],
    )
    type = SelectField(_l("種類"), validators=[DataRequired(_l("種類を選んでください。"))])
    title = Line(_l("なにを"), required=True, most=80)
    detail = Paragraphs(_l("くわしく"), most=1000)
    conditions = Paragraphs(_l("条件"), most=500)
    quantity = IntegerField(
        _l("数"), validators=[Optional(), NumberRange(1, 1_000_000, _l("1から1,000,000までの数を入れてください。"))]
    )
    unit = Line(_l("単位"), most=20)
    quantity_text = Line(_l("数で言えないときの量"), most=60)
    from_on = DateField(_l("いつから"), validators=[Optional()])
    until_on = DateField(_l("いつまで"), validators=[Optional()])
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = [SelectChoice(one.code, one.name) for one in current_plan().support_types]
        self.type.choices = [SelectChoice("", _("選んでください")), *types]

    @classmethod
    def of(cls, item: SupportItem) -> "SupportForm":
        """The form, filled with what the item says now unless something was posted."""
        told = {name: getattr(item, name) for name in (*WRITTEN, "direction", "version")}
        return cls(data=told)

    def validate_unit(self, field: Line) -> None:
        """Number and unit stand together."""
        if not self.quantity.errors:
            with told_here():
                check_unit(self.quantity.data, field.data)

    def validate_until_on(self, field: DateField) -> None:
        """The days stand in order, and the last has not passed."""
        with told_here():
            check_last_day(field.data, today=today())
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("いつまでの日が、いつからの日より前です。どちらかを直してください。"))

    def details(self) -> SupportDetails:
        """What was typed."""
        return SupportDetails(direction=self.direction.data, **{name: self._fields[name].data for name in WRITTEN})

    @property
    def read_version(self) -> int:
        """The version somebody read before changing it; 0, which no row has, where the field came back spoiled."""
        return number_of(self.version.data)
