"""Words of the audit log: every act, what it was done to, by whom, and the reasons that are codes."""

from matcher.domain.audit.models import ActorKind
from matcher.language import lazy_gettext as _l

ACTORS = {
    ActorKind.ACCOUNT: _l("アカウント"),
    ActorKind.PERSON_LINK: _l("本人のリンク"),
    ActorKind.WORKER: _l("自動の処理"),
    ActorKind.CLI: _l("管理の命令"),
}

SUBJECTS = {
    "account": _l("アカウント"),
    "department": _l("担当課"),
    "evidence": _l("書類"),
    "guardianship": _l("保護者のつながり"),
    "import_run": _l("名簿の取り込み"),
    "invitation": _l("招待"),
    "kpi_figure": _l("目標の数字"),
    "kpi_snapshot": _l("年度の締め"),
    "membership": _l("団体の会員"),
    "notification": _l("お知らせ"),
    "opportunity": _l("募集"),
    "organization": _l("団体"),
    "person": _l("人"),
    "project_year": _l("協働事業"),
    "shift": _l("募集の日"),
    "shift_role": _l("日の役割"),
    "sign_up": _l("申し込み"),
    "support_item": _l("ほしい・出せる"),
}

PEOPLE = {
    "accept-terms": _l("利用のきまりを受け入れた"),
    "add-account": _l("アカウントを作った"),
    "add-birth-date": _l("生年月日を入れた"),
    "change-authority": _l("職員としての権限を変えた"),
    "ask-new-email": _l("メールアドレスを変えたいと伝えた"),
    "change-email": _l("メールアドレスを変えた"),
    "change-password": _l("パスワードを変えた"),
    "change-profile": _l("「わたしのこと」を変えた"),
    "confirm-email": _l("メールアドレスを確かめた"),
    "confirm-guardianship": _l("保護者のつながりを確かめた"),
    "correct-person": _l("窓口で本人の情報を直した"),
    "declare-adult": _l("18歳以上と答えた"),
    "end-sessions": _l("すべての端末からログアウトした"),
    "enter-person": _l("人を書き入れた"),
    "erase-account": _l("アカウントを消した"),
    "reach-person": _l("電話などで伝えた"),
    "register-again": _l("登録をやり直した"),
    "reset-password": _l("パスワードを決めなおした"),
    "resume-account": _l("アカウントを、また使えるようにした"),
    "suspend-account": _l("アカウントを止めた"),
}

ORGANIZATIONS = {
    "accept-invitation": _l("招待を受けた"),
    "add-member": _l("会員になった"),
    "approve-organization": _l("団体の登録を認めた"),
    "change-member-role": _l("会員の役割を変えた"),
    "change-organization": _l("団体の情報を変えた"),
    "close-organization": _l("団体の登録を終えた"),
    "invite-member": _l("会員に招いた"),
    "leave-organization": _l("団体を離れた"),
    "register-organization": _l("団体を登録した"),
    "remove-member": _l("会員を外した"),
    "resume-organization": _l("団体を、もう一度公開した"),
    "return-organization": _l("団体に直しをお願いした"),
    "revoke-invitation": _l("招待を取り消した"),
    "submit-organization": _l("団体の登録を市に出した"),
    "suspend-organization": _l("団体の公開を止めた"),
}

OPPORTUNITIES = {
    "add-published-shift": _l("公開している募集に日を足した"),
    "add-shift": _l("下書きに日を足した"),
    "approve-opportunity": _l("募集を公開した"),
    "cancel-opportunity": _l("募集を中止した"),
    "cancel-shift": _l("募集の日を中止した"),
    "change-capacity": _l("定員を変えた"),
    "change-opportunity": _l("募集の下書きを直した"),
    "change-published": _l("公開している募集を直した"),
    "change-shift": _l("下書きの日を直した"),
    "close-opportunity": _l("募集を終えた"),
    "copy-opportunity": _l("募集の写しを作った"),
    "delete-opportunity": _l("募集の下書きを消した"),
    "draft-opportunity": _l("募集を書きはじめた"),
    "move-shift": _l("募集の日時を変えた"),
    "remove-shift": _l("下書きの日を消した"),
    "resume-opportunity": _l("募集を、もう一度公開した"),
    "return-opportunity": _l("募集に直しをお願いした"),
    "submit-opportunity": _l("募集を市に出した"),
    "suspend-opportunity": _l("募集の公開を止めた"),
    "take-back-opportunity": _l("募集を下書きに戻した"),
}

