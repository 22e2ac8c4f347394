"""Words for lists the office hands in: refusals, problems, what to know, what stands in each column."""

from collections.abc import Mapping
from typing import Any

from matcher.domain.imports.models import ListKind
from matcher.domain.imports.steps import Act
from matcher.language import lazy_gettext as _l
from matcher.words.documents import FAULTS, with_numbers

SENTENCES = {
    "list-not-takable": _l(
        "この名簿は、ほかの人が取り込んだか、やめたか、日がたって消えています。いまのようすを見てください。"
    ),
    "list-nothing-to-take": _l("この名簿に書かれていることは、もうすべて入っています。取り込むものはありません。"),
    "list-another-is-taken": _l("いま、ほかの名簿を取り込んでいます。終わってから、もう一度押してください。"),
    "list-not-approvable": _l(
        "名簿を送った人や取り込んだ人は、その団体をまとめて認めることができません。ほかの職員に頼んでください。"
    ),
}

# What keeps a row out by what is stored already; `FAULTS` of words/documents are about the file alone.
PROBLEMS = {
    "list-row-twice": _l("%(other)s行目と同じものです。どちらかの行を消してください。"),
    "list-several-alike": _l(
        "同じ名前と地区の団体が、もう2つ以上登録されています。どれのことか分かるように、法人番号を書いてください。"
    ),
    "list-number-differs": _l(
        "同じ名前と地区の団体が、別の法人番号（%(number)s）で登録されています。番号を確かめてください。"
    ),
    "list-number-missing": _l(
        "この種類の団体には法人番号が要ります。国税庁の法人番号公表サイトで調べて書いてください。"
    ),
    "list-registration-closed": _l("登録を終えた団体です。この行を消すか、支援室で登録のようすを確かめてください。"),
    "list-year-out-of-reach": _l("この年度は取り込めません。%(first)s年度から%(last)s年度までです。"),
    "list-department-unknown": _l(
        "「%(value)s」という課は、この年度にはありません。「担当課」の画面にある名前で書いてください。"
    ),
}
TOLD = {**FAULTS, **PROBLEMS}

NOTES = {
    "list-name-elsewhere": _l("同じ名前の団体が、別の地区にあります"),
    "list-own-words-kept": _l("団体が自分で書いたところ（活動内容・窓口など）は変えません"),
    "list-project-elsewhere": _l("同じ名前の事業が、この年度に別の課にあります"),
    "list-row-not-editable": _l("確認が進んでいる記録なので変えません"),
}
ACTS = {
    Act.CREATE: _l("新しく入る"),
    Act.CHANGE: _l("変わる"),
    Act.SAME: _l("そのまま"),
}
DONE = {
    Act.CREATE: _l("新しく入った"),
    Act.CHANGE: _l("変わった"),
    Act.SAME: _l("そのまま"),
}
KINDS = {
    ListKind.ORGANIZATIONS: _l("団体の名簿"),
    ListKind.PROJECTS: _l("協働事業の一覧"),
}

COLUMNS: dict[str, dict[str, Any]] = {
    "organizations": {
        "name": _l("団体の正式な名前。80文字まで。"),
        "name_kana": _l("名前の読み。ひらがな・半角カナは全角カタカナに直します。"),
        "kind": _l("団体の種類を一つ。"),
        "corporate_number": _l("13けた。NPO法人にはかならず。これで同じ団体かどうかを見ます。"),
        "district": _l("おもに活動する地区を一つ。法人番号がないときは、名前と地区で同じ団体かどうかを見ます。"),
        "field_numbers": _l("活動の分野。番号か名前を「、」で区切って、いくつでも。"),
        "description": _l("どんな活動をしているか。公開されます。2000文字まで。"),
        "website": _l("https:// から始まるアドレス。"),
        "contact_name": _l("「事務局」などの窓口の名前。公開されるので、個人の名前や自宅の連絡先は書きません。"),
        "contact_phone": _l("窓口の電話番号。公開されます。"),
        "contact_email": _l("窓口のメールアドレス。公開されます。"),
        "conditions_met": _l("登録の条件を支援室が紙で確かめた団体に「確認済み」。空いている団体は下書きで入ります。"),
    },
    "projects": {
        "name": _l("事業の名前。120文字まで。名前と課と年度で、同じ記録かどうかを見ます。"),
        "fiscal_year": _l("「令和8年度」か「2026」。"),
        "department": _l("その年度にある課の名前か記号。"),
        "purpose": _l("市と相手方に共通の目的（地域の課題）。"),
        "city_role": _l("市がしたこと。"),
        "partner_role": _l("相手方がしたこと。"),
        "party": _l("相手方の団体の名前。登録した団体と同じ名前なら、自動で結びつきます。"),
        "party_kind": _l("相手方の区分を一つ。"),
        "forms": _l("協働の形を「、」で区切って、いくつでも。"),
        "primary_form": _l("「協働の形」に書いたものから、主なものを一つ。"),
        "measure": _l("基本指針・行動計画の番号か名前。"),
        "from_on": _l("はじまりの日。「2026-04-01」「令和8年4月1日」など。"),
        "to_on": _l("おわりの日。"),
        "publish": _l("「する」か「しない」。空いていれば「する」。"),
    },
}


def told(fault: Mapping[str, Any]) -> str:
    """A fault as it was kept with its list, in words and without its place."""
    parameters = fault["parameters"]
    return str(TOLD[fault["code"]]) % (with_numbers(parameters) if fault["code"] in FAULTS else parameters)
