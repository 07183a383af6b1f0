"""「委嘱状の発行」: who waits for a letter, the oldest first; one or all; from March the next year's conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.actions import Action, Doing
from conversations.appointment.moving import name_of
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Row, Say, Show, Status
from flex_messages.words import ISSUE, MENU_WORDS, MORE, QUIT, day, state, to
from rules.fiscal_year import fiscal_year, year_to_prepare, year_words
from rules.japan_time import day as day_of
from storage import appointments
from storage.appointments import Appointment
from storage.store import Unit

CLERKS = ("secretariat",)
PAGE = 9
ABOUT = MENU_WORDS["letters"]
ISSUE_ALL = "全員分を発行する"
NEEDED = Status("要対応", "attention")
NOBODY = Say("委嘱状をお待ちの方は、いまはいらっしゃいません。")


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one office: how many wait for what. to_send: registered experts without conditions for the year to prepare."""

    waiting: int
    unanswered: int
    unaccepted: int
    accepted: int
    declined: int
    to_send: int


async def letters(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    cards = await _page(unit, doing, None)
    return [Show((_summary(await _counts(unit, office_of(doing)), unit.now), *cards))]


async def letters_more(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    since, _, id = doing.about.partition(":")
    cards = await _page(unit, doing, (int(since), id))
    return [Show(tuple(cards))] if cards else [NOBODY]


async def following(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """After one was issued: the next ones."""
    cards = await _page(unit, doing, None)
    return [Show(tuple(cards))] if cards else [Say("委嘱状をお待ちの方は以上です。")]


async def confirm_all(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Bound to the moment: whoever consents later is not among those that were counted."""
    n = (await _counts(unit, office_of(doing))).waiting
    if not n:
        return [NOBODY]
    text = "お待ちの順に文書番号を付けて、LINEにお届けします。発行したあとは、まとめて取り消すことはできません。"
    return [_sure(f"{n}件の委嘱状を\n発行します", text, Button(ISSUE, Act("issue_all_sure", str(unit.now)), "primary"))]


async def confirm_year(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    n, year = (await _counts(unit, office_of(doing))).to_send, year_to_prepare(day_of(unit.now))
    if not n:
        return [Say("委嘱条件をお送りする方は、いまはいらっしゃいません。")]
    text = "登録済みで、この年度の委嘱条件をまだお送りしていない方が対象です。"
    send = Button("委嘱条件を送る", Act("send_year_sure", str(year)), "primary")
    return [_sure(f"{n}名に{year_words(year)}の\n委嘱条件をお送りします", text, send)]


def year_label(now: int) -> str:
    """来年度 in March, 今年度 otherwise."""
    today = day_of(now)
    return "来年度" if year_to_prepare(today) > fiscal_year(today) else "今年度"


def _sure(title: str, text: str, button: Button) -> Show:
    return Show((Card(ABOUT, title, NEEDED, text=text, buttons=(button, Button(QUIT, Act("letters")))),))


def office_of(doing: Doing) -> str:
    """The clerk's office."""
    assert doing.member is not None
    assert doing.member.office is not None
    return doing.member.office


async def _counts(unit: Unit, office: str) -> Counts:
    async def count(state: str) -> int:
        return await appointments.count(unit, office, state, unit.now)

    return Counts(
        waiting=await count("CONSENTED"),
        unanswered=await count("CONDITIONS_SENT"),
        unaccepted=await count("APPOINTED"),
        accepted=await count("ACCEPTED"),
        declined=await count("DECLINED"),
        to_send=await appointments.count_without(unit, office, year_to_prepare(day_of(unit.now))),
    )


def _summary(n: Counts, now: int) -> Card:
    buttons = (
        *((Button(ISSUE_ALL, Act("issue_all"), "primary"),) if n.waiting else ()),
        *((Button(f"{year_label(now)}の委嘱条件を送る", Act("send_year"), "secondary"),) if n.to_send else ()),
        *((Button("承諾書待ちの方を見る", Act("letters_issued", "APPOINTED")),) if n.unaccepted else ()),
        *((Button("承諾書提出済みの方を見る", Act("letters_issued", "ACCEPTED")),) if n.accepted else ()),
        *((Button("同意しなかった方を見る", Act("letters_issued", "DECLINED")),) if n.declined else ()),
    )
    rows = (
        Row("委嘱状待ち", f"{n.waiting}件"),
        Row("同意待ち", f"{n.unanswered}件"),
        Row("承諾書待ち", f"{n.unaccepted}件"),
        Row("提出済み", f"{n.accepted}件"),
        *((Row("未送付", f"{n.to_send}名", small=f"{year_label(now)}の委嘱条件"),) if n.to_send else ()),
    )
    title = f"委嘱状をお待ちの方が\n{n.waiting}名います" if n.waiting else "委嘱状をお待ちの方は\nいません"
    return Card(
        ABOUT, title, NEEDED if n.waiting else None, rows=rows, buttons=buttons, size="kilo", alt=f"{ABOUT}の一覧"
    )


async def _page(unit: Unit, doing: Doing, after: tuple[int, str] | None) -> list[Card]:
    """Their own is for a colleague."""
    found = await appointments.of_office(unit, office_of(doing), "CONSENTED", after=after, most=PAGE + 1)
    cards = [await _waiting(unit, it) for it in found[:PAGE] if it.person != doing.person.id]
    if len(found) > PAGE:
        last = found[PAGE - 1]
        more = Button(MORE, Act("letters_more", f"{last.since}:{last.id}"), "secondary")
        text = "お待ちの長い順に表示しています。"
        cards.append(Card(ABOUT, "続きがあります", text=text, buttons=(more,), size="kilo"))
    return cards


async def _waiting(unit: Unit, it: Appointment) -> Card:
    return Card(
        about=ABOUT,
        title=to(await name_of(unit, it)),
        status=state("appointment", it.state),
        rows=(Row("年度", year_words(it.fiscal_year)), Row("同意日", day(day_of(it.consented)))),
        buttons=(Button(ISSUE, Act("issue_letter", it.id, it.version), "primary"),),
        size="kilo",
        alt=f"{ABOUT}の一覧",
    )


ACTIONS = (
    Action("letters", CLERKS, letters, opens=True),
    Action("letters_more", CLERKS, letters_more, opens=True),
    Action("issue_all", CLERKS, confirm_all),
    Action("send_year", CLERKS, confirm_year),
)
