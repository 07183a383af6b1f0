"""支援実施報告書 and 支払明細: everything stands in them, over as many pages as it takes, nothing off the paper."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from flex_messages.documents import MissingGlyphs, render
from tests.flex_messages.test_documents import LETTER, OFFICE

REPORT: dict[str, Any] = {
    **OFFICE,
    "number": "Ｈ１００１",
    "reported": "令和８年１１月２５日",
    "name": "試験 太郎",
    "apart": 0.9,
    "copy": "",
    "visit": [
        ["支援先", "サンプル製菓株式会社"],
        ["所在地", "東京都千代田区丸の内１－１"],
        ["支援機関", "サンプル商工会議所"],
        ["支援の分野", "販路開拓・商品開発（２回目）"],
        ["日時", "令和８年１１月２４日（火）\n１４時０２分から１６時５１分まで　休憩　なし"],
        ["位置の確認", "開始　近い\n終了　位置があいまい"],
    ],
    "written": [
        ["出席者", "代表取締役 見本 花子様"],
        ["相談内容", "主力の焼き菓子の販路を広げたい。"],
        ["支援内容", "販売先ごとの売上と利益を整理した。\n\n次の3点を助言した。\n1　価格を表に出すこと"],
        ["成果", "原価表を作成した。"],
        ["今後の課題", "包装資材の見積もり。"],
        ["次回の予定", "なし"],
    ],
    "attached": ["１　棚割り.jpg（写真）", "２　原価表.pdf（ＰＤＦ　３ページ）"],
    "client": {
        "statement": "令和８年１１月２４日１４時００分から１６時５０分まで、上記の支援を受けたことを確認しました。",
        "name": "代表取締役　見本 花子",
        "lines": ["ご自身の端末で確認　令和８年１１月２４日１６時５０分", "受付番号　Ｃ１００１"],
    },
    "seals": [
        ["支援機関　確認", "見本 花子\n令和８年１１月２６日"],
        ["事務局　検収", "例示 一郎\n令和８年１１月２７日"],
    ],
    "unprintable": "",
}
VISIT = {
    "day": "令和８年１１月\n２４日（火）\nＨ１００１",
    "explained": "サンプル製菓株式会社\n14:02–16:51　2時間49分\n2時間30分　2,640円 × 5",
    "amount": "13,200円",
    "withheld": "0円",
    "net": "13,200円",
}
STATEMENT: dict[str, Any] = {
    **OFFICE,
    "name": "試験 太郎",
    "apart": 0.9,
    "issued": "令和８年１２月２５日",
    "period": "令和８年１１月分",
    "totals": [["支払件数", "１件"], ["謝金の合計", "13,200円"], ["差引支払額", "13,200円"]],
    "visits": [VISIT],
    "notes": ["交通費は、この明細に含まれません。"],
}


def pages_of(pdf: bytes) -> list[str]:
    """The words of every page without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def report(**more: Any) -> list[str]:
    return pages_of(render("report", {**REPORT, **more}).pdf)


def signature(width: int = 600) -> list[int]:
    out = io.BytesIO()
    picture = Image.new("L", (width, 200), "white")
    ImageDraw.Draw(picture).line([(20, 150), (300, 40), (580, 160)], fill="black", width=9)
    picture.save(out, "PNG")
    return list(out.getvalue())


def test_a_report_says_all_that_an_office_wants_to_know() -> None:
    words = "".join(report())
    for label, said in (*REPORT["visit"], *REPORT["written"]):
        assert label + "".join(said.split()) in words
    for said in (
        "受付番号Ｈ１００１報告日令和８年１１月２５日",
        "派遣専門家試験太郎",
        "１棚割り.jpg（写真）２原価表.pdf（ＰＤＦ３ページ）",
        "上記の支援を受けたことを確認しました。",
        "代表取締役見本花子",
        "支援機関確認事務局検収見本花子令和８年１１月２６日例示一郎令和８年１１月２７日",
    ):
        assert said in words


