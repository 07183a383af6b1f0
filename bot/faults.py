"""Where a fault is, in words that may stand in a log."""

from __future__ import annotations


def where(fault: BaseException) -> str:
    """File and line of the deepest frame: enough to find the fault, nothing of what a person wrote."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else "?"
