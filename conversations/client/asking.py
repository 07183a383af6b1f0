"""「事業者に確認してもらう」: a QR picture, a link and six digits for the client's own phone; a page to sign on."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.actions import Action, Doing
from conversations.client.confirming import ABOUT, times_of
from conversations.client.statement import client_name
from conversations.dispatch.moving import own
from conversations.outgoing import Outgoing
from flex_messages.cards import Act, Button, Card, Copy, Note, Open, Picture, Row, Say, Show, Type
from flex_messages.words import MENU_WORDS, clock, state
from rules.dispatch import DISPATCH
from rules.japan_time import moment
from storage import codes, dispatches
from storage.codes import Fresh
from storage.dispatches import Dispatch
from storage.store import Unit

EXPERTS = ("expert",)
LASTS = 10 * 60_000
ASK_CLIENT = "事業者に確認してもらう"
SIGN = "スマートフォンがない方の署名"
TYPING = "/p/c"
BACK = 12 * 60 * 60_000


def actions(public: str) -> tuple[Action, ...]:
    """public: the https address of the service, for links that are read out, copied and photographed."""

    async def ask_client(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
        """about: the dispatch; "" for the one that is under way."""
        it = await _asked(unit, doing)
        if it is None or not DISPATCH.may(it.state, "confirm_by_client"):
            return [already(it)]
        fresh = await codes.make(unit, "visit", it.id, it.id, doing.person.id, LASTS)
        return [Show((code_card(it, await client_name(unit, it), fresh, public),))]

    return (Action("ask_client", EXPERTS, ask_client, opens=True),)


def ask_button(it: Dispatch) -> Button | None:
    """For cards of a visit, where the client has to confirm next."""
    wanted = DISPATCH.may(it.state, "confirm_by_client")
    return Button(ASK_CLIENT, Act("ask_client", it.id), "primary") if wanted else None


async def _asked(unit: Unit, doing: Doing) -> Dispatch | None:
    if doing.about:
        return await own(unit, doing.person.id, doing.about)
    found = await dispatches.of_expert(unit, doing.person.id, unit.now - 2 * BACK, unit.now + BACK)
    return next((it for it in reversed(found) if DISPATCH.may(it.state, "confirm_by_client")), None)


def already(it: Dispatch | None) -> Say:
    """Why there is nothing to confirm now."""
    if it is not None and it.client_confirmed:
        at = clock(moment(it.client_confirmed))
        receipt = it.said.get("receipt", "")
        words = f"事業者の方の確認は、{at}に終わっています（支援の時刻 {times_of(it)}、確認番号 {receipt}）。"
        out = it.state == "CONFIRMED_BY_CLIENT"
        check_out = Button(MENU_WORDS["check_out"], Type(MENU_WORDS["check_out"]))
        return Say(words, quick=(check_out,) if out else ())
    return Say("事業者の方には、チェックインのあとに確認していただけます。", quick=(_check_in(),))


def _check_in() -> Button:
    return Button(MENU_WORDS["check_in"], Type(MENU_WORDS["check_in"]))


def code_card(it: Dispatch, client: str, fresh: Fresh, public: str) -> Card:
    link, typing = f"{public}/p/v/{fresh.link}", f"{public}{TYPING}"
    return Card(
        about=ABOUT,
        title=client,
        status=state("dispatch", it.state),
        text="事業者の方のスマートフォンで、QRコードを読み取っていただいてください。LINEは要りません。",
        picture=Picture(f"qr:{link}", alt="事業者の方が読み取るQRコード", fit="fit"),
        rows=(
            Row("確認コード", f"{fresh.digits[:3]} {fresh.digits[3:]}", weight="big"),
            Row("受付番号", it.number),
            Row("入力先", typing, small="読み取れないときは、ここを開いて番号を入力"),
            Row("期限", f"{clock(moment(fresh.code.expires))}まで", small="10分間、1回だけ使えます"),
        ),
        buttons=(
            Button("リンクをコピー", Copy(_words(link)), "primary"),
            Button(SIGN, Open(f"/p/s/{fresh.hand}"), "secondary"),
            Button("新しいコードを出す", Act("ask_client", it.id)),
        ),
        note=Note("確認が終わると、このトークにお知らせします。", tone="calm"),
        alt="事業者の方の確認をお願いします",
    )


def _words(link: str) -> str:
    return f"専門家による支援の確認をお願いします。スマートフォンで開いてください（10分以内）。\n{link}"
