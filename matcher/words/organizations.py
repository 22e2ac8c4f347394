"""Words for organizations, their members and their invitations."""

from matcher.domain.organizations.models import MemberRole
from matcher.language import lazy_gettext as _l

SENTENCES = {
    "organization-act-not-possible": _l(
        "登録の状態が変わっていて、この操作はできません。いまの状態を確かめてください。"
    ),
    "slug-not-possible": _l(
        "ページのアドレスは、半角の英小文字・数字・ハイフンで、3〜60文字で入れてください。"
        "使えないことばもあります。空のままなら、こちらで付けます。"
    ),
    "slug-taken": _l("このアドレスは、別の団体が使っています。別のものを入れるか、空のままにしてください。"),
    "organization-registered-already": _l(
        "同じ名前の団体を、もう登録しています。「わたしの予定」から、その団体の画面を開いてください。"
    ),
    "corporate-number-wrong": _l("法人番号が正しくありません。13けたの数字を、通知書を見て確かめてください。"),
    "corporate-number-missing": _l("法人番号を入れてください。国税庁の法人番号公表サイトで調べられます。"),
    "corporate-number-taken": _l("この法人番号の団体は、もう登録されています。支援室に電話で聞いてください。"),
    "organization-code-unknown": _l("選んだものが、いまの一覧にありません。選び直してください。"),
    "registration-incomplete": _l("まだ書かれていないところがあります。書いてから、もう一度送ってください。"),
    "conditions-not-accepted": _l("登録の条件を読んで、すべてに、しるしを付けてください。"),
    "confirmed-facts-stay": _l(
        "団体の名前・種類・法人番号は、支援室が確かめたものです。変えるときは、支援室に電話してください。"
    ),
    "own-registration": _l(
        "自分が送った登録や、自分の入っている団体は、自分では決められません。ほかの職員に頼んでください。"
    ),
    "organization-closed": _l("この団体の登録は終わっています。もう変えられません。"),
    "already-member": _l("この人は、もうこの団体に入っています。"),
    "too-many-invitations": _l(
        "返事を待っている招待が%(most)d件あります。いらない招待を取り消してから、送ってください。"
    ),
    "invitation-not-usable": _l(
        "この招待は使えません。期限の7日が過ぎたか、もう使われたか、別のメールアドレスに宛てたものです。"
        "団体の人に、もう一度招待してもらってください。"
    ),
    "last-owner": _l("代表がいなくなるので、できません。先に、ほかの人を代表にしてください。"),
    "membership-ended": _l("この人は、もう団体から外れています。"),
}

ROLES = {
    MemberRole.OWNER: _l("代表"),
    MemberRole.EDITOR: _l("編集"),
}

ROLE_HINTS = {
    MemberRole.OWNER: _l("募集も、団体の情報も、人の出入りも扱えます"),
    MemberRole.EDITOR: _l("募集と参加者を扱えます。団体の情報と人の出入りは変えられません"),
}
