"""The cards of a visit: one skeleton for the three verdicts, told in words, and drawn to scale on a page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations.dispatch.cards import place_row, planned
from conversations.kinds.location import fix_of
from conversations.visit.door import Facts
from flex_messages.around import Around
from flex_messages.cards import Act, Button, Card, Note, Row, Status
from flex_messages.measuring import EXACT
from flex_messages.words import clock
from rules.distance import Fix, Point, direction_words, distance_words, metres
from rules.japan_time import moment

VERDICTS: dict[str, Status] = {
    "near": Status("近い", "ok"),
    "grey": Status("位置があいまい", "attention"),
    "far": Status("離れている", "stop"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a place. ask: above the buttons that send it; far: what cannot be done from afar; grey: that it
    can be done; press: what happens on the tap; clears: what becomes of an unclear place; declares: the declaration
    that is offered from afar (rules/declaring.py).
    """

    title: str
    ask: str
    far: str
    grey: str
    press: str
    clears: str
    declares: str = ""


IN = Words(
    "チェックイン",
    "訪問先に着いたら、現在地をお知らせください。",
    "ここではチェックインできません。訪問先に着いたら、もう一度位置をお送りください。",
    "このままチェックインできます。",
    "押した時刻と位置を記録します。3分間は取り消せます。",
    "あとで事業者の確認をいただくと、位置が確定します。",
    "wrong_place",
)
OUT = Words(
    "チェックアウト",
    "訪問先を出る前に、現在地をお知らせください。",
    "ここではチェックアウトできません。訪問先で、もう一度位置をお送りください。",
    "このままチェックアウトできます。",
    "押した時刻と位置を記録します。",
    "事業者の確認の記録とあわせて見ます。",
    "forgot_out",
)
ABSENT = Words(
    "不在でした",
    "事業者が不在だったことを、訪問先で記録します。現在地をお知らせください。",
    "ここでは記録できません。訪問先で、もう一度位置をお送りください。",
    "このまま記録できます。",
    "支援は「実施なし」となり、謝金は0円、派遣の回数にも数えません。支援機関にお知らせします。",
    "支援機関が、事業者に事情を確かめます。",
)
DECLARE = "申告する"
LEAST, WITHIN = 10, "10m以内"
UNKNOWN = "訪問先の位置は、まだ登録されていません。"
PROPOSED = "この場所を新しい訪問先として、支援機関に確認をお願いします。"


def ask_card(words: Words, facts: Facts) -> Card:
    return Card(
        words.title,
        facts.this.client.name,
        rows=(Row("予定", planned(facts.it)), place_row(facts.this)),
        text=words.ask,
        alt=words.title,
    )


def far_card(words: Words, answers: Mapping[str, Any], facts: Facts) -> Card:
    note = Note(words.far, VERDICTS["far"].word, "stop")
    declare = Button(DECLARE, Act("begin_declaring", f"{facts.it.id}:{words.declares}"))
    buttons = (declare,) if words.declares else ()
    return replace(_placed(words, answers, facts, VERDICTS["far"]), note=note, buttons=buttons)


def sure_card(words: Words, answers: Mapping[str, Any], facts: Facts) -> Card:
    """What will be recorded, before it is."""
    here, claim = answers["here"], answers.get("claim")
    if here is None:
        return _online_card(words, facts)
    verdict = "grey" if claim else here["verdict"]
    card = _placed(words, answers, facts, VERDICTS[verdict])
    reason = (Row("事情", answers["reason"]),) if answers.get("reason") else ()
    card = replace(card, rows=(*card.rows, *reason))
    if verdict == "near":
        return replace(card, text=f"訪問先の近くにいらっしゃいます。{words.press}")
    known = PROPOSED if claim else words.clears if here["distance"] is not None else UNKNOWN + words.clears
    return replace(card, text=words.press, note=Note(words.grey + known, tone="attention"))


def _online_card(words: Words, facts: Facts) -> Card:
    return Card(
        words.title,
        facts.this.client.name,
        text=words.press.replace("時刻と位置", "時刻"),
        rows=(Row("予定", planned(facts.it)), place_row(facts.this)),
        alt=words.title,
    )


def reason_card(words: Words, answers: Mapping[str, Any], facts: Facts) -> Card:
    """Asked for beyond the distance that counts as near."""
    here = answers["here"]
    away = "" if here["distance"] is None else f"登録した地点まで{distance_words(here['distance'])}あります。"
    return Card(words.title, "離れている事情を、ひとことお願いします。", text=away, alt=words.title)


def _placed(words: Words, answers: Mapping[str, Any], facts: Facts, status: Status) -> Card:
    here = answers["here"]
    return Card(
        words.title,
        facts.this.client.name,
        status=status,
        rows=(
            Row("予定", planned(facts.it)),
            Row("距離", _distance(here), small=_error(here), weight="big"),
            Row("測った時刻" if here["taken"] else "送った時刻", clock(moment(here["taken"] or here["at"]))),
            *_coarse(here, facts),
        ),
        around=around(here, facts),
        alt=words.title,
    )


def _distance(here: Mapping[str, Any]) -> str:
    if here["distance"] is None:
        return "登録なし"
    return distance_words(here["distance"]) if here["distance"] >= LEAST else WITHIN


def _error(here: Mapping[str, Any]) -> str:
    if here["accuracy"] is None:
        return "誤差は分かりません"
    return f"誤差 {distance_words(here['accuracy']) if here['accuracy'] >= LEAST else WITHIN}"


def _error_words(here: Mapping[str, Any]) -> str:
    return f"位置の{_error(here).replace(' ', 'は')}{'です' if here['accuracy'] is not None else ''}。"


def _coarse(here: Mapping[str, Any], facts: Facts) -> tuple[Row, ...]:
    """What to press when the phone gives its place only roughly."""
    if here["accuracy"] is None or here["accuracy"] <= facts.thresholds.near:
        return ()
    return tuple(Row(each.where, f"正確に測るには、{'、'.join(each.steps)}") for each in EXACT)


def around(here: Mapping[str, Any], facts: Facts) -> Around | None:
    """None while no place is known."""
    place = next((each for each in facts.places if each.id == here["place"]), None)
    if place is None:
        return None
    fix = fix_of(here)
    east, north = offset(place, fix)
    return Around(
        east,
        north,
        fix.accuracy_m,
        facts.thresholds.near,
        _distance(here),
        direction_words(fix, place),
        _error_words(here),
    )


def offset(place: Point, fix: Fix) -> tuple[float, float]:
    """Metres east and north of the place: the direction on a plane, the length along the earth."""
    north = fix.latitude - place.latitude
    turned = (fix.longitude - place.longitude + 180) % 360 - 180
    east = turned * math.cos(math.radians(place.latitude))
    length, way = math.hypot(east, north), metres(place, fix)
    return (east / length * way, north / length * way) if length else (0.0, 0.0)
