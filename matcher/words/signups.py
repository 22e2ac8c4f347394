"""Words for sign-ups, waiting lists, seats and attendance."""

from matcher.language import lazy_gettext as _l

SENTENCES = {
    # why somebody gets no place
    "sign-up-refused": _l("この日には申し込めません。ほかの日を選ぶか、支援室に電話してください。"),
    "not-published": _l("この募集は、いま申し込みを受け付けていません。ほかの活動をさがしてください。"),
    "sign-up-elsewhere": _l(
        "この活動の申し込みは、団体が別のところで受け付けています。募集のページの案内を見てください。"
    ),
    "sign-up-not-needed": _l("申し込みはいりません。当日、そのままおいでください。"),
    "organization-suspended": _l(
        "この団体の募集は、いま止まっています。再開するまで申し込めません。支援室に電話で聞いてください。"
    ),
    "shift-is-cancelled": _l("この日は中止になりました。ほかの日を選んでください。"),
    "shift-is-over": _l("この日の活動は終わりました。ほかの日を選んでください。"),
    "deadline-passed": _l(
        "申し込みは%(until_at)sで締め切りました。ほかの日を選ぶか、団体の連絡先に電話で聞いてください。"
    ),
    "already-signed-up": _l("この日には、もう申し込んでいます。「わたしの予定」で確かめてください。"),
    "consent-needed": _l(
        "その日に18歳になっていない人の参加には、保護者の確認がいります。確かめるしくみを準備していて、"
        "いまは申し込めません。わからないことは、支援室に電話で聞いてください。"
    ),
    "age-unknown": _l(
        "年齢がまだわからないので、申し込めません。18歳以上の人は「18歳以上です」を選ぶと、すぐに申し込めます。"
    ),
    "birth-date-needed": _l(
        "この活動には年齢の決まりがあり、「18歳以上」だけでは確かめられません。「わたしのこと」で生年月日を入れてください。"
    ),
    "too-young": _l("この活動は、その日に%(min_age)s歳以上の人が参加できます。ほかの活動をさがしてください。"),
    "too-old": _l("この活動は、その日に%(max_age)s歳以下の人が参加できます。ほかの活動をさがしてください。"),
    "clash": _l(
        "「%(title)s」（%(starts_at)sから）の申し込みと時間が重なっています。"
        "ほかの日を選ぶか、その申し込みを取り消してください。"
    ),
    "course-full": _l(
        "全部の日に参加する活動で、満員の日があります。キャンセル待ちはありません。空くことがあるので、また見てください。"
    ),
    "course-grew": _l("この活動に、いま日にちがたされました。日にちをもう一度見てから、申し込んでください。"),
    "sign-up-too-busy": _l(
        "いま申し込みがとても多く、受け付けられませんでした。もう一度送ってください。二重にはなりません。"
    ),
    # the organizer's acts
    "sign-up-moved": _l("この申し込みの状態が変わっていて、この操作はできません。いまの状態を確かめてください。"),
    "no-place-left": _l("空いている席がありません。キャンセル待ちにするか、定員を増やしてください。"),
    "applicant-hindered": _l(
        "この人は、いまこの日に参加できません（同じ時間の申し込み、年齢、保護者の確認のどれか）。本人に連絡してください。"
    ),
    "capacity-below-taken": _l(
        "決まった人が%(taken)s人います。それより少なくはできません。減らすときは、先に本人と話してください。"
    ),
    "capacity-below-minimum": _l("開くのにいる人数（%(minimum)s人）より少なくはできません。"),
    "capacity-not-positive": _l("定員は1人以上で入れてください。限りがないときは、空のままにしてください。"),
    "reason-is-told": _l("理由を書いてください。相手に、そのまま伝わります。"),
    "shift-not-to-come": _l("この日は、終わったか中止になっています。もう変えられません。"),
    "attendance-recorded": _l(
        "来たかどうかが、もう記録されています。日時を動かしたり、中止や取り消しにしたりはできません。記録のまちがいは、出欠のページで直せます。"
    ),
    "took-part": _l("この日に来たかどうかが、もう記録されています。ちがうときは、団体に伝えてください。"),
    "ways-to-join-stay": _l(
        "申し込んだ人がいるので、「申し込みの方法」「来る日のえらび方」「参加の決め方」は変えられません。変えたいときは、別の募集にしてください（募集のページの「写しを作る」が使えます）。"
    ),
    "shift-day-gone": _l("もう過ぎた日か、もう始まった時間です。これからの日時を入れてください。"),
    "course-has-sign-ups": _l(
        "全部の日に続けて参加する募集で、もう申し込んだ人がいるので、日をたせません。新しい日は、別の募集にしてください（募集のページの「写しを作る」が使えます）。"
    ),
    "course-roles-differ": _l("全部の日に続けて参加する募集では、役割の名前をほかの日とそろえてください。"),
    "places-would-be-lost": _l(
        "その時間に、ほかの席がある人が%(count)d人います。もう一度押すと日時が変わり、この%(count)d人の席は外れます（本人に知らせます）。"
    ),
    "shift-moved-to-past": _l("これからの日時を入れてください。"),
    "shift-ends-before-start": _l("終わりは、始まりより後の時刻を入れてください。"),
    "shift-closes-after-start": _l("申し込みの締切は、始まりまでの日時を入れてください。"),
    # companies
    "teams-not-allowed": _l("この日は、人数での申し込みを受け付けていません。社員の方が、一人ずつ申し込めます。"),
    "not-a-company": _l("人数で席をとれるのは、市が登録を確認した企業・学校です。登録の状態を確かめてください。"),
    "seats-not-left": _l("空いている席は%(places_left)s席です。席の数を減らすか、ほかの日を選んでください。"),
    "seats-already-held": _l("この日の席は、もうとってあります。席の数を変えてください。"),
    "seats-out-of-range": _l("席の数は、1から%(most)sまでで入れてください。"),
    # attendance
    "not-on-a-day-of-the-shift": _l("活動のない日です。活動の日を選んでください。"),
    "not-yet-happened": _l("出席は、活動の日から記録できます。"),
    "shift-did-not-happen": _l("中止になった日です。出席は記録できません。"),
    "attendance-without-place": _l("参加が決まっていない人です。来た人は「当日来た人を足す」で足してください。"),
    "minutes-out-of-range": _l("活動した時間は、0分から1440分（24時間）までで入れてください。"),
    "minutes-needed": _l("時刻の決まっていない活動です。活動した時間を分で入れてください。"),
    "head-count-too-high": _l("席は%(seats)s席です。それより多く来たときは「当日来た人を足す」で足してください。"),
    "heads-out-of-range": _l("人数は、1人から%(most)s人までで入れてください。"),
    "walk-in-is-minor": _l(
        "18歳以上の人だけ、名前で足せます。18歳未満の人は、名前を書かずに「人数だけ足す」で足してください。"
    ),
    "walk-in-contact-needed": _l(
        "名前で足すときは、電話番号も入れてください。わからないときは、名前を書かずに「人数だけ足す」で足してください。"
    ),
    "walk-in-already-listed": _l("この人は、もう名簿にあります。名簿で「来た」を選んでください。"),
}

