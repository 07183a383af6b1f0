"""Finding an expert and a client: what typed words mean, ten cards within LINE's limits, and what a tap may choose."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.asking import question
from conversations.dispatch.candidates import PAGE, Candidate, Page, typed, usual
from conversations.dispatch.facts import HIT, RequestFacts
from conversations.dispatch.finding import CHOOSE, Expert, KnownClient, hits, name_of
from conversations.dispatch.request import REQUEST
from conversations.events import Chosen, Typed
from conversations.kinds import More
from conversations.sheet import Given, Sheet
from flex_messages.draw import draw
from rules.fields_of_support import FIELDS_OF_SUPPORT
from rules.offices import PREFECTURES
from rules.refusal import Refusal
from rules.times import at
from storage.agencies import Agency
from storage.clients import Client
from storage.dispatches import Dispatch
from storage.registrations import Registration
from tests.journey_dialogs.conftest import NOON
from tests.journey_dialogs.dispatching import HOUR

AGENCY = Agency("a", "サンプル商工会議所", "CCI", "東京都", True)
AT = {"day_time": "2026-12-01T10:00", "length": "120"}
FULL = {
    "name": "𠮷﨑 長い名前のとても長い名前の専門家" * 2,
    "kana": "ヨシザキ ナガイナマエノトテモナガイナマエノセンモンカ" * 2,
    "biography": "「製造業」で20年、\n生産管理と原価改善に携わりました。" * 16,
    "areas": list(PREFECTURES),
    "fields": list(FIELDS_OF_SUPPORT),
}


def candidate(n: int, visits: tuple[Dispatch, ...] = (), **profile: Any) -> Candidate:
    it = Registration(f"r{n}", f"p{n}", "a", "", "関東", state="REGISTERED", profile={**FULL, **profile})
    return Candidate(it, None, visits)


def facts(*candidates: Candidate, after: str = "", **more: Any) -> RequestFacts:
    return RequestFacts("agent", AGENCY, NOON, page=Page(candidates, after), search=usual("it", "東京都"), **more)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("試験", ("試験",)),
        ("試験 太郎", ("試験太郎",)),
        ("しけん", ("シケン",)),
        ("IT活用", ("field it",)),
        ("IT", ("field it",)),
        ("販路開拓", ("field sales",)),
        ("東京", ("area 東京都",)),
        ("IT活用　東京都", ("field it", "area 東京都")),
        ("試験 財務 大阪府", ("試験", "field finance", "area 大阪府")),
        ("東京 大阪 試験", ("試験", "area 東京都")),
    ],
)
def test_typed_words_are_a_name_a_field_and_a_prefecture(text: str, found: tuple[str, ...]) -> None:
    assert typed(text).found == found


def test_before_anything_is_typed_the_theme_and_the_place_are_looked_for() -> None:
    assert usual("sales", "東京都").found == ("field sales", "area 東京都")
    assert usual("sales", "").words == ("販路開拓・商品開発",)


def test_a_full_page_of_long_biographies_is_within_the_limits_of_line() -> None:
    many = facts(*(candidate(n) for n in range(PAGE)), after="r9")
    sheet = Sheet(answers={"client": "c", "theme": "it", **AT}, at="expert")
    show = question(REQUEST, sheet, many)
    assert len(show.cards) == PAGE + 2
    assert len(FULL["biography"]) >= 400
    body = draw(show, post=lambda tap, label: "t" * 22 + ".12", link=lambda tap: "https://example.jp/p")
    assert body["type"] == "flex"
    assert all(card.text == FULL["biography"] for card in show.cards[1:-1]), "the biography is shown whole"


def test_who_is_busy_then_is_shown_and_cannot_be_chosen() -> None:
    starts = at("2026-12-01T11:00")
    other = Dispatch("d", "H1", "a", "x", "c", "p1", "r1", "関東", 2026, starts, starts + HOUR, state="SCHEDULED")
    free, busy = Expert().part(None, Given(AT), facts(candidate(1), candidate(2, (other,)))).cards
    assert [button.label for button in free.buttons] == [CHOOSE]
    assert busy.buttons == ()
    assert busy.note is not None
    assert "ほかの派遣" in busy.note.text


def test_only_an_expert_that_was_looked_up_is_chosen() -> None:
    known = facts(candidate(1), expert=candidate(1))
    assert Expert().read(Chosen((HIT + "r1",)), None, Given(), known) == "r1"
    with pytest.raises(Refusal):
        Expert().read(Chosen((HIT + "r2",)), None, Given(), known)
    more = Expert().read(Typed("試験"), None, Given(), known)
    assert isinstance(more, More)
    assert more.partial["text"] == "試験"


def test_a_wrong_corporate_number_is_refused_while_it_is_looked_for() -> None:
    kind = KnownClient(hits, name_of)
    with pytest.raises(Refusal, match="この番号の法人番号はありません"):
        kind.read(Typed("7000012050003"), None, Given(), facts())
    more = kind.read(Typed("T7-0000-1205-0002"), None, Given(), facts())
    assert more.partial["text"] == "7000012050002"


def test_what_was_looked_for_in_vain_becomes_a_new_client() -> None:
    kind = KnownClient(hits, name_of)
    so_far = {"text": "試験製作所", "from": 0, "message": ""}
    part = kind.part(so_far, Given(), facts())
    assert "登録は、まだありません" in part.text
    assert kind.read(Typed("見つからない"), so_far, Given(), facts()) == {"new": "試験製作所"}


def test_a_client_that_is_known_is_chosen_by_its_name() -> None:
    client = Client("c1", "sole", "", "東京都", "a", "試験製作所", address="千代田区1-1")
    found = facts(clients=(client,), client=client)
    kind = KnownClient(hits, name_of)
    assert kind.read(Chosen((HIT + "c1",)), {"text": "試験", "from": 0, "message": ""}, Given(), found) == "c1"
    assert kind.show("c1", Given(), found) == "試験製作所"
