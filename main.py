"""The front door: commands, and the only place that knows every room. `python main.py --help` lists them."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import date
from pathlib import Path

from bot import commands


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="main.py", description="中小企業119 専門家派遣: the service and what its operators need"
    )
    sub = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = sub.add_parser("demo", help="the service and a local LINE with four phones, no credentials")
    demo.add_argument("--port", type=int, default=8119)
    demo.add_argument("--data", type=Path, help="keep the database and files here (default: a new temporary folder)")
    sub.add_parser("serve", help="the service, from the settings in the environment")
    sub.add_parser("migrate", help="brings the database schema up to date")
    sub.add_parser(
        "doctor", help="checks the settings against LINE, database, keys and files; exit 1 and a line a fault"
    )
    menus = sub.add_parser("menus", help="rich menus").add_subparsers(dest="what", required=True)
    menus.add_parser("publish", help="creates what changed, with pictures and aliases, and sets the default")

    agency = sub.add_parser("agency", help="support agencies").add_subparsers(dest="what", required=True)
    add = agency.add_parser("add", help="adds one and prints its id")
    add.add_argument("--name", required=True)
    add.add_argument("--type", required=True, choices=commands.AGENCY_TYPES)
    add.add_argument("--prefecture", required=True, help="東京 or 東京都")
    add.add_argument("--cannot-dispatch", action="store_true", help="it may not request dispatches")
    add.add_argument("--phone", default="", help="where clients can ask: shown when they confirm a visit")
    agency.add_parser("list", help="id, name, type, prefecture")
    call = agency.add_parser("phone", help="where clients of an agency can ask")
    call.add_argument("--agency", required=True, metavar="ID")
    call.add_argument("--phone", required=True)

    invite = sub.add_parser("invite", help="prints an invitation code on the last line").add_subparsers(
        dest="what", required=True
    )
    to_agency = invite.add_parser("agency", help="for the first person of an agency")
    to_agency.add_argument("--agency", required=True, metavar="ID")
    to_office = invite.add_parser("secretariat", help="for a person of a regional office")
    to_office.add_argument("--area", required=True, help="北海道 東北 関東 中部 近畿 中国 四国 九州・沖縄")

    to_auditor = invite.add_parser("auditor", help="for somebody who reads, and for so many days only")
    to_auditor.add_argument("--days", type=int, required=True, metavar="N", help="1 to 366, from the day of redeeming")

    export = sub.add_parser("export", help="rows for other systems")
    export.add_argument("what", choices=commands.EXPORTS)
    export.add_argument("--format", choices=("json", "csv", "xlsx", "zengin"), default="json")
    export.add_argument("--month", metavar="YYYY-MM")
    export.add_argument("--out", type=Path, metavar="FILE")
    bank = export.add_argument_group("payments --format zengin: what is payable is handed over to the bank, once")
    bank.add_argument("--area", help="whose payments; may be left out where only one office has any")
    bank.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: the next bank day in time")
    bank.add_argument("--transfer", metavar="NUMBER", help="the file of an earlier transfer again, for example F0001")

    audit = sub.add_parser("audit", help="the audit log").add_subparsers(dest="what", required=True)
    audit.add_parser("verify", help="walks the hash chains; exit 1 and the first row that does not fit")
    keep = sub.add_parser("backup", help="a whole copy of the database, while the service runs")
    keep.add_argument("--out", type=Path, required=True, metavar="FILE")
    keys = sub.add_parser("keys", help="the keys that wrap people's keys").add_subparsers(dest="what", required=True)
    keys.add_parser("rotate", help="brings all under the first of DATA_KEYS, while the service runs")
    events = sub.add_parser("events", help="what was put aside: letters, parcels, jobs, alarms").add_subparsers(
        dest="what", required=True
    )
    events.add_parser("parked", help="lists them")
    replay = events.add_parser("replay", help="takes one up again, or all of one reason")
    which = replay.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", help="as `parked` prints it")
    which.add_argument("--parked", metavar="REASON", help="all of them, for example: quota")
    outage = sub.add_parser("outage", help="outages of LINE").add_subparsers(dest="what", required=True)
    window = outage.add_parser("add", help="declares one: it is then the reason of what experts could not record")
    window.add_argument("--from", dest="starts", required=True, metavar="YYYY-MM-DDTHH:MM", help="Japan time")
    window.add_argument("--to", dest="ends", required=True, metavar="YYYY-MM-DDTHH:MM")
    keep_until = sub.add_parser("retention", help="what is kept for so long only").add_subparsers(
        dest="what", required=True
    )
    run = keep_until.add_parser("run", help="deletes what its class says (rules/data/retention.toml)")
    run.add_argument("--dry-run", action="store_true", help="says how many and from when; deletes nothing")
    sub.add_parser("diagrams", help="writes the Mermaid pictures of dialogs and roads into docs/")
    return top


def main() -> int:
    args = parser().parse_args()
    name = args.command if not hasattr(args, "what") or args.command == "export" else f"{args.command}_{args.what}"
    try:
        return asyncio.run(getattr(commands, name)(args)) or 0
    except commands.Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