def test_a_signature_stands_where_the_name_would() -> None:
    words = "".join(report(signature=signature()))
    assert "上記の支援を受けたことを確認しました。" in words
    assert words.count("代表取締役見本花子") == 1, "among those who took part; below it is drawn instead"
    plain = render("report", REPORT).pdf
    drawn = render("report", {**REPORT, "signature": signature()}).pdf
    assert b"/Subtype/Image" not in plain
    assert b"/Subtype/Image" in drawn
    assert b"<pdfaid:part>2</pdfaid:part>" in drawn


@pytest.mark.parametrize("width", [60, 600, 4000])
def test_a_signature_of_any_shape_stays_on_the_paper(width: int) -> None:
    with pypdfium2.PdfDocument(render("report", {**REPORT, "signature": signature(width)}).pdf) as document:
        for page in document:
            for each in page.get_objects([3]):  # pictures
                left, bottom, right, top = each.get_bounds()
                assert 70 < left < right < 526
                assert 68 < bottom < top < 800


def test_what_was_left_out_leaves_no_empty_box() -> None:
    words = "".join(report(attached=[], seals=[], written=[["出席者", "見本 花子様"]], copy="検収前の写し"))
    assert "添付" not in words
    assert "検収前の写し" in words
    assert "事務局検収" not in words


def test_long_texts_and_names_go_on_over_the_pages_and_none_of_it_is_lost() -> None:
    long = [[word, f"{word}。" * 300] for word, _ in REPORT["written"]]
    files = [f"{n}　{'な' * 80}.pdf（ＰＤＦ　３ページ）" for n in range(1, 11)]
    found = report(written=long, attached=files, name=f"{'長' * 40} {'名' * 40}", apart=0)
    words = "".join(found)
    assert len(found) > 3
    for word, _ in long:
        assert words.count(f"{word}。") >= 300 - len(found), "a page may break one in two"
    assert all(f"{n}{'な' * 10}" in words for n in range(1, 11))
    assert all(f"{n}／{len(found)}" in page for n, page in enumerate(found, 1))
    assert words.count("長") >= 40


def test_the_picture_is_of_the_first_page_alone() -> None:
    long = [[word, "長い文章。" * 400] for word, _ in REPORT["written"]]
    with Image.open(io.BytesIO(render("report", {**REPORT, "written": long}).png), formats=["PNG"]) as picture:
        assert picture.size[1] / picture.size[0] == pytest.approx(297 / 210, abs=0.01)
        assert max(picture.size) <= 1024


@pytest.mark.parametrize("words", ['#read("a")', "$x$ *太* _郎_", "@ref <a> // `b`", "= 見出し\n- 一つ\n+ 二つ"])
def test_what_looks_like_markup_comes_out_as_it_was_written(words: str) -> None:
    said = "".join(report(written=[["支援内容", words]], attached=[words]))
    assert "".join(words.split()) in said


def test_a_statement_says_each_visit_as_a_sum_and_the_totals() -> None:
    [page] = pages_of(render("statement", STATEMENT).pdf)
    for said in (
        "試験太郎様", "対象令和８年１１月分", "差引支払額13,200円", "14:02–16:51", "2時間30分2,640円×5",
        "13,200円0円13,200円", "※交通費は、この明細に含まれません。",
    ):  # fmt: skip
        assert said in page


def test_a_year_of_visits_goes_on_under_its_headings() -> None:
    found = pages_of(render("statement", {**STATEMENT, "visits": [VISIT] * 60}).pdf)
    assert len(found) > 3
    assert "".join(found).count("14:02–16:51") == 60
    assert all("支援先と計算" in page for page in found if "14:02" in page)


def test_what_no_font_draws_is_reported() -> None:
    with pytest.raises(MissingGlyphs, match=r"U\+1F600"):
        report(written=[["支援内容", "よかった😀"]])


def test_an_office_that_seals_its_letters_finds_the_place_for_it() -> None:
    [page] = pages_of(render("letter", {**LETTER, "seal": ""}).pdf)
    assert "（公印省略）" not in page
    assert "見本一郎印" in page
