"""Who may decide on a registration: never oneself, never one person for both the agency and the secretariat (ours).

The person who interviewed or invited may decide: a 商工会 with one person on duty must not be stuck.
"""

from __future__ import annotations

from rules.refusal import Refusal


def check_decider(decider: str, *, about: str, decided_before: str = "", what: str = "登録") -> None:
    """Raises Refusal. All are person ids: who decides, on whom, who decided for the other body ("" = nobody yet).

    what: the thing in question, as people call it.
    """
    if decider == about:
        raise Refusal(f"ご自身の{what}は、ご自身では判断できません。ほかの担当の方にお願いしてください。")
    if decided_before and decider == decided_before:
        raise Refusal("支援機関と事務局の承認は、別の方が行うことになっています。ほかの担当の方にお願いしてください。")
