"""電話番号, メールアドレス and 所属・役職. A slip in a mail address is pointed out, never mended unasked."""

from __future__ import annotations

from conversations.dialog import Field, Step
from conversations.kinds import Doubt, ReadBack, Text
from conversations.registration.chapters import PERSON
from rules import mail, phones
from rules.text_width import fold


def _slip(typed: str, value: str) -> Doubt | None:
    meant = mail.likely_meant(value)
    if meant is None:
        return None
    return Doubt(
        f"「{meant}」のお間違いではありませんか。", (("はい、直します", meant), ("いいえ、このままです", value))
    )


FIELDS = (
    Field(
        "電話番号",
        Step(
            "phone",
            "電話番号をお送りください。",
            Text(40, clean=phones.read_phone, mode="tel", autocomplete="tel"),
            hint="日中につながる番号をお願いします。",
            example="090-1234-5678",
        ),
        chapter=PERSON,
        show=lambda answers, facts: phones.show_phone(answers["phone"]),
        mask=lambda answers, facts: phones.masked(answers["phone"]),
    ),
    Field(
        "メールアドレス",
        Step(
            "mail",
            "メールアドレスをお送りください。",
            ReadBack(mail.LONGEST + 20, clean=mail.read_mail, doubt=_slip, mode="email", autocomplete="email"),
            example=mail.MAIL_EXAMPLE,
        ),
        chapter=PERSON,
        mask=lambda answers, facts: mail.masked(answers["mail"]),
    ),
    Field(
        "所属・役職",
        Step(
            "affiliation",
            "所属と役職をお送りください。",
            Text(100, fold=fold, autocomplete="organization"),
            optional=True,
            hint="所属のない方は「スキップ」を押してください。",
            example="見本経営研究所 代表",
        ),
        chapter=PERSON,
    ),
)
