"""「通帳の写真を送る」, and the clerk who compares it with the account: the first transfer goes to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.actions import Action, Doing
from conversations.appointment.letters import CLERKS
from conversations.dialog import Dialog, Field, Step
from conversations.events import Event
from conversations.kinds import Photo, Review
from conversations.kinds.kind import Answers
from conversations.masked import masked
from conversations.money import desk, ledger, sums
from conversations.money.cards import ABOUT, SEND_BOOK
from conversations.money.expert import EXPERTS
from conversations.outgoing import Begin, Notice, Outgoing
from conversations.registration.transfer import account_of, other_holder, words_of
from flex_messages.cards import Act, Button, Card, Note, Open, Row, Say, Show, Status
from flex_messages.words import RETURN
from rules.refusal import Refusal
from storage import account_checks, audit, registrations
from storage.payments import Payment
from storage.registrations import Registration
from storage.store import Unit

NAME = "bank_book"
CHECKED = "口座を確認しました"
_NO_ACCOUNT = "謝金の振込口座が、まだ登録されていません。「その他」の「登録内容の変更」からご登録ください。"
_CHANGED = "口座が変更されました。「支払い」からもう一度お開きください。"
_AGAIN = "通帳の写真が確認できませんでした。名義・支店・口座番号が見えるように、もう一度お送りください。"


@dataclass(frozen=True, slots=True)
class BookFacts:
    it: Registration
    print: sums.Print


async def book_facts(unit: Unit, person: str, subject: str) -> BookFacts:
    it = await registrations.of_person(unit, person)
    print = sums.print_of(it)
    if it is None or print is None:
        raise Refusal(_NO_ACCOUNT)
    return BookFacts(it, print)


async def begin_bank_book(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    await book_facts(unit, doing.person.id, "")
    return [Begin(NAME)]


async def finish(unit: Unit, event: Event, subject: str, answers: Answers, facts: BookFacts) -> Sequence[Outgoing]:
    await account_checks.send_book(unit, event.person, facts.print, answers["book"]["file"])
    await audit.note(unit, actor=event.person, action="account.book_sent", subject=facts.it.id, person=event.person)
    await ledger.reconsider_all(unit, event.person)
    return [Say("通帳の写真を受け付けました。事務局が確認すると、お支払いの手続きに進みます。")]


def _ask(answers: Answers, facts: BookFacts) -> Card:
    account = account_of(facts.it.profile)
    assert account is not None
    return Card(
        about=ABOUT,
        title="通帳の写真をお送りください",
        status=Status("要対応", "attention"),
        text="名義・支店・口座番号が見えるページをお撮りください。ネット銀行の方は、口座情報の画面でもかまいません。",
        rows=(Row("口座", words_of(account, masked=True)),),
    )


BANK_BOOK = Dialog(
    name=NAME,
    title=SEND_BOOK,
    roles=EXPERTS,
    facts=book_facts,
    fields=(
        Field("通帳の写真", Step("book", _ask, Photo())),
        Field("確認", Step("review", "内容をご確認ください", Review())),
    ),
    finish=finish,
)


async def look_at_account(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """The account in full beside its bank book: read for a payment, so it is in the log."""
    it = await desk.ours(unit, doing.member, doing.about)
    registration, print = await _account(unit, it)
    book = await account_checks.book(unit, it.expert, print)
    if not book:
        return [Say("通帳の写真は、まだ届いていません。専門家の方の「謝金」からお送りいただけます。")]
    await audit.note(unit, actor=doing.person.id, action="account.read", subject=it.dispatch, person=it.expert)
    account = account_of(registration.profile)
    assert account is not None
    name = registration.profile.get("name", "")
    other = other_holder(registration.profile)
    card = Card(
        about=desk.ABOUT,
        title="口座と通帳を\n見比べてください",
        status=Status("要対応", "attention"),
        rows=(
            Row("氏名", name),
            Row("口座", words_of(account)),
            Row("口座名義", print[4], "attention" if other else None),
        ),
        note=Note("口座名義が、ご本人のフリガナと異なります。旧姓などをご確認ください。") if other else None,
        buttons=(
            Button(CHECKED, Act("check_account", it.dispatch, registration.version), "primary"),
            Button("通帳の写真を開く", Open(f"file:{book}"), "secondary"),
            Button(RETURN, Act("ask_for_book", it.dispatch), "stop"),
        ),
        alt="口座の確認",
    )
    return [Show((card,))]


async def check_account(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    """Bound to the account that was shown."""
    it = await desk.ours(unit, doing.member, doing.about)
    registration, print = await _account(unit, it)
    if registration.version != doing.version or not await account_checks.book(unit, it.expert, print):
        raise Refusal(_CHANGED)
    if not await account_checks.is_checked(unit, it.expert, print):
        await account_checks.check(unit, it.expert, print, "book", doing.person.id)
        await audit.note(unit, actor=doing.person.id, action="account.checked", subject=it.dispatch, person=it.expert)
        await ledger.reconsider_all(unit, it.expert)
    return [Say("口座の確認を記録しました。"), Show((await desk.sheet(unit, await ledger.read(unit, it.dispatch)),))]


async def ask_for_book(unit: Unit, doing: Doing) -> Sequence[Outgoing]:
    it = await desk.ours(unit, doing.member, doing.about)
    if not doing.first:
        return [Say("通帳の写真をもう一度お願いしています。")]
    await audit.note(unit, actor=doing.person.id, action="account.book_asked", subject=it.dispatch, person=it.expert)
    title, alt = "口座の確認のお願いが\nあります", "謝金についてのお願いがあります"
    asks = masked(title, Act("begin_bank_book"), text=_AGAIN, alt=alt)
    return [Say("専門家の方に、通帳の写真をもう一度お願いしました。"), Notice(it.expert, asks)]


async def _account(unit: Unit, it: Payment) -> tuple[Registration, sums.Print]:
    registration = await registrations.one(unit, it.registration)
    print = sums.print_of(registration)
    if registration is None or print is None:
        raise Refusal("謝金の振込口座が登録されていません。")
    return registration, print


ACTIONS = (
    Action("begin_bank_book", EXPERTS, begin_bank_book),
    Action("look_at_account", CLERKS, look_at_account),
    Action("check_account", CLERKS, check_account),
    Action("ask_for_book", CLERKS, ask_for_book),
)
