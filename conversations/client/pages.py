"""The client's pages as values: the entry by digits, the statement to confirm, what is wrong, the receipt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from conversations.client.given import COMMENT, OBJECTION, RATING, How, inputs
from conversations.client.statement import Statement
from flex_messages.cards import Note, Row
from flex_messages.forms import Form, Input, Notice, Way
from flex_messages.words import CONFIRM, DIFFERS
from rules.refusal import Refusal

TITLE = "支援の確認"
CLOSE = "ありがとうございました。このページは閉じていただけます。"
SHUT = Notice(
    "この確認は開けません",
    "期限が切れたか、新しいコードに替わったか、すでに確認が済んでいます。"
    "専門家の方か、お問い合わせ先の支援機関に、もう一度お声がけください。",
    "attention",
)
LATE = Notice(
    "この確認は受け付けられません",
    "ページを開いてから時間がたったか、新しいコードに替わったか、すでに確認が済んでいます。"
    "専門家の方か、お問い合わせ先の支援機関に、もう一度お声がけください。",
    "attention",
)
TOO_LARGE = Notice(
    "受け取れませんでした",
    "お送りの内容が大きすぎました。前の画面に戻り、もう一度お試しください。",
    "attention",
)
WRONG = (
    "番号かコードが違うか、コードの期限が切れています。画面の数字をお確かめください。"
    "何度か続けて違うと使えなくなります。そのときは、専門家の方に新しいコードを出してもらってください。"
)
OBJECTED = Notice(
    "お知らせいただき、ありがとうございます",
    "支援機関と事務局にお伝えしました。担当者から、あらためてご連絡いたします。専門家の方には伝わりません。"
    "このページは閉じていただけます。",
    "ok",
)
RATED = Notice("ご感想をありがとうございました", "今後の支援に生かします。このページは閉じていただけます。", "ok")


def entry(number: str = "", error: str = "") -> Form:
    return Form(
        TITLE,
        "確認コードを\n入力してください",
        (
            Input("text", "number", "受付番号", "Hで始まる番号", value=number),
            Input("text", "code", "確認コード", "6けたの数字", mode="numeric", autocomplete="one-time-code", most=20),
        ),
        hint="専門家のスマートフォンに表示されている2つの番号です。",
        error=error,
        ways=(Way("open", "次へ"),),
        large=True,
    )


def read_entry(form: Mapping[str, str]) -> tuple[str, str]:
    """(受付番号, six digits), however they were typed. Refusal when they cannot be what was shown."""
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", form.get("number", ""))).upper()
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", form.get("code", "")))
    if not re.fullmatch(r"H?\d{1,9}", number):
        raise Refusal("受付番号を読み取れませんでした。", "H1001")
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise Refusal("確認コードは6けたの数字です。", "123 456")
    return f"H{number.removeprefix('H')}", digits


def confirm(this: Statement, how: How, form: Mapping[str, str], page: str, error: str = "") -> Form:
    """page: the signed token of this very page."""
    return Form(
        TITLE,
        "支援の内容を\nご確認ください",
        inputs(this, how, form),
        hint=_lead(this, how),
        error=error,
        facts=this.rows,
        note=Note("お名前とお立場は、公費による支援の記録として事務局が保管します。", tone="calm"),
        small=f"「{DIFFERS}」を押すと、支援機関と事務局にお知らせします。専門家には伝わりません。",
        ways=(Way("confirm", CONFIRM), Way("differs", DIFFERS)),
        fields=(("page", page),),
        large=True,
    )


def _lead(this: Statement, how: How) -> str:
    if this.declared is not None:
        return "専門家が後から申告した支援の時刻を、事業者の方に確かめていただくページです。2分ほどで終わります。"
    if how == "signature":
        return "専門家の訪問が行われたことを、事業者の方に確かめていただく画面です。事業者の方がご記入ください。"
    return "専門家の訪問が行われたことを確かめていただくページです。2分ほどで終わります。"


def objection(this: Statement, form: Mapping[str, str], page: str, error: str = "") -> Form:
    """What was filled in before comes along, for who goes back."""
    kept = tuple((name, form[name]) for name in ("starts", "ends", "name", "post") if name in form)
    wrong = Input("lines", "wrong", "違っているところ", value=form.get("wrong", ""), most=OBJECTION.most)
    return Form(
        TITLE,
        "どこが違いますか",
        (wrong,),
        hint="支援機関と事務局だけにお知らせします。専門家には伝わりません。",
        error=error,
        facts=this.rows,
        ways=(Way("object", "知らせる"), Way("back", "戻る")),
        fields=(("page", page), *kept),
        large=True,
    )


def receipt(number: str, how: How, error: str = "") -> Form | Notice:
    """Rating and comment only at the visit, on the client's own phone; who signed gives the phone back."""
    if how != "own_phone":
        after = "このスマートフォンを、専門家の方にお返しください。" if how == "signature" else CLOSE
        return Notice("確認を受け付けました", f"確認番号は {number} です。\n{after}", "ok")
    rating = RATING.input(None, None, {}, None)
    return Form(
        TITLE,
        "確認を受け付けました",
        (
            Input(
                "choice", "rating", "支援はいかがでしたか", options=rating.options, required=False,
                heading="よろしければ、ご感想をお聞かせください", under="専門家には伝わりません。",
            ),
            Input("lines", "comment", "ひとこと", f"任意、{COMMENT.most}文字まで", required=False),
        ),
        hint=CLOSE,
        error=error,
        facts=(Row("確認番号", number, weight="big"),),
        ways=(Way("rate", "感想を送る"),),
        large=True,
    )  # fmt: skip
