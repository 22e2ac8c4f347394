"""Words for persons and accounts."""

from matcher.language import lazy_gettext as _l

# what a notice about a correction names
CORRECTED = {
    "name": _l("名前"),
    "name_kana": _l("フリガナ"),
    "phone": _l("電話番号"),
    "born_on": _l("生年月日"),
    "adult_declared_at": _l("「18歳以上です」の答え"),
}

SENTENCES = {
    "link-not-usable": _l(
        "このリンクは使えません。期限が切れたか、もう使われています。新しいリンクを送ってもらってください。"
    ),
    "not-an-email": _l("メールアドレスを、name@example.jp の形で入れてください。"),
    "email-is-the-same": _l("いまのアドレスと同じです。新しいアドレスを入れてください。"),
    "email-taken": _l("このメールアドレスのアカウントは、もうあります。"),
    "not-a-phone": _l("電話番号を、市外局番から10けたか11けたで入れてください。"),
    "not-a-reading": _l("フリガナは、カタカナかひらがなで入れてください。"),
    "no-contact": _l("電話かメールの、どちらかを入れてください。"),
    "phone-wanted": _l("電話でお知らせするには、電話番号がいります。番号を入れるか、受けとり方を変えてください。"),
    "password-too-short": _l("パスワードは、%(least)d文字以上にしてください。"),
    "password-too-long": _l("パスワードは、%(most)d文字までにしてください。"),
    "password-too-easy": _l(
        "このパスワードは、すぐに当てられます。ことばを3つ並べるなどして、別のものにしてください。"
    ),
    "wrong-password": _l("いまのパスワードと違います。もう一度入れてください。"),
    "wrong-credentials": _l("メールアドレスかパスワードが違います。両方を確かめて、もう一度入れてください。"),
    "email-not-confirmed": _l(
        "メールアドレスがまだ確かめられていません。届いたメールのリンクを開いてください。"
        "届いていないときは、もう一度登録すると、新しいメールを送ります。"
    ),
    "account-suspended": _l("このアカウントは、いま使えません。市の窓口か電話で聞いてください。"),
    "birth-date-missing": _l("生年月日を入れてください。18歳未満の方と、年齢の決まりがある活動のときにいります。"),
    "birth-date-impossible": _l("生年月日を確かめてください。この日付の方は登録できません。"),
    "age-contradicted": _l("ここで選んだことと、生年月日が合いません。どちらかを直してください。"),
    "birth-date-known": _l("生年月日は、もう聞いています。まちがいを直すときは、支援室に電話してください。"),
    "terms-not-accepted": _l("利用のきまりと個人情報の使いみちを読んで、しるしを付けてください。"),
    "not-that-account-state": _l("このアカウントは、もう別の状態になっています。いまの状態を確かめてください。"),
    "own-account": _l("自分のアカウントの権限は変えられません。ほかの職員に頼んでください。"),
}
