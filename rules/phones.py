"""Telephone numbers: any common way of writing, kept as E.164 (+81312345678), shown as people in Japan write."""

from __future__ import annotations

import re
import unicodedata

from rules.refusal import Refusal

PHONE_EXAMPLE = "03-1234-5678、090-1234-5678"

_LABEL = re.compile(r"^(?:携帯)?(?:電話)?(?:番号)?(?:TEL)?\s*[:.]?", re.IGNORECASE)
_SIGNS = re.compile("[-\\s().・/\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501ー〜~の]")


def read_phone(text: str) -> str:
    """The number in E.164. Raises Refusal with an example for what nobody could be called back on."""
    plain = _SIGNS.sub("", _LABEL.sub("", unicodedata.normalize("NFKC", text).strip()))
    if not re.fullmatch(r"\+?[0-9]+", plain):
        raise Refusal("電話番号は数字でお送りください。", PHONE_EXAMPLE)
    return _checked(plain)


def show_phone(phone: str) -> str:
    """+81312345678 → 03-1234-5678; numbers of other countries with their +."""
    import phonenumbers as library

    form = library.PhoneNumberFormat
    number = library.parse(phone, "JP")
    return str(library.format_number(number, form.NATIONAL if number.country_code == 81 else form.INTERNATIONAL))


def masked(phone: str) -> str:
    """What its owner recognises it by: 090-••••-5678."""
    shown = show_phone(phone)
    first = shown.find("-") if "-" in shown else shown.find(" ")
    return shown[:first] + re.sub("[0-9]", "•", shown[first:-4]) + shown[-4:]


def _checked(plain: str) -> str:
    import phonenumbers as library

    try:
        number = library.parse(plain, "JP")
    except library.NumberParseException:
        raise Refusal("電話番号の桁数が合いません。市外局番からお送りください。", PHONE_EXAMPLE) from None
    if not library.is_valid_number(number):
        service = re.fullmatch("1[0-9]{2,3}", plain)
        wrong = f"{plain}番は登録できません。" if service else "電話番号の桁数が合いません。"
        raise Refusal(f"{wrong}市外局番からお送りください。", PHONE_EXAMPLE)
    kind = library.PhoneNumberType
    if library.number_type(number) in (kind.PREMIUM_RATE, kind.UAN, kind.PAGER, kind.SHARED_COST):
        raise Refusal("折り返しお電話できる、ご本人の番号をお送りください。", PHONE_EXAMPLE)
    return str(library.format_number(number, library.PhoneNumberFormat.E164))
