"""Flex messages to draw in tests (approval, question, review, list of visits), built from small pieces."""

from __future__ import annotations

from typing import Any

Flex = dict[str, Any]
INK, GREY, ACCENT, STOP = "#1F2933", "#5B6770", "#0B6B6B", "#B3261E"
TONES = {
    "calm": ("#4A5660", "#EEF1F4"),
    "ok": ("#0A7D45", "#E8F5EE"),
    "attention": ("#9A5B00", "#FFF4E0"),
    "accent": ("#0B6B6B", "#E7F1F1"),
}


def text(words: str, **more: Any) -> Flex:
    return {"type": "text", "text": words, "color": INK, "wrap": True, **more}


def box(layout: str, *contents: Flex, **more: Any) -> Flex:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def postback(label: str) -> Flex:
    return {"type": "postback", "label": label, "data": f"t.{label}", "displayText": label}


def button(label: str, style: str = "primary", *, action: Flex | None = None, **more: Any) -> Flex:
    color = "#E9EDF0" if style == "secondary" else ACCENT
    height = "sm" if style == "link" else "md"
    look = {"type": "button", "style": style, "color": color, "height": height}
    return {**look, "action": action or postback(label), **more}


def chip(word: str, tone: str) -> Flex:
    ink, ground = TONES[tone]
    inside = text(word, size="sm", weight="bold", color=ink, wrap=False)
    pads = {"paddingStart": "8px", "paddingEnd": "8px", "paddingTop": "2px", "paddingBottom": "2px"}
    return box("vertical", inside, flex=0, backgroundColor=ground, cornerRadius="4px", **pads)


def top(about: str, word: str, tone: str) -> Flex:
    return box("horizontal", text(about, size="sm", color=GREY, gravity="center"), chip(word, tone), spacing="md")


def row(label: str, value: str, width: str = "70px") -> Flex:
    name = box("vertical", text(label, size="sm", color=GREY), width=width)
    return box("horizontal", name, text(value), spacing="lg")


def note(title: str, words: str, tone: str) -> Flex:
    ink, ground = TONES[tone]
    head = [text(title, size="sm", weight="bold", color=ink)] if title else []
    inside = text(words, size="sm", color=ink, lineSpacing="3px")
    return box("vertical", *head, inside, backgroundColor=ground, cornerRadius="8px", paddingAll="12px", margin="14px")


def card(body: list[Flex], footer: list[Flex], size: str = "mega") -> Flex:
    side = "20px" if size == "mega" else "16px"
    return {
        "type": "bubble",
        "size": size,
        "body": box("vertical", *body, paddingAll=side, paddingBottom="12px"),
        "footer": box("vertical", *footer, spacing="md", paddingAll=side, paddingTop="4px"),
    }


def message(alt: str, contents: Flex) -> Flex:
    return {"type": "flex", "altText": alt, "contents": contents}


def title(words: str, **more: Any) -> Flex:
    return text(words, **{"size": "lg", "weight": "bold", "margin": "10px", **more})


def rows(*pairs: tuple[str, str]) -> Flex:
    return box("vertical", *(row(label, value) for label, value in pairs), spacing="md", margin="14px")


def notice() -> Flex:
    body = [
        top("お知らせ", "要対応", "attention"),
        title("承認のお願いが\n1件あります"),
        text("「開く」で内容を表示します。", size="sm", color=GREY, margin="6px"),
    ]
    return message("承認のお願いが1件あります", card(body, [button("開く")], "kilo"))


def approval(name: str = "試験 太郎 様") -> Flex:
    body = [
        top("登録の承認", "要対応", "attention"),
        title(name),
        text("シケン タロウ", size="sm", color=GREY, margin="2px"),
        rows(
            ("登録要件", "ア 公的資格\n中小企業診断士"),
            ("面談", "11月10日(火) 対面"),
            ("支援分野", "経営革新、IT活用"),
            ("期限", "11月26日(木)まで"),
            ("受付番号", "2041"),
        ),
        note("ご確認ください", "証明書の氏名が登録と異なります。\n旧姓の可能性があります。", "attention"),
    ]
    links = box("horizontal", button("くわしく見る", "link"), button("不承認にする", "link", color=STOP))
    return message("登録の承認のお願いです", card(body, [button("承認する"), button("差し戻す", "secondary"), links]))