SIGN_UPS = {
    "accept-sign-up": _l("申し込みを受けた"),
    "add-walk-in": _l("当日来た人を足した"),
    "cancel-sign-up": _l("中止で申し込みが終わった"),
    "change-seats": _l("企業の席の数を変えた"),
    "correct-attendance": _l("出席の記録を直した"),
    "decline-sign-up": _l("申し込みを断った"),
    "expire-sign-up": _l("申し込みの期限が過ぎた"),
    "hold-seats": _l("企業の席をとった"),
    "pass-over-sign-up": _l("キャンセル待ちの順番をとばした"),
    "promote-sign-up": _l("キャンセル待ちから参加が決まった"),
    "put-on-waiting-list-sign-up": _l("キャンセル待ちにした"),
    "record-attendance": _l("出席を記録した"),
    "remove-sign-up": _l("決まっていた参加を取り消した"),
    "sign-up": _l("申し込んだ"),
    "withdraw-sign-up": _l("申し込みを取り下げた"),
}

PROJECTS = {
    "add-department": _l("担当課を足した"),
    "add-evidence": _l("書類を足した"),
    "carry-over-project": _l("協働事業を次の年度に写した"),
    "change-department": _l("担当課を変えた"),
    "change-project": _l("協働事業の内容を直した"),
    "confirm-project": _l("担当課として確認した"),
    "enter-figure": _l("目標の数字を入れた"),
    "enter-project": _l("協働事業を入れた"),
    "freeze-attendance": _l("参加の記録を書類にした"),
    "link-opportunity": _l("協働事業に募集をつないだ"),
    "merge-project": _l("同じ事業としてまとめた"),
    "reject-project": _l("協働事業に数えないことにした"),
    "remove-evidence": _l("書類を外した"),
    "replace-figure": _l("目標の数字を入れ替えた"),
    "return-project": _l("協働事業を差し戻した"),
    "submit-project": _l("担当課の確認に出した"),
    "take-snapshot": _l("年度の数を締めた"),
    "verify-project": _l("支援室として確認した"),
    "withdraw-project": _l("協働事業を取り下げた"),
}

SUPPORT = {
    "change-support": _l("ほしい・出せるものを直した"),
    "close-support": _l("ほしい・出せるものを取り下げた"),
    "fulfil-support": _l("ほしい・出せるものがそろった"),
    "post-support": _l("ほしい・出せるものを載せた"),
    "reopen-support": _l("ほしい・出せるものを、また載せた"),
}

LISTS = {
    "approve-list": _l("名簿の団体をまとめて認めた"),
    "ask-to-take-list": _l("名簿を取り込むと決めた"),
    "drop-list": _l("名簿をやめた"),
    "give-up-list": _l("名簿を取り込めなかった"),
    "hand-in-list": _l("名簿を送った"),
    "read-list": _l("名簿を調べた"),
    "take-list": _l("名簿を取り込んだ"),
}

# as the filter groups them
ACT_GROUPS = (
    (_l("人とアカウント"), PEOPLE),
    (_l("団体"), ORGANIZATIONS),
    (_l("募集"), OPPORTUNITIES),
    (_l("申し込みと出席"), SIGN_UPS),
    (_l("協働事業と市の数字"), PROJECTS),
    (_l("ほしい・出せる"), SUPPORT),
    (_l("名簿の取り込み"), LISTS),
)
ACTS = {code: words for _group, acts in ACT_GROUPS for code, words in acts.items()}

REASONS = {
    "birth-date-needed": _l("年齢が分からないため"),
    "clash": _l("同じ時間にほかの参加があるため"),
    "age-unknown": _l("年齢がわからないため"),
    "consent-needed": _l("保護者の確認がないため"),
    "declined-by-group": _l("団体の判断"),
    "moved-into-clash": _l("日時が変わり、ほかの参加と重なったため"),
    "removed-by-group": _l("団体の判断"),
    "shift-cancelled": _l("その日が中止になったため"),
    "too-old": _l("年齢の上をこえるため"),
    "too-young": _l("年齢がたりないため"),
}
