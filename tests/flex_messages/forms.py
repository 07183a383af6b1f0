"""One form of every kind of input, and the notices, filled with examples."""

from __future__ import annotations

from flex_messages.cards import Note, Progress, Row
from flex_messages.forms import BACK, LATER, NEXT, SKIP, Form, Input, Notice, Option, Way
from tests.flex_messages.examples_registration import CHAPTERS, REVIEW

REGIONS = {
    "北海道": ("北海道",),
    "東北": ("青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県"),
    "関東": (
        "茨城県",
        "栃木県",
        "群馬県",
        "埼玉県",
        "千葉県",
        "東京都",
        "神奈川県",
        "新潟県",
        "山梨県",
        "長野県",
        "静岡県",
    ),
}
PREFECTURES = tuple(Option(name, name, group=region) for region, names in REGIONS.items() for name in names)
REQUIREMENTS = (
    Option("a", "ア 公的資格", "中小企業診断士、税理士、公認会計士、弁護士、技術士など"),
    Option("b", "イ 会社等の管理者又は技術者等", "10年以上の実務経験"),
    Option("c", "ウ 経営診断・販路開拓・商品開発等の支援", "3年以上の支援経験"),
    Option("d", "エ 指導・教育機関に所属", "5年以上の指導・研究経験"),
)


def ask(question: str, *inputs: Input, chapter: int = 2, **rest: object) -> Form:
    return Form("プロフィール登録", question, inputs, progress=Progress(CHAPTERS, chapter, 3, 5), **rest)  # type: ignore[arg-type]


FORMS = {
    "number": ask(
        "口座番号を\n入れてください",
        Input("text", label="口座番号", hint="7けたの数字", value="123456", most=8, mode="numeric"),
        chapter=5,
        hint="サンプル銀行　見本支店　普通",
        note=Note("6けたのため、左に0を足して\n0123456 として登録します。", tone="accent"),
        small="この番号はLINEのトークには残りません。",
        saved="14:05",
    ),
    "text": ask(
        "番地・建物を入れてください",
        Input("text", most=100, autocomplete="street-address"),
        example="1-2-3 サンプルビル4階",
    ),
    "error": ask(
        "メールアドレスを入れてください",
        Input("text", value="taro@example", mode="email", autocomplete="email"),
        error="「taro@example」を読み取れませんでした。",
        example="taro@example.jp",
    ),
    "longtext": ask(
        "略歴を書いてください",
        Input("longtext", most=400, value="製造業の原価管理を20年支援してきました。"),
        hint="専門家を探す方に表示されます。",
    ),
    "choice": ask("登録要件はどれにあてはまりますか", Input("choice", options=REQUIREMENTS, chosen=("a",))),
    "several": ask(
        "活動できる都道府県を選んでください",
        Input("several", options=PREFECTURES, chosen=("東京都", "神奈川県")),
        chapter=4,
    ),
    "day": ask(
        "資格の有効期限はいつですか",
        Input("day", earliest="2026-11-24", required=False),
        ways=(NEXT, SKIP, BACK, LATER),
    ),
    "period": ask("いつからいつまでですか", Input("period", value="2015-04/", latest="2026-11")),
    "file": ask("証明書をお送りください", Input("file", accept="image/*,application/pdf", multiple=True, most=10)),
    "consent": ask(
        "個人情報の取扱いをご確認ください",
        Input(
            "consent",
            label="個人情報の取扱いに同意する",
            terms="1　利用目的\n専門家の登録と派遣のために使います。\n" * 12,
        ),
        chapter=1,
    ),
    "review": ask(
        "内容をご確認ください", Input("review", card=REVIEW), ways=(Way("next", "送信する"), BACK, LATER), chapter=5
    ),
    "client": Form(
        "支援の確認",
        "支援の内容を\nご確認ください",
        (
            Input("time", "start", "始まり", value="14:02"),
            Input("time", "end", "終わり", value="16:51"),
            Input("text", "name", "氏名", autocomplete="name"),
            Input(
                "choice",
                "position",
                "お立場",
                options=tuple(Option(o, o) for o in ("代表者", "役員", "従業員", "その他")),
            ),
        ),
        hint="専門家の訪問が予定どおり行われたことを確かめるページです。2分ほどで終わります。",
        facts=(
            Row("専門家", "試験 太郎"),
            Row("訪問先", "サンプル製菓株式会社"),
            Row("日", "11月24日(火)"),
            Row("費用", "かかりません"),
            Row("お問い合わせ", "サンプル支援センター\n03-0000-0000"),
        ),
        ways=(Way("next", "確認する"), Way("differs", "内容が違います")),
        small="「内容が違います」を選ぶと、支援機関と事務局にお知らせします。専門家には伝わりません。",
    ),
}
NOTICES = {
    "expired": Notice(
        "このページは期限が切れました", "LINEの画面から、もう一度「ページで入力する」を押してください。", "attention"
    ),
    "done": Notice(
        "送信しました",
        "サンプル支援センターが内容を確認します。\n3営業日ほどでお知らせします。",
        "ok",
        "https://line.me/R/",
        "LINEに戻る",
    ),
}
