"""Papers: what they say can be read back from the PDF, whatever people are called; what no font draws is an error."""

from __future__ import annotations

import io
import threading
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from flex_messages.documents import MissingGlyphs, apart, missing, render, wide
from flex_messages.documents.render import MINCHO

OFFICE: dict[str, Any] = {
    "author": "関東エリア事務局",
    "contact": "お問い合わせ　関東エリア事務局",
    "note": "この書面は見本です",
    "organisation": ["専門家派遣事業（見本）", "関東エリア事務局"],
    "title": "事務局長",
    "issuer": "見本 一郎",
    "programme": "専門家派遣事業",
    "post": "派遣専門家",
    "articles": [["委嘱期間", "令和８年１１月２０日から\n令和９年３月３１日まで"], ["謝金", "委嘱条件に定めるとおり"]],
}
LETTER = {
    **OFFICE,
    "number": "関東専派８第０００１号",
    "issued": "令和８年１１月２４日",
    "name": "試験 太郎",
    "apart": 0.9,
    "seal": "（公印省略）",
}
ACCEPTANCE = {
    **OFFICE,
    "accepted": "令和８年１１月２５日",
    "letter": "令和８年１１月２４日付け関東専派８第０００１号",
    "signature": "試験 太郎",
    "apart": 0.9,
    "signed": ["LINEの手続きで入力された氏名です。", "受付番号　１００１"],
}


def text_of(pdf: bytes) -> str:
    """Every word of the PDF without white space; it has one page."""
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return "".join(document[0].get_textpage().get_text_bounded().split())


def letter(name: str, **more: Any) -> str:
    return text_of(render("letter", {**LETTER, "name": name, "apart": apart(name), **more}).pdf)


def test_a_letter_says_number_day_addressee_issuer_and_period() -> None:
    words = text_of(render("letter", LETTER).pdf)
    for said in (
        "文書番号関東専派８第０００１号",
        "発行日令和８年１１月２４日",
        "試験太郎様",
        "関東エリア事務局事務局長見本一郎（公印省略）",
        "委嘱状あなたを、専門家派遣事業の派遣専門家に委嘱します。",
        "１委嘱期間令和８年１１月２０日から令和９年３月３１日まで",
        "以上",
        "この書面は見本です",
    ):
        assert said in words


def test_an_acceptance_names_the_letter_and_bears_the_signature() -> None:
    words = text_of(render("acceptance", ACCEPTANCE).pdf)
    assert "事務局長見本一郎様就任承諾書" in words
    assert "令和８年１１月２４日付け関東専派８第０００１号をもって" in words
    assert "氏名試験太郎LINEの手続きで" in words


@pytest.mark.parametrize("name", ["𠮷野 髙子", "山﨑 塚\ufa10", "辻\U000e0100 一郎", "神\ufa19 福\ufa1b"])
def test_rare_and_old_characters_of_names_stand_in_the_letter(name: str) -> None:
    plain = name.replace(" ", "").replace("\U000e0100", "")
    assert f"{plain}様" in letter(name).replace("\U000e0100", "")


@pytest.mark.parametrize("name", ['#read("letter.typ")', "$x$ *太* _郎_", "@ref <a> // `b`", "\\u{41} #panic()"])
def test_names_that_look_like_commands_come_out_as_text(name: str) -> None:
    assert "".join(name.split()) + "様" in letter(name)


def test_long_names_and_offices_stay_on_the_one_page() -> None:
    name, office = f"{'長' * 40} {'名' * 40}", ["とても長い名前の専門家派遣事業" * 3] * 3
    words = letter(name, organisation=office, number="九州・沖縄専派１０第１２３４５号")
    assert "長" * 40 in words
    assert "名" * 40 + "様" in words
    assert words.count("とても長い名前の専門家派遣事業") == 9


def test_a_character_in_no_font_is_reported_and_never_printed_as_a_box() -> None:
    with pytest.raises(MissingGlyphs, match=r"U\+1F600") as no:
        render("letter", {**LETTER, "name": "試験 😀太郎"})
    assert no.value.characters == "😀"
    assert missing("試験 😀太😀\n𠮷\ufe00", MINCHO) == "😀"


def test_the_pdf_is_one_for_archives_and_the_picture_fits_into_a_chat() -> None:
    made = render("letter", LETTER)
    assert made.pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in made.pdf
    assert b"BIZUDMincho" in made.pdf
    with Image.open(io.BytesIO(made.png), formats=["PNG"]) as picture:
        assert max(picture.size) <= 1024
        assert picture.size[1] / picture.size[0] == pytest.approx(297 / 210, abs=0.01)
        greys = picture.convert("L").histogram()
    assert sum(greys[:32]) > 0, "there is ink"
    assert greys[255] > 0, "there is paper"
    assert len(made.png) < 300_000


def test_threads_make_papers_side_by_side() -> None:
    made: dict[int, str] = {}

    def work(n: int) -> None:
        made[n] = letter(f"試験 第{wide(str(n))}郎")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"第{wide(str(n))}郎様" in made[n] for n in range(4))


def test_names_are_spaced_only_where_offices_space_them() -> None:
    assert apart("試験 太郎") > 0
    assert apart("Maria Silva") == 0
    assert apart("試験太郎左衛門之助 一二三") == 0
    assert wide("令和8年12月") == "令和８年１２月"


DECLARATION = {
    **OFFICE,
    "made": "令和８年１１月２４日",
    "number": "S１００１",
    "name": "試験 太郎",
    "apart": 0.9,
    "pledge": "今後は、支援の開始時と終了時に、その場で記録します。",
    "pledged": "１１月２４日 １８:０２にLINEの手続きで誓約",
    "articles": [
        ["派遣", "H１００１"],
        ["理由", "記録の操作を忘れました。"],
        ["確認", "事業者　見本 花子\n支援機関　例示"],
    ],
}


def test_a_declaration_is_a_pledge_only_where_one_was_made() -> None:
    words = text_of(render("declaration", DECLARATION).pdf)
    assert "支援実施申告書兼再発防止誓約書" in words
    assert "再発の防止を誓約します。" in words
    plain = text_of(render("declaration", {**DECLARATION, "pledge": "", "pledged": ""}).pdf)
    assert "支援実施申告書" in plain
    assert "誓約" not in plain


def test_a_declaration_of_many_words_stays_on_its_page() -> None:
    confirmed = "\n".join(f"{'名' * 40}（代表者）" for _ in range(3))
    rows = {"支援先": f"{'社' * 60}\n{'地' * 100}", "内容": "字" * 20, "理由": "永" * 200, "確認": confirmed}
    long = {"name": f"{'姓' * 20} {'名' * 20}", "apart": 0, "articles": [list(row) for row in rows.items()]}
    words = text_of(render("declaration", {**DECLARATION, **long}).pdf)
    assert words.count("永") == 200
