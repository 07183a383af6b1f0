"""One card of every shape that people see, filled with examples; the tests draw them and `gallery.py` shows them."""

from __future__ import annotations

from flex_messages.cards import (
    Act,
    Button,
    Card,
    Change,
    Copy,
    Device,
    FieldPage,
    Message,
    Note,
    Open,
    Pick,
    Picture,
    Progress,
    Row,
    Say,
    Section,
    Send,
    Share,
    Show,
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


def _check_in(status: Status, distance: str, error: str, note: Note, buttons: tuple[Button, ...]) -> Card:
    return Card(
        about="チェックイン",
        title="サンプル製菓株式会社",
        status=status,
        rows=(
            Row("予定", "11月24日(火)\n14:00–16:00"),
            Row("距離", distance, small=error, weight="big"),
            Row("現在", "13:52"),
        ),
        note=note,
        buttons=buttons,
    )


QUIT = Button("やめる", Act("answer", "no"))
NEAR = _check_in(
    Status("近い", "ok"),
    "約40m",
    "誤差 約15m",
    note=Note("訪問先の近くにいらっしゃいます。", tone="calm"),
    buttons=(Button("チェックインする", Act("answer", "yes"), "primary"), QUIT),
)
VAGUE = _check_in(
    Status("位置があいまい", "attention"),
    "約120m",
    "誤差は分かりません",
    note=Note("このままチェックインできます。\nあとで事業者の確認をいただくと、\n位置が確定します。"),
    buttons=(
        Button("チェックインする", Act("answer", "yes"), "primary"),
        Button("位置を測り直す", FieldPage(), "secondary"),
        QUIT,
    ),
)
FAR = _check_in(
    Status("離れている", "stop"),
    "約3.4km",
    "誤差 約20m",
    note=Note("ここではチェックインできません。\n訪問先に着いたら、もう一度\n位置をお送りください。", tone="stop"),
    buttons=(
        Button("位置を測り直す", FieldPage(), "primary"),
        Button("場所が変わった", Act("moved", "v1")),
        Button("登録地点が違う", Act("wrong_place", "v1")),
        QUIT,
    ),
)
YEAR = Card(
    about="令和8年度の謝金",
    title="",
    total=Row("合計", "142,560円", small="11件　源泉徴収前"),
    shares=(
        Share("振込済み", "9件", "118,800円", 118800),
        Share("支払対象", "1件", "13,200円", 13200, "ok"),
        Share("支払保留", "1件", "10,560円", 10560, "attention"),
    ),
    buttons=(Button("もっと見る", Act("more", "2")),),
)
PAID = Card(
    about="謝金",
    title="サンプル製菓株式会社",
    status=Status("支払対象", "ok"),
    subtitle="11月24日(火)の支援",
    figures=(
        Row("支援の時刻", "14:02–16:51"),
        Row("支援した時間", "2時間49分"),
        Row("30分未満の切り捨て", "−19分", "calm"),
        Row("謝金の対象", "2時間30分", weight="strong"),
        Row("30分あたり", "2,640円 × 5"),
    ),
    total=Row("謝金", "13,200円", small="源泉徴収前\n支払予定 12月25日(金)"),
    buttons=(Button("くわしく見る", Act("details", "v1")),),
)
HELD = Card(
    about="謝金",
    title="見本工業合同会社",
    status=Status("支払保留", "attention"),
    subtitle="11月12日(木)の支援",
    total=Row("謝金", "10,560円", small="2時間　源泉徴収前"),
    note=Note("12月4日(金)までにいただくと、\n12月25日(金)にお支払いします。", "就任承諾書をお待ちしています"),
    buttons=(Button("就任承諾書を送る", Act("accept", "a1"), "primary"), Button("くわしく見る", Act("details", "v2"))),
)


def _visit(status: Status, day: str, time: str, client: str, place: str, theme: str, button: Button) -> Card:
    return Card(
        about="派遣予定",
        title=day,
        status=status,
        subtitle=time,
        rows=(Row("支援先", client, weight="strong"), Row("場所", place), Row("支援", theme)),
        buttons=(button,),
        size="kilo",
    )


DETAILS = Button("くわしく見る", Act("details", "v"), "secondary")
VISITS = (
    _visit(
        Status("本日", "accent"), "11月24日(火)", "14:00–16:00", "サンプル製菓株式会社", "見本区サンプル町",
        "販路開拓 （2回目）", Button("チェックイン", Type("チェックイン"), "primary"),
    ),
    _visit(
        Status("日程確定", "ok"), "11月30日(月)", "10:00–12:00", "見本工業合同会社", "試験市見本町",
        "IT活用 （1回目）", DETAILS,
    ),
    _visit(
        Status("打診中", "attention"), "12月8日(火)", "13:30–16:30", "例示商店", "試験市例示町",
        "経営革新 （1回目）", DETAILS,
    ),
    Card(
        about="派遣予定", title="ほかに4件あります", subtitle="12月10日(木)から", size="kilo",
        buttons=(Button("もっと見る", Act("more", "4"), "primary"),),
    ),
)  # fmt: skip
EXPERT = Card(
    about="専門家",
    title="試験 太郎 様",
    status=Status("委嘱条件に同意済み", "ok"),
    picture=Picture("/p/file/1", "試験 太郎さんの写真", "4:3"),
    text="製造業の原価管理と販路開拓を20年支援してきました。食品、金属加工に詳しく、補助金の実績報告まで伴走します。",
    rows=(Row("地域", "東京都、神奈川県、埼玉県"), Row("支援分野", "経営革新、販路開拓・商品開発、IT活用")),
    buttons=(Button("この専門家に依頼する", Act("answer", "e1"), "primary"),),
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

CARDS = {
    "question": QUESTION, "again": AGAIN, "review": REVIEW, "doorbell": DOORBELL, "approval": APPROVAL,
    "returned": RETURNED, "near": NEAR, "vague": VAGUE, "far": FAR, "year": YEAR, "paid": PAID, "held": HELD,
    "expert": EXPERT, "choices": CHOICES, "contact": CONTACT,
}  # fmt: skip
_ALONE: dict[str, Message] = {name: Show((card,)) for name, card in CARDS.items()}
MESSAGES: dict[str, Message] = _ALONE | {
    "question with quick replies": Show((QUESTION,), NAVIGATION),
    "visits": Show(VISITS),
    "words": Say("派遣予定は7件です。\n日付の近い順にお見せします。"),
    "place": Say("現在地を送ってください。", (Button("位置を送る", Device("location")), *NAVIGATION)),
    "photo": Say("写真をお送りください。", (Button("撮る", Device("camera")), Button("選ぶ", Device("cameraRoll")))),
    "picture": Send("/p/file/2", "/p/file/2/small"),
}
