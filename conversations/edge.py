"""What the dialogs of the journey need from outside: paths of pictures and files, chance, and the account's own id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Edge:
    """Paths are below the public address and signed by whoever makes them.

    file: (file id, person who will look) -> path · qr: (text) -> path of its QR picture · random: (n) -> n random bytes
    account: the LINE account's basic id ("@abc1234d") · code_key: keys the hashes of invitation codes, b"" for none.
    """

    file: Callable[[str, str], str]
    qr: Callable[[str], str]
    random: Callable[[int], bytes]
    account: str
    code_key: bytes = b""

    def typing_link(self, words: str) -> str:
        """Opens the chat with these words typed already (phones only)."""
        return f"https://line.me/R/oaMessage/{quote(self.account, safe='')}/?{quote(words, safe='')}"