# the notices of signups.actions.telling; their texts are mail/<kind>.txt
TITLES = {
    "sign-up-confirmed": _l("「%(title)s」の参加が決まりました"),
    "sign-up-requested": _l("「%(title)s」の申し込みを受け付けました"),
    "sign-up-waiting": _l("「%(title)s」のキャンセル待ちに並びました"),
    "sign-up-promoted": _l("「%(title)s」に空きが出て、参加が決まりました"),
    "sign-up-accepted": _l("「%(title)s」の参加が決まりました"),
    "sign-up-declined": _l("「%(title)s」は、今回はお断りになりました"),
    "sign-up-removed": _l("「%(title)s」の参加が取り消されました"),
    "sign-up-withdrawn": _l("「%(title)s」の申し込みを取り消しました"),
    "sign-up-expired": _l("「%(title)s」は、空きが出ないまま終わりました"),
    "shift-cancelled": _l("「%(title)s」は中止になりました"),
    "shift-moved": _l("「%(title)s」の日時が変わりました"),
    "shift-moved-away": _l("「%(title)s」の日時が変わり、参加が取り消されました"),
    "opportunity-cancelled": _l("「%(title)s」は中止になりました"),
    "opportunity-suspended": _l("「%(title)s」の募集が、しばらく止まります"),
    "opportunity-resumed": _l("「%(title)s」の募集を再開しました"),
    "opportunity-changed": _l("「%(title)s」の内容が変わりました"),
    "seats-held": _l("「%(title)s」の席をとりました"),
    "seats-changed": _l("「%(title)s」の席の数を変えました"),
    "seats-given-back": _l("「%(title)s」の席を返しました"),
    "sign-up-to-decide": _l("「%(title)s」に申し込みがありました"),
    "late-withdrawal": _l("「%(title)s」に、締切のあとの取り消しがありました"),
}

# what a notice about a changed post names
CHANGES = {
    "kind": _l("種類"),
    "title": _l("名前"),
    "summary": _l("ひとことの説明"),
    "description": _l("くわしい説明"),
    "things_to_bring": _l("持ち物"),
    "sign_up_way": _l("申し込みのしかた"),
    "sign_up_url": _l("申し込み先"),
    "joining": _l("参加のしかた"),
    "decision": _l("決め方"),
    "district": _l("地区"),
    "venue": _l("場所"),
    "address": _l("住所"),
    "meeting_place": _l("集まるところ"),
    "access_note": _l("行き方"),
    "attendance_mode": _l("会場かオンラインか"),
    "online_note": _l("オンラインでの参加のしかた"),
    "min_age": _l("年齢（何歳から）"),
    "max_age": _l("年齢（何歳まで）"),
    "fee_yen": _l("参加費"),
    "fee_note": _l("参加費の説明"),
    "transport_note": _l("交通費"),
    "insurance_type": _l("保険"),
    "insurance_note": _l("保険の説明"),
    "rain_policy": _l("雨のとき"),
    "contact_name": _l("問い合わせ先の名前"),
    "contact_phone": _l("問い合わせ先の電話"),
    "contact_email": _l("問い合わせ先のメール"),
    "city_role": _l("市の役割"),
    "partner_role": _l("団体の役割"),
    "pillars": _l("基本指針"),
    "measures": _l("行動計画"),
    "audiences": _l("とくに呼びかける人"),
    "criteria": _l("参加しやすさ"),
    "fields": _l("分野"),
    "activities": _l("活動の種類"),
    "forms": _l("市との協働の形"),
    "new_day_on": _l("新しい日"),
}
