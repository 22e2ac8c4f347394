"""Words for opportunities, their days and the search for them."""

from matcher.domain.opportunities.completeness import Part, Section
from matcher.domain.opportunities.filters import DayTime, Sort
from matcher.domain.opportunities.models import (
    AttendanceMode,
    Decision,
    Joining,
    OpportunityKind,
    SignUpWay,
    Timing,
)
from matcher.domain.opportunities.timing import Rhythm
from matcher.language import lazy_gettext as _l

SENTENCES = {
    "opportunity-still-used": _l(
        "この募集には、申し込みや協働の記録がつながっているので、消せません。支援室に電話してください。"
    ),
    "opportunity-copy-waiting": _l("この募集の写しが、もうあります。先に、その写しを見てください。"),
    "opportunity-wrong-state": _l("募集の状態が変わっていて、この操作はできません。いまの状態を確かめてください。"),
    "opportunity-audience-without-criterion": _l(
        "「%(audiences)s」に合う条件が、まだ選ばれていません。それぞれの下にある条件を1つ以上選ぶか、しるしを外してください。"
    ),
    "opportunity-criterion-contradicted": _l(
        "「%(criteria)s」は、この募集の日にちか会場と合いません（しるしの意味：%(hints)s）。日にちか会場を直すか、「参加しやすさ」のしるしを外してください。"
    ),
    "opportunity-unknown-code": _l("選んだものが、いまの一覧にありません。選び直してください。"),
    "opportunity-department-not-valid": _l("この課は、いまはありません。担当課を選び直してください。"),
    "opportunity-ages-reversed": _l("年齢の上が、下より小さくなっています。どちらかを直してください。"),
    "opportunity-incomplete": _l("あと%(count)dつ書くと、市に出せます。書くところは、下に並べてあります。"),
    "opportunity-no-longer-complete": _l(
        "公開している募集なので、なくせないところがあります。しるしのついたところを書いてから、保存してください。"
    ),
    "opportunity-own-decision": _l(
        "自分が出した募集や、自分の入っている団体の募集は、自分では決められません。ほかの職員に頼んでください。"
    ),
    "opportunity-organization-not-approved": _l(
        "団体の登録が、まだ承認されていません。先に団体の登録を承認してください。"
    ),
    "opportunity-not-over": _l(
        "これからの日があるので、終わりにできません。とりやめるときは「中止」を使ってください。"
    ),
    "opportunities-bad-filter": _l("さがす条件に、使えないものがあります。選び直してください。"),
    "shift-ends-first": _l("終わりの時刻は、始まりより後にしてください。夜中をこえるときは、25:30のように書けます。"),
    "shift-too-long": _l("1回が24時間をこえています。何日も続くものは「期間」を選んでください。"),
    "shift-deadline-after-start": _l("締め切りは、始まりより前の日にしてください。"),
    "shift-twice": _l("同じ日の同じ時間が、もうあります。別の組なら、呼び名を変えてください。"),
    "shift-too-many": _l("1つの募集に書ける日は%(most)d日までです。募集を分けてください。"),
    "shift-role-without-name": _l("役割が2つ以上あるときは、それぞれに名前を付けてください。"),
    "shift-role-twice": _l("同じ名前の役割があります。名前を変えるか、1つにまとめてください。"),
    "shift-minimum-above-capacity": _l(
        "%(number)d行目の役割で、最低の人数（%(minimum)d人）が、定員（%(capacity)d人）より多くなっています。どちらかを直してください。"
    ),
    "shift-no-role": _l("役割を1つ以上書いてください。1つだけのときは、名前はいりません。"),
}

KINDS = {
    OpportunityKind.VOLUNTEER: _l("ボランティア（手伝う）"),
    OpportunityKind.EVENT: _l("催し（参加する）"),
}

