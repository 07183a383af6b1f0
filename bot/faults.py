"""Faults: where one is, in words that may stand in a log; and the pages people see instead of a server's English."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from prometheus_client import Counter

from flex_messages import page
from flex_messages.forms import Notice
from storage.store import StoreDown

REQUESTS_FAILED = Counter("request_faults", "Requests whose handling raised", ["kind"])
BROKEN = Notice(
    "申し訳ございません",
    "こちらの不具合で、受け付けられませんでした。ここまでの内容は残っています。少し時間をおいて、もう一度お試しください。",
    "stop",
)
UNKNOWN = Notice("ページが見つかりません", "LINEに戻り、カードのボタンからもう一度お開きください。", "attention")
TOO_LARGE = Notice("ファイルが大きすぎます", "前の画面に戻り、20MBまでのファイルをお送りください。", "attention")
log = structlog.get_logger("faults")


def where(fault: BaseException) -> str:
    """File and line of the deepest frame: enough to find the fault, nothing of what a person wrote."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else "?"


@web.middleware
async def contained(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """aiohttp would log a fault with its words, which may be a person's, and answer in English."""
    try:
        return await handler(request)
    except web.HTTPException as no:
        if no.status < 400 or not request.path.startswith("/p/"):
            raise
        return _said(TOO_LARGE if no.status == 413 else UNKNOWN, no.status)
    except StoreDown as down:
        log.error("store_down", reason=str(down))
        return _said(BROKEN, 503)
    except Exception as fault:
        REQUESTS_FAILED.labels(type(fault).__name__).inc()
        log.error("request_fault", kind=type(fault).__name__, where=where(fault))
        return _said(BROKEN, 500)


def _said(notice: Notice, status: int) -> web.Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return web.Response(text=page.notice_page(notice), status=status, content_type="text/html", headers=headers)
