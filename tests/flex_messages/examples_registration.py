"""Examples of cards: questions, reviews, approvals."""

from __future__ import annotations

from flex_messages.cards import (
    Act,
    Button,
    Card,
    Change,
    Copy,
    FieldPage,
    Note,
    Open,
    Pick,
    Progress,
    Row,
    Section,
    Status,
    Style,
    Type,
)

CHAPTERS = ("同意と要件", "登録要件", "ご本人", "地域と分野", "書類と口座")
DRAFT = Status("下書き")
NEEDED = Status("要対応", "attention")
NAVIGATION = (
    Button("戻る", Type("戻る")),
    Button("あとで続ける", Type("あとで続ける")),
    Button("スキップ", Type("スキップ")),
)


def mend(field: str) -> Button:
    return Button("直す", Act("mend", field))


def decide(word: str, verb: str, style: Style = "link") -> Button:
    return Button(word, Act(verb, "r1", 3), style)


DECISIONS = (
    decide("承認する", "approve", "primary"),
    decide("差し戻す", "return", "secondary"),
    decide("くわしく見る", "details"),
    decide("不承認にする", "reject", "stop"),
)
CALENDAR = Button("カレンダーから選ぶ", Pick("date", "2029-03-31", "2026-11-20", "2050-12-31"), "primary")

QUESTION = Card(
    about="プロフィール登録",
    title="資格の有効期限はいつですか",
    status=DRAFT,
    subtitle="期限のない資格は「スキップ」を\n押してください。",
    example="令和11年3月31日\n2029.3.31",
    progress=Progress(CHAPTERS, 2, 3, 5),
    buttons=(CALENDAR,),
)
AGAIN = Card(
    about="プロフィール登録",
    title="資格の有効期限はいつですか",
    status=Status("もう一度", "attention"),
    refused="「3月すえ」を\n読み取れませんでした。",
    example="令和11年3月31日",
    buttons=(CALENDAR,),
)
REVIEW = Card(
    about="プロフィール登録",
    title="内容をご確認ください",
    status=Status("送信前", "attention"),
    subtitle="口座のほかは、すべて入力済みです。",
    sections=(
        Section(
            "登録要件",
            (
                Row("資格", "中小企業診断士", tap=mend("資格")),
                Row("登録番号", "第412345号", tap=mend("登録番号")),
                Row("有効期限", "令和11年3月31日", tap=mend("有効期限")),
                Row("証明書", "画像 2枚", tap=mend("証明書")),
            ),
        ),
        Section(
            "ご本人",
            (
                Row("氏名", "試験 太郎", tap=mend("氏名")),
                Row("フリガナ", "シケン タロウ", tap=mend("フリガナ")),
                Row("生年月日", "昭和43年3月5日", tap=mend("生年月日")),
                Row("住所", "〒100-0000\n東京都見本区\nサンプル町1-2-3", tap=mend("住所")),
                Row("電話番号", "090-0000-0000", tap=mend("電話番号")),
                Row("メールアドレス", "taro@example.jp", tap=mend("メールアドレス")),
            ),
        ),
        Section(
            "地域と分野",
            (
                Row("活動できる都道府県", "東京都 神奈川県\n埼玉県", tap=mend("活動できる都道府県")),
                Row("支援分野", "経営革新\nIT活用", tap=mend("支援分野")),
            ),
        ),
        Section("謝金の振込口座", (Row("口座", "あとで入力", "attention", mend("口座")),)),
    ),
    note=Note("サンプル支援センターが\n内容を確認します。\n3営業日ほどでお知らせします。", "送信したあと", "calm"),
    buttons=(Button("送信する", Act("answer", "yes"), "primary"), Button("あとで続ける", Type("あとで続ける"))),
)
DOORBELL = Card(
    about="お知らせ",
    title="承認のお願いが\n1件あります",
    status=NEEDED,
    subtitle="「開く」で内容を表示します。",
    buttons=(Button("開く", Act("open", "r1"), "primary"),),
    size="kilo",
)
APPROVAL = Card(
    about="登録の承認",
    title="試験 太郎 様",
    status=NEEDED,
    subtitle="シケン タロウ",
    rows=(
        Row("登録要件", "ア 公的資格\n中小企業診断士"),
        Row("面談", "11月10日(火) 対面"),
        Row("地域", "東京都、神奈川県"),
        Row("支援分野", "経営革新、IT活用"),
        Row("申請日", "11月20日(金)"),
        Row("期限", "11月26日(木)まで"),
        Row("受付番号", "2041"),
    ),
    note=Note("証明書の氏名が登録と異なります。\n旧姓の可能性があります。", "ご確認ください"),
    buttons=DECISIONS,
)
RETURNED = Card(
    about="差し戻しへの回答",
    title="試験 太郎 様",
    status=NEEDED,
    subtitle="2項目が直されました",
    changes=(
        Change("登録番号", "第41234号", "第412345号", "番号が証明書と異なります"),
        Change("有効期限", "令和8年3月31日", "令和11年3月31日", "更新後の日付が必要です"),
        Change("証明書", "", None, "裏面もお送りください"),
    ),
    buttons=DECISIONS,
)


CHOICES = Card(
    about="プロフィール登録",
    title="登録要件はどれにあてはまりますか",
    status=DRAFT,
    progress=Progress(CHAPTERS, 1, 4, 4),
    buttons=(
        Button("ア 公的資格", Act("answer", "a"), "secondary"),
        Button("イ 会社等の管理者又は技術者等（10年以上の実務経験）", Act("answer", "b"), "secondary"),
        Button("ウ 経営診断・販路開拓・商品開発等の支援", Act("answer", "c"), "secondary"),
        Button("エ 指導・教育機関に所属", Act("answer", "d"), "secondary"),
        Button("ページで入力する", FieldPage()),
        Button("説明を読む", Open("/about")),
    ),
)
CONTACT = Card(
    about="お問い合わせ",
    title="関東ブロック事務局（見本）",
    rows=(Row("電話", "03-0000-0000"), Row("受付時間", "平日 9:00–17:00"), Row("メール", "kanto@example.jp")),
    buttons=(Button("アドレスをコピーする", Copy("kanto@example.jp"), "secondary"),),
    size="kilo",
)