SIGN_UP_WAYS = {
    SignUpWay.HERE: _l("このサイトで受け付ける"),
    SignUpWay.ELSEWHERE: _l("ほかの方法で受け付ける（電話・別のページ）"),
    SignUpWay.NOT_NEEDED: _l("申し込みはいらない"),
}

JOININGS = {
    Joining.EACH_SHIFT: _l("来られる日だけ申し込む"),
    Joining.ALL_SHIFTS: _l("全部の日に続けて参加する（講座など）"),
}

DECISIONS = {
    Decision.FIRST_COME: _l("先着順（申し込むとすぐ決まる）"),
    Decision.BY_ORGANIZER: _l("団体が返事をして決める"),
    Decision.LOTTERY: _l("抽選で決める"),
}

ATTENDANCE_MODES = {
    AttendanceMode.ON_SITE: _l("会場で"),
    AttendanceMode.ONLINE: _l("オンラインで"),
    AttendanceMode.BOTH: _l("会場でもオンラインでも"),
}

TIMINGS = {
    Timing.TIMED: _l("時間が決まっている"),
    Timing.PERIOD: _l("期間のあいだ"),
}

RHYTHMS = {
    Rhythm.WEEKLY: _l("毎週"),
    Rhythm.FORTNIGHTLY: _l("1週おき"),
    Rhythm.MONTHLY: _l("毎月、同じ週の同じ曜日"),
}

WEEKDAYS = {
    1: _l("月曜"),
    2: _l("火曜"),
    3: _l("水曜"),
    4: _l("木曜"),
    5: _l("金曜"),
    6: _l("土曜"),
    7: _l("日曜"),
}

DAY_TIMES = {
    DayTime.MORNING: _l("午前（12時まで）"),
    DayTime.AFTERNOON: _l("午後（17時まで）"),
    DayTime.EVENING: _l("夕方・夜（17時から）"),
}

SORTS = {
    Sort.RELEVANCE: _l("よく合う順"),
    Sort.SOONEST: _l("日にちの近い順"),
    Sort.NEWEST: _l("新しく出た順"),
}

SECTIONS = {
    Section.WHAT: _l("何をするか"),
    Section.PLACE: _l("場所と参加しやすさ"),
    Section.DAYS: _l("申し込みと日にち"),
    Section.AUDIENCE: _l("特に来てほしい人"),
    Section.CITY: _l("市との協働"),
    Section.SAFETY: _l("安全と連絡先"),
}

PARTS = {
    Part.SUMMARY: _l("ひとことで"),
    Part.DESCRIPTION: _l("くわしく"),
    Part.PILLAR: _l("基本指針"),
    Part.FIELD: _l("分野"),
    Part.THINGS_TO_BRING: _l("持ち物（いらないときは「なし」）"),
    Part.DISTRICT: _l("地区"),
    Part.ATTENDANCE_MODE: _l("会場かオンラインか"),
    Part.VENUE: _l("会場の名前"),
    Part.ONLINE_NOTE: _l("オンラインでの入り方"),
    Part.SIGN_UP_WAY: _l("申し込みの方法"),
    Part.SIGN_UP_ADDRESS: _l("申し込み先（ページのアドレス、電話、メールのどれか）"),
    Part.JOINING: _l("1日ごとか、全部の日か"),
    Part.DECISION: _l("参加の決め方"),
    Part.DAY_TO_COME: _l("これからの日にち（1日以上）"),
    Part.SAME_ROLES: _l("全部の日に共通の役割（続けて参加する募集では、役割の名前をそろえます）"),
    Part.DEPARTMENT: _l("市の担当課"),
    Part.FORM: _l("協働の形"),
    Part.CITY_ROLE: _l("市の役割"),
    Part.PARTNER_ROLE: _l("団体の役割"),
    Part.SHARED_PURPOSE: _l("共通の目的"),
    Part.INSURANCE_TYPE: _l("保険"),
    Part.CONTACT_NAME: _l("問い合わせ先の名前"),
    Part.CONTACT_WAY: _l("問い合わせ先の電話かメール"),
}
