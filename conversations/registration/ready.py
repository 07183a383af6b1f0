"""What to have ready before the profile begins, and about how long it takes."""

from __future__ import annotations

from flex_messages.cards import Act, Button, Card, Note, Row
from flex_messages.words import MENU_WORDS
from rules.ours import PROFILE_MINUTES


def ready_card(agency: str) -> Card:
    return Card(
        about=MENU_WORDS["profile"],
        title="ご用意いただくもの",
        subtitle=f"入力は{PROFILE_MINUTES}分ほどです",
        rows=(
            Row("写真", "お顔の写った写真を1枚"),
            Row("証明書", "資格の証明書、または職務経歴書などの写真かPDF"),
            Row("口座", "謝金の振込口座の情報（あとからでも登録できます）"),
        ),
        note=Note(f"送信いただくと、{agency}が内容を確認します。途中でやめても、続きから再開できます。", tone="calm"),
        buttons=(Button("はじめる", Act("begin_profile"), "primary"),),
    )