def bar(part: int) -> Flex:
    look = {"height": "6px", "cornerRadius": "3px"}
    done = box("vertical", {"type": "filler"}, width=f"{part}%", backgroundColor=ACCENT, **look)
    return box("vertical", done if part else {"type": "filler"}, backgroundColor="#E4E7EB", **look)


def question(action: Flex) -> Flex:
    count = text("5問中 3問目", size="sm", color=GREY, flex=0, wrap=False)
    body = [
        top("プロフィール登録", "下書き", "calm"),
        box("horizontal", text("2章　登録要件", size="sm"), count, margin="8px"),
        box("horizontal", *(bar(part) for part in (100, 60, 0, 0, 0)), spacing="sm", margin="8px"),
        title("資格の有効期限はいつですか", margin="20px"),
        text(
            "期限のない資格は「スキップ」を\n押してください。", size="sm", color=GREY, margin="12px", lineSpacing="3px"
        ),
        note("", "例　令和11年3月31日\n　　2029.3.31", "calm"),
    ]
    return message("資格の有効期限はいつですか", card(body, [button("カレンダーから選ぶ", action=action)]))


def review_row(label: str, value: str) -> Flex:
    name = box("vertical", text(label, size="sm", color=GREY), width="74px")
    mend = box("vertical", text("直す", size="sm", color=ACCENT, wrap=False), width="30px")
    look = {"spacing": "lg", "paddingTop": "8px", "paddingBottom": "8px"}
    return box("horizontal", name, text(value), mend, **look, action={**postback("直す"), "label": f"{label}を直す"})


def heading(words: str) -> Flex:
    return text(words, size="sm", weight="bold", color=ACCENT, margin="20px")


def review() -> Flex:
    body = [
        top("プロフィール登録", "送信前", "attention"),
        title("内容をご確認ください"),
        heading("登録要件"),
        *(
            review_row(*pair)
            for pair in (("資格", "中小企業診断士"), ("登録番号", "第412345号"), ("有効期限", "令和11年3月31日"))
        ),
        heading("ご本人"),
        *(
            review_row(*pair)
            for pair in (
                ("氏名", "試験 太郎"),
                ("住所", "〒100-0000\n東京都見本区\nサンプル町1-2-3"),
                ("メール\nアドレス", "taro@example.jp"),
            )
        ),
        note("送信したあと", "サンプル支援センターが内容を確認します。\n3営業日ほどでお知らせします。", "calm"),
    ]
    return message("内容をご確認ください", card(body, [button("送信する"), button("あとで続ける", "link")]))


def visit(day: str, client: str, word: str, tone: str, label: str, style: str) -> Flex:
    body = [
        top("派遣予定", word, tone),
        title(day, size="xl"),
        text(client, margin="4px"),
        {"type": "separator", "margin": "14px", "color": "#E4E7EB"},
        rows(("場所", "見本区サンプル町"), ("支援", "販路開拓（2回目）")),
    ]
    return card(body, [button(label, style)], "kilo")


def visits() -> Flex:
    bubbles = [
        visit("11月24日(火)\n14:00–16:00", "サンプル製菓株式会社", "本日", "accent", "チェックイン", "primary"),
        visit("11月30日(月)\n10:00–12:00", "見本工業合同会社", "日程確定", "ok", "くわしく見る", "secondary"),
        visit("12月8日(火)\n13:30–16:30", "例示商店", "打診中", "attention", "くわしく見る", "secondary"),
    ]
    return message("派遣予定は3件です", {"type": "carousel", "contents": bubbles})


def offering(action: Flex) -> Flex:
    """A card with one button that does this."""
    return message("見本", card([text("見本")], [button("押す", action={"label": "押す", **action})]))
