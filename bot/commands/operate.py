"""What an operator does by hand: schema, menus, agencies, first invitations, the audit log, diagrams."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path

from bot.commands.serve import store_of
from bot.settings import Unfit, read_settings
from conversations.guest.menus import holders
from rules import codes, offices, phones
from rules.refusal import Refusal
from storage import agencies, audit, invitations
from storage import store as stores
from storage.people import Role
from storage.store import Unit

VALID_MS = 14 * 24 * 3_600_000
OPERATOR = "operator"
MOST_DAYS = 366


async def migrate(args: argparse.Namespace) -> None:
    applied = await stores.migrate(read_settings().database_url)
    print("\n".join(applied) or "nothing to do")


async def menus_publish(args: argparse.Namespace) -> None:
    from bot.menus import NotPublished, publish

    settings = read_settings()
    async with store_of(settings) as store:
        held = await store.look(holders)
    try:
        token = settings.line_channel_access_token.get_secret_value()
        done = await publish(settings.line_api_url, settings.line_data_url, token, held)
    except NotPublished as refused:
        raise Unfit(str(refused)) from None
    print("\n".join(done) or "nothing to do")


async def agency_add(args: argparse.Namespace) -> None:
    try:
        prefecture = offices.read_prefecture(args.prefecture)
    except Refusal:
        raise Unfit(f"--prefecture: {args.prefecture} is none of the 47. Example: 東京都") from None

    phone = _phone(args.phone) if args.phone else ""

    async def work(unit: Unit) -> str:
        new = await agencies.add(unit, args.name, args.type, prefecture, not args.cannot_dispatch)
        if phone:
            await agencies.call(unit, new.id, phone)
        await audit.note(unit, actor=OPERATOR, action="agency.add", subject=new.id, after=args.name)
        return new.id

    async with store_of(read_settings()) as store:
        print(await store.do(work))


async def agency_phone(args: argparse.Namespace) -> None:
    phone = _phone(args.phone)

    async def work(unit: Unit) -> bool:
        found = await agencies.call(unit, args.agency, phone)
        await audit.note(unit, actor=OPERATOR, action="agency.phone", subject=args.agency)
        return found

    async with store_of(read_settings()) as store:
        if await store.look(lambda unit: agencies.one(unit, args.agency)) is None:
            raise Unfit(f"--agency: there is no agency {args.agency}. `agency list` shows them.")
        await store.do(work)


def _phone(text: str) -> str:
    try:
        return phones.read_phone(text)
    except Refusal:
        raise Unfit(f"--phone: {text} is no telephone number. Example: 03-1234-5678") from None


async def agency_list(args: argparse.Namespace) -> None:
    async with store_of(read_settings()) as store:
        for agency in await store.look(agencies.all):
            print(agency.id, agency.name, agency.type, agency.prefecture, sep="\t")


async def invite_agency(args: argparse.Namespace) -> None:
    async with store_of(read_settings()) as store:
        if await store.look(lambda unit: agencies.one(unit, args.agency)) is None:
            raise Unfit(f"--agency: there is no agency {args.agency}. `agency list` shows them.")
        print(await store.do(lambda unit: invite(unit, "agency", agency=args.agency)))


async def invite_secretariat(args: argparse.Namespace) -> None:
    try:
        area = offices.read_area(args.area)
    except Refusal:
        raise Unfit(f"--area: {args.area} is none of {' '.join(offices.OFFICES)}.") from None
    async with store_of(read_settings()) as store:
        print(await store.do(lambda unit: invite(unit, "secretariat", office=area)))


async def invite_auditor(args: argparse.Namespace) -> None:
    if not 1 <= args.days <= MOST_DAYS:
        raise Unfit(f"--days: {args.days} is not between 1 and {MOST_DAYS}.")
    async with store_of(read_settings()) as store:
        print(await store.do(lambda unit: invite(unit, "auditor", days=args.days)))


async def invite(unit: Unit, role: Role, *, agency: str | None = None, office: str | None = None, days: int = 0) -> str:
    """A new invitation code XXXX-XXXX-XXXX, valid for 14 days, for the person who will be responsible there. days: so
    long an auditor reads.
    """
    code = codes.make_code(secrets.token_bytes(16))
    expires = unit.now + VALID_MS
    await invitations.add(
        unit, codes.hash_code(code), role=role, agency=agency, office=office, expires=expires, head=not days, days=days
    )
    await audit.note(unit, actor=OPERATOR, action="invite", subject=agency or office or "", after=role)
    return codes.show_code(code)


async def audit_verify(args: argparse.Namespace) -> int:
    async with store_of(read_settings()) as store:
        misfit = await store.look(audit.verify)
    print("whole" if misfit is None else misfit, file=sys.stdout if misfit is None else sys.stderr)
    return 0 if misfit is None else 1


async def diagrams(args: argparse.Namespace) -> None:
    from conversations.diagrams import pictures
    from conversations.house import house

    for name, text in pictures(house(lambda: "").dialogs).items():
        path = Path("docs") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
