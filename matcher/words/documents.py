"""Sentences about files handed in: what is wrong in them and how to mend it."""

from collections.abc import Mapping
from typing import Any

from matcher.documents.fault import Fault
from matcher.language import lazy_gettext as _l

SENTENCES = {
    "opportunity-imported-meanwhile": _l(
        "同じ一覧が、ほかのところで同時に取り込まれました。もう一度取り込んでください。同じ行が二重に入ることはありません。"
    ),
}

FAULTS = {
    "file-empty": _l("ファイルに何も書かれていません。1行目に見出し、2行目から中身を書いてください。"),
    "file-too-large": _l("ファイルが大きすぎます。%(limit_mb)sMBまで読めます。いくつかに分けてください。"),
    "file-is-workbook": _l(
        "Excelブックのままです。Excelの「名前を付けて保存」で「CSV UTF-8」を選び、保存し直してください。"
    ),
    "file-is-utf-16": _l(
        "文字コードがUTF-16です。Excelの「名前を付けて保存」で「CSV UTF-8」を選び、保存し直してください。"
    ),
    "file-is-not-text": _l("CSVではなく、画像や圧縮ファイルなどのようです。CSVのファイルを選び直してください。"),
    "encoding-unknown": _l(
        "文字コードが分かりません。Excelの「名前を付けて保存」で「CSV UTF-8」を選び、保存し直してください。"
    ),
    "layout-unknown": _l(
        "イベント一覧の見出しがありません。1行目に「イベント名・開始日・開始時間」または「名称・開始日・開始時刻」が要ります。"
    ),
    "too-many-rows": _l("行が多すぎます。1つのファイルに%(limit)s行までです。いくつかに分けてください。"),
    "too-many-columns": _l("列が多すぎます（%(found)s列）。%(limit)s列までにしてください。"),
    "column-twice": _l("同じ見出しの列が2つあります。どちらかを消してください。"),
    "column-without-name": _l("左から%(place)s番目の列に見出しがありません。見出しを付けるか、列を消してください。"),
    "broken-quotes": _l('引用符（"）の始まりと終わりが合いません。この行の前後の引用符を確かめてください。'),
    "cell-never-ends": _l('1つのセルが終わりません。この行の前後に、閉じていない引用符（"）がないか確かめてください。'),
    "row-too-long": _l(
        "この行は長すぎて読めません（%(found)s文字あります）。1つのセルは%(limit)s文字まで、列は%(columns)s列までです。"
    ),
    "ragged-row": _l(
        "セルの数が見出しと合いません（見出し%(expected)s、この行%(found)s）。コンマの数を確かめてください。"
    ),
    "header-repeated": _l("見出しの行がもう一度出てきます。この行を消してください。"),
    "cell-too-long": _l("文字が多すぎます。%(limit)s文字までにしてください。"),
    "control-character": _l("目に見えない制御文字が入っています。セルを打ち直してください。"),
    "title-missing": _l("名前がありません。催しの名前を書いてください。"),
    "unreadable-date": _l("「%(value)s」は日付として読めません。「2026-12-01」のように書いてください。"),
    "unreadable-time": _l("「%(value)s」は時刻として読めません。「09:30」のように書いてください。"),
    "ends-before-start": _l("終わり（%(end)s）が始まり（%(start)s）より後になっていません。どちらかを直してください。"),
    "column-unknown": _l("この列は読みません。"),
    "column-missing": _l("この列がありません。空として読みます。"),
    "number-kept-as-text": _l("「%(value)s」は数として使えません。説明文に書き添えます。"),
    "coordinates-left-out": _l("緯度と経度がそろっていないか、日本の外を指しています。地図の位置は入れません。"),
    "deadline-after-start": _l(
        "申込の期限が始まりより後です。期限は始まりまでとし、書かれた期限を説明文に書き添えます。"
    ),
    "cell-cut": _l("文字が多すぎて、Excelのセルに入りません。%(limit)s文字より後を切りました。"),
    "no-rows": _l("見出しだけで、中身の行がありません。2行目から書いてください。"),
    "needed-column-missing": _l(
        "この列がありません。ひな型の見出しを、そのまま使ってください（別の名簿のひな型と取りちがえていないかも見てください）。"
    ),
    "cell-needed": _l("何も書かれていません。かならず書いてください。"),
    "choice-unknown": _l("「%(value)s」は選べません。次から選んで、そのまま書いてください：%(choices)s"),
    "kana-unreadable": _l("「%(value)s」は読みとして使えません。カタカナで書いてください。"),
    "phone-unreadable": _l(
        "電話番号として読めません。0から始まる10けたか11けたで書いてください（Excelが先頭の0を消していないか見てください）。"
    ),
    "email-unreadable": _l("メールアドレスとして読めません。「desk@example.jp」のように書いてください。"),
    "website-unreadable": _l("「%(value)s」はアドレスとして読めません。https:// から書いてください。"),
    "corporate-number-unreadable": _l("法人番号が正しくありません。13けたの数字を、通知書を見て確かめてください。"),
    "corporate-number-rounded": _l(
        "Excelが法人番号を「1.23E+12」のような形に変えています。セルの書式を「文字列」にして、13けたを打ち直してください。"
    ),
    "confirmation-unreadable": _l("登録の条件を紙で確かめた団体には「確認済み」と書き、ほかは空けておいてください。"),
    "fiscal-year-unreadable": _l(
        "「%(value)s」は年度として読めません。「令和8年度」か「2026」のように書いてください。"
    ),
    "yes-or-no-unreadable": _l("「%(value)s」は読めません。「する」か「しない」と書いてください。"),
    "primary-form-elsewhere": _l("主な形が「協働の形」の中にありません。どちらかを直してください。"),
    "party-kind-needed": _l("相手方の名前があるのに、区分がありません。区分を書いてください。"),
    "party-name-needed": _l("相手方の区分があるのに、名前がありません。名前を書いてください。"),
    "party-twice": _l("同じ相手方が二度書かれています。一つにしてください。"),
    "example-passed-over": _l("書き方の例なので読みません。"),
    "characters-not-writable": _l("Shift_JISで書けない文字「%(characters)s」を〓にしました。"),
}


def fault_sentence(fault: Fault) -> str:
    """`4行目「終了日」: …`: the place as Excel shows it, what is wrong there and how to mend it."""
    sentence = str(FAULTS[fault.code]) % with_numbers(fault.parameters)
    return f"{fault_place(fault)}{sentence}"


def with_numbers(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a sentence, its numbers written as on every page: 10,485,260."""
    return {name: f"{value:,}" if isinstance(value, int) else value for name, value in parameters.items()}


def fault_place(fault: Fault) -> str:
    """Row and column in words, with a colon after them; empty for a fault of the whole file."""
    parts = []
    if fault.row is not None:
        parts.append(str(_l("%(row)s行目") % {"row": fault.row}))
    if fault.column:
        parts.append(f"「{fault.column}」")
    return "".join(parts) + "：" if parts else ""
