"""At the counter: a wrong name, reading, number or age put right at the person's word, with the reason."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from matcher.clock import now, today
from matcher.domain.people.corrections import AgeAnswer, Correction, correct_person
from matcher.domain.people.models import Account
from matcher.domain.people.queries import account_by_id
from matcher.domain.people.rules import check_reading
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.queries.mine import places_of
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.birth_date import BirthDate
from matcher.web.disclosure import disclose
from matcher.web.forms import Form, Line, Paragraphs, Telephone, checked_by
from matcher.web.identity import account

bp = Blueprint("corrections", __name__, url_prefix="/accounts/<int:account_id>/correction")


class CorrectionForm(Form):
    """What is right, and how the office knows."""

    name = Line(_l("名前"), required=True, most=100)
    name_kana = Line(_l("フリガナ"), most=100, validators=[checked_by(check_reading)])
    phone = Telephone(_l("電話番号"))
    age = RadioField(
        _l("年齢"),
        [InputRequired(_l("どれかを選んでください。"))],
        choices=[
            SelectChoice("keep", _l("いまのままにする")),
            SelectChoice("born", _l("生年月日を入れる")),
            SelectChoice("adult", _l("「18歳以上です」という本人の答えにする")),
            SelectChoice("unknown", _l("分からないことにする")),
        ],
        default="keep",
    )
    born_on = BirthDate(_l("正しい生年月日"))
    reason = Paragraphs(_l("理由"), required=True, most=300)

    def correction(self) -> Correction:
        """What was typed."""
        return Correction(
            name=self.name.data,
            name_kana=self.name_kana.data,
            phone=self.phone.data,
            age=AgeAnswer(self.age.data),
            born_on=self.born_on.day,
        )


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=account_by_id)
def form(chosen: Account) -> str:
    """What is kept now; the look is logged. Of a birth date only whether there is one."""
    known = {name: getattr(chosen.person, name) for name in ("name", "name_kana", "phone")}
    return _page(chosen, CorrectionForm(data={**known, "age": "keep"}))


@bp.post("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=account_by_id)
def submit(chosen: Account) -> Any:
    """Back to the account; the person is told what changed."""
    form = CorrectionForm()
    if form.validate():
        with form.refusals():
            is_changed = correct_person(chosen, form.correction(), by=account(), reason=form.reason.data)
            flash(_("直しました。本人に知らせます。") if is_changed else _("変わったところはありません。"), "good")
            _warn_of_places(chosen)
            return redirect(url_for("staff.accounts.form", account_id=chosen.id), 303)
    return _page(chosen, form), 422


def _warn_of_places(chosen: Account) -> None:
    places = places_of(chosen.person_id, since=now())
    if places and chosen.person.is_minor_on(today()):
        words = _("この人は18歳未満で、これからの申し込みが%(count)d件あります。保護者に確かめてください。")
        flash(words % {"count": len(places)}, "warn")


def _page(chosen: Account, form: CorrectionForm) -> str:
    disclose([chosen.person_id], "staff-correction", purpose=form.reason.data)
    return render_template(
        "staff/correction.html",
        chosen=chosen,
        form=form,
        is_own=chosen.id == account().id,
        is_gone=chosen.status == "closed",
    )
