"""The file of a 総合振込: byte for byte as banks read it, the same when read again, refused when it would not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.accounts import Account
from rules.holders import half_width
from rules.refusal import Refusal
from rules.zengin import Line, Options, Payer, parse, write
from rules.zengin_records import LENGTH, Broken

DAY = date(2026, 12, 30)
MIZUHO = Account("0001", "001", "当座", "0123456")
YUCHO = Account("9900", "058", "普通", "1234567")
PAYER = Payer("123", "ミホンジムキョク（カ", MIZUHO)
LINES = (Line(YUCHO, "シケン タロウ", 13200, "1001"), Line(Account("9999", "999", "普通", "0000001"), "ABC.カ)-1", 1))

KANA = st.text("アイウカガサザパハンーャッ ABZ019().-/ァｱﾞ", min_size=1, max_size=12).filter(str.strip)
ACCOUNTS = st.builds(
    Account,
    st.sampled_from(["0001", "9900", "9999", "0128"]),
    st.sampled_from(["001", "058", "999"]),
    st.sampled_from(["普通", "当座"]),
    st.from_regex("[0-9]{7}", fullmatch=True).filter(str.isascii),
)
REFERENCES = st.integers(0, 10**10 - 1).map(lambda n: str(n) if n else "")
PAYERS = st.builds(Payer, st.from_regex("[0-9]{1,10}", fullmatch=True).filter(str.isascii), KANA, ACCOUNTS)
TRANSFERS = st.builds(Line, ACCOUNTS, KANA, st.integers(1, 10**10 - 1), REFERENCES)
OPTIONS = st.builds(
    Options, st.sampled_from(["crlf", "lf", "none"]), st.booleans(), st.sampled_from(["-", "ｰ"])
)  # fmt: skip


def test_a_file_is_written_byte_for_byte_as_the_format_says() -> None:
    records = (
        "1" "21" "0" "0000000123" + "ﾐﾎﾝｼﾞﾑｷﾖｸ(ｶ".ljust(40) + "1230"
        "0001" + "ﾐｽﾞﾎ".ljust(15) + "001" + "ﾄｳｷﾖｳ".ljust(15) + "2" "0123456" + " " * 17,
        "2" "9900" + "ﾕｳﾁﾖ".ljust(15) + "058" + "ｾﾞﾛｺﾞﾊﾁ".ljust(15) + "0000" "1" "1234567"
        + "ｼｹﾝ ﾀﾛｳ".ljust(30) + "0000013200" "0" "0000001001" "0000000000" "7" " " + " " * 7,
        "2" "9999" + " " * 15 + "999" + " " * 15 + "0000" "1" "0000001"
        + "ABC.ｶ)-1".ljust(30) + "0000000001" "0" "0000000000" "0000000000" "7" " " + " " * 7,
        "8" "000002" "000000013201" + " " * 101,
        "9" + " " * 119,
    )  # fmt: skip
    assert {len(record) for record in records} == {LENGTH}
    written = write(PAYER, DAY, LINES, Options("crlf", end_mark=True))
    assert written == b"".join(record.encode("shift_jis") + b"\r\n" for record in records) + b"\x1a"


@given(PAYERS, st.dates(), st.lists(TRANSFERS, min_size=1, max_size=5), OPTIONS)
def test_what_is_written_is_read_again(payer: Payer, day: date, lines: list[Line], options: Options) -> None:
    def name(text: str) -> str:
        return half_width(text).replace("-", options.hyphen)

    data = write(payer, day, lines, options)
    found = parse(data)
    assert found.payer == Payer(payer.code.zfill(10), name(payer.name), payer.account)
    assert found.day == f"{day:%m%d}"
    assert found.lines == tuple(Line(each.account, name(each.holder), each.yen, each.reference) for each in lines)
    assert (found.count, found.total) == (len(lines), sum(each.yen for each in lines))
    assert write(found.payer, day, found.lines, options) == data


@given(PAYERS, st.lists(TRANSFERS, min_size=1, max_size=4), OPTIONS, st.data())
def test_a_file_with_one_byte_less_or_one_line_less_is_found_out(
    payer: Payer, lines: list[Line], options: Options, data: st.DataObject
) -> None:
    whole = write(payer, DAY, lines, Options(options.line_end, False, options.hyphen))
    step = LENGTH + {"crlf": 2, "lf": 1, "none": 0}[options.line_end]
    at = data.draw(st.integers(0, len(whole) - 1))
    line = data.draw(st.integers(1, len(lines))) * step
    with pytest.raises(Broken):
        parse(whole[:at] + whole[at + 1 :])
    with pytest.raises(Broken):
        parse(whole[:line] + whole[line + step :])


GOOD = write(PAYER, DAY, LINES, Options("none"))


@pytest.mark.parametrize(
    ("at", "byte", "words"),
    [
        (2, b"2", "総合振込"),
        (3, b"1", "総合振込"),
        (54, b"9", "総合振込"),
        (LENGTH * 1 + 42, b"9", "type 9"),
        (LENGTH * 1 + 89, b"9", "but it says"),
        (LENGTH * 2 + 89, b"0", "of nothing"),
        (LENGTH * 3 + 6, b"3", "but it says"),
        (LENGTH * 3 + 18, b"9", "but it says"),
        (LENGTH * 2, b"3", "kind 3"),
        (LENGTH * 4, b"8", "count is no number"),
        (LENGTH * 2, b"9", "order"),
        (LENGTH * 1 + 2, b" ", "bank is no number"),
        (20, b"\x80", "JIS X 0201"),
        (20, b"\xfd", "JIS X 0201"),
        (20, b"\n", "JIS X 0201"),
    ],
)
def test_one_wrong_byte_is_named(at: int, byte: bytes, words: str) -> None:
    with pytest.raises(Broken, match=words):
        parse(GOOD[:at] + byte + GOOD[at + 1 :])


@pytest.mark.parametrize("data", [b"", b"\x1a", b"1" * 119, GOOD[:LENGTH], GOOD + GOOD, GOOD.replace(b" ", b"")])
def test_what_is_no_file_is_broken(data: bytes) -> None:
    with pytest.raises(Broken):
        parse(data)


def transfer(**changed: Any) -> Line:
    return replace(Line(YUCHO, "シケン タロウ", 13200), **changed)


@pytest.mark.parametrize(
    ("payer", "lines", "words"),
    [
        (PAYER, [], "1件もありません"),
        (PAYER, [transfer(yen=0)], "シケン タロウ様への振込が0円"),
        (PAYER, [transfer(yen=-5)], "-5円"),
        (PAYER, [transfer(yen=10**10)], "10000000000.*10桁まで"),
        (PAYER, [transfer(holder="見本 太郎")], "見本 太郎.*使えない文字"),
        (PAYER, [transfer(holder="")], "使えない文字"),
        (PAYER, [transfer(holder="シケン&タロウ")], "使えない文字"),
        (PAYER, [transfer(holder="ガ" * 16)], "30桁まで"),
        (PAYER, [transfer(reference="12345678901")], "10桁まで"),
        (PAYER, [transfer(reference="H1001")], "数字だけ"),
        (PAYER, [transfer(account=Account("0001", "001", "普通", "12345678"))], "7桁まで"),
        (PAYER, [transfer(account=Account("１", "001", "普通", "1234567"))], "数字だけ"),
        (Payer("12345678901", "ミホン", MIZUHO), LINES, "10桁まで"),
        (Payer("1", "ミ" * 41, MIZUHO), LINES, "40桁まで"),
        (Payer("1", "見本事務局", MIZUHO), LINES, "振込依頼人名「見本事務局」"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(payer: Payer, lines: list[Line], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        write(payer, DAY, lines)
