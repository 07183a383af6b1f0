"""Examples of cards: visits, honoraria, experts."""

from __future__ import annotations

from flex_messages.cards import (
    Act,
    Button,
    Card,
    FieldPage,
    Note,
    Picture,
    Row,
    Share,
    Status,
    Type,
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
